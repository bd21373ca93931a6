#include "step/letter.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "page/paper.h"
#include "page/wordings.h"
#include "print/doc_recommendation.h"
#include "sop/number.h"
#include "sql/casefile.h"
#include "sql/office.h"
#include "store/letter_number.h"
#include "store/signature.h"

#define BUILTIN	(-1)

/* The rows that a letter is made of; wording before: BUILTIN, an id, or 0 for the sentences in force. */
struct source {
	struct casefile_get_row		 person;
	struct office_get_row		 office;
	struct doc_office		 head;
	struct signatory_on_row		 signer;
	struct wordings			 words;
	int64_t				 wording;	/* its id; 0: the built-in sentences */
};

static enum change_end
source_read(struct visit *v, struct change *c, int64_t signatory, struct day day, struct source *s,
    struct err *e)
{
	const struct casefile_get_in person = { .id = c->id, .office = c->act->office };
	const struct office_get_in office = { .id = c->act->office };
	const struct signatory_on_in signer = { .id = signatory, .office = c->act->office, .today = day };
	int64_t version;
	int n;

	if ((n = casefile_get(c->db, v->arena, &person, &s->person, e)) == 1 &&
	    (n = office_get(c->db, v->arena, &office, &s->office, e)) == 1 &&
	    (n = signatory_on(c->db, v->arena, &signer, &s->signer, e)) == 0) {
		(void)err_set(e, ERR_INPUT, 0, "pejabat itu tidak berwenang menandatangani pada tanggal surat");
		return CHANGE_REFUSED;
	}
	if (n == 1 && paper_letterhead(v, c->db, &s->office, &s->head, e) == -1)
		n = -1;
	if (s->wording == BUILTIN)
		s->wording = 0;
	else if (n == 1 && wordings_read(v, c->db, s->wording, &s->words, &s->wording, &version, e) == -1)
		n = -1;
	return n == 1 ? CHANGE_DONE : n == 0 ? CHANGE_NOT_FOUND : CHANGE_FAILED;
}

static const char *
order_words(struct arena *a, const struct signatory_on_row *r)
{
	char iso[16];

	return str_empty(r->order_number) ? "" : r->order_day.y == 0 ? arena_printf(a, "Nomor %s", r->order_number) :
	    arena_printf(a, "Nomor %s tanggal %s", r->order_number, day_iso(iso, r->order_day));
}

static struct doc_recommendation
compose(struct visit *v, const struct source *s, const char *number, struct day day, const char *code)
{
	const struct casefile_get_row *p = &s->person;
	const struct office_get_row *o = &s->office;

	return (struct doc_recommendation){
		.page = { .fonts = v->site->fonts, .media = o->paper, .made = v->now },
		.office = s->head,
		.signer = { s->signer.form, s->signer.name, s->signer.nip, s->signer.rank,
		    s->signer.title, order_words(v->arena, &s->signer) },
		.number = number, .day = day,
		.intro_number = p->intro_number, .intro_day = p->intro_day, .form_name = "",
		.agenda_no = p->agenda_no, .agenda_day = p->agenda_day,
		.name = p->name, .nik = p->nik, .kk = p->kk, .birth_place = p->birth_place,
		.birth_day = p->birth_day, .sex = p->sex, .blood = p->blood,
		.religion = p->religion, .marital = p->marital, .job = p->job,
		.citizenship = p->citizenship, .address = p->address, .rt = p->rt, .rw = p->rw,
		.village_kind = p->village_kind, .village = p->village,
		.ground = recommendation_ground(p->birth_day, p->marital, day), .code = code,
		.recorded = p->recorded_at.us == 0 ? (struct day){ 0 } : utc_day_wib(p->recorded_at),
		.words = s->wording == 0 ? NULL : &s->words,
	};
}

static void
revoke(struct doc_recommendation *d, const char *number, struct day day)
{
	d->revokes_number = number;
	d->revokes_day = day;
}

static enum change_end
freeze(struct visit *v, struct change *c, int64_t document, const struct doc_recommendation *d,
    struct pdf_result *pdf, struct err *e)
{
	if (recommendation_render(v->arena, d, pdf, e) == -1)
		return e->kind == ERR_INPUT ? CHANGE_REFUSED : CHANGE_FAILED;
	const struct document_freeze_in in = {
		.id = document, .bytes = pdf->bytes, .sha256 = { pdf->sha256, sizeof pdf->sha256 },
		.pages = pdf->pages, .code = d->code, .at = c->act->at,
	};
	int64_t n = document_freeze(c->db, &in, e);
	if (n < 0)
		return CHANGE_FAILED;
	return n == 1 ? CHANGE_DONE : CHANGE_STALE;
}

