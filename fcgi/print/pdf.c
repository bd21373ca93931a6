#include "print/pdf.h"

#include <hpdf.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/glyph.h"

enum op_kind { OP_TEXT, OP_LINE, OP_FRAME, OP_FILL };

struct op {
	struct op	*next;
	enum op_kind	 kind;
	enum pdf_face	 face;
	double		 a, b, c, d;	/* x y w h, or x1 y1 x2 y2, or x y extra */
	double		 size;		/* points, or line width in mm */
	const char	*text;
};

struct pdf {
	struct arena	*arena;
	const char	*fonts;
	double		 width, height;
	HPDF_Doc	 doc;
	HPDF_Font	 font[PDF_FACE__MAX];
	HPDF_FontDef	 def[PDF_FACE__MAX];
	struct op	*first, **end;
	bool		 utf8;		/* some letter is outside of WinAnsi */
	struct err	 err;		/* the first one */
	char		 where[48];	/* what was being done, for the message */
};

static const char *const face_file[PDF_FACE__MAX] = {
	[PDF_REGULAR] = "LiberationSans-Regular.ttf",
	[PDF_BOLD] = "LiberationSans-Bold.ttf",
};

/* libharu overwrites the first cause with the failures that follow from it. */
static void
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
	struct pdf *p = user;

	if (p->err.kind == ERR_NONE)
		(void)err_set(&p->err, ERR_BROKEN, (int)code,
		    "libharu error 0x%lx (detail %lu) in %s",
		    (unsigned long)code, (unsigned long)detail, p->where);
}

static bool
failed(const struct pdf *p)
{
	return p == NULL || p->err.kind != ERR_NONE;
}

static void
free_doc(struct pdf *p)
{
	if (p->doc != NULL)
		HPDF_Free(p->doc);
	p->doc = NULL;
	memset(p->font, 0, sizeof p->font);
	memset(p->def, 0, sizeof p->def);
}

static void
new_doc(struct pdf *p)
{
	free_doc(p);
	(void)str_copy(p->where, sizeof p->where, "HPDF_New");
	p->doc = HPDF_New(on_error, p);
	if (p->doc == NULL) {
		if (!failed(p))
			(void)err_set(&p->err, ERR_FULL, 0, "libharu: no memory");
		return;
	}
	(void)HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
	if (p->utf8)
		(void)HPDF_UseUTFEncodings(p->doc);
}

/* Loaded when first used: reading a font file is half of the work of a letter. */
static bool
need_font(struct pdf *p, enum pdf_face face)
{
	char path[512];
	const char *name;

	if (failed(p))
		return false;
	if (p->font[face] != NULL)
		return true;
	(void)snprintf(path, sizeof path, "%s/%s", p->fonts, face_file[face]);
	(void)str_copy(p->where, sizeof p->where, face_file[face]);
	name = HPDF_LoadTTFontFromFile(p->doc, path, HPDF_TRUE);
	if (name == NULL || failed(p))
		return false;
	p->def[face] = HPDF_GetFontDef(p->doc, name);
	p->font[face] = HPDF_GetFont(p->doc, name,
	    p->utf8 ? "UTF-8" : "WinAnsiEncoding");
	return !failed(p) && p->font[face] != NULL && p->def[face] != NULL;
}

struct pdf *
pdf_open(struct arena *a, const char *fonts, double width, double height)
{
	struct pdf *p = ARENA_NEW(a, struct pdf);

	if (p == NULL)
		return NULL;
	p->arena = a;
	p->fonts = fonts != NULL ? fonts : "";
	p->width = width;
	p->height = height;
	p->end = &p->first;
	new_doc(p);
	return p;
}

void
pdf_close(struct pdf *p)
{
	if (p != NULL)
		free_doc(p);
}

void
pdf_clear(struct pdf *p)
{
	if (p == NULL)
		return;
	p->first = NULL;
	p->end = &p->first;
	p->utf8 = false;
}

