#include "print/doc_recommendation.h"

#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "print/letter.h"
#include "print/recommendation_inside.h"
#include "print/words.h"

#define QR_SIDE		30.0

static const char *
or_dash(const char *s)
{
	return str_empty(s) ? "-" : s;
}

static const char *
regency(struct arena *a, const struct doc_recommendation *d)
{
	return arena_printf(a, "Kabupaten %s", d->office.regency);
}

/* Without a letter from the village the application form stands alone. */
static const char *
introduction(struct arena *a, const struct doc_recommendation *d)
{
	if (!recommendation_introduced(d))
		return "";
	return arena_printf(a, "Surat Pengantar %s %s Nomor %s tanggal %s dan ",
	    str_eq(d->village_kind, "Kelurahan") ? "Lurah" : "Kepala Desa", words_title(a, d->village),
	    d->intro_number, words_day(a, d->intro_day));
}

/* A sentence of the office with this letter's values. */
static const char *
says(struct arena *a, const struct doc_recommendation *d, enum wording w)
{
	struct fmt f, number;
	const char *agenda = fmt_agenda(&number, d->agenda_no);
	const struct wording_value values[] = {
		{ "pengantar", introduction(a, d) },
		{ "formulir", str_empty(d->form_name) ? RECOMMENDATION_FORM : d->form_name },
		{ "nomor_agenda", agenda },
		{ "tanggal_agenda", words_day(a, d->agenda_day) },
		{ "kabupaten", regency(a, d) },
		{ "kantor", words_title(a, str_upper(a, d->office.name)) },
		{ "hari_rekam", day_valid(d->recorded) ? arena_strdup(a, fmt_weekday(&f, d->recorded)) : "" },
		{ "umur", words_count(a, day_age(d->birth_day, d->day)) },
	};

	return wording_fill(a, d->words == NULL ? wording_builtin(w) : d->words->at[w], values,
	    sizeof values / sizeof values[0]);
}

static void
opening(struct sheet *s, const struct doc_recommendation *d)
{
	const struct doc_signer *sg = &d->signer;
	const struct fact who[] = {
		{ "nama", sg->name, PDF_REGULAR },
		{ "NIP", sg->nip, PDF_REGULAR },
		{ "pangkat/golongan", sg->rank, PDF_REGULAR },
		{ "jabatan", letter_signer_title(s->arena, sg), PDF_REGULAR },
	};

	sheet_paragraph(s, says(s->arena, d, WORDING_OPENING));
	sheet_gap(s, 0.3);
	sheet_facts(s, 7, 45, who, sizeof who / sizeof who[0]);
}

static void
grounds(struct sheet *s, const struct doc_recommendation *d)
{
	sheet_paragraph(s, says(s->arena, d, WORDING_GROUNDS));
}

static const char *
address(struct arena *a, const struct doc_recommendation *d)
{
	const char *s = "", *sub = str_upper(a, d->office.name);

	if (!str_empty(d->address))
		s = arena_printf(a, "%s, ", words_title(a, d->address));
	if (!str_empty(d->rt))
		s = arena_printf(a, "%sRT\u00a0%s%s", s, d->rt, str_empty(d->rw) ? ", " : " ");
	if (!str_empty(d->rw))
		s = arena_printf(a, "%sRW\u00a0%s, ", s, d->rw);
	return arena_printf(a, "%s%s %s, %s, %s", s, d->village_kind,
	    words_title(a, d->village), words_title(a, sub), regency(a, d));
}

static void
applicant(struct sheet *s, const struct doc_recommendation *d)
{
	struct arena *a = s->arena;
	const struct fact who[] = {
		{ "nama lengkap", str_upper(a, d->name), PDF_BOLD },
		{ "NIK", d->nik, PDF_REGULAR },
		{ "nomor KK", or_dash(d->kk), PDF_REGULAR },
		{ "tempat, tanggal lahir", arena_printf(a, "%s, %s",
		    words_title(a, d->birth_place), words_day(a, d->birth_day)), PDF_REGULAR },
		{ "jenis kelamin", words_title(a, d->sex), PDF_REGULAR },
		{ "golongan darah", words_title(a, or_dash(d->blood)), PDF_REGULAR },
		{ "agama", words_title(a, or_dash(d->religion)), PDF_REGULAR },
		{ "status perkawinan", words_title(a, or_dash(d->marital)), PDF_REGULAR },
		{ "pekerjaan", words_title(a, or_dash(d->job)), PDF_REGULAR },
		{ "kewarganegaraan", or_dash(d->citizenship), PDF_REGULAR },
		{ "alamat", address(a, d), PDF_REGULAR },
	};

	sheet_facts(s, 7, 45, who, sizeof who / sizeof who[0]);
}

static enum wording
second_clause(enum recommendation_ground g)
{
	switch (g) {
	case GROUND_AGE: return WORDING_AGE;
	case GROUND_MARRIED: return WORDING_MARRIED;
	case GROUND_WAS_MARRIED: return WORDING_WAS_MARRIED;
	case GROUND_EARLY: return WORDING_EARLY;
	case GROUND__MAX: break;
	}
	return WORDING_AGE;
}

/* A surat pengganti takes the earlier letter out of force. */
static const char *
revoking(struct arena *a, const struct doc_recommendation *d)
{
	return !recommendation_revokes(d) ? "" : arena_printf(a, "rekomendasi ini mencabut dan menggantikan Rekomendasi Nomor %s "
	    "tanggal %s, yang dinyatakan tidak berlaku", d->revokes_number, words_day(a, d->revokes_day));
}

