#include "print/grid.h"

#include <string.h>

#define PAD	0.9	/* mm between rule and text */
#define RULE	0.2

static double
cell_width(const struct grid *t, size_t i)
{
	return t->x[i + 1] - t->x[i] - 2 * PAD;
}

static double
row_height(struct grid *t, enum pdf_face face, const char *const *cell)
{
	struct sheet *s = t->sheet;
	int most = 1;

	for (size_t i = 0; i < t->n; i++) {
		int n = cell[i] == NULL ? 0 :
		    sheet_lines(s, face, t->size, cell_width(t, i), cell[i]);
		if (n > most)
			most = n;
	}
	return most * sheet_line_height(s, t->size) + PAD;
}

static void
draw_cell(struct grid *t, enum pdf_face face, size_t i, double y, const char *text)
{
	struct sheet *s = t->sheet;
	struct column c = { t->x[i] + PAD, cell_width(t, i) };
	double w;

	s->y = y + PAD / 2;
	if (text == NULL || *text == '\0')
		return;
	w = pdf_width(s->pdf, face, t->size, text);
	if (t->column[i].right && face == PDF_REGULAR && w <= c.width)
		sheet_put(s, face, t->size, c.x + c.width - w, text);
	else
		sheet_flow(s, face, t->size, c, false, text);
}

static void
rules(struct grid *t, double y, double h)
{
	struct pdf *p = t->sheet->pdf;

	for (size_t i = 0; i <= t->n; i++)
		pdf_line(p, t->x[i], y, t->x[i], y + h, RULE);
	pdf_line(p, t->x[0], y, t->x[t->n], y, RULE);
	pdf_line(p, t->x[0], y + h, t->x[t->n], y + h, RULE);
}

static void
put_row(struct grid *t, enum pdf_face face, const char *const *cell, double h)
{
	double y = t->sheet->y;

	rules(t, y, h);
	for (size_t i = 0; i < t->n; i++)
		draw_cell(t, face, i, y, cell[i]);
	t->sheet->y = y + h;
}

static void
heads(struct grid *t)
{
	const char *head[GRID_COLUMNS_MAX];
	double h, y = t->sheet->y;

	for (size_t i = 0; i < t->n; i++)
		head[i] = t->column[i].head;
	h = row_height(t, PDF_BOLD, head);
	put_row(t, PDF_BOLD, head, h);
	pdf_line(t->sheet->pdf, t->x[0], y + h, t->x[t->n], y + h, 3 * RULE);
}

void
grid_begin(struct grid *t, struct sheet *s, double size, const struct grid_column *column,
    size_t n)
{
	double all = 0, x = s->left;

	if (n > GRID_COLUMNS_MAX)
		n = GRID_COLUMNS_MAX;
	*t = (struct grid){ .sheet = s, .column = column, .n = n, .size = size };
	for (size_t i = 0; i < n; i++)
		all += column[i].share;
	for (size_t i = 0; i < n; i++) {
		t->x[i] = x;
		x += sheet_inner(s) * column[i].share / all;
	}
	t->x[n] = x;
	heads(t);
}

/* Heads again on a new page. */
static void
need(struct grid *t, double h)
{
	struct sheet *s = t->sheet;
	int page = s->page;

	sheet_room(s, h);
	if (s->page == page)
		return;
	heads(t);
	if (s->y + h > s->height - s->bottom + 0.01)
		sheet_fail(s, "page", "a row of the table is higher than a page");
}

void
grid_row(struct grid *t, const char *const *cell)
{
	double h = row_height(t, PDF_REGULAR, cell);

	if (t->sheet->err.kind != ERR_NONE)
		return;
	need(t, h);
	put_row(t, PDF_REGULAR, cell, h);
	t->rows++;
}

void
grid_note(struct grid *t, const char *text)
{
	struct sheet *s = t->sheet;
	struct column c = { t->x[0] + PAD, t->x[t->n] - t->x[0] - 2 * PAD };
	double h = sheet_lines(s, PDF_BOLD, t->size, c.width, text) *
	    sheet_line_height(s, t->size) + PAD, y;

	if (s->err.kind != ERR_NONE)
		return;
	need(t, h);
	y = s->y;
	s->y += PAD / 2;
	sheet_flow(s, PDF_BOLD, t->size, c, false, text);
	pdf_frame(s->pdf, t->x[0], y, t->x[t->n] - t->x[0], h, RULE);
	s->y = y + h;
}
