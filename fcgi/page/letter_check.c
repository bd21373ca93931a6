/*
 * /verifikasi-surat: anybody checks a letter, by the code in its QR or by its number and date.
 *
 * Pool `auth`, whose account reads of letters the view letter_public and nothing else: no NIK, and
 * of a name the initials.  The code comes by POST, so it stands in no address and no log.  A number
 * can be guessed, so it is answered with its date only, and without the applicant.
 */
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/letter_keys.h"
#include "page/page.h"
#include "page/view_letter.h"
#include "page/visit.h"
#include "print/letter.h"
#include "sql/letter_check.h"
#include "store/audit.h"
#include "tpl.h"

#define PATH		"/verifikasi-surat"
#define TRACE_US	(600 * INT64_C(1000000))

enum verdict { GOOD, VOID, REPLACED, ABSENT, FOREIGN, ALTERED, LISTED, UNLISTED };

static const struct {
	const char	*word;		/* for log and traces */
	enum tone	 tone;
	const char	*heading, *meaning;
} verdicts[] = {
	[GOOD] = { "asli", TONE_DONE, "Asli dan berlaku",
	    "Tanda tangan elektroniknya benar, dan surat ini tercatat serta berlaku pada buku kantor. Bandingkan keterangan di bawah ini dengan kertasnya." },
	[VOID] = { "dicabut", TONE_PROBLEM, "Dicabut",
	    "Surat ini telah dicabut oleh kantor dan tidak berlaku lagi." },
	[REPLACED] = { "digantikan", TONE_PROBLEM, "Digantikan",
	    "Surat ini telah digantikan oleh surat yang lebih baru dan tidak berlaku lagi." },
	[ABSENT] = { "tidak-ada", TONE_WAIT, "Tanda tangan benar, tetapi surat tidak ada pada buku kantor ini",
	    "Kode ini ditandatangani dengan kunci kantor, tetapi suratnya tidak ditemukan. Hal ini dapat terjadi setelah data dipulihkan dari cadangan. Tanyakan kepada kantor sebelum surat dipakai." },
	[FOREIGN] = { "kunci-asing", TONE_PROBLEM, "Kunci tidak dikenal",
	    "Kode ini ditandatangani dengan kunci yang bukan milik kantor ini. Jika suratnya dari kantor lain, periksalah di kantor itu; jika tidak, surat ini tidak asli." },
	[ALTERED] = { "tidak-asli", TONE_PROBLEM, "Kode tidak asli",
	    "Kode ini telah diubah atau tidak dibuat oleh kantor. Pindai sekali lagi; jika jawabannya sama, jangan terima surat ini." },
	[LISTED] = { "tercatat", TONE_WORK, "Tercatat pada buku kantor",
	    "Surat dengan nomor dan tanggal ini tercatat dan berlaku. Nomor saja tidak membuktikan bahwa kertasnya asli: periksa tanda tangan dan cap dinas, atau kode verifikasinya bila ada." },
	[UNLISTED] = { "tidak-tercatat", TONE_PROBLEM, "Tidak tercatat pada buku kantor",
	    "Tidak ada surat dengan nomor dan tanggal ini. Periksa kembali keduanya pada kertas." },
};

struct by_code {
	const char	*code;
};

struct by_number {
	const char	*number;
	struct day	 day;
};

static const struct form_field code_form[] = {
	FORM_AS("kode_verifikasi", struct by_code, code, 1, 400, "Kode verifikasi"),
	FORM_END
};

static const struct form_field number_form[] = {
	FORM_AS("nomor_surat", struct by_number, number, 1, 60, "Nomor surat"),
	FORM_AS("tanggal_surat", struct by_number, day, 0, 0, "Tanggal surat"),
	FORM_END
};

struct answer {
	bool			 by_number;
	struct form_result	*typed;		/* NULL: nothing is wrong with what was typed */
	enum verdict		 verdict;
	bool			 asked;
	const struct letter_check_find_row	*letter;	/* NULL: none found */
	struct letter_code	 code;		/* ABSENT: what was signed */
};

/* ---- the page ---- */

