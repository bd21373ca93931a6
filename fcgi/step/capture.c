/*
 * Step 5 - biometric recording: the page, its moves, and the commands to the
 * station.  Served by the pool `station`, so that a slow reader holds no page.
 */
#include "base/str.h"
#include "http/form.h"
#include "page/case_early.h"
#include "page/case_view.h"
#include "page/field.h"
#include "sop/finger.h"
#include "step/capture_except.h"
#include "step/capture_job.h"
#include "step/capture_live.h"
#include "step/letter.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

struct capture_form {
	const char	*result, *reason, *finger, *cause, *note;
};

/* The official recording is made elsewhere; here only its outcome is noted
 * (DOMAIN 0.1, fact 1). */
static const char *const results[] = { "BERHASIL", "MENYUSUL", NULL };
static const char *const result_labels[] = {
	"Perekaman resmi di aplikasi KTP-el berhasil",
	"Perekaman resmi menyusul (petugas Dinas atau jaringan belum tersedia)", NULL,
};

static const struct form_field form[] = {
	FORM_CHOICE_MAY_AS("hasil_resmi", struct capture_form, result, results, "Hasil perekaman resmi"),
	FORM_LINES_MAY_AS("alasan", struct capture_form, reason, 400, "Alasan"),
	FORM_MAY_AS("jari", struct capture_form, finger, 1, 5, "Jari"),
	FORM_MAY_AS("sebab", struct capture_form, cause, 1, 24, "Sebab"),
	FORM_MAY_AS("keterangan", struct capture_form, note, 1, 200, "Keterangan"),
	FORM_END
};

struct look {
	int				 status;
	const struct casefile_get_row	*row;
	struct form_result		*typed;
	const char			*trouble;	/* of a command to the station */
};

static struct view_action
act(enum move m)
{
	return (struct view_action){ .verb = sop_move[m].verb, .value = sop_move[m].word };
}

static void
actions(struct visit *v, const struct casefile_get_row *row, struct capture_page *p)
{
	enum status now = sop_status_by_word(row->status);
	bool operator = visit_has(v, SOP_OPERATOR), first = row->signed_at.us == 0;

	if (operator && now == STATUS_DITANDATANGANI)
		p->begin = act(MOVE_BEGIN);
	if (operator && now == STATUS_PEREKAMAN_GAGAL) {
		p->begin = act(MOVE_RETRY);
		p->reschedule = act(MOVE_RESCHEDULE);
	}
	if (operator && now == STATUS_DIJADWALKAN_ULANG)
		p->begin = act(MOVE_COME_BACK);
	if (operator && now == STATUS_SEDANG_DIREKAM) {
		p->finish = act(first ? MOVE_FINISH_FIRST : MOVE_FINISH);
		if (p->live.open > 0)
			p->finish.why_not = "Masih ada jari yang belum direkam atau dikecualikan.";
		p->fail = act(first ? MOVE_FAIL_FIRST : MOVE_FAIL);
		p->roll_back = act(first ? MOVE_ROLL_BACK_FIRST : MOVE_ROLL_BACK);
	}
	if (now == STATUS_PEREKAMAN_GAGAL && visit_has(v, SOP_KASI))
		p->give_up = act(MOVE_GIVE_UP);
}

static void
fields(struct visit *v, const struct look *k, struct capture_page *p)
{
	static const char *words[FINGER_REASON__MAX + 1], *labels[FINGER_REASON__MAX + 1];
	const struct field_source src = { v->arena, form, k->typed };
	size_t n = 0;

	for (enum finger_reason r = 0; r < FINGER_REASON__MAX; r++)
		if (!finger_reason_temporary(r)) {
			words[n] = finger_reason_word(r);
			labels[n++] = finger_reason_label(r);
		}
	p->official_result = field_choice(&src, "hasil_resmi", FIELD_RADIO, results, result_labels, "");
	p->official_result.required = true;
	p->reason = field_lines(&src, "alasan", "");
	p->except_cause = field_choice(&src, "sebab", FIELD_SELECT, words, labels, "");
	p->except_cause.required = true;
	p->except_cause.hint = "Luka sementara atau alat rusak bukan pengecualian: tunda atau jadwalkan ulang.";
	p->except_note = field_text(&src, "keterangan", "");
}

