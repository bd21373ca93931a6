/*
 * Step 4, the clerk's side - the file goes to Camat / Kasi Pelayanan.
 * Ink: the letter is numbered, frozen and printed when the step begins, so that
 * there is paper to sign; the clerk records that it was signed or returned.
 * Electronic: the clerk submits, the signer decides on his own page (approve.c).
 */
#include "base/str.h"
#include "page/case_early.h"
#include "page/case_view.h"
#include "page/field.h"
#include "sql/office.h"
#include "sql/signed_letter.h"
#include "step/early.h"
#include "step/letter.h"
#include "step/letter_fields.h"
#include "step/signing.h"
#include "step/step.h"
#include "tpl.h"

struct sign_form {
	int64_t		 signatory;
	const char	*reason;
	const char	*same_reason;
	int64_t		 number;
	bool		 unprinted;
};

static const struct form_field form[] = {
	FORM_MAY_AS("penanda_tangan", struct sign_form, signatory, 0, INT64_MAX, "Penanda tangan"),
	FORM_LINES_MAY_AS("alasan", struct sign_form, reason, 400, "Alasan"),
	FORM_LINES_MAY_AS("alasan_sama", struct sign_form, same_reason, 400, "Alasan verifikator menandatangani sendiri"),
	FORM_MAY_AS("nomor_surat", struct sign_form, number, 1, 999999, "Nomor urut surat"),
	FORM_MAY_AS("tanpa_cetak", struct sign_form, unprinted, 0, 0, "Tanpa cetak"),
	FORM_END
};

struct look {
	int				 status;
	const struct casefile_get_row	*row;
	struct form_result		*typed;
};

static int
signatories(struct visit *v, const struct look *k, struct sign_page *p)
{
	const struct field_source src = { v->arena, form, k->typed };
	const char *chosen = k->row->signatory_id == 0 ? "" :
	    arena_printf(v->arena, "%lld", (long long)k->row->signatory_id);

	p->signatory = field_text(&src, "penanda_tangan", chosen);
	p->signatory.kind = FIELD_RADIO;
	p->signatory.required = true;
	if (signatory_options(v, p->signatory.value, &p->signatory.options) == -1)
		return -1;
	p->chosen = signatory_option_label(&p->signatory.options, chosen);
	if (signatory_option_label(&p->signatory.options, p->signatory.value) == NULL && p->signatory.options.n > 0 &&
	    signatory_options(v, p->signatory.options.at[0].value, &p->signatory.options) == -1)
		return -1;
	if (str_eq(k->row->status, "MENUNGGU_TTD")) {
		p->move_to = p->signatory;
		p->move_to.label = "Alihkan kepada";
	}
	p->reason = field_lines(&src, "alasan", "");
	return 0;
}

static struct view_action
act(enum move m)
{
	return (struct view_action){ .verb = sop_move[m].verb, .value = sop_move[m].word };
}

/* The user of the signatory whose letter waits, or of the one that is chosen; 0: none. */
static int
signs(struct visit *v, int64_t signatory, int64_t *ret_user)
{
	const struct signatory_get_in in = { .id = signatory, .office = v->who.office };
	struct signatory_get_row row;
	int n = signatory == 0 ? 0 : signatory_get(v->db, v->arena, &in, &row, &v->err);

	*ret_user = n == 1 ? row.user_id : 0;
	return n == -1 ? -1 : 0;
}

/* What the rule about two persons says on this page before anything is pressed. */
static int
duty(struct visit *v, const struct casefile_get_row *row, const struct field_source *src,
    struct sign_page *p)
{
	struct signing_duty d;
	int64_t user;

	if (p->signed_ink.verb == NULL)
		return 0;
	if (signs(v, row->signatory_id, &user) == -1 || signing_duty(v, row->id, user, &d) == -1)
		return -1;
	p->duty = d.text;
	if (d.duty == DUTY_REASON) {
		p->duty_reason = field_lines(src, "alasan_sama", "");
		p->duty_reason.required = true;
	}
	if (d.duty == DUTY_BLOCKED)
		p->signed_ink.why_not = d.text;
	return 0;
}