/* Only what the verdict is about; a letter that counts no more says nothing about persons. */
static void
fill_letter(struct visit *v, const struct answer *a, struct letter_check_page *p)
{
	const struct letter_check_find_row *r = a->letter;
	bool counts = a->verdict == GOOD || a->verdict == LISTED;

	p->letter_number = r->letter_number;
	p->letter_day = r->letter_day;
	p->office = r->office;
	if (a->verdict == REPLACED)
		p->replaced_number = r->replaced_number;
	if (!counts)
		p->void_at = r->void_at;
	if (a->verdict == GOOD)
		p->name = r->masked_name;
	if (counts && r->signer != NULL) {
		const struct doc_signer s = { .form = r->form, .title = r->title };

		p->signer = r->signer;
		p->title = letter_signer_title(v->arena, &s);
		p->signed_at = r->signed_at;
	}
	p->unsigned_ink = counts && r->signer == NULL;
	if (v->who.user != 0 && v->who.office == r->office_id &&
	    visit_has(v, ROLE_STAFF | ROLE_BIT(PEMERIKSA)))
		p->href = arena_printf(v->arena, "/permohonan/%lld", (long long)r->case_id);
}

static void
fill_answer(struct visit *v, const struct answer *a, struct letter_check_page *p)
{
	enum tone tone = verdicts[a->verdict].tone;

	p->verdict = verdicts[a->verdict].heading;
	p->layout.title = arena_printf(v->arena, "%s – %s", p->verdict, p->layout.title);
	p->meaning = verdicts[a->verdict].meaning;
	p->good = tone == TONE_DONE;
	p->wait = tone == TONE_WAIT;
	p->bad = tone == TONE_PROBLEM;
	if (a->letter != NULL) {
		fill_letter(v, a, p);
	} else if (a->verdict == ABSENT) {
		p->letter_number = arena_printf(v->arena, "nomor urut %u, perangkat daerah %s, tahun %u",
		    a->code.no, a->code.agency, a->code.year);
		p->letter_day = a->code.day;
	}
}

static void
show(struct visit *v, int status, const struct answer *a)
{
	struct form_result *typed = a->typed;
	const struct field_source code = { v->arena, code_form, a->by_number ? NULL : typed };
	const struct field_source number = { v->arena, number_form, a->by_number ? typed : NULL };
	struct letter_check_page p = {
		.layout = visit_layout(v, "Keaslian Surat"), .form = visit_form(v, PATH, 0),
		.code = field_text(&code, "kode_verifikasi", ""),
		.number = field_text(&number, "nomor_surat", ""),
		.day = field_day(&number, "tanggal_surat", (struct day){ 0 }),
		.by_number = a->by_number,
	};

	if (p.layout.office == NULL)
		p.layout.office = visit_office_name(v);
	p.layout.failed = typed != NULL;
	p.layout.back = v->who.user != 0 ? "/beranda" : "/masuk";
	p.form.errors = field_errors(v->arena, typed);
	p.code.autofocus = typed == NULL;
	p.code.hint = "Pindai gambar QR pada surat dengan alat pindai, atau tempelkan kodenya.";
	p.number.hint = "Seperti pada surat, misalnya 400.12.2.1/123/406.08/2026.";
	p.number.size = 32;
	p.day.size = 12;
	if (a->asked)
		fill_answer(v, a, &p);
	tpl_page_letter_check(visit_page(v, status), &p);
}

void
letter_check_get(struct visit *v)
{
	show(v, 200, &(struct answer){ 0 });
}

/* ---- the questions ---- */

static enum verdict
standing(const struct letter_check_find_row *r, enum verdict counts)
{
	return !str_empty(r->replaced_number) ? REPLACED : r->is_void != 0 ? VOID : counts;
}

static bool
same(struct bytes a, const uint8_t *p, size_t n)
{
	return a.n >= n && memcmp(a.p, p, n) == 0;
}