/* The number that a letter bears. */
struct bears {
	int64_t		 year, no, turn;
	const char	*text;		/* NULL: from the parts */
	const struct document_letter_row *revokes;	/* NULL: none */
	bool		 unprinted;
};

static enum change_end
letter_make(struct visit *v, struct change *c, const struct source *s, int64_t signatory, struct bears n,
    int64_t *ret_document, struct err *e)
{
	struct pdf_result pdf;
	enum change_end end;
	int64_t document;

	struct day day = utc_day_wib(c->act->at);
	const char *number = n.text != NULL ? n.text : number_letter(v->arena, s->office.letter_format,
	    &(struct number_parts){ s->office.letter_class, s->office.agency_code, n.no, n.year, day.m });
	struct doc_recommendation d = compose(v, s, number, day, "");
	if (n.revokes != NULL)
		revoke(&d, n.revokes->letter_number, n.revokes->letter_day);
	const char *text = recommendation_canonical(v->arena, &d, e);
	if (text == NULL)
		return CHANGE_REFUSED;
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(hash, (const uint8_t *)text, strlen(text));
	const struct document_add_in add = {
		.office = c->act->office, .case_id = c->id, .kind = "REKOMENDASI",
		.letter_year = n.year, .letter_no = n.no, .letter_number = number, .letter_day = day,
		.signatory = signatory, .canonical = text, .text_hash = { hash, sizeof hash },
		.at = c->act->at, .actor = c->act->actor, .turn = n.turn,
		.pending = n.revokes != NULL, .revokes = n.revokes == NULL ? 0 : n.revokes->id,
		.wording = s->wording,
	};
	if ((document = document_add(c->db, &add, e)) < 0) {
		if (e->kind != ERR_CONFLICT)
			return CHANGE_FAILED;
		/* of two clerks who type one number at once the second meets the table's own rule */
		(void)err_set(e, ERR_INPUT, 0, "nomor %s baru saja dipakai surat lain", number);
		return CHANGE_REFUSED;
	}
	*ret_document = document;
	const struct casefile_set_signatory_in set = { .id = c->id, .signatory = signatory };
	if (n.revokes == NULL && casefile_set_signatory(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	/* made in both modes: what does not fit a page must not be numbered */
	if (c->electronic)
		return recommendation_render(v->arena, &d, &pdf, e) == -1 ?
		    e->kind == ERR_INPUT ? CHANGE_REFUSED : CHANGE_FAILED : CHANGE_DONE;
	if ((end = freeze(v, c, document, &d, &pdf, e)) != CHANGE_DONE)
		return end;
	return n.unprinted ? CHANGE_DONE : paper_enqueue(v, c, document, pdf.sha256, (int)s->office.letter_copies, e);
}

enum change_end
letter_begin(struct visit *v, struct change *c, int64_t signatory, int64_t typed, bool unprinted, struct err *e)
{
	const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
	struct bears number = { .unprinted = unprinted };
	struct source s = { .wording = 0 };
	enum change_end end;
	int64_t id;
	int n;

	if ((end = source_read(v, c, signatory, utc_day_wib(c->act->at), &s, e)) != CHANGE_DONE)
		return end;
	if (document_void(c->db, &old, e) < 0)
		return CHANGE_FAILED;
	if ((n = letter_number_take(c->db, c->arena, c->act, typed, &number.year, &number.no, e)) != 0)
		return n == 1 ? CHANGE_REFUSED : CHANGE_FAILED;
	return letter_make(v, c, &s, signatory, number, &id, e);
}

enum change_end
letter_replace(struct visit *v, struct change *c, int64_t signatory, int64_t typed,
    const struct document_letter_row *old, int64_t *ret_document, struct err *e)
{
	struct bears number = { .revokes = old };
	struct source s = { .wording = 0 };
	enum change_end end;
	int n;

	if ((end = source_read(v, c, signatory, utc_day_wib(c->act->at), &s, e)) != CHANGE_DONE)
		return end;
	if ((n = letter_number_take(c->db, c->arena, c->act, typed, &number.year, &number.no, e)) != 0)
		return n == 1 ? CHANGE_REFUSED : CHANGE_FAILED;
	return letter_make(v, c, &s, signatory, number, ret_document, e);
}

enum change_end
letter_reassign(struct visit *v, struct change *c, int64_t signatory, struct err *e)
{
	const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
	const struct document_letter_in in = { .case_id = c->id };
	struct day today = utc_day_wib(c->act->at);
	struct document_letter_row letter;
	struct source s = { .wording = 0 };
	enum change_end end;
	int64_t id;
	int n;

	if ((n = document_letter(c->db, v->arena, &in, &letter, e)) != 1)
		return n == 0 ? CHANGE_STALE : CHANGE_FAILED;
	if (letter.signatory_id == signatory) {
		(void)err_set(e, ERR_INPUT, 0, "surat ini sudah atas nama pejabat itu");
		return CHANGE_REFUSED;
	}
	if (letter.letter_year != today.y) {
		(void)err_set(e, ERR_INPUT, 0, "nomor surat ini milik tahun %lld; catat surat dikembalikan, lalu ajukan kembali dengan nomor baru",
		    (long long)letter.letter_year);
		return CHANGE_REFUSED;
	}
	if ((end = source_read(v, c, signatory, today, &s, e)) != CHANGE_DONE)
		return end;
	if (document_void(c->db, &old, e) < 0)
		return CHANGE_FAILED;
	return letter_make(v, c, &s, signatory, (struct bears){ letter.letter_year, letter.letter_no, letter.turn + 1,
	    letter.letter_number, NULL, false }, &id, e);
}

enum change_end
letter_finish(struct visit *v, struct change *c, const struct document_letter_row *letter,
    const char *code, struct err *e)
{
	struct pdf_result pdf;
	struct source s = { .wording = 0 };
	enum change_end end;

	s.wording = letter->wording_id == 0 ? BUILTIN : letter->wording_id;
	if ((end = source_read(v, c, letter->signatory_id, letter->letter_day, &s, e)) != CHANGE_DONE)
		return end;
	struct doc_recommendation d = compose(v, &s, letter->letter_number, letter->letter_day, code);
	/* the recording came after this text was shown to its signer */
	if (str_empty(signature_fact(v->arena, letter->canonical, "recorded_day")))
		d.recorded = (struct day){ 0 };
	if (letter->revokes_id != 0)
		revoke(&d, letter->revokes_number, letter->revokes_day);
	const char *text = recommendation_canonical(v->arena, &d, e);
	/* the page must say what was signed, to the letter */
	if (text == NULL || !str_eq(text, letter->canonical))
		return CHANGE_STALE;
	return freeze(v, c, letter->id, &d, &pdf, e);
}

enum change_end
letter_print(struct visit *v, struct change *c, struct err *e)
{
	const struct document_letter_in in = { .case_id = c->id };
	const struct office_get_in office = { .id = c->act->office };
	struct document_letter_row letter;
	struct office_get_row o;
	int n;

	if ((n = document_letter(c->db, v->arena, &in, &letter, e)) == 1)
		n = office_get(c->db, v->arena, &office, &o, e);
	if (n != 1 || letter.frozen_at.us == 0 || letter.sha256.n != 32)
		return n < 0 ? CHANGE_FAILED : CHANGE_NOT_FOUND;
	return paper_enqueue(v, c, letter.id, letter.sha256.p, (int)o.letter_copies, e);
}

const char *
letter_unprintable(struct visit *v, const struct casefile_get_row *person)
{
	static const struct { const char *field, *control; } where[] = {
		{ "birth_place:", "tempat_lahir" }, { "address:", "alamat" }, { "job:", "pekerjaan" },
		{ "intro_number:", "alasan" },
	};
	const struct office_get_in in = { .id = v->who.office };
	struct source s = { .person = *person, .signer = { .form = "LANGSUNG", .name = "-",
	    .nip = "-", .rank = "-", .title = "-" } };
	struct pdf_result pdf;
	struct err e = { 0 };

	if (office_get(v->db, v->arena, &in, &s.office, &v->err) != 1 ||
	    paper_letterhead(v, v->db, &s.office, &s.head, &v->err) == -1)
		return NULL;
	if (s.person.agenda_no == 0) {	/* stands in for the number it would get */
		s.person.agenda_no = 9999;
		s.person.agenda_day = v->today;
	}
	struct doc_recommendation d = compose(v, &s, "0", v->today, "");
	if (recommendation_render(v->arena, &d, &pdf, &e) == 0 || e.kind != ERR_INPUT)
		return NULL;
	for (size_t i = 0; i < sizeof where / sizeof *where; i++)
		if (str_starts(e.text, where[i].field))
			return where[i].control;
	return "nama";
}
