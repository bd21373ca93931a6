#include "print/doc_recommendation.h"

#include <inttypes.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "print/letter.h"
#include "print/words.h"

#define FORM_NAME	"Formulir Permohonan Perekaman KTP-el (K.P1)"
#define QR_SIDE		30.0

/* The facts of the letter: name in messages and in the canonical text, in its order. */
enum need {
	MAY,
	MUST,
	RARE			/* no line of the canonical text when it is empty */
};

struct field {
	const char	*name, *value;
	enum need	 need;
};

#define FIELDS_MAX	48

static const char *const ground_word[GROUND__MAX] = {
	[GROUND_AGE] = "17_TAHUN",
	[GROUND_MARRIED] = "TELAH_KAWIN",
	[GROUND_WAS_MARRIED] = "PERNAH_KAWIN",
	[GROUND_EARLY] = "PEREKAMAN_AWAL",
};

enum recommendation_ground
recommendation_ground(struct day birth, const char *marital, struct day on)
{
	if (day_age(birth, on) >= 17)
		return GROUND_AGE;
	if (str_starts(marital, "KAWIN"))
		return GROUND_MARRIED;
	if (str_starts(marital, "CERAI"))
		return GROUND_WAS_MARRIED;
	return GROUND_EARLY;
}

static const char *
iso(struct arena *a, struct day d)
{
	return day_valid(d) ? arena_strdup(a, fmt_iso(&(struct fmt){ 0 }, d)) : "";
}

static bool
revokes(const struct doc_recommendation *d)
{
	return !str_empty(d->revokes_number);
}

static bool
introduced(const struct doc_recommendation *d)
{
	return !str_empty(d->intro_number);
}

static size_t
fields(struct arena *a, const struct doc_recommendation *d, struct field *f)
{
	const struct field all[] = {
		{ "government", d->office.government, MUST },
		{ "office", d->office.name, MUST },
		{ "place", d->office.place, MUST },
		{ "regency", d->office.regency, MUST },
		{ "office_address", d->office.address, MUST },
		{ "number", d->number, MUST },
		{ "day", iso(a, d->day), MUST },
		{ "revokes_number", d->revokes_number, RARE },
		{ "revokes_day", iso(a, d->revokes_day), revokes(d) ? MUST : RARE },
		{ "form", d->signer.form, MUST },
		{ "signer", d->signer.name, MUST },
		{ "signer_nip", d->signer.nip, MUST },
		{ "signer_rank", d->signer.rank, MUST },
		{ "signer_title", d->signer.title, MUST },
		{ "signer_order", d->signer.order, RARE },
		{ "intro_number", d->intro_number, MAY },
		{ "intro_day", iso(a, d->intro_day), introduced(d) ? MUST : MAY },
		{ "form_name", str_empty(d->form_name) ? FORM_NAME : d->form_name, MUST },
		{ "agenda_no", d->agenda_no > 0 ?
		    arena_printf(a, "%" PRId64, d->agenda_no) : "", MUST },
		{ "agenda_day", iso(a, d->agenda_day), MUST },
		{ "name", d->name, MUST },
		{ "nik", d->nik, MUST },
		{ "kk", d->kk, MAY },
		{ "birth_place", d->birth_place, MUST },
		{ "birth_day", iso(a, d->birth_day), MUST },
		{ "sex", d->sex, MUST },
		{ "blood", d->blood, MAY },
		{ "religion", d->religion, MAY },
		{ "marital", d->marital, MAY },
		{ "job", d->job, MAY },
		{ "citizenship", d->citizenship, MAY },
		{ "address", d->address, MAY },
		{ "rt", d->rt, MAY },
		{ "rw", d->rw, MAY },
		{ "village_kind", d->village_kind, MUST },
		{ "village", d->village, MUST },
		{ "wording", d->words == NULL ? "" : d->words->mark, RARE },
		{ "ground", d->ground < GROUND__MAX ? ground_word[d->ground] : "", MUST },
	};
	size_t n = sizeof all / sizeof all[0];

	_Static_assert(sizeof all / sizeof all[0] <= FIELDS_MAX, "FIELDS_MAX");
	memcpy(f, all, sizeof all);
	return n;
}

const char *
recommendation_canonical(struct arena *a, const struct doc_recommendation *d, struct err *e)
{
	struct field f[FIELDS_MAX];
	size_t n = fields(a, d, f);
	const char *text = "rekam-rekomendasi-1\n";

	for (size_t i = 0; i < n; i++) {
		const char *v = f[i].value != NULL ? f[i].value : "";

		if (f[i].need == RARE && str_empty(v))
			continue;
		if (f[i].need == MUST && str_empty(v)) {
			(void)err_set(e, ERR_INPUT, 0, "%s: is missing", f[i].name);
			return NULL;
		}
		if (!str_utf8_valid(v, strlen(v)) || strpbrk(v, "\r\n") != NULL) {
			(void)err_set(e, ERR_INPUT, 0, "%s: is not one line of text",
			    f[i].name);
			return NULL;
		}
		text = arena_printf(a, "%s%s: %s\n", text, f[i].name, v);
	}
	if (arena_overflowed(a)) {
		(void)err_set(e, ERR_FULL, 0, "canonical: arena is full");
		return NULL;
	}
	return text;
}

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
	if (!introduced(d))
		return "";
	return arena_printf(a, "Surat Pengantar %s %s Nomor %s tanggal %s dan ",
	    str_eq(d->village_kind, "Kelurahan") ? "Lurah" : "Kepala Desa", words_title(a, d->village),
	    d->intro_number, words_day(a, d->intro_day));
}

/* A sentence of the office with this letter's values. */
static const char *
says(struct arena *a, const struct doc_recommendation *d, enum wording w)
{
	struct fmt f;
	const char *agenda = fmt_agenda(&f, d->agenda_no);
	const struct wording_value values[] = {
		{ "pengantar", introduction(a, d) },
		{ "formulir", str_empty(d->form_name) ? FORM_NAME : d->form_name },
		{ "nomor_agenda", agenda },
		{ "tanggal_agenda", words_day(a, d->agenda_day) },
		{ "kabupaten", regency(a, d) },
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
	return !revokes(d) ? "" : arena_printf(a, "rekomendasi ini mencabut dan menggantikan Rekomendasi Nomor %s "
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

	sheet_paragraph(s, says(s->arena, d, WORDING_PURPOSE));
	sheet_gap(s, 0.25);
	clauses(s, clause, revokes(d) ? 3 : 2);
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

static void
preflight(struct sheet *s, const struct doc_recommendation *d)
{
	struct field f[FIELDS_MAX];
	size_t n = fields(s->arena, d, f);

	for (size_t i = 0; i < n; i++) {
		if (f[i].need == MUST && str_empty(f[i].value))
			sheet_fail(s, f[i].name, "is missing");
		sheet_check(s, f[i].name, f[i].value);
	}
	for (enum wording w = 0; w < WORDING__MAX; w++)
		sheet_check(s, wording_part[w].column, d->words == NULL ? wording_builtin(w) : d->words->at[w]);
	sheet_check(s, "phone", d->office.phone);
	sheet_check(s, "email", d->office.email);
	sheet_check(s, "website", d->office.website);
	sheet_check(s, "code", d->code);
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
	preflight(&s, d);
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
