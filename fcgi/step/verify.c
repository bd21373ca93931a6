/*
 * Step 2 - verify and validate the data against the family card, field by field in
 * the card's order.  "Nyatakan sesuai dan beri nomor agenda" is one click that
 * writes two moves: step 2 and step 3.
 *
 * The same sheet corrects the data of a finished case, with a reason, before a surat pengganti is made of
 * them (replace.c); the letters that were made keep theirs.
 */
#include "base/str.h"
#include "page/case_paper.h"
#include "page/case_view.h"
#include "page/come_back.h"
#include "page/field.h"
#include "page/kept_form.h"
#include "sop/cause.h"
#include "sql/document.h"
#include "sql/office.h"
#include "step/difference.h"
#include "step/number_store.h"
#include "step/step.h"
#include "step/verify_sheet.h"
#include "tpl.h"

struct look {
	int				 status;
	const struct casefile_get_row	*row;
	struct form_result		*typed;
	struct view_warning_list	 warnings;
	bool				 repeated;
};

static void
actions(struct visit *v, enum status now, struct verify_page *p)
{
	bool clerk = visit_has(v, SOP_CLERK), kasi = visit_has(v, SOP_KASI);

	if (now == STATUS_BERKAS_DITERIMA && clerk) {
		p->verify_number = (struct view_action){ "Nyatakan sesuai dan beri nomor agenda", NULL, "VERIFY_NUMBER", NULL };
		p->verify = (struct view_action){ "Nyatakan sesuai", NULL, "VERIFY", NULL };
		p->mismatch = (struct view_action){ "Nyatakan tidak sesuai", NULL, "MISMATCH", NULL };
		p->save = (struct view_action){ "Simpan", NULL, "SIMPAN", NULL };
	}
	if (now == STATUS_DATA_TIDAK_SESUAI && clerk)
		p->new_evidence = (struct view_action){ "Terima bukti baru", NULL, "NEW_EVIDENCE", NULL };
	if (now == STATUS_SELESAI && clerk)
		p->correct = (struct view_action){ "Simpan perbaikan", NULL, "PERBAIKI", NULL };
	if (kasi && now != STATUS_SELESAI)
		p->reject = (struct view_action){ "Tolak", NULL,
		    now == STATUS_DATA_TIDAK_SESUAI ? "REJECT_DATA" : "REJECT", NULL };
	if (p->mismatch.verb != NULL)
		p->put_off = (struct view_action){ "Tunda, pemohon kembali lagi", NULL, "TUNDA", NULL };
}

/* What the ways out of step 2 ask. */
static void
ways_out(struct visit *v, const struct look *k, struct verify_page *p)
{
	const struct field_source s = { v->arena, verify_form, k->typed };

	if (p->mismatch.verb != NULL || p->reject.verb != NULL) {
		enum cause_place place = (p->mismatch.verb != NULL ? CAUSE_MISMATCH : 0) | (p->reject.verb != NULL ? CAUSE_REJECT : 0);
		p->cause = field_choice(&s, "sebab", FIELD_SELECT, cause_words(place), cause_labels(place), "");
		p->cause.required = true;
	}
	if (p->mismatch.verb != NULL)
		p->differences = difference_rows(v, k->row);
	p->reason.required = true;
	if (p->put_off.verb != NULL)
		come_back_fields(&s, CAUSE_PUT_OFF, k->row, &p->again_cause, &p->again_on);
}

static void
show(struct visit *v, const struct look *k)
{
	struct verify_page p = {
		.layout = visit_layout(v, str_eq(k->row->status, "SELESAI") ? "Perbaikan Data" : "Verifikasi dan Validasi Data"),
		.head = case_view_head(v, k->row), .warnings = k->warnings,
		.form = visit_form(v, case_href(v, k->row->id, "verifikasi"), k->row->version),
	};
	enum status now = sop_status_by_word(k->row->status);
	const char *who;

	if (case_view_clock(v, k->row, STEP_VERIFY, &p.clock) == -1 ||
	    case_view_requirements(v, k->row, &p.requirements) == -1 ||
	    (now == STATUS_DATA_TIDAK_SESUAI &&
	    case_view_last_reason(v, k->row, &p.mismatch_reason, &who) == -1) ||
	    difference_last(v, k->row->id, &p.differed) == -1 || kept_form_offer(v, &p.kept) == -1 ||
	    verify_sheet_fields(v, k->row, k->typed, k->repeated, &p) == -1) {
		visit_failed(v);
		return;
	}
	actions(v, now, &p);
	ways_out(v, k, &p);
	p.again = come_back_text(v->arena, k->row);
	visit_crumb(v, &p.layout, p.head.href, k->row->name);
	p.layout.failed = k->typed != NULL && k->typed->n > 0;
	p.form.errors = field_errors(v->arena, k->typed);
	tpl_page_step_verify(visit_page(v, k->status), &p);
}

