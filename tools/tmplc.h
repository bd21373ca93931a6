/*
 * tmplc.h - what the parts of the template compiler share.
 *
 *	tmplc.c		command line, files, tpl.h
 *	tmplc_text.c	one template: literal text and what stands between {{ {% {#
 *	tmplc_word.c	directives and values
 *	tmplc_expr.c	field paths and conditions
 *	tmplc_html.c	where in the HTML a value would land
 */
#ifndef TMPLC_H
#define TMPLC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "tmplc_html.h"

#define VARS	16		/* nested for loops + the view */
#define BLOCKS	24

struct block {
	struct html	 open, end;	/* state where it began; where a branch ended */
	int		 line;
	bool		 is_if, has_end, has_else;
	size_t		 vars;		/* variables known outside */
};

struct tmpl {
	const char	*path;
	char		 name[96];
	int		 line;
	FILE		*out;		/* the function */
	FILE		*inc;		/* the #include lines */
	char		*lit;		/* literal text not yet written */
	size_t		 nlit, cap;
	struct html	 html;
	struct block	 block[BLOCKS];
	size_t		 depth;
	char		 var[VARS][40];
	size_t		 nvars;
	char		 view[64];	/* "" before {% view %}, "none" for none */
};

/* "path:line: text" on standard error, exit 1. */
void	 die(const struct tmpl *, const char *, ...)
	    __attribute__((noreturn, format(printf, 2, 3)));

/* Compiles the whole text, which is changed on the way but whole again afterwards. */
void	 compile(struct tmpl *, char *text);

/* Literal text collected so far goes out. */
void	 lit_flush(struct tmpl *);
void	 mark_line(const struct tmpl *);	/* #line of the template */
void	 need_view(const struct tmpl *);

void	 value(struct tmpl *, char *);		/* between {{ and }} */
void	 directive(struct tmpl *, char *);	/* between {% and %} */

char	*trim(char *);
size_t	 ident(const char *);			/* length of the C name at the front */
bool	 known(const struct tmpl *, const char *name, size_t n);
char	*field_path(const struct tmpl *, char *);	/* trimmed and checked */
void	 cond(struct tmpl *, char *);		/* writes it as C */

#endif