/* The signature is right: is the letter in our book, and with that text? */
static int
look_up_code(struct visit *v, struct answer *a)
{
	const struct letter_check_find_in in = { .year = a->code.year, .no = a->code.no };
	struct letter_check_find_rows rows;

	if (letter_check_find(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	a->verdict = ABSENT;
	for (size_t i = 0; i < rows.n && a->verdict == ABSENT; i++) {
		const struct letter_check_find_row *r = &rows.at[i];

		if (!same(r->case_key, a->code.case_id, sizeof a->code.case_id))
			continue;
		if (!same(r->text_hash, a->code.text, sizeof a->code.text)) {
			a->verdict = ALTERED;
			continue;
		}
		a->letter = r;
		a->verdict = standing(r, GOOD);
	}
	return 0;
}

/* What a scanner or a mail puts between the characters is no part of the code. */
static char *
without_blanks(struct arena *a, const char *s)
{
	char *p = arena_strdup(a, s), *w = p;

	for (const char *r = p; *r != '\0'; r++)
		if (strchr(" \t\r\n", *r) == NULL)
			*w++ = *r;
	if (w != p)
		*w = '\0';
	return p;
}

static int
ask_code(struct visit *v, struct form_result *r, struct answer *a)
{
	struct letter_public keys;
	struct by_code in = { 0 };
	struct err why = { 0 };

	a->typed = r;
	if (!form_read(code_form, v->req, v->arena, &in, r))
		return 0;
	if (letter_keys_read(v, &keys) == -1)
		return -1;
	if (letter_public_verify(&keys, without_blanks(v->arena, in.code), &a->code, &why) == -1 &&
	    why.kind == ERR_INPUT) {
		form_add(r, code_form, "kode_verifikasi",
		    "Ini bukan kode verifikasi surat yang utuh. Pindai gambar QR sekali lagi, atau salin seluruh kodenya.");
		return 0;
	}
	a->typed = NULL;
	a->asked = true;
	a->verdict = why.kind == ERR_NOT_FOUND ? FOREIGN : ALTERED;
	return why.kind == ERR_NONE ? look_up_code(v, a) : 0;
}

/* The letter of that year whose running number is no and whose whole number reads like that: 1, 0, -1. */
static int
look_up_number(struct visit *v, int64_t no, const char *number, struct day day, struct answer *a)
{
	const struct letter_check_find_in in = { .year = day.y, .no = no };
	struct letter_check_find_rows rows;

	if (letter_check_find(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		if (strcasecmp(rows.at[i].letter_number, number) == 0 && day_cmp(rows.at[i].letter_day, day) == 0) {
			a->letter = &rows.at[i];
			a->verdict = standing(a->letter, LISTED);
			return 1;
		}
	return 0;
}

/* Offices write their numbers each in its own way (sop/number.h): the running number is any run of digits. */
static int
ask_number(struct visit *v, struct form_result *r, struct answer *a)
{
	struct by_number n = { 0 };
	size_t runs = 0;
	bool year = false;
	int found = 0;

	a->by_number = true;
	a->typed = r;
	if (!form_read(number_form, v->req, v->arena, &n, r))
		return 0;
	const char *number = without_blanks(v->arena, n.number);
	a->verdict = UNLISTED;
	for (const char *s = number; *s != '\0' && found == 0;) {
		size_t d = strspn(s, "0123456789");
		int64_t no;
		runs += d > 0;
		if (d > 0 && d <= 6 && str_int(arena_strndup(v->arena, s, d), 1, 999999, &no)) {
			year = year || (no >= 2000 && no <= 2199);
			found = look_up_number(v, no, number, n.day, a);
		}
		s += d > 0 ? d : 1;
	}
	if (found == 0 && (runs < 2 || !year)) {	/* not even a number and a year */
		form_add(r, number_form, "nomor_surat",
		    "Nomor surat tidak lengkap. Tulis seluruhnya seperti pada surat, misalnya 400.12.2.1/123/406.08/2026.");
		return 0;
	}
	a->typed = NULL;
	a->asked = true;
	return found == -1 ? -1 : 0;
}

/* ---- the trace ---- */

/* A stranger can ask without end: of one letter and one person each process leaves a trace every
 * ten minutes (a table that has room for some letters, no more). */
static bool
traced_lately(const struct visit *v, int64_t letter)
{
	static struct { int64_t letter, user, us; } lately[64];
	size_t i = (size_t)(letter ^ v->who.user) % 64;
	int64_t gone = v->now.us - lately[i].us;

	if (lately[i].letter == letter && lately[i].user == v->who.user && gone >= 0 && gone < TRACE_US)
		return true;
	lately[i].letter = letter;
	lately[i].user = v->who.user;
	lately[i].us = v->now.us;
	return false;
}

/* Every answer is in the log, without the code; one about a letter of ours is a look at it. */
static int
trace(struct visit *v, const struct answer *a)
{
	int64_t id = a->letter == NULL ? 0 : a->letter->id;
	struct act act = v->act;

	log_event(LOG_LEVEL_INFO, "letter checked", "request", v->req->id, "result",
	    verdicts[a->verdict].word, "document", arena_printf(v->arena, "%lld", (long long)id), NULL);
	if (id == 0 || traced_lately(v, id))
		return 0;
	act.office = a->letter->office_id;
	return audit_write(v->db, &act, "PERIKSA_SURAT", arena_printf(v->arena, "document/%lld",
	    (long long)id), verdicts[a->verdict].word, &v->err);
}

void
letter_check_post(struct visit *v)
{
	struct answer a = { 0 };
	struct form_result r;
	int rc = str_eq(visit_action(v), "NOMOR") ? ask_number(v, &r, &a) : ask_code(v, &r, &a);

	if (rc == 0 && a.asked)
		rc = trace(v, &a);
	if (rc == -1)
		visit_failed(v);
	else
		show(v, a.typed != NULL ? 422 : 200, &a);
}