double
pdf_width_n(struct pdf *p, enum pdf_face face, double size, const char *text, size_t n)
{
	const char *end = text + n;
	uint32_t u;
	int64_t sum = 0;

	if (!need_font(p, face))
		return 0;
	while (text < end && (u = glyph_next(&text)) != 0)
		if (u <= 0xffff)
			sum += HPDF_Font_GetUnicodeWidth(p->font[face], (HPDF_UNICODE)u);
	return (double)sum * size / 1000.0 * PDF_MM_PER_PT;
}

double
pdf_width(struct pdf *p, enum pdf_face face, double size, const char *text)
{
	return pdf_width_n(p, face, size, text, strlen(text));
}

uint32_t
pdf_missing(struct pdf *p, enum pdf_face face, const char *text)
{
	uint32_t u;

	if (!need_font(p, face))
		return 0;
	while ((u = glyph_next(&text)) != 0)
		if (u > 0xffff ||
		    HPDF_TTFontDef_GetGlyphid(p->def[face], (HPDF_UINT16)u) == 0)
			return u;
	return 0;
}

static struct op *
add_op(struct pdf *p, enum op_kind kind)
{
	struct op *op;

	if (failed(p))
		return NULL;
	op = ARENA_NEW(p->arena, struct op);
	if (op == NULL) {
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
		return NULL;
	}
	op->kind = kind;
	*p->end = op;
	p->end = &op->next;
	return op;
}

void
pdf_text(struct pdf *p, enum pdf_face face, double size, double x, double y, double extra,
    const char *text)
{
	struct op *op;
	const char *s = text;
	uint32_t u;

	if (text[0] == '\0' || (op = add_op(p, OP_TEXT)) == NULL)
		return;
	op->face = face;
	op->size = size;
	op->a = x;
	op->b = y;
	op->c = extra;
	op->text = arena_strdup(p->arena, text);
	while ((u = glyph_next(&s)) != 0)
		if (glyph_winansi(u) == 0)
			p->utf8 = true;
}

static void
add_shape(struct pdf *p, enum op_kind kind, const double at[4], double width)
{
	struct op *op = add_op(p, kind);

	if (op == NULL)
		return;
	op->a = at[0];
	op->b = at[1];
	op->c = at[2];
	op->d = at[3];
	op->size = width;
}

void
pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double width)
{
	add_shape(p, OP_LINE, (const double[]){ x1, y1, x2, y2 }, width);
}

void
pdf_frame(struct pdf *p, double x, double y, double w, double h, double width)
{
	add_shape(p, OP_FRAME, (const double[]){ x, y, w, h }, width);
}

void
pdf_fill(struct pdf *p, double x, double y, double w, double h)
{
	add_shape(p, OP_FILL, (const double[]){ x, y, w, h }, 0);
}

static HPDF_REAL
pt(double mm)
{
	return (HPDF_REAL)(mm / PDF_MM_PER_PT);
}

/* The text in the encoding of the document. */
static const char *
encode(struct pdf *p, const char *text)
{
	char *s = glyph_encode(p->arena, text, p->utf8);

	if (s == NULL)
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
	return s == NULL ? "" : s;
}

static void
show(struct pdf *p, HPDF_Page page, double x, double y, const char *text)
{
	(void)HPDF_Page_BeginText(page);
	(void)HPDF_Page_TextOut(page, pt(x), pt(p->height - y), encode(p, text));
	(void)HPDF_Page_EndText(page);
}

/* Word spacing acts on one-byte codes only, so UTF-8 lines go word by word. */
static void
draw_text(struct pdf *p, HPDF_Page page, const struct op *op)
{
	const char *s = op->text, *e;
	double x = op->a;

	if (!need_font(p, op->face))
		return;
	(void)HPDF_Page_SetFontAndSize(page, p->font[op->face], (HPDF_REAL)op->size);
	if (!p->utf8 || op->c <= 0) {
		(void)HPDF_Page_SetWordSpace(page, op->c > 0 ? pt(op->c) : 0);
		show(p, page, op->a, op->b, op->text);
		return;
	}
	while (*s != '\0') {
		e = s + strcspn(s, " ");
		if (*e == ' ')
			e++;
		show(p, page, x, op->b, arena_strndup(p->arena, s, (size_t)(e - s)));
		x += pdf_width_n(p, op->face, op->size, s, (size_t)(e - s));
		if (e[-1] == ' ')
			x += op->c;
		s = e;
	}
}

