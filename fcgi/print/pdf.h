/*
 * pdf.h - sheets as a PDF; only pdf.c and pdf_draw.c know libharu (hpdf.h).
 *
 * Unit: millimetres from the upper left corner, y grows downwards; text is placed
 * by its baseline; type sizes are points.  Fonts are Liberation Sans (metrics of
 * Arial), embedded.  Drawing is noted and carried out in pdf_bytes(): so a layout
 * that did not fit is dropped by pdf_clear() and tried again at no cost, and the
 * encoder is chosen when all text is known: WinAnsi, or libharu's UTF-8 encoder when
 * a letter is outside of it (slower by half and its ToUnicode map is unloved).
 * Spaces in justified lines are stretched, words stay whole for text extraction.
 *
 * The first error is kept and everything afterwards does nothing; pdf_bytes()
 * reports it once and then gives no bytes.  Same drawing, same info: same bytes.
 */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include <stdbool.h>

#include "print/doc.h"
#include "print/pdf_image.h"

enum pdf_face { PDF_REGULAR, PDF_BOLD, PDF_FACE__MAX };

struct pdf;

/* What stands in the file besides the page; no personal data. */
struct pdf_info {
	const char	*title;		/* ASCII: REKOMENDASI 400.12.2.1/123/406.08/2026 */
	struct utc	 made;
};

#define PDF_MM_PER_PT	(25.4 / 72.0)

/* fonts: folder of LiberationSans-{Regular,Bold}.ttf.  Never NULL but when the arena
 * is full; a missing font is reported by pdf_bytes().  Must be closed. */
struct pdf	*pdf_open(struct arena *, const char *fonts, double width, double height);
void		 pdf_close(struct pdf *);	/* NULL is fine */
void		 pdf_clear(struct pdf *);	/* forgets the drawing, keeps an error */

/* The size of pages that are added from now on, and of the one that is drawn on, and what it
 * is; what stands on a page keeps its distance from the upper left corner. */
void		 pdf_size(struct pdf *, double width, double height);
void		 pdf_cut(struct pdf *, double height);
void		 pdf_page_size(const struct pdf *, double *ret_width, double *ret_height);
/* Drawing goes on on that page, 0 the first; it is added when there is none yet. */
void		 pdf_turn(struct pdf *, int page);
int		 pdf_pages(const struct pdf *);

/* A word in grey across every page, below what is drawn there; static text of ASCII letters. */
void		 pdf_stamp(struct pdf *, const char *word);

/* Width in mm of valid UTF-8 set in this face and size. */
double	 pdf_width(struct pdf *, enum pdf_face, double size, const char *text);
/* Width of the first n bytes. */
double	 pdf_width_n(struct pdf *, enum pdf_face, double size, const char *text, size_t n);
/* The first code point that the face has no glyph for, 0 when it has all. */
uint32_t	 pdf_missing(struct pdf *, enum pdf_face, const char *text);

/* extra: mm added to each ASCII space.  The text is copied. */
void	 pdf_text(struct pdf *, enum pdf_face, double size, double x, double y,
	    double extra, const char *text);
void	 pdf_line(struct pdf *, double x1, double y1, double x2, double y2, double width);
void	 pdf_frame(struct pdf *, double x, double y, double w, double h, double width);
void	 pdf_fill(struct pdf *, double x, double y, double w, double h);	/* black */
/* The picture that pdf_put_image() puts; false: it is none that can be read, nothing changed. */
bool	 pdf_set_image(struct pdf *, struct bytes, int *ret_width, int *ret_height);
void	 pdf_put_image(struct pdf *, double x, double y, double w, double h);

int	 pdf_bytes(struct pdf *, const struct pdf_info *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