static void
actions(struct visit *v, const struct casefile_get_row *row, struct sign_page *p)
{
	enum status now = sop_status_by_word(row->status);
	bool clerk = visit_has(v, SOP_CLERK), ink = !str_eq(row->sign_mode, "ELEKTRONIK");

	if (clerk && now == STATUS_TERAGENDA)
		p->submit = act(MOVE_SUBMIT);
	if (clerk && now == STATUS_TTD_DIKEMBALIKAN) {
		p->submit = act(MOVE_RESUBMIT);
		p->reverify = act(MOVE_REVERIFY);
	}
	if (clerk && now == STATUS_MENUNGGU_TTD)
		p->reassign = act(MOVE_REASSIGN);
	if (clerk && now == STATUS_MENUNGGU_TTD && ink) {
		p->signed_ink = act(MOVE_SIGNED_INK);
		p->return_ink = act(MOVE_RETURN_INK);
	}
	if (now == STATUS_TTD_DIKEMBALIKAN && visit_has(v, SOP_KASI) && row->recorded_at.us == 0)
		p->reject = act(MOVE_REJECT_SIGN);
}

/* Where the office trusts a certificate, a letter may come back signed with one (import.c). */
static int
certificate(struct visit *v, const struct casefile_get_row *row, const struct field_source *src, struct sign_page *p)
{
	const struct trusted_any_in in = { .office = v->who.office };
	struct trusted_any_row any;

	if (str_eq(row->sign_mode, "ELEKTRONIK"))
		return 0;
	if (trusted_any(v->db, v->arena, &in, &any, &v->err) != 1)
		return -1;
	if (any.n > 0 && p->submit.verb != NULL) {
		p->unprinted = field_tick(src, "tanpa_cetak", false);
		p->unprinted.hint = "Surat ditandatangani secara elektronik (BSrE) dan baru dicetak setelah itu.";
	}
	if (any.n > 0 && p->signed_ink.verb != NULL)
		p->import = case_href(v, row->id, "surat-tte");
	return 0;
}

/* The deviation from the order of the SOP: what there is of it, and the way to it. */
static int
early(struct visit *v, const struct casefile_get_row *row, struct sign_page *p)
{
	int offered = case_early_offered(v, row);

	if (offered == 1)
		p->record_first = act(MOVE_RECORD_FIRST);
	return offered == -1 ? -1 : case_early_text(v, row, &p->early);
}

static void
show(struct visit *v, const struct look *k)
{
	struct sign_page p = {
		.layout = visit_layout(v, "Penandatanganan Berkas"), .head = case_view_head(v, k->row),
		.form = visit_form(v, case_href(v, k->row->id, "penandatanganan"), k->row->version),
		.person = case_view_person(v, k->row),
	};
	const struct field_source src = { v->arena, form, k->typed };

	if (case_view_clock(v, k->row, STEP_SIGN, &p.clock) == -1 ||
	    signatories(v, k, &p) == -1 ||
	    case_view_papers(v, k->row, "REKOMENDASI", &p.papers) == -1 ||
	    (str_eq(k->row->status, "TTD_DIKEMBALIKAN") &&
	    case_view_last_reason(v, k->row, &p.returned_reason, &p.returned_by) == -1)) {
		visit_failed(v);
		return;
	}
	actions(v, k->row, &p);
	if (duty(v, k->row, &src, &p) == -1 || early(v, k->row, &p) == -1 ||
	    certificate(v, k->row, &src, &p) == -1) {
		visit_failed(v);
		return;
	}
	if (p.submit.verb != NULL && letter_number_field(v, &src, &p.number) == -1) {
		visit_failed(v);
		return;
	}
	visit_crumb(v, &p.layout, p.head.href, k->row->name);
	p.layout.failed = k->typed != NULL;
	p.form.errors = field_errors(v->arena, k->typed);
	tpl_page_step_sign(visit_page(v, k->status), &p);
}

void
sign_get(struct visit *v)
{
	struct casefile_get_row row;

	if (!case_load(v, &row))
		return;
	if (sop_status_step(sop_status_by_word(row.status)) != STEP_SIGN) {
		reply_redirect(v->reply, case_href(v, row.id, NULL));
		return;
	}
	const struct look k = { .status = 200, .row = &row };
	show(v, &k);
}

struct order {
	struct visit	*visit;
	enum move	 move;
	int64_t		 signatory, number;
	const char	*reason;
	bool		 unprinted;
};

