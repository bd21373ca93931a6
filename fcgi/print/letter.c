#include "print/letter.h"

#include <qrencode.h>
#include <string.h>

#include "base/str.h"
#include "print/words.h"

#define SIGNATURE_WIDTH	78.0
#define HEADING_LESS	12.0	/* titles break earlier than names */
#define SIGNATURE_ROOM	21.0	/* mm between heading and name */

/* The emblem in a box of that height at the left margin; the width it takes from the text. */
static double
put_logo(struct sheet *s, struct bytes logo, double high)
{
	double w, h = high, widest = high * 1.1;
	int px = 0, py = 0;

	if (!pdf_set_image(s->pdf, logo, &px, &py))
		return 0;
	w = h * px / py;
	if (w > widest) {
		w = widest;
		h = w * py / px;
	}
	pdf_put_image(s->pdf, s->left + (widest - w) / 2, s->y + (high - h) / 2, w, h);
	return widest + 2;
}

void
letter_training(struct sheet *s, const struct doc_office *o)
{
	pdf_stamp(s->pdf, o->training ? "LATIHAN" : NULL);
}

void
letter_head(struct sheet *s, const struct doc_office *o, double scale)
{
	letter_training(s, o);
	struct arena *a = s->arena;
	const char *contact = "", *sep = "";
	double right = s->width - s->right, top = s->y;
	double room = s->roll ? 0 : put_logo(s, o->logo, 21 * scale);

	s->left += room;
	sheet_centred(s, PDF_REGULAR, 12.5 * scale, o->government);
	sheet_centred(s, PDF_BOLD, 16.5 * scale, o->name);
	s->y += 0.8 * scale;
	sheet_centred(s, PDF_REGULAR, 9.5 * scale, o->address);
	if (!str_empty(o->phone))
		contact = arena_printf(a, "Telepon\u00a0%s", o->phone), sep = ", ";
	if (!str_empty(o->email))
		contact = arena_printf(a, "%s%sPos-el\u00a0%s", contact, sep, o->email), sep = ", ";
	if (!str_empty(o->website))
		contact = arena_printf(a, "%s%sLaman\u00a0%s", contact, sep, o->website);
	sheet_centred(s, PDF_REGULAR, 9.5 * scale, contact);
	s->left -= room;
	if (room > 0 && s->y < top + 21 * scale)
		s->y = top + 21 * scale;
	s->y += 2.2 * scale;
	pdf_line(s->pdf, s->left, s->y, right, s->y, 1.0 * scale);
	s->y += 1.1 * scale;
	pdf_line(s->pdf, s->left, s->y, right, s->y, 0.3 * scale);
	s->y += 0.3;
}

void
letter_title(struct sheet *s, const char *title, const char *number)
{
	sheet_centred(s, PDF_BOLD, s->size + 1, title);
	if (!str_empty(number))
		sheet_centred(s, PDF_REGULAR, s->size,
		    arena_printf(s->arena, "NOMOR %s", number));
}

const char *
letter_chief(struct arena *a, const struct doc_office *o)
{
	const char *name = str_upper(a, o->name);

	if (str_starts(name, "KECAMATAN "))
		name += strlen("KECAMATAN ");
	return arena_printf(a, "CAMAT %s", name);
}

/* "Plt." and "Plh." belong to the form; a title may carry them already. */
static const char *
bare_title(const struct doc_signer *sg)
{
	if (str_starts(sg->title, "Plt. ") || str_starts(sg->title, "Plh. "))
		return sg->title + 5;
	return sg->title;
}

static const char *
acting(const struct doc_signer *sg)
{
	if (str_eq(sg->form, "PLT"))
		return "Plt. ";
	return str_eq(sg->form, "PLH") ? "Plh. " : "";
}

const char *
letter_signer_title(struct arena *a, const struct doc_signer *sg)
{
	return arena_printf(a, "%s%s", acting(sg), bare_title(sg));
}

/* A heading line hangs under the words after "a.n. ". */
static void
heading(struct sheet *s, struct column c, double hang, const char *text)
{
	c.x += hang;
	c.width -= hang;
	sheet_flow(s, PDF_REGULAR, s->size, c, false, text);
}

static void
headings(struct sheet *s, struct column c, const struct doc_office *o,
    const struct doc_signer *sg)
{
	struct arena *a = s->arena;
	const char *title = str_upper(a, bare_title(sg)), *chief = letter_chief(a, o);
	double hang = pdf_width(s->pdf, PDF_REGULAR, s->size, "a.n. ");

	c.width -= HEADING_LESS;
	if (str_eq(sg->form, "LANGSUNG") || *acting(sg) != '\0') {
		heading(s, c, 0, arena_printf(a, "%s%s,", acting(sg), title));
	} else if (str_eq(sg->form, "AN")) {
		heading(s, c, 0, arena_printf(a, "a.n. %s", chief));
		heading(s, c, hang, arena_printf(a, "%s,", title));
	} else if (str_eq(sg->form, "AN_UB")) {
		heading(s, c, 0, arena_printf(a, "a.n. %s", chief));
		heading(s, c, hang, "SEKRETARIS KECAMATAN");
		heading(s, c, hang, "u.b.");
		heading(s, c, hang, arena_printf(a, "%s,", title));
	} else
		sheet_fail(s, "form", "unknown form of signature");
}