static int
station_line(struct visit *v, struct view_part *ret)
{
	struct station_active_row st;
	struct station_client *client;
	struct station_health h;
	int n = capture_station(v, &st, &client);

	*ret = (struct view_part){ .label = "Alat pemindai", .href = "/stasiun" };
	if (n == -1)
		return -1;
	if (n == 0 || station_health(client, &h, &v->err) == -1) {
		ret->state = "Stasiun tidak terhubung";
		ret->tone = TONE_PROBLEM;
	} else if (!h.present) {
		ret->state = "Alat pemindai sidik jari tidak terdeteksi. Periksa sambungan kabel.";
		ret->tone = TONE_PROBLEM;
	} else {
		ret->state = str_eq(h.state, "busy") ? "Sedang dipakai" : "Siap";
		ret->tone = str_eq(h.state, "busy") ? TONE_WAIT : TONE_DONE;
	}
	return 0;
}

static void
show(struct visit *v, const struct look *k)
{
	enum status now = sop_status_by_word(k->row->status);
	struct capture_page p = {
		.layout = visit_layout(v, "Perekaman Biometrik"), .head = case_view_head(v, k->row),
		.form = visit_form(v, case_href(v, k->row->id, "perekaman"), k->row->version),
		.person = case_view_person(v, k->row), .begun = now == STATUS_SEDANG_DIREKAM,
	};
	const char *who;

	if (case_view_clock(v, k->row, STEP_CAPTURE, &p.clock) == -1 ||
	    station_line(v, &p.station) == -1 ||
	    case_early_text(v, k->row, &p.early) == -1 ||
	    (p.begun && capture_live_make(v, k->row, k->trouble, &p.live) == -1) ||
	    ((now == STATUS_PEREKAMAN_GAGAL || now == STATUS_DIJADWALKAN_ULANG) &&
	    case_view_last_reason(v, k->row, &p.failed_reason, &who) == -1)) {
		visit_failed(v);
		return;
	}
	fields(v, k, &p);
	actions(v, k->row, &p);
	visit_crumb(v, &p.layout, p.head.href, k->row->name);
	p.layout.failed = k->typed != NULL && k->typed->n > 0;
	p.form.errors = field_errors(v->arena, k->typed);
	tpl_page_step_capture(visit_page(v, k->status), &p);
}

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
	const struct look k = { .status = 200, .row = &row };
	show(v, &k);
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
	/* the last finger: the rest of the page, too, can go on now */
	if (!live.running && live.open == 0)
		reply_header(v->reply, "HX-Refresh", "true");
	tpl_partial_capture(visit_page(v, 200), &live);
}

void
capture_preview_get(struct visit *v)
{
	const struct capture_last_in in = { .case_id = visit_id(v) };
	struct casefile_get_row row;
	struct capture_last_row last;
	struct station_active_row st;
	struct station_client *client;
	struct bytes png;
	const char *object = arena_printf(v->arena, "casefile/%lld", (long long)visit_id(v));

	if (!case_load(v, &row))
		return;
	int n = capture_last(v->db, v->arena, &in, &last, &v->err);
	if (n == 1 && !str_eq(last.job, v->match.arg[1].word))
		n = 0;
	if (n == 1)
		n = capture_station(v, &st, &client);
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

/* ---- commands that do not move the case ---- */

static const char *
order_trouble(const struct err *e)
{
	switch (e->kind) {
	case ERR_BUSY: return "Alat sedang digunakan. Tunggu sampai selesai, lalu coba lagi.";
	case ERR_AWAY: return "Stasiun atau alat pemindai tidak menjawab. Periksa sambungan kabel, lalu coba lagi. Jari yang sudah terekam tetap tersimpan.";
	case ERR_NONE:
	case ERR_INPUT:
	case ERR_NOT_FOUND:
	case ERR_CONFLICT:
	case ERR_CLOCK:
	case ERR_FULL:
	case ERR_BROKEN:
	case ERR__MAX:
		break;
	}
	return "Stasiun menolak perintah ini. Hubungi administrator.";
}

/* Notes or takes back exceptions, with the case locked. */
static void
except(struct visit *v, const struct casefile_get_row *row, const struct capture_form *in)
{
	const char *here = case_href(v, row->id, "perekaman"), *location;
	struct capture_exception x = { .fingers = in->finger,
	    .cause = str_eq(visit_action(v), "KECUALIKAN") ? in->cause : NULL, .note = in->note };
	const struct change_order order = { .id = row->id, .version = visit_version(v),
	    .run = capture_except, .arg = &x, .location = here };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);

	if (end == CHANGE_DONE || end == CHANGE_REPEATED)
		reply_redirect(v->reply, location);
	else
		visit_change_end(v, end, MOVE__MAX, here, here, "disimpan", form);
}

