#include "print/mark.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/out.h"
#include "base/str.h"
#include "print/pdf.h"

#define OBJECTS_MAX	4096
#define MARGIN		10.0	/* mm to the lines' left and right */
#define FORM_NAME	"/RekamMark"

/* A PDF cut into its objects; text is a copy that ends in NUL. */
struct source {
	const char	*text;
	size_t		 n, xref;
	int		 count;			/* numbers 1 .. count - 1 */
	struct bytes	*at;			/* whole objects, "1 0 obj" to "endobj" */
};

static const char *
find(struct bytes in, const char *what)
{
	return in.n == 0 ? NULL : memmem(in.p, in.n, what, strlen(what));
}

/* What stands before the stream: names and numbers, never data. */
static struct bytes
dictionary(struct bytes object)
{
	const char *s = find(object, "\nstream");

	return s == NULL ? object : (struct bytes){ object.p, (size_t)(s - (const char *)object.p) };
}

static int
broken(struct err *e, const char *what)
{
	return err_set(e, ERR_BROKEN, 0, "mark: %s", what);
}

/* The end of the object that begins at `from`: where the next one does, or the table. */
static size_t
object_end(const struct source *s, const size_t *offset, size_t from)
{
	size_t end = s->xref;

	for (int i = 1; i < s->count; i++)
		if (offset[i] > from && offset[i] < end)
			end = offset[i];
	return end;
}

static int
read_table(struct arena *a, struct source *s, const char *entry, struct err *e)
{
	size_t *offset = ARENA_ARRAY(a, (size_t)s->count, size_t);

	s->at = ARENA_ARRAY(a, (size_t)s->count, struct bytes);
	if (offset == NULL || s->at == NULL)
		return err_set(e, ERR_FULL, 0, "mark: arena");
	if ((size_t)s->count * 20 > s->n - (size_t)(entry - s->text))
		return broken(e, "the table is cut off");
	for (int i = 0; i < s->count; i++) {
		offset[i] = strtoul(entry + 20 * i, NULL, 10);
		if (i > 0 && (offset[i] == 0 || offset[i] >= s->xref))
			return broken(e, "an object lies outside");
	}
	for (int i = 1; i < s->count; i++)
		s->at[i] = (struct bytes){ (const uint8_t *)s->text + offset[i],
		    object_end(s, offset, offset[i]) - offset[i] };
	return 0;
}

static int
source_read(struct arena *a, struct bytes pdf, struct source *s, struct err *e)
{
	char *text = arena_alloc(a, pdf.n + 1);
	int first = -1, read = 0;

	if (text == NULL)
		return err_set(e, ERR_FULL, 0, "mark: arena");
	memcpy(text, pdf.p, pdf.n);
	text[pdf.n] = '\0';
	*s = (struct source){ .text = text, .n = pdf.n };
	if (pdf.n < 64 || !str_starts(text, "%PDF-1."))
		return broken(e, "not a PDF");
	const char *tail = text + pdf.n - 48;
	const char *at = memmem(tail, 48, "startxref", 9);
	s->xref = at == NULL ? 0 : strtoul(at + 9, NULL, 10);
	if (s->xref == 0 || s->xref >= pdf.n ||
	    sscanf(text + s->xref, "xref %d %d%n", &first, &s->count, &read) != 2 || first != 0 ||
	    s->count < 2 || s->count > OBJECTS_MAX)
		return broken(e, "no plain cross-reference table");
	at = text + s->xref + read;
	return read_table(a, s, at + strspn(at, "\r\n "), e);
}

/* Text with every "N G R" moved by `by`. */
static void
put_moved(struct out *o, struct bytes text, int by)
{
	const char *p = (const char *)text.p, *end = p + text.n;

	while (p < end) {
		int n, gen, len = 0;

		if (*p >= '0' && *p <= '9' && sscanf(p, "%d %d R%n", &n, &gen, &len) == 2 && len > 0) {
			out_printf(o, "%d 0 R", n + by);
			p += len;
			continue;
		}
		do
			out_raw(o, p++, 1);
		while (p < end && p[-1] >= '0' && p[-1] <= '9');
	}
}

struct update {
	struct out	 o;
	size_t		 base;			/* length of what comes before */
	size_t		*offset;		/* by number; 0: not in the update */
	int		 count;
};

static void
object_begin(struct update *u, int number)
{
	u->offset[number] = u->base + u->o.n;
	out_printf(&u->o, "%d 0 obj\n", number);
}