void
letter_signature(struct sheet *s, const struct doc_office *o, const struct doc_signer *sg,
    struct day day)
{
	struct column c = { s->width - s->right - SIGNATURE_WIDTH, SIGNATURE_WIDTH };
	struct arena *a = s->arena;

	if (day_valid(day))
		heading(s, c, 0, arena_printf(a, "%s, %s", o->place, words_day(a, day)));
	headings(s, c, o, sg);
	s->y += SIGNATURE_ROOM;
	heading(s, c, 0, sg->name);
	if (!str_empty(sg->rank))
		heading(s, c, 0, sg->rank);
	if (!str_empty(sg->nip))
		heading(s, c, 0, arena_printf(a, "NIP %s", sg->nip));
}

static bool
dark(const QRcode *q, int x, int y)
{
	return x < q->width && y < q->width && (q->data[y * q->width + x] & 1) != 0;
}

/* Modules x..x+w of row y are all dark. */
static bool
row_dark(const QRcode *q, int x, int w, int y)
{
	for (int i = 0; i < w; i++)
		if (!dark(q, x + i, y))
			return false;
	return true;
}

/* A QR as rectangles, in modules. */
struct letter_qr {
	const char	*code;
	int		 width;
	size_t		 n;
	struct { int16_t x, y, w, h; } at[];
};

/* Dark modules as few rectangles: hairlines between modules confuse readers. */
static void
cover(QRcode *q, struct letter_qr *qr)
{
	for (int y = 0; y < q->width; y++)
		for (int x = 0; x < q->width; x++) {
			int w = 0, h = 1;

			while (dark(q, x + w, y))
				w++;
			if (w == 0)
				continue;
			while (row_dark(q, x, w, y + h))
				h++;
			qr->at[qr->n].x = (int16_t)x;
			qr->at[qr->n].y = (int16_t)y;
			qr->at[qr->n].w = (int16_t)w;
			qr->at[qr->n++].h = (int16_t)h;
			for (int j = y; j < y + h; j++)
				memset(q->data + j * q->width + x, 0, (size_t)w);
			x += w - 1;
		}
}

static struct letter_qr *
make_qr(struct sheet *s, const char *code)
{
	QRcode *q = QRcode_encodeString8bit(code, 0, QR_ECLEVEL_M);
	struct letter_qr *qr = NULL;

	if (q == NULL) {
		sheet_fail(s, "code", "does not fit a QR code");
		return NULL;
	}
	/* a rectangle has at least one module, and a light one beside it */
	qr = arena_alloc(s->arena, sizeof *qr + (size_t)(q->width * (q->width + 1)) * sizeof qr->at[0]);
	if (qr != NULL) {
		qr->code = code;
		qr->width = q->width;
		cover(q, qr);
	}
	QRcode_free(q);
	return qr;
}

void
letter_code(struct sheet *s, double y, double side, const char *code)
{
	double keep = s->y, m;

	if (s->qr == NULL || s->qr->code != code)
		s->qr = make_qr(s, code);
	if (s->qr == NULL)
		return;
	m = side / s->qr->width;
	for (size_t i = 0; i < s->qr->n; i++)
		pdf_fill(s->pdf, s->left + s->qr->at[i].x * m, y + s->qr->at[i].y * m,
		    s->qr->at[i].w * m, s->qr->at[i].h * m);
	s->y = y + side + 0.8;
	sheet_put(s, PDF_BOLD, 7.5, s->left, "Kode verifikasi");
	s->y += 3.1;
	sheet_flow(s, PDF_REGULAR, 6.5, (struct column){ s->left, side + 14 }, false,
	    "Bukan pengganti tanda tangan dan cap dinas.");
	s->y = keep;
}

void
letter_footer(struct sheet *s, const char *text)
{
	double keep = s->y;

	s->y = s->height - s->bottom + 8;
	sheet_centred(s, PDF_REGULAR, 7.5, text);
	s->y = keep;
}

static void
hand(struct sheet *s, struct column c, double y, const struct letter_hand *h)
{
	const char *name = str_empty(h->name) ? "(........................................)" :
	    arena_printf(s->arena, "(%s)", h->name);
	double w;

	s->y = y;
	w = pdf_width(s->pdf, PDF_REGULAR, s->size, h->role);
	sheet_put(s, PDF_REGULAR, s->size, c.x + (c.width - w) / 2, h->role);
	s->y = y + s->line + 13;
	w = pdf_width(s->pdf, PDF_REGULAR, s->size, name);
	if (w <= c.width) {
		sheet_put(s, PDF_REGULAR, s->size, c.x + (c.width - w) / 2, name);
		s->y += s->line;
	} else
		sheet_flow(s, PDF_REGULAR, s->size, c, false, name);
}

void
letter_hands(struct sheet *s, const struct letter_hand *left, const struct letter_hand *right)
{
	double y = s->y, w = sheet_inner(s) / 2 - 4, end;

	if (s->roll) {
		hand(s, (struct column){ s->left, sheet_inner(s) }, y, left);
		if (right != NULL)
			hand(s, (struct column){ s->left, sheet_inner(s) }, s->y + 2, right);
		return;
	}
	hand(s, (struct column){ s->left, w }, y, left);
	end = s->y;
	if (right != NULL)
		hand(s, (struct column){ s->left + w + 8, w }, y, right);
	if (s->y < end)
		s->y = end;
}
