/*
 * layout.h - the kit that papers are made of: sheets filled from top to bottom.
 *
 * Millimetres, y downwards; sizes in points.  A letter is one sheet: it draws itself with the
 * body size that sheet_begin() gave; when sheet_fits() says no, it is drawn again with the
 * next smaller size of sheet_sizes, and when the last is too big the error says so: nothing
 * is ever cut off.  Books and lists go on over pages (sheet_next, grid.h).  Margins of
 * letters: 20 mm on top (15 above a letterhead), 25 below, 30 left, 20 right (Permendagri 1/2023).
 *
 * A sheet keeps the first error of what was put on it; sheet_finish() reports it.
 */
#ifndef PRINT_LAYOUT_H
#define PRINT_LAYOUT_H

#include <stdbool.h>

#include "print/pdf.h"

struct letter_qr;

struct sheet {
	struct arena	*arena;
	struct pdf	*pdf;
	struct utc	 made;
	double		 width, height;
	double		 left, right, top, bottom;	/* margins */
	double		 y;		/* top of the next line */
	double		 size;		/* body type */
	double		 line;		/* height of a body line */
	int		 page;		/* 0 the first */
	bool		 roll;		/* paper from a roll: narrow, cut below the text */
	struct letter_qr *qr;		/* letter.c: kept while sizes are tried */
	struct err	 err;
};

/* label : value; the value may wrap */
struct fact {
	const char	*label, *value;
	enum pdf_face	 face;
};

/* A column beside others: where it begins and how wide it is. */
struct column {
	double	x, width;
};

struct sheet_size {
	double	size, pitch;	/* points, line height as a multiple of the size */
};

/* Body sizes in the order of trial, ended by 0. */
extern const struct sheet_size	 sheet_sizes[];

#define SHEET_PAGES_MAX	400

/* "iso_a4_210x297mm" -> 210, 297: any PWG name that ends in _WxHmm, sides 70..450. */
bool	 media_size(const char *media, double *ret_width, double *ret_height);

/* -1 when the page is unusable; else sheet_close() later. */
int	 sheet_open(struct sheet *, struct arena *, const struct doc_page *,
	    const char *media, struct err *);
void	 sheet_close(struct sheet *);
void	 sheet_landscape(struct sheet *);	/* pages from now on lie on their side */
void	 sheet_begin(struct sheet *, const struct sheet_size *);	/* empties it */
bool	 sheet_fits(const struct sheet *);	/* all above the bottom margin */
void	 sheet_next(struct sheet *);		/* y is at the top of a new page */
/* Room for so many mm above the bottom margin, on the next page when not on this one. */
void	 sheet_room(struct sheet *, double height);
/* "text  Halaman 2 dari 5" in the bottom margin of the pages from first (0) on, when all is
 * drawn. */
void	 sheet_page_numbers(struct sheet *, const char *text, int first);
int	 sheet_finish(struct sheet *, const char *title, struct pdf_result *, struct err *);

/* Notes an error "field: what" unless there is one. */
void	 sheet_fail(struct sheet *, const char *field, const char *what);
/* Preflight of one text: valid, no control or direction characters, all glyphs. */
void	 sheet_check(struct sheet *, const char *field, const char *text);

void	 sheet_gap(struct sheet *, double lines);
/* One line at the sheet's y, which stays. */
void	 sheet_put(struct sheet *, enum pdf_face, double size, double x, const char *text);
/* Text wrapped into a column from the sheet's y on; y stands below it afterwards.
 * just: stretch the spaces of all lines but the last. */
void	 sheet_flow(struct sheet *, enum pdf_face, double size, struct column, bool just,
	    const char *text);
/* How many lines that would be, and the height of one. */
int	 sheet_lines(struct sheet *, enum pdf_face, double size, double width, const char *text);
double	 sheet_line_height(const struct sheet *, double size);
void	 sheet_paragraph(struct sheet *, const char *text);	/* justified, full width */
void	 sheet_centred(struct sheet *, enum pdf_face, double size, const char *text);
/* labels at indent, colons at indent + label_width */
void	 sheet_facts(struct sheet *, double indent, double label_width, const struct fact *,
	    size_t n);
void	 sheet_clauses(struct sheet *, double indent, const char *const *text, size_t n);
double	 sheet_inner(const struct sheet *);	/* width between the margins */

#endif