static void
draw(struct pdf *p, HPDF_Page page, const struct op *op)
{
	double y = p->height - op->b;

	switch (op->kind) {
	case OP_TEXT:
		draw_text(p, page, op);
		break;
	case OP_LINE:
		(void)HPDF_Page_SetLineWidth(page, pt(op->size));
		(void)HPDF_Page_MoveTo(page, pt(op->a), pt(y));
		(void)HPDF_Page_LineTo(page, pt(op->c), pt(p->height - op->d));
		(void)HPDF_Page_Stroke(page);
		break;
	case OP_FRAME:
		(void)HPDF_Page_SetLineWidth(page, pt(op->size));
		(void)HPDF_Page_Rectangle(page, pt(op->a), pt(y - op->d), pt(op->c), pt(op->d));
		(void)HPDF_Page_Stroke(page);
		break;
	case OP_FILL:
		(void)HPDF_Page_Rectangle(page, pt(op->a), pt(y - op->d), pt(op->c), pt(op->d));
		(void)HPDF_Page_Fill(page);
		break;
	}
}

static void
set_info(struct pdf *p, const struct pdf_info *info)
{
	struct day d = utc_day_wib(info->made);
	HPDF_Date date = { .year = d.y, .month = d.m, .day = d.d, .ind = '+', .off_hour = 7 };

	utc_clock_wib(info->made, &date.hour, &date.minutes, &date.seconds);
	(void)str_copy(p->where, sizeof p->where, "document information");
	(void)HPDF_SetInfoAttr(p->doc, HPDF_INFO_TITLE, info->title);
	(void)HPDF_SetInfoAttr(p->doc, HPDF_INFO_CREATOR, "rekam");
	(void)HPDF_SetInfoDateAttr(p->doc, HPDF_INFO_CREATION_DATE, date);
}

static void
make(struct pdf *p, const struct pdf_info *info)
{
	HPDF_Page page;

	if (p->utf8)		/* fonts of another encoder must not get in */
		new_doc(p);
	if (failed(p))
		return;
	set_info(p, info);
	(void)str_copy(p->where, sizeof p->where, "page");
	page = HPDF_AddPage(p->doc);
	if (page == NULL || failed(p))
		return;
	(void)HPDF_Page_SetWidth(page, pt(p->width));
	(void)HPDF_Page_SetHeight(page, pt(p->height));
	for (const struct op *op = p->first; op != NULL && !failed(p); op = op->next)
		draw(p, page, op);
	(void)str_copy(p->where, sizeof p->where, "output");
	if (!failed(p))
		(void)HPDF_SaveToStream(p->doc);
}

int
pdf_bytes(struct pdf *p, const struct pdf_info *info, struct pdf_result *ret_pdf,
    struct err *e)
{
	uint8_t *buf;
	HPDF_UINT32 n, got;

	if (p == NULL)
		return err_set(e, ERR_FULL, 0, "page: arena is full");
	make(p, info);
	n = failed(p) ? 0 : HPDF_GetStreamSize(p->doc);
	got = n;
	buf = n == 0 ? NULL : arena_alloc(p->arena, n);
	if (!failed(p) && buf == NULL)
		(void)err_set(&p->err, ERR_FULL, 0, "page: no room for %u bytes", n);
	if (!failed(p))
		(void)HPDF_ReadFromStream(p->doc, buf, &got);
	if (!failed(p) && got != n)
		(void)err_set(&p->err, ERR_BROKEN, 0, "libharu gave %u of %u bytes", got, n);
	if (!failed(p) && arena_overflowed(p->arena))
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
	if (failed(p)) {
		if (e != NULL)
			*e = p->err;
		return -1;
	}
	ret_pdf->bytes = (struct bytes){ .p = buf, .n = n };
	ret_pdf->pages = 1;
	(void)crypto_hash_sha256(ret_pdf->sha256, buf, n);
	return 0;
}
