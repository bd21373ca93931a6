#include "print/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/glyph.h"

/* Ascent and descent of Liberation Sans, in ems. */
#define ASCENT	0.905
#define DESCENT	0.212
#define GAP_MAX	2.5	/* mm that a space may be stretched by before a word is divided */

/* Control characters, and those that turn the direction of what follows. */
static bool
unprintable(uint32_t u)
{
	return u < 0x20 || (u >= 0x7f && u < 0xa0) || u == 0xad || u == 0x200e ||
	    u == 0x200f || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2060 && u <= 0x206f) ||
	    u == 0xfeff;
}

void
sheet_check(struct sheet *s, const char *field, const char *text)
{
	char what[64];
	const char *t = text;
	uint32_t u;

	if (text == NULL)
		return;
	if (!str_utf8_valid(text, strlen(text))) {
		sheet_fail(s, field, "is not valid UTF-8");
		return;
	}
	while ((u = glyph_next(&t)) != 0)
		if (unprintable(u)) {
			(void)snprintf(what, sizeof what, "control character U+%04X",
			    (unsigned)u);
			sheet_fail(s, field, what);
			return;
		}
	u = pdf_missing(s->pdf, PDF_REGULAR, text);
	if (u == 0)
		return;
	(void)snprintf(what, sizeof what, "the font has no glyph for U+%04X", (unsigned)u);
	sheet_fail(s, field, what);
}

double
sheet_inner(const struct sheet *s)
{
	return s->width - s->left - s->right;
}

void
sheet_gap(struct sheet *s, double lines)
{
	s->y += lines * s->line;
}

/* Height of a line of this size when the body's pitch is kept. */
double
sheet_line_height(const struct sheet *s, double size)
{
	return s->line * size / s->size;
}

static double
baseline(const struct sheet *s, double size)
{
	double em = size * PDF_MM_PER_PT;

	return s->y + (sheet_line_height(s, size) - (ASCENT + DESCENT) * em) / 2 + ASCENT * em;
}

void
sheet_put(struct sheet *s, enum pdf_face face, double size, double x, const char *text)
{
	pdf_text(s->pdf, face, size, x, baseline(s, size), 0, text);
}

struct line {
	const char	*p;
	size_t		 n, spaces;
	double		 width;
	bool		 last;
};

/* As many bytes of one word as fit, never inside a character, at least one; a long number
 * (400.12.2.1/45/406.08/2026) is divided after a stroke. */
static size_t
part_of_word(struct sheet *s, enum pdf_face face, double size, double width, const char *p,
    size_t n)
{
	size_t fit = 0, k;

	while (fit < n) {
		k = fit + 1;
		while (k < n && ((unsigned char)p[k] & 0xc0) == 0x80)
			k++;
		if (fit > 0 && pdf_width_n(s->pdf, face, size, p, k) > width)
			break;
		fit = k;
	}
	for (k = fit; k > 1 && fit < n; k--)
		if (p[k - 1] == '/')
			return k;
	return fit;
}

/* A long number (400.12.2.1/45/406.08.11/2026) that would leave gaps in a justified line
 * is divided after a stroke: takes what fits of the word at w into the line. */
static const char *
divide(struct sheet *s, enum pdf_face face, double size, double width, const char *w,
    struct line *l)
{
	size_t n = strcspn(w, " ");

	if (l->spaces == 0 || (width - l->width) / (double)l->spaces <= GAP_MAX)
		return w;
	for (size_t k = n; k > 1; k--) {
		size_t all = (size_t)(w - l->p) + k;
		double x;

		if (w[k - 1] != '/' || k == n)
			continue;
		x = pdf_width_n(s->pdf, face, size, l->p, all);
		if (x > width)
			continue;
		l->n = all;
		l->width = x;
		l->spaces++;
		return w + k;
	}
	return w;
}

/* Takes the next line off the text; false at its end. */
static bool
next_line(struct sheet *s, enum pdf_face face, double size, double width, const char **text,
    struct line *ret)
{
	const char *p = *text + strspn(*text, " "), *w = p;
	struct line l = { .p = p };

	if (*p == '\0')
		return false;
	for (;;) {
		size_t n = (size_t)(w - p) + strcspn(w, " ");
		double x = pdf_width_n(s->pdf, face, size, p, n);

		if (x > width + 0.01) {
			if (l.n > 0) {
				w = divide(s, face, size, width, w, &l);
				break;
			}
			l.n = part_of_word(s, face, size, width, p, n);
			l.width = pdf_width_n(s->pdf, face, size, p, l.n);
			w = p + l.n;
			break;
		}
		l.spaces += l.n > 0 ? 1 : 0;
		l.n = n;
		l.width = x;
		w = p + n;
		w += strspn(w, " ");
		if (*w == '\0')
			break;
	}
	l.last = *w == '\0';
	*text = w;
	*ret = l;
	return true;
}

void
sheet_flow(struct sheet *s, enum pdf_face face, double size, struct column c, bool just,
    const char *text)
{
	struct line l;

	while (next_line(s, face, size, c.width, &text, &l)) {
		double extra = just && !l.last && l.spaces > 0 ?
		    (c.width - l.width) / (double)l.spaces : 0;

		if (extra > 2 * GAP_MAX)	/* rather ragged than with holes */
			extra = 0;
		pdf_text(s->pdf, face, size, c.x, baseline(s, size), extra,
		    arena_strndup(s->arena, l.p, l.n));
		s->y += sheet_line_height(s, size);
	}
}

int
sheet_lines(struct sheet *s, enum pdf_face face, double size, double width, const char *text)
{
	struct line l;
	int n = 0;

	while (next_line(s, face, size, width, &text, &l))
		n++;
	return n;
}

void
sheet_paragraph(struct sheet *s, const char *text)
{
	sheet_flow(s, PDF_REGULAR, s->size, (struct column){ s->left, sheet_inner(s) }, true,
	    text);
}

void
sheet_centred(struct sheet *s, enum pdf_face face, double size, const char *text)
{
	struct line l;

	while (next_line(s, face, size, sheet_inner(s), &text, &l)) {
		sheet_put(s, face, size, s->left + (sheet_inner(s) - l.width) / 2,
		    arena_strndup(s->arena, l.p, l.n));
		s->y += sheet_line_height(s, size);
	}
}

void
sheet_facts(struct sheet *s, double indent, double label_width, const struct fact *fact,
    size_t n)
{
	double x = s->left + indent, colon = x + label_width;
	double value = colon + pdf_width(s->pdf, PDF_REGULAR, s->size, ": ") + 0.6;
	struct column c = { value, s->width - s->right - value };

	for (size_t i = 0; i < n; i++) {
		double y = s->y;

		sheet_put(s, PDF_REGULAR, s->size, x, fact[i].label);
		sheet_put(s, PDF_REGULAR, s->size, colon, ":");
		sheet_flow(s, fact[i].face, s->size, c, false, fact[i].value);
		if (s->y < y + s->line)		/* an empty value has its line too */
			s->y = y + s->line;
	}
}

void
sheet_clauses(struct sheet *s, double indent, const char *const *text, size_t n)
{
	double x = s->left + indent;
	struct column c = { x + 7, s->width - s->right - x - 7 };

	for (size_t i = 0; i < n; i++) {
		sheet_put(s, PDF_REGULAR, s->size, x,
		    arena_printf(s->arena, "%zu.", i + 1));
		sheet_flow(s, PDF_REGULAR, s->size, c, true, text[i]);
	}
}
