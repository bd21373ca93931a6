/*
 * sqlc.h - what the parts of the SQL compiler share.
 *
 *	sqlc.c		command line, files
 *	sqlc_parse.c	comments with the declarations, one statement after another
 *	sqlc_text.c	the SQL itself: quotes, comments, :name, the select list
 *	sqlc_emit.c	header and code
 */
#ifndef SQLC_H
#define SQLC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define COLS	64
#define PLACES	128

enum kind { KIND_ONE, KIND_MANY, KIND_EXEC, KIND_INSERT };

struct col {
	char	 name[64];
	int	 type;		/* index of type_word */
	bool	 null;
	bool	 used;
};

struct stmt {
	const char	*path;
	int		 line;		/* of its -- name */
	char		 name[64];
	enum kind	 kind;
	char		 by[128];
	bool		 has_row;
	struct col	 in[COLS], row[COLS];
	size_t		 nin, nrow;
	unsigned char	 place[PLACES];
	size_t		 nplace;
	char		*text;		/* malloc: one line, '?' in the places */
	struct stmt	*next;
};

struct file {
	const char	*path;
	char		 name[64];	/* sql/query/casefile.sql -> casefile */
	struct stmt	*first;
};

/* "path:line: text" on standard error, exit 1. */
void	 die(const char *path, int line, const char *fmt, ...)
	    __attribute__((noreturn, format(printf, 3, 4)));

void	 parse(struct file *, const char *text);
/* Raw SQL that begins at a line, into s->text and s->place, with all checks. */
void	 text_finish(struct stmt *, const char *raw, size_t n, int line);
void	 emit_header(FILE *, const struct file *);
void	 emit_code(FILE *, const struct file *);
void	 emit_all_header(FILE *);
void	 emit_all_code(FILE *, const struct file *, size_t nfile);
void	 emit_text_header(FILE *);
void	 emit_text_code(FILE *, char *const *name, char *const *text, size_t n);

extern const char *const type_word[];	/* int64 text day utc blob, NULL */

#endif
