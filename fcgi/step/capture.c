/*
 * Step 5 - biometric recording: the page and its moves.  Served by the pool `station`, so that a slow
 * reader holds no page.  The commands to the station are in capture_command.c.
 */
#include "assets.h"
#include "base/str.h"
#include "page/case_view.h"
#include "page/come_back.h"
#include "page/view_biometric.h"
#include "step/capture_hands.h"
#include "step/capture_job.h"
#include "step/capture_live.h"
#include "step/capture_page.h"
#include "step/capture_part.h"
#include "step/letter.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

void
capture_get(struct visit *v)
{
	struct casefile_get_row row;

	if (!case_load(v, &row))
		return;
	if (sop_status_step(sop_status_by_word(row.status)) != STEP_CAPTURE) {
		reply_redirect(v->reply, case_href(v, row.id, NULL));
		return;
	}
	const struct capture_look k = { .status = 200, .row = &row };
	capture_show(v, &k);
}

void
capture_status_get(struct visit *v)
{
	struct casefile_get_row row;
	struct capture_live live;

	if (!case_load(v, &row))
		return;
	/* without JavaScript, or when recording ended elsewhere: the whole page */
	if (!v->req->htmx || !str_eq(row.status, "SEDANG_DIREKAM")) {
		if (v->req->htmx)
			reply_header(v->reply, "HX-Refresh", "true");
		reply_redirect(v->reply, case_href(v, row.id, "perekaman"));
		return;
	}
	if (capture_live_make(v, &row, NULL, &live) == -1) {
		visit_failed(v);
		return;
	}
	/* what stands around the fragment (exceptions, what may be taken, the next steps) changes with every end */
	if (!live.running)
		reply_header(v->reply, "HX-Refresh", "true");
	tpl_partial_capture(visit_page(v, 200), &live);
}

/* A second window, turned to the applicant: one large sentence and the hands, no name and no number. */
void
capture_applicant_get(struct visit *v)
{
	struct applicant_page p = { .assets = ASSETS_VERSION };
	struct casefile_get_row row;

	if (!case_load(v, &row))
		return;
	if (!str_eq(row.status, "SEDANG_DIREKAM"))
		p.live = (struct capture_live){ .instruction = "Tunggu petunjuk petugas." };
	else if (capture_live_make(v, &row, NULL, &p.live) == -1) {
		visit_failed(v);
		return;
	}
	tpl_page_applicant(visit_page(v, 200), &p);
}

void
capture_preview_get(struct visit *v)
{
	const struct capture_last_in in = { .case_id = visit_id(v) };
	struct casefile_get_row row;
	struct capture_last_row last;
	struct capture_station st;
	struct station_client *client;
	struct bytes png;
	const char *object = arena_printf(v->arena, "casefile/%lld", (long long)visit_id(v));

	if (!case_load(v, &row))
		return;
	int n = capture_last(v->db, v->arena, &in, &last, &v->err);
	if (n == 1 && !str_eq(last.job, v->match.arg[1].word))
		n = 0;
	if (n == 1)
		n = capture_station_of(v, last.station_id, &st, &client);
	if (n < 0) {
		visit_failed(v);
		return;
	}
	if (n == 0 || station_preview(client, v->arena, last.job, &png, &v->err) == -1) {
		visit_error(v, 404);
		return;
	}
	if (audit_look(v->db, v->arena, &v->act, "LIHAT_SIDIK_JARI", object, &v->err) == -1)
		visit_failed(v);
	else
		reply_png(v->reply, png);
}

/* ---- moves ---- */

struct order {
	struct visit		*visit;
	enum move		 move;
	const struct capture_form *in;
};

/* The closing verification, where this office captures (with the case locked). */
static enum change_end
capture_complete(struct visit *v, struct change *c, struct err *e)
{
	struct capture_rules rules;
	struct hands h;

	if (capture_rules(v, &rules) == -1 || hands_read(c->db, c->arena, c->id, &h, e) == -1)
		return CHANGE_FAILED;
	return !rules.needs_local || (hands_verified(&h, true) && hands_verified(&h, false)) ? CHANGE_DONE : CHANGE_GUARD;
}

/* What was noted already (with SIAK's word and who read it) is not covered by a bare repetition. */
static int
official_result(const struct order *o, struct change *c, struct err *e)
{
	const struct enrolment_list_in in = { .case_id = c->id };
	const struct enrolment_add_in add = { .case_id = c->id, .part = "RESMI", .result = o->in->result, .reason = "", .siak = "",
	    .on_day = o->visit->today, .officer = o->visit->who.name, .note = "", .at = c->act->at, .actor = c->act->actor };
	struct enrolment_list_rows rows;

	if (enrolment_list(c->db, c->arena, &in, &rows, e) == -1)
		return -1;
	const struct enrolment_list_row *noted = enrolment_newest(&rows, "RESMI");
	if (noted != NULL && str_eq(noted->result, add.result))
		return 0;
	return enrolment_add(c->db, &add, e) < 0 ? -1 : 0;
}