/* true: the action was one of the station's commands, and it was answered. */
static bool
command(struct visit *v, const struct casefile_get_row *row, const struct capture_form *in,
    struct form_result *r)
{
	struct look k = { .status = 422, .row = row, .typed = r };
	const char *what = visit_action(v), *here = case_href(v, row->id, "perekaman");
	int64_t finger = 0;
	int rc = 0;

	(void)str_int(in->finger, 1, FINGER_COUNT, &finger);
	if (str_eq(what, "HENTIKAN"))
		capture_stop(v, row);
	else if ((str_eq(what, "PINDAI") || str_eq(what, "VERIFIKASI")) && finger != 0) {
		rc = capture_order_finger(v, row, (int)finger,
		    str_eq(what, "PINDAI") ? PURPOSE_RECORD : PURPOSE_VERIFY);
		if (rc == -1 && v->err.kind != ERR_BROKEN) {
			k.trouble = order_trouble(&v->err);
			k.status = v->err.kind == ERR_AWAY ? 503 : 409;
			show(v, &k);
			return true;
		}
	} else if (str_eq(what, "KECUALIKAN")) {
		enum finger_reason why = finger_reason_by_word(in->cause);
		if (capture_fingers(in->finger) == 0)
			form_add(r, form, "jari", "Jari belum dipilih. Pilih jari atau tangan.");
		if (why == FINGER_REASON__MAX || finger_reason_temporary(why))
			form_add(r, form, "sebab", "Sebab belum dipilih. Pilih mengapa jari tidak dapat direkam.");
		else if (why == FINGER_LAINNYA && str_empty(in->note))
			form_add(r, form, "keterangan", "Keterangan belum diisi. Jelaskan sebabnya.");
		if (!r->ok) {
			show(v, &k);
			return true;
		}
		except(v, row, in);
		return true;
	} else if (str_eq(what, "CABUT_PENGECUALIAN")) {
		except(v, row, in);
		return true;
	} else
		return false;
	if (rc == -1)
		visit_failed(v);
	else
		reply_redirect(v->reply, here);
	return true;
}

/* ---- moves ---- */

struct order {
	struct visit		*visit;
	enum move		 move;
	const struct capture_form *in;
};

static bool
finishes(enum move m)
{
	return m == MOVE_FINISH || m == MOVE_FINISH_FIRST;
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	enum change_end end = change_move(c, o->move, o->in->reason, e);

	if (end != CHANGE_DONE || !finishes(o->move))
		return end;
	const struct casefile_set_recorded_in set = { .id = c->id, .at = c->act->at,
	    .result = str_eq(o->in->result, results[0]) ? result_labels[0] : result_labels[1] };
	if (casefile_set_recorded(c->db, &set, e) < 0)
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
	{ MOVE_GIVE_UP, true, "dibatalkan", NULL },
};

static void
move(struct visit *v, const struct casefile_get_row *row, const struct capture_form *in,
    struct form_result *r, size_t i)
{
	struct look k = { .status = 422, .row = row, .typed = r };
	enum move m = acts[i].move;
	const char *location;

	if (acts[i].reason && str_empty(in->reason))
		form_add(r, form, "alasan", "Alasan belum diisi. Tuliskan apa yang terjadi.");
	if (finishes(m) && str_empty(in->result))
		form_add(r, form, "hasil_resmi", "Hasil perekaman resmi belum dipilih. Pilih salah satu.");
	if (!r->ok) {
		show(v, &k);
		return;
	}
	struct order o = { v, m, in };
	const struct change_order order = { .id = row->id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = case_href(v, row->id, acts[i].next) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {
		visit_error_text(v, 409, "Surat belum dapat dicetak", arena_printf(v->arena,
		    "Perekaman belum diselesaikan: %s. Jari yang sudah terekam tetap tersimpan.", v->err.text));
		return;
	}
	if (end == CHANGE_DONE && m != MOVE_BEGIN && m != MOVE_RETRY && m != MOVE_COME_BACK)
		capture_session_end(v, row);
	visit_change_end(v, end, m, case_href(v, row->id, NULL), location, acts[i].notice, form);
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
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		const struct look k = { .status = 422, .row = &row, .typed = &r };
		show(v, &k);
		return;
	}
	if (str_eq(row.status, "SEDANG_DIREKAM") && visit_has(v, SOP_OPERATOR) && command(v, &row, &in, &r))
		return;
	while (i < n && !str_eq(sop_move[acts[i].move].word, visit_action(v)))
		i++;
	if (i < n)
		move(v, &row, &in, &r, i);
	else
		visit_conflict(v, MOVE_BEGIN, "Pindai", case_href(v, row.id, NULL), form);
}