/* The lines as a page of their own, of the same size. */
static int
draw(struct arena *a, const struct mark *m, double w, double h, struct pdf_result *ret, struct err *e)
{
	const struct { const char *text; enum pdf_face face; double size, y; } line[] = {
		{ m->head, PDF_BOLD, 11, 9 }, { m->foot, PDF_REGULAR, 8, h - 6 },
	};
	struct pdf *p = pdf_open(a, m->page.fonts, w, h);
	int r = 0;

	if (p == NULL)
		return err_set(e, ERR_FULL, 0, "mark: arena");
	for (size_t i = 0; r == 0 && i < sizeof line / sizeof *line; i++) {
		double size = line[i].size, width = pdf_width(p, line[i].face, size, line[i].text);

		for (; size > 6 && width > w - 2 * MARGIN; size -= 0.5)
			width = pdf_width(p, line[i].face, size - 0.5, line[i].text);
		if (pdf_missing(p, line[i].face, line[i].text) != 0)
			r = err_set(e, ERR_INPUT, 0, "alasan: memuat huruf yang tidak dapat dicetak");
		else if (width > w - 2 * MARGIN)
			r = err_set(e, ERR_INPUT, 0, "alasan: terlalu panjang untuk satu baris");
		else
			pdf_text(p, line[i].face, size, (w - width) / 2, line[i].y, 0, line[i].text);
	}
	if (r == 0)
		r = pdf_bytes(p, &(struct pdf_info){ .title = "CETAK ULANG", .made = m->page.made }, ret, e);
	pdf_close(p);
	return r;
}

static bool
is_page(struct bytes dict)
{
	return find(dict, "/Type /Page\n") != NULL;
}

/* Fonts and the like come along as they are; what frames a page does not. */
static bool
comes_along(struct bytes dict)
{
	return !is_page(dict) && find(dict, "/Type /Catalog") == NULL &&
	    find(dict, "/Type /Pages") == NULL && find(dict, "/Producer") == NULL;
}

/* The drawing as a form (ISO 32000-1, 8.10): its page's content, size and resources. */
static int
put_form(struct update *u, const struct source *over, int by, int *ret_form, struct err *e)
{
	struct bytes page = { 0 };
	int content = 0;

	for (int i = 1; i < over->count; i++)
		if (is_page(dictionary(over->at[i])))
			page = dictionary(over->at[i]);
	const char *box = find(page, "/MediaBox"), *res = find(page, "/Resources"),
	    *end = find(page, "/Parent"), *at = find(page, "/Contents");
	if (box == NULL || res == NULL || end == NULL || at == NULL || end < res ||
	    sscanf(at, "/Contents %d", &content) != 1 || content < 1 || content >= over->count)
		return broken(e, "the drawing has no page");
	for (int i = 1; i < over->count; i++) {
		struct bytes all = over->at[i], dict = dictionary(all);
		const char *open = find(dict, "<<");

		if (!comes_along(dict))
			continue;
		object_begin(u, i + by);
		const char *body = open == NULL ? memchr(all.p, '\n', all.n) : open + 2;
		if (body == NULL)
			return broken(e, "an object has no body");
		size_t head = (size_t)(body - (const char *)all.p);
		if (open != NULL)
			OUT_LIT(&u->o, "<<");
		if (i == content) {
			out_printf(&u->o, "\n/Type /XObject\n/Subtype /Form\n/BBox%.*s\n",
			    (int)strcspn(box + 9, "\n"), box + 9);
			put_moved(&u->o, (struct bytes){ (const uint8_t *)res, (size_t)(end - res) }, by);
		}
		put_moved(&u->o, (struct bytes){ all.p + head, dict.n - head }, by);
		out_raw(&u->o, all.p + dict.n, all.n - dict.n);
	}
	*ret_form = content + by;
	return 0;
}

static int
put_page(struct update *u, int number, struct bytes page, int form, int before, struct err *e)
{
	const char *p = (const char *)page.p, *end = p + page.n;
	const char *at = find(page, "/Contents "), *res = find(page, "/Resources <<"),
	    *images = find(page, "/XObject <<");
	const char *slot = images != NULL ? images + 11 : res != NULL ? res + 13 : NULL;
	int content = 0, len = 0;
	const char *body = memchr(p, '\n', page.n);

	if (at == NULL || slot == NULL || slot < at || body == NULL || body > at ||
	    sscanf(at, "/Contents %d 0 R%n", &content, &len) != 1 || len == 0)
		return broken(e, "a page is not like ours");
	object_begin(u, number);
	out_raw(&u->o, body + 1, (size_t)(at - body - 1));
	out_printf(&u->o, "/Contents [ %d 0 R %d 0 R %d 0 R ]", before, content, before + 1);
	out_raw(&u->o, at + len, (size_t)(slot - at - len));
	out_printf(&u->o, images != NULL ? " " FORM_NAME " %d 0 R" : "\n/XObject << " FORM_NAME " %d 0 R >>", form);
	out_raw(&u->o, slot, (size_t)(end - slot));
	return 0;
}

