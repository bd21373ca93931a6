#include "print/pdf_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/font.h"
#include "print/glyph.h"

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

bool
pdf_failed(const struct pdf *p)
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
	p->drawn = NULL;
}

void
pdf_new_doc(struct pdf *p)
{
	free_doc(p);
	(void)str_copy(p->where, sizeof p->where, "HPDF_New");
	p->doc = HPDF_New(on_error, p);
	if (p->doc == NULL) {
		if (!pdf_failed(p))
			(void)err_set(&p->err, ERR_FULL, 0, "libharu: no memory");
		return;
	}
	(void)HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
	if (p->utf8)
		(void)HPDF_UseUTFEncodings(p->doc);
}

bool
pdf_need_font(struct pdf *p, enum pdf_face face)
{
	char path[512];
	const char *name;

	if (pdf_failed(p))
		return false;
	if (p->font[face] != NULL)
		return true;
	(void)snprintf(path, sizeof path, "%s/%s", p->fonts, face_file[face]);
	(void)str_copy(p->where, sizeof p->where, face_file[face]);
	if (!font_sound(path)) {
		(void)err_set(&p->err, ERR_BROKEN, 0, "font %s is missing or damaged", path);
		return false;
	}
	name = HPDF_LoadTTFontFromFile(p->doc, path, HPDF_TRUE);
	if (name == NULL || pdf_failed(p))
		return false;
	p->def[face] = HPDF_GetFontDef(p->doc, name);
	p->font[face] = HPDF_GetFont(p->doc, name,
	    p->utf8 ? "UTF-8" : "WinAnsiEncoding");
	return !pdf_failed(p) && p->font[face] != NULL && p->def[face] != NULL;
}

struct pdf *
pdf_open(struct arena *a, const char *fonts, double width, double height)
{
	struct pdf *p = ARENA_NEW(a, struct pdf);

	if (p == NULL)
		return NULL;
	p->arena = a;
	p->fonts = fonts != NULL ? fonts : "";
	pdf_size(p, width, height);
	pdf_new_doc(p);
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
	p->first = p->page = NULL;
	p->pages = 0;
	p->utf8 = false;
}

void
pdf_size(struct pdf *p, double width, double height)
{
	p->width = width;
	p->height = height;
}

void
pdf_cut(struct pdf *p, double height)
{
	if (p->page != NULL)
		p->page->height = height;
}

void
pdf_page_size(const struct pdf *p, double *ret_width, double *ret_height)
{
	*ret_width = p->page == NULL ? p->width : p->page->width;
	*ret_height = p->page == NULL ? p->height : p->page->height;
}

static struct pdf_page *
add_page(struct pdf *p)
{
	struct pdf_page *page = ARENA_NEW(p->arena, struct pdf_page);

	if (page == NULL) {
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
		return NULL;
	}
	page->end = &page->first;
	page->width = p->width;
	page->height = p->height;
	p->pages++;
	return page;
}

void
pdf_turn(struct pdf *p, int page)
{
	struct pdf_page **at;

	if (pdf_failed(p))
		return;
	at = &p->first;
	for (int i = 0; i <= page; i++) {
		if (*at == NULL && (*at = add_page(p)) == NULL)
			return;
		p->page = *at;
		at = &(*at)->next;
	}
}

int
pdf_pages(const struct pdf *p)
{
	return p == NULL ? 0 : p->pages;
}

/* Width of one letter in thousandths of the size. */
static int
advance(struct pdf *p, enum pdf_face face, uint32_t u)
{
	int w;

	if (u > 0xffff)
		return 0;
	if (u < PDF_WIDTHS && p->advance[face][u] != 0)
		return p->advance[face][u] - 1;
	w = HPDF_Font_GetUnicodeWidth(p->font[face], (HPDF_UNICODE)u);
	if (u < PDF_WIDTHS && w >= 0 && w < INT16_MAX)
		p->advance[face][u] = (int16_t)(w + 1);
	return w;
}

double
pdf_width_n(struct pdf *p, enum pdf_face face, double size, const char *text, size_t n)
{
	const char *end = text + n;
	uint32_t u;
	int64_t sum = 0;

	if (!pdf_need_font(p, face))
		return 0;
	while (text < end && (u = glyph_next(&text)) != 0)
		sum += advance(p, face, u);
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

	if (!pdf_need_font(p, face))
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

	if (!pdf_failed(p) && p->page == NULL)
		pdf_turn(p, 0);
	if (pdf_failed(p))
		return NULL;
	op = ARENA_NEW(p->arena, struct op);
	if (op == NULL) {
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
		return NULL;
	}
	op->kind = kind;
	*p->page->end = op;
	p->page->end = &op->next;
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

bool
pdf_set_image(struct pdf *p, struct bytes b, int *ret_width, int *ret_height)
{
	if (pdf_failed(p) || b.p == NULL)
		return false;
	/* a paper is tried in several sizes of type, its logo is read once */
	if (p->image_of != b.p) {
		p->image = (struct pdf_image){ 0 };
		p->image_of = b.p;
		(void)pdf_image_read(p->arena, b, &p->image);
	}
	if (p->image.width == 0)
		return false;
	*ret_width = p->image.width;
	*ret_height = p->image.height;
	return true;
}

void
pdf_put_image(struct pdf *p, double x, double y, double w, double h)
{
	add_shape(p, OP_IMAGE, (const double[]){ x, y, w, h }, 0);
}