static bool
here(struct visit *v, struct casefile_get_row *row)
{
	if (!case_load(v, row))
		return false;
	if (v->req->method == HTTP_POST || sop_status_step(sop_status_by_word(row->status)) == STEP_VERIFY ||
	    (str_eq(row->status, "SELESAI") && visit_has(v, SOP_CLERK)))
		return true;
	reply_redirect(v->reply, case_href(v, row->id, NULL));
	return false;
}

void
verify_get(struct visit *v)
{
	struct casefile_get_row row;
	struct look k = { .status = 200, .row = &row };
	struct form_result kept;
	struct verify_sheet sheet;
	int n;

	if (!here(v, &row))
		return;
	if ((n = kept_form_use(v)) == -1) {
		visit_failed(v);
		return;
	}
	if (n == 1) {	/* as typed, not yet judged */
		(void)form_read(verify_form, v->req, v->arena, &sheet, &kept);
		kept.n = 0;
		k.typed = &kept;
	}
	show(v, &k);
}

struct act_on {
	const char		*word;
	enum move		 move;	/* MOVE__MAX: none */
	enum cause_place	 asks;	/* a word of `sebab`; 0: none */
	const char		*reason;	/* what to say when there is none; NULL: not needed */
	const char		*notice, *next;
};

#define CORRECT	"PERBAIKI"
#define PUT_OFF	"TUNDA"
#define NUMBER	"VERIFY_NUMBER"
#define WHY	"Alasan belum diisi. Tuliskan apa yang tidak sesuai dan saran bagi pemohon."

static const struct act_on acts[] = {
	{ NUMBER, MOVE_VERIFY, 0, NULL, "bernomor", "penandatanganan" },
	{ "VERIFY", MOVE_VERIFY, 0, NULL, "terverifikasi", "penomoran" },
	{ "SIMPAN", MOVE__MAX, 0, NULL, "disimpan", "verifikasi" },
	{ PUT_OFF, MOVE__MAX, 0, NULL, "ditunda-kembali", NULL },
	{ "MISMATCH", MOVE_MISMATCH, CAUSE_MISMATCH, WHY, "tidak-sesuai", NULL },
	{ "NEW_EVIDENCE", MOVE_NEW_EVIDENCE, 0, WHY, "bukti-baru", "verifikasi" },
	{ CORRECT, MOVE__MAX, 0, NULL, "diperbaiki", "pengganti" },
	{ "REJECT", MOVE_REJECT, CAUSE_REJECT, WHY, "ditolak", NULL },
	{ "REJECT_DATA", MOVE_REJECT_DATA, CAUSE_REJECT, WHY, "ditolak", NULL },
};

struct order {
	struct visit			*visit;
	const struct act_on		*act;
	const struct verify_sheet	*sheet;
	struct view_difference_list	 marked;
};

/* Not while a letter of the old data waits for its signature. */
static enum change_end
correct(struct change *c, const struct order *o, struct err *e)
{
	const struct document_letter_in waits = { .case_id = c->id, .pending = 1 };
	struct document_letter_row letter;
	int n;

	if ((c->act->roles & SOP_CLERK) == 0)
		return CHANGE_NOT_YOU;
	if (c->status != STATUS_SELESAI)
		return CHANGE_NOT_NOW;
	if ((n = document_letter(c->db, c->arena, &waits, &letter, e)) != 0)
		return n == 1 ? CHANGE_GUARD : CHANGE_FAILED;
	return verify_sheet_keep(o->visit, c, o->sheet, e) == -1 ? CHANGE_FAILED :
	    change_touch(c, "PERBAIKI_DATA", o->sheet->reason, e);
}

/* The sheet is kept, the case stays where it is. */
static enum change_end
stay(struct change *c, const struct order *o, struct err *e)
{
	bool put_off = str_eq(o->act->word, PUT_OFF);

	if ((c->act->roles & SOP_CLERK) == 0)
		return CHANGE_NOT_YOU;
	if (c->status != STATUS_BERKAS_DITERIMA)
		return CHANGE_NOT_NOW;
	if (put_off)
		return come_back_put_off(c, o->sheet->again_cause, o->sheet->again_on, e);
	return change_touch(c, "SIMPAN_DATA", "", e);
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const char *cause = o->act->asks != 0 ? o->sheet->cause : "";
	enum change_end end;

	if (str_eq(o->act->word, CORRECT))
		return correct(c, o, e);
	if (c->status == STATUS_BERKAS_DITERIMA && (c->act->roles & SOP_CLERK) != 0 &&
	    verify_sheet_keep(o->visit, c, o->sheet, e) == -1)
		return CHANGE_FAILED;
	if (o->act->move == MOVE__MAX)
		return stay(c, o, e);
	if ((end = change_move_for(c, o->act->move, cause, o->sheet->reason, e)) != CHANGE_DONE)
		return end;
	if (difference_store(c, o->marked, e) == -1)
		return CHANGE_FAILED;
	if (o->act->move == MOVE_MISMATCH)
		return case_paper_issue(o->visit, c, PAPER_RETURNED, e);
	return str_eq(o->act->word, NUMBER) ? number_give(o->visit, c, e) : CHANGE_DONE;
}

