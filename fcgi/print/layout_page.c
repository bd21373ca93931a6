/* Sheets as paper: sizes, pages, what fits; layout.c fills them. */
#include "print/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

const struct sheet_size sheet_sizes[] = {
	{ 12, 1.20 }, { 12, 1.15 }, { 12, 1.10 }, { 11.5, 1.10 }, { 11, 1.10 },
	{ 10.5, 1.10 }, { 10, 1.10 }, { 9.5, 1.08 }, { 0, 0 },
};

bool
media_size(const char *media, double *ret_width, double *ret_height)
{
	const char *s = media == NULL ? NULL : strrchr(media, '_');
	char *end;
	double w, h;

	if (s == NULL)
		return false;
	w = strtod(s + 1, &end);
	if (end == s + 1 || *end != 'x')
		return false;
	s = end + 1;
	h = strtod(s, &end);
	if (end == s || !str_eq(end, "mm") || !(w >= 70 && w <= 450) ||
	    !(h >= 70 && h <= 450))
		return false;
	*ret_width = w;
	*ret_height = h;
	return true;
}

int
sheet_open(struct sheet *s, struct arena *a, const struct doc_page *page, const char *media,
    struct err *e)
{
	*s = (struct sheet){ .arena = a, .made = page->made };
	if (!str_empty(page->media))
		media = page->media;
	if (!media_size(media, &s->width, &s->height))
		return err_set(e, ERR_INPUT, 0, "media: no paper size in %.40s", media);
	s->left = 30;
	s->right = 20;
	s->top = 20;
	s->bottom = 25;
	s->roll = s->width < 100;
	if (s->roll)		/* as long as its text */
		s->height = 1000;
	s->pdf = pdf_open(a, page->fonts, s->width, s->height);
	if (s->pdf == NULL)
		return err_set(e, ERR_FULL, 0, "page: arena is full");
	return 0;
}

void
sheet_close(struct sheet *s)
{
	pdf_close(s->pdf);
	s->pdf = NULL;
}

void
sheet_landscape(struct sheet *s)
{
	double w = s->width;

	if (w >= s->height)
		return;
	s->width = s->height;
	s->height = w;
	pdf_size(s->pdf, s->width, s->height);
}

void
sheet_begin(struct sheet *s, const struct sheet_size *z)
{
	pdf_clear(s->pdf);
	s->page = 0;
	s->y = s->top;
	s->size = z->size;
	s->line = z->size * z->pitch * PDF_MM_PER_PT;
}

bool
sheet_fits(const struct sheet *s)
{
	return s->err.kind != ERR_NONE || s->y <= s->height - s->bottom + 0.01;
}

void
sheet_next(struct sheet *s)
{
	if (s->page + 1 >= SHEET_PAGES_MAX) {
		sheet_fail(s, "page", "too many pages");
		return;
	}
	pdf_turn(s->pdf, ++s->page);
	pdf_page_size(s->pdf, &s->width, &s->height);
	s->y = s->top;
}

void
sheet_room(struct sheet *s, double height)
{
	if (s->y + height > s->height - s->bottom + 0.01 && s->y > s->top)
		sheet_next(s);
}

void
sheet_page_numbers(struct sheet *s, const char *text, int first)
{
	int pages = pdf_pages(s->pdf);
	double y = s->y, w = s->width, h = s->height;

	for (int i = first; i < pages; i++) {
		const char *at = arena_printf(s->arena, "Halaman %d dari %d", i + 1, pages);

		pdf_turn(s->pdf, i);
		pdf_page_size(s->pdf, &s->width, &s->height);
		s->y = s->height - s->bottom + 4;
		sheet_put(s, PDF_REGULAR, 7.5, s->left, text);
		sheet_put(s, PDF_REGULAR, 7.5,
		    s->width - s->right - pdf_width(s->pdf, PDF_REGULAR, 7.5, at), at);
	}
	pdf_turn(s->pdf, s->page);
	s->y = y;
	s->width = w;
	s->height = h;
}

/* A roll is cut below the text; a printer's paper has the size it has. */
static void
cut(struct sheet *s)
{
	if (s->roll && s->page == 0 && s->err.kind == ERR_NONE)
		pdf_cut(s->pdf, s->y + s->bottom);
}

int
sheet_finish(struct sheet *s, const char *title, struct pdf_result *ret_pdf, struct err *e)
{
	struct pdf_info info = { .title = title, .made = s->made };

	if (!sheet_fits(s))
		sheet_fail(s, "page", "the text does not fit on one sheet");
	if (s->err.kind != ERR_NONE) {
		if (e != NULL)
			*e = s->err;
		return -1;
	}
	cut(s);
	return pdf_bytes(s->pdf, &info, ret_pdf, e);
}

void
sheet_fail(struct sheet *s, const char *field, const char *what)
{
	if (s->err.kind == ERR_NONE)
		(void)err_set(&s->err, ERR_INPUT, 0, "%s: %s", field, what);
}