static void
put_stream(struct update *u, int number, const char *text)
{
	object_begin(u, number);
	out_printf(&u->o, "<<\n/Length %zu\n>>\nstream\n%s\nendstream\nendobj\n", strlen(text), text);
}

static int
put_table(struct update *u, const struct source *s, struct err *e)
{
	size_t xref = u->base + u->o.n;
	const char *tail = s->text + s->xref, *root = strstr(tail, "/Root"), *info = strstr(tail, "/Info");

	if (root == NULL || info == NULL)
		return broken(e, "the trailer is not like ours");
	OUT_LIT(&u->o, "xref\n");
	for (int i = 1; i < u->count; i++)
		if (u->offset[i] != 0)
			out_printf(&u->o, "%d 1\n%010zu 00000 n\r\n", i, u->offset[i]);
	out_printf(&u->o, "trailer\n<<\n/Root %d 0 R\n/Info %d 0 R\n/Size %d\n/Prev %zu\n>>\nstartxref\n%zu\n%%%%EOF\n",
	    atoi(root + 5), atoi(info + 5), u->count, s->xref, xref);
	return u->o.failed ? err_set(e, ERR_FULL, 0, "mark: memory") : 0;
}

/* All pages have the first one's size. */
static int
page_size(const struct source *s, int pages, double *ret_w, double *ret_h, struct err *e)
{
	double w = 0, h = 0;
	int n = 0;

	for (int i = 1; i < s->count; i++) {
		struct bytes dict = dictionary(s->at[i]);
		const char *box = is_page(dict) ? find(dict, "/MediaBox") : NULL;
		double x, y;

		if (box == NULL)
			continue;
		if (sscanf(box, "/MediaBox [ 0 0 %lf %lf", &x, &y) != 2 || (n > 0 && (x > w || x < w || y > h || y < h)))
			return broken(e, "pages of several sizes");
		w = x;
		h = y;
		n++;
	}
	if (n == 0 || n != pages)
		return broken(e, "not the pages that it should have");
	*ret_w = w * PDF_MM_PER_PT;
	*ret_h = h * PDF_MM_PER_PT;
	return 0;
}

static int
compose(struct update *u, const struct source *s, const struct source *over, struct err *e)
{
	int by = s->count - 1, before = s->count + over->count - 1, form;

	u->count = before + 2;
	if (put_form(u, over, by, &form, e) == -1)
		return -1;
	put_stream(u, before, "q");
	put_stream(u, before + 1, "Q " FORM_NAME " Do");
	for (int i = 1; i < s->count; i++)
		if (is_page(dictionary(s->at[i])) && put_page(u, i, s->at[i], form, before, e) == -1)
			return -1;
	return put_table(u, s, e);
}

static int
join(struct arena *a, const struct mark *m, const struct update *u, struct pdf_result *ret, struct err *e)
{
	uint8_t *all = arena_alloc(a, u->base + u->o.n);

	if (all == NULL)
		return err_set(e, ERR_FULL, 0, "mark: arena");
	memcpy(all, m->paper.p, m->paper.n);
	if (u->base > m->paper.n)
		all[m->paper.n] = '\n';
	memcpy(all + u->base, u->o.p, u->o.n);
	*ret = (struct pdf_result){ .bytes = { all, u->base + u->o.n }, .pages = m->pages };
	(void)crypto_hash_sha256(ret->sha256, all, ret->bytes.n);
	return 0;
}

int
mark_render(struct arena *a, const struct mark *m, struct pdf_result *ret_pdf, struct err *e)
{
	struct source s, over;
	struct pdf_result drawing;
	struct update u = { 0 };
	double w, h;
	int r = -1;

	if (source_read(a, m->paper, &s, e) == -1 || page_size(&s, m->pages, &w, &h, e) == -1 ||
	    draw(a, m, w, h, &drawing, e) == -1 || source_read(a, drawing.bytes, &over, e) == -1)
		return -1;
	u.offset = ARENA_ARRAY(a, (size_t)(s.count + over.count + 2), size_t);
	if (u.offset == NULL)
		return err_set(e, ERR_FULL, 0, "mark: arena");
	u.base = m->paper.n + (m->paper.p[m->paper.n - 1] == '\n' ? 0 : 1);
	out_init(&u.o, (size_t)8 << 20);
	if (compose(&u, &s, &over, e) == 0)
		r = join(a, m, &u, ret_pdf, e);
	out_free(&u.o);
	return r;
}