/* The village of the sheet by its name. */
static const char *
village(struct visit *v, int64_t id, const char *stored)
{
	const struct village_list_in in = { .office = v->who.office };
	struct village_list_rows rows;

	if (village_list(v->db, v->arena, &in, &rows, &v->err) == 0)
		for (size_t i = 0; i < rows.n; i++)
			if (rows.at[i].id == id)
				return rows.at[i].name;
	return stored;
}

/* What this act asks besides the sheet. */
static void
check_act(struct visit *v, const struct casefile_get_row *row, struct order *o, struct form_result *r)
{
	const struct verify_sheet *s = o->sheet;

	if (o->act->asks != 0 && !cause_fits(o->act->asks, s->cause))
		form_add(r, verify_form, "sebab", "Sebab belum dipilih. Pilih mengapa permohonan tidak dapat dilanjutkan.");
	if (o->act->reason != NULL && str_empty(s->reason))
		form_add(r, verify_form, "alasan", o->act->reason);
	if (str_eq(o->act->word, PUT_OFF))
		come_back_check(v, verify_form, CAUSE_PUT_OFF, s->again_cause, s->again_on, r);
	if (o->act->move == MOVE_MISMATCH) {
		struct casefile_get_row would = verify_sheet_over(v, row, s);
		would.village = village(v, s->village, row->village);
		o->marked = difference_marked(v, verify_form, difference_rows(v, &would), str_eq(s->cause, "DATA_BERBEDA"), r);
	}
}

static const struct act_on *
act_by_word(const char *word)
{
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (str_eq(acts[i].word, word))
			return &acts[i];
	return NULL;
}

/* Answers of change_case() that show the sheet again, or have words of their own: true, and it was answered. */
static bool
refused(struct visit *v, enum change_end end, const struct act_on *act, struct look *k)
{
	if (end == CHANGE_FAILED && v->err.kind == ERR_CONFLICT)
		form_add(k->typed, verify_form, "nik", "NIK ini sudah dipakai pada permohonan lain yang sedang diproses.");
	else if (end == CHANGE_REFUSED) {
		const char *field, *text = case_paper_trouble(v, &v->err, &field);
		form_add(k->typed, verify_form, field, text);
	} else if (end == CHANGE_GUARD && str_eq(act->word, CORRECT)) {
		visit_error_text(v, 409, "Surat pengganti masih menunggu",
		    "Surat pengganti dengan data sebelumnya masih menunggu tanda tangan. Batalkan surat pengganti itu lebih dahulu, perbaiki datanya, lalu buat yang baru.");
		return true;
	} else
		return false;
	show(v, k);
	return true;
}

void
verify_post(struct visit *v)
{
	const struct act_on *act = act_by_word(visit_action(v));
	struct casefile_get_row row;
	struct form_result r;
	struct verify_sheet sheet;
	const char *location;

	if (!here(v, &row))
		return;
	if (act == NULL) {
		visit_error(v, 400);
		return;
	}
	struct look k = { .status = 422, .row = &row, .typed = &r };
	struct order o = { .visit = v, .act = act, .sheet = &sheet };
	const struct verify_rules rules = { .whole = act->move == MOVE_VERIFY || str_eq(act->word, CORRECT),
	    .corrects = str_eq(act->word, CORRECT) };
	const struct form_field *table = rules.whole ? verify_form : verify_form_lenient(v->arena);
	const char *done;
	if (form_read(table, v->req, v->arena, &sheet, &r)) {
		if (verify_sheet_judge(v, &row, &sheet, &rules, &r, &k.warnings, &k.repeated) == -1) {
			visit_failed(v);
			return;
		}
		check_act(v, &row, &o, &r);
	}
	/* a form that was carried out already is not judged again */
	if (!r.ok && change_repeated(v->db, v->arena, &v->act, &done, &v->err) != 1) {
		show(v, &k);
		return;
	}
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = case_href(v, row.id, act->next) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_DONE || end == CHANGE_REPEATED)
		kept_form_done(v);
	if (!refused(v, end, act, &k))
		visit_change_end(v, end, act->move, case_href(v, row.id, NULL), location, act->notice, verify_form);
}
