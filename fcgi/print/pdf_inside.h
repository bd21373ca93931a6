/*
 * pdf_inside.h - what pdf.c (what is to be drawn) and pdf_draw.c (how libharu draws it) share;
 * nobody else includes it.
 */
#ifndef PRINT_PDF_INSIDE_H
#define PRINT_PDF_INSIDE_H

#include <hpdf.h>

#include "print/pdf.h"

enum op_kind { OP_TEXT, OP_LINE, OP_FRAME, OP_FILL, OP_IMAGE };

struct op {
	struct op	*next;
	enum op_kind	 kind;
	enum pdf_face	 face;
	double		 a, b, c, d;	/* x y w h, or x1 y1 x2 y2, or x y extra */
	double		 size;		/* points, or line width in mm */
	const char	*text;
};

struct pdf_page {
	struct pdf_page	*next;
	struct op	*first, **end;
	double		 width, height;
};

#define PDF_WIDTHS	0x250		/* code points whose widths are kept: Latin */

struct pdf {
	struct arena	*arena;
	const char	*fonts;
	double		 width, height;	/* of pages to come; of the page being made */
	HPDF_Doc	 doc;
	HPDF_Font	 font[PDF_FACE__MAX];
	HPDF_FontDef	 def[PDF_FACE__MAX];
	int16_t		 advance[PDF_FACE__MAX][PDF_WIDTHS];	/* + 1; 0: not asked yet */
	struct pdf_page	*first, *page;	/* page: the one that is drawn on */
	int		 pages;
	struct pdf_image image;		/* decoded; one in a file is enough: the logo */
	const void	*image_of;	/* the bytes it was read from */
	HPDF_Image	 drawn;		/* in this document, NULL: not yet */
	const char	*stamp;		/* across every page; NULL: none */
	bool		 utf8;		/* some letter is outside of WinAnsi */
	struct err	 err;		/* the first one */
	char		 where[48];	/* what was being done, for the message */
};

bool	 pdf_failed(const struct pdf *);
void	 pdf_new_doc(struct pdf *);
/* Loaded when first used: reading a font file is half of the work of a letter. */
bool	 pdf_need_font(struct pdf *, enum pdf_face);

#endif