/* In ink the letter is signed already: its text is kept with who recorded it. */
static enum change_end
signed_ink(struct order *o, struct change *c, struct err *e)
{
	const struct casefile_set_signed_in set = { .id = c->id, .at = c->act->at };
	const struct document_letter_in in = { .case_id = c->id };
	struct document_letter_row letter;
	int n = document_letter(c->db, c->arena, &in, &letter, e);
	int64_t user;

	if (n != 1)
		return n == 0 ? CHANGE_STALE : CHANGE_FAILED;
	if (signs(o->visit, letter.signatory_id, &user) == -1) {
		*e = o->visit->err;
		return CHANGE_FAILED;
	}
	if (casefile_set_signed(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	enum change_end end = signing_done(o->visit, c, &letter, user, FACTOR_INK, o->reason, e);
	return end == CHANGE_DONE ? early_signed(o->visit, c, e) : end;
}

static enum change_end
submit(struct order *o, struct change *c, struct err *e)
{
	enum change_end end;
	int64_t user;

	if (signs(o->visit, o->signatory, &user) == -1) {
		*e = o->visit->err;
		return CHANGE_FAILED;
	}
	if ((end = signing_may(o->visit, c, user, e)) != CHANGE_DONE)
		return end;
	return o->move == MOVE_REASSIGN ? letter_reassign(o->visit, c, o->signatory, e) :
	    letter_begin(o->visit, c, o->signatory, o->number, o->unprinted, e);
}

static enum change_end
carry_out(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	enum change_end end;

	if (o->move == MOVE_RECORD_FIRST)
		return early_allow(c, o->reason, e);
	if ((end = change_move(c, o->move, o->reason, e)) != CHANGE_DONE)
		return end;
	if (o->move == MOVE_SUBMIT || o->move == MOVE_RESUBMIT || o->move == MOVE_REASSIGN)
		return submit(o, c, e);
	if (o->move == MOVE_SIGNED_INK)
		return signed_ink(o, c, e);
	if (o->move == MOVE_RETURN_INK) {
		const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
		return document_void(c->db, &old, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
	}
	return CHANGE_DONE;
}

/* A file that came back for a letter which is void now, or signed in ink, is nobody's any more. */
static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct import_sweep_in old = { .case_id = c->id };
	enum change_end end = carry_out(c, arg, e);

	return end == CHANGE_DONE && import_sweep(c->db, &old, e) < 0 ? CHANGE_FAILED : end;
}

static const struct { enum move move; bool reason; const char *notice, *next; } acts[] = {
	{ MOVE_SUBMIT, false, "diajukan", "penandatanganan" },
	{ MOVE_RESUBMIT, false, "diajukan", "penandatanganan" },
	{ MOVE_SIGNED_INK, false, "ditandatangani", NULL },
	{ MOVE_RETURN_INK, true, "dikembalikan-pejabat", "penandatanganan" },
	{ MOVE_REASSIGN, true, "dialihkan", "penandatanganan" },
	{ MOVE_RECORD_FIRST, true, "rekam-dahulu", NULL },
	{ MOVE_REVERIFY, true, "verifikasi-ulang", "verifikasi" },
	{ MOVE_REJECT_SIGN, true, "ditolak", NULL },
};

void
sign_post(struct visit *v)
{
	size_t n = sizeof acts / sizeof *acts, i = 0;
	struct casefile_get_row row;
	struct form_result r;
	struct sign_form in;
	const char *location;

	if (!case_load(v, &row))
		return;
	while (i < n && !str_eq(sop_move[acts[i].move].word, visit_action(v)))
		i++;
	if (i == n) {
		visit_error(v, 400);
		return;
	}
	struct look k = { .status = 422, .row = &row, .typed = &r };
	if (form_read(form, v->req, v->arena, &in, &r)) {
		bool names = acts[i].move == MOVE_SUBMIT || acts[i].move == MOVE_RESUBMIT || acts[i].move == MOVE_REASSIGN;
		if (names && in.signatory == 0)
			form_add(&r, form, "penanda_tangan", "Penanda tangan belum dipilih. Pilih pejabat yang menandatangani.");
		if (acts[i].reason && str_empty(in.reason))
			form_add(&r, form, "alasan", "Alasan belum diisi. Tuliskan alasannya dengan singkat.");
	}
	if (!r.ok) {
		show(v, &k);
		return;
	}
	struct order o = { v, acts[i].move, in.signatory, in.number,
	    acts[i].move == MOVE_SIGNED_INK ? in.same_reason : in.reason, in.unprinted };
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = case_href(v, row.id, acts[i].next) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {	/* not this signatory, or not of these data */
		if (o.move == MOVE_SIGNED_INK)
			form_add(&r, form, "alasan_sama", v->err.text);
		else
			form_add(&r, form, "penanda_tangan", arena_printf(v->arena,
			    "Surat tidak dapat dibuat (%s).", v->err.text));
		show(v, &k);
		return;
	}
	visit_change_end(v, end, o.move, case_href(v, row.id, NULL), location, acts[i].notice, form);
}