/* A person who comes (again) shows his hands anew; templates of cases that ended elsewhere go. */
static enum change_end
capture_fresh(struct change *c, struct err *e)
{
	const struct capture_marks_drop_in marks = { .case_id = c->id };

	return capture_marks_drop(c->db, &marks, e) < 0 || capture_template_sweep(c->db, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

static bool
begins(enum move m)
{
	return m == MOVE_BEGIN || m == MOVE_RETRY || m == MOVE_COME_BACK;
}

static bool
finishes(enum move m)
{
	return m == MOVE_FINISH || m == MOVE_FINISH_FIRST;
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	bool puts_off = o->move == MOVE_RESCHEDULE || o->move == MOVE_POSTPONE;
	enum change_end end = change_move_for(c, o->move, puts_off ? o->in->again_cause : "", o->in->reason, e);

	if (end == CHANGE_DONE && puts_off)
		return come_back_note(c, o->in->again_cause, o->in->again_on, e) == -1 ? CHANGE_FAILED : CHANGE_DONE;

	if (end == CHANGE_DONE && begins(o->move))
		return capture_fresh(c, e);
	if (end != CHANGE_DONE || !finishes(o->move))
		return end;
	if ((end = capture_complete(o->visit, c, e)) != CHANGE_DONE)
		return end;
	const struct casefile_set_recorded_in set = { .id = c->id, .at = c->act->at,
	    .result = capture_result_labels[str_eq(o->in->result, capture_results[0]) ? 0 : 1] };
	const struct capture_templates_drop_in drop = { .case_id = c->id };
	if (casefile_set_recorded(c->db, &set, e) < 0 || official_result(o, c, e) == -1 ||
	    capture_templates_drop(c->db, &drop, e) < 0)
		return CHANGE_FAILED;
	/* electronic letters print by themselves now; ink ones have been on paper since step 4 */
	return c->electronic && o->move == MOVE_FINISH ? letter_print(o->visit, c, e) : CHANGE_DONE;
}

static const struct { enum move move; bool reason; const char *notice, *next; } acts[] = {
	{ MOVE_BEGIN, false, "perekaman-mulai", "perekaman" },
	{ MOVE_RETRY, false, "perekaman-mulai", "perekaman" },
	{ MOVE_COME_BACK, false, "perekaman-mulai", "perekaman" },
	{ MOVE_FINISH, false, "terekam", "penyerahan" },
	{ MOVE_FAIL, true, "perekaman-gagal", "perekaman" },
	{ MOVE_ROLL_BACK, false, "ditunda", NULL },
	{ MOVE_FINISH_FIRST, false, "terekam-dahulu", NULL },
	{ MOVE_FAIL_FIRST, true, "perekaman-gagal", NULL },
	{ MOVE_ROLL_BACK_FIRST, false, "ditunda", NULL },
	{ MOVE_RESCHEDULE, true, "dijadwalkan", NULL },
	{ MOVE_POSTPONE, true, "dijadwalkan", NULL },
	{ MOVE_GIVE_UP, true, "dibatalkan", NULL },
};

static void
move(struct visit *v, const struct casefile_get_row *row, const struct capture_form *in,
    struct form_result *r, size_t i)
{
	struct capture_look k = { .status = 422, .row = row, .typed = r };
	enum move m = acts[i].move;
	const char *location;

	if (acts[i].reason && str_empty(in->reason))
		form_add(r, capture_form, "alasan", "Alasan belum diisi. Tuliskan apa yang terjadi.");
	if (m == MOVE_RESCHEDULE || m == MOVE_POSTPONE)
		come_back_check(v, capture_form, CAUSE_RESCHEDULE, in->again_cause, in->again_on, r);
	struct capture_rules rules;
	if (capture_rules(v, &rules) == -1) {
		visit_failed(v);
		return;
	}
	if (finishes(m) && rules.needs_official && !str_empty(in->result) && !str_eq(in->result, capture_results[0]))
		form_add(r, capture_form, "hasil_resmi", "Kantor ini mensyaratkan hasil perekaman resmi. Tunda perekaman ini sampai hasilnya ada.");
	if (finishes(m) && str_empty(in->result))
		form_add(r, capture_form, "hasil_resmi", "Hasil perekaman resmi belum dipilih. Pilih salah satu.");
	if (!r->ok) {
		capture_show(v, &k);
		return;
	}
	struct order o = { v, m, in };
	struct capture_now now;
	/* a finger that lies at the station already is stored before the case moves on */
	if (!begins(m) && str_eq(row->status, "SEDANG_DIREKAM") && capture_collect(v, row, &now) == -1) {
		visit_failed(v);
		return;
	}
	const struct change_order order = { .id = row->id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = case_href(v, row->id, acts[i].next) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {
		visit_error_text(v, 409, "Surat belum dapat dicetak", arena_printf(v->arena,
		    "Perekaman belum diselesaikan: %s. Jari yang sudah terekam tetap tersimpan.", v->err.text));
		return;
	}
	if (end == CHANGE_DONE && !begins(m))
		capture_session_end(v, row);
	visit_change_end(v, end, m, case_href(v, row->id, NULL), location, acts[i].notice, capture_form);
}

void
capture_post(struct visit *v)
{
	size_t n = sizeof acts / sizeof *acts, i = 0;
	struct casefile_get_row row;
	struct form_result r;
	struct capture_form in;

	if (!case_load(v, &row))
		return;
	if (!form_read(capture_form, v->req, v->arena, &in, &r)) {
		const struct capture_look k = { .status = 422, .row = &row, .typed = &r };
		capture_show(v, &k);
		return;
	}
	if (str_eq(row.status, "SEDANG_DIREKAM") && visit_has(v, SOP_OPERATOR) && capture_command(v, &row, &in, &r))
		return;
	while (i < n && !str_eq(sop_move[acts[i].move].word, visit_action(v)))
		i++;
	if (i < n)
		move(v, &row, &in, &r, i);
	else
		visit_conflict(v, MOVE_BEGIN, "Pindai", case_href(v, row.id, NULL), capture_form);
}