/* "; dan" before the last, a full stop behind it. */
static void
clauses(struct sheet *s, const char *const *text, size_t n)
{
	const char *clause[3];

	for (size_t i = 0; i < n; i++)
		clause[i] = arena_printf(s->arena, "%s%s", text[i], i + 1 == n ? "." : i + 2 == n ? "; dan" : ";");
	sheet_clauses(s, 7, clause, n);
}

static void
purpose(struct sheet *s, const struct doc_recommendation *d)
{
	const char *const clause[] = {
		says(s->arena, d, WORDING_FIRST), says(s->arena, d, second_clause(d->ground)), revoking(s->arena, d),
	};

	sheet_paragraph(s, says(s->arena, d, day_valid(d->recorded) ? WORDING_RECORDED : WORDING_PURPOSE));
	sheet_gap(s, 0.25);
	clauses(s, clause, recommendation_revokes(d) ? 3 : 2);
	sheet_gap(s, 0.45);
	sheet_paragraph(s, says(s->arena, d, WORDING_CLOSING));
}

/* label, colon and a dotted line up to x2 */
static void
blank(struct sheet *s, double size, double x, double colon, double x2, const char *label)
{
	double dot = pdf_width(s->pdf, PDF_REGULAR, size, ".");
	char dots[160];
	size_t n = 0;

	sheet_put(s, PDF_REGULAR, size, x, label);
	sheet_put(s, PDF_REGULAR, size, colon, ":");
	while (dot > 0 && n < sizeof dots - 1 && colon + 2.5 + dot * (double)(n + 1) < x2)
		dots[n++] = '.';
	dots[n] = '\0';
	sheet_put(s, PDF_REGULAR, size, colon + 2.5, dots);
}

/* A square to tick, or with room to write "of" how many. */
static double
tick(struct sheet *s, double size, double x, const char *label, const char *of)
{
	double side = size * PDF_MM_PER_PT * 0.95;

	sheet_put(s, PDF_REGULAR, size, x, label);
	x += pdf_width(s->pdf, PDF_REGULAR, size, label) + 1.5;
	if (of == NULL) {
		pdf_frame(s->pdf, x, s->y + 0.55, side, side, 0.25);
		return x + side;
	}
	sheet_put(s, PDF_REGULAR, size, x, of);
	return x + pdf_width(s->pdf, PDF_REGULAR, size, of);
}

/* Filled in by hand after step 5; blank, since the signature comes before. */
static void
result_box(struct sheet *s)
{
	double size = 9, row = 5.2, x = s->left + 3, top = s->y;
	double right = s->width - s->right, mid = s->left + 92;

	s->y += 1.2;
	sheet_put(s, PDF_BOLD, size, x, "CATATAN HASIL PEREKAMAN");
	sheet_put(s, PDF_REGULAR, size, x + pdf_width(s->pdf, PDF_BOLD, size,
	    "CATATAN HASIL PEREKAMAN ") + 0.5, "(diisi petugas setelah perekaman)");
	s->y += row;
	blank(s, size, x, x + 23, mid - 4, "Tanggal/pukul");
	blank(s, size, mid, mid + 18, right - 3, "Petugas");
	s->y += row;
	(void)tick(s, size, x, "Pasfoto", NULL);
	(void)tick(s, size, x + 24, "Tanda tangan", NULL);
	(void)tick(s, size, x + 57, "Sidik jari", "[ ........ /10 ]");
	(void)tick(s, size, mid + 12, "Iris mata", "[ ........ /2 ]");
	s->y += row;
	blank(s, size, x, x + 23, mid - 4, "Pengecualian");
	blank(s, size, mid, mid + 18, right - 3, "Paraf/cap");
	s->y += row + 0.6;
	pdf_frame(s->pdf, s->left, top, sheet_inner(s), s->y - top, 0.35);
}

static void
compose(struct sheet *s, const struct doc_recommendation *d)
{
	double y;

	s->y = 11;
	letter_head(s, &d->office, 1);
	sheet_gap(s, 0.8);
	letter_title(s, "REKOMENDASI", d->number);
	sheet_gap(s, 0.8);
	opening(s, d);
	sheet_gap(s, 0.45);
	grounds(s, d);
	sheet_gap(s, 0.3);
	applicant(s, d);
	sheet_gap(s, 0.45);
	purpose(s, d);
	sheet_gap(s, 0.7);
	y = s->y;
	letter_signature(s, &d->office, &d->signer, d->day);
	if (!str_empty(d->code)) {
		letter_code(s, y + 1, QR_SIDE, d->code);
		if (s->y < y + QR_SIDE + 11)
			s->y = y + QR_SIDE + 11;
	}
	sheet_gap(s, 0.7);
	result_box(s);
}

int
recommendation_render(struct arena *a, const struct doc_recommendation *d,
    struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;
	int r;

	if (sheet_open(&s, a, &d->page, "iso_a4_210x297mm", e) == -1)
		return -1;
	s.bottom = 15;		/* below the box, which is not part of the text */
	recommendation_preflight(&s, d);
	if (s.err.kind == ERR_NONE)
		for (const struct sheet_size *z = sheet_sizes; z->size > 0; z++) {
			sheet_begin(&s, z);
			compose(&s, d);
			if (sheet_fits(&s))
				break;
		}
	r = sheet_finish(&s, arena_printf(a, "REKOMENDASI %s", d->number), ret_pdf, e);
	sheet_close(&s);
	return r;
}
