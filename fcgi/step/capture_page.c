#include "step/capture_page.h"

#include "base/str.h"
#include "page/case_early.h"
#include "page/case_view.h"
#include "page/come_back.h"
#include "page/field.h"
#include "sop/finger.h"
#include "step/capture_live.h"
#include "step/capture_part.h"
#include "step/capture_station.h"
#include "tpl.h"

/* The official recording is made elsewhere; here only its outcome is noted
 * (DOMAIN 0.1, fact 1). */
const char *const capture_results[] = { "BERHASIL", "MENYUSUL", NULL };
const char *const capture_result_labels[] = {
	"Perekaman resmi di aplikasi KTP-el berhasil",
	"Perekaman resmi menyusul (petugas Dinas atau jaringan belum tersedia)", NULL,
};

const struct form_field capture_form[] = {
	FORM_CHOICE_MAY_AS("hasil_resmi", struct capture_form, result, capture_results, "Hasil perekaman resmi"),
	FORM_LINES_MAY_AS("alasan", struct capture_form, reason, 400, "Alasan"),
	FORM_MAY_AS("jari", struct capture_form, finger, 1, 5, "Jari"),
	FORM_MAY_AS("sebab", struct capture_form, cause, 1, 24, "Sebab"),
	FORM_MAY_AS("keterangan", struct capture_form, note, 1, 200, "Keterangan"),
	FORM_MAY_AS("sebab_tunda", struct capture_form, again_cause, 1, 16, "Sebab penundaan"),
	FORM_MAY_AS("kembali", struct capture_form, again_on, 0, 0, "Pemohon kembali tanggal"),
	FORM_MAY_AS("tangan", struct capture_form, hand, 1, 10, "Tangan"),
	FORM_MAY_AS("alasan_mutu", struct capture_form, take_reason, 1, 200, "Alasan menerima mutu rendah"),
	FORM_MAY_AS("uji", struct capture_form, skip, 1, 10, "Verifikasi"),
	FORM_MAY_AS("alasan_uji", struct capture_form, skip_reason, 1, 200, "Alasan melewati verifikasi"),
	FORM_MAY_AS("stasiun", struct capture_form, station, 1, INT64_MAX, "Stasiun"),
	FORM_END
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

	if (operator && now == STATUS_DITANDATANGANI) {
		p->begin = act(MOVE_BEGIN);
		p->reschedule = act(MOVE_POSTPONE);
	}
	if (operator && now == STATUS_PEREKAMAN_GAGAL) {
		p->begin = act(MOVE_RETRY);
		p->reschedule = act(MOVE_RESCHEDULE);
	}
	if (operator && now == STATUS_DIJADWALKAN_ULANG)
		p->begin = act(MOVE_COME_BACK);
	if (operator && now == STATUS_SEDANG_DIREKAM) {
		p->finish = act(first ? MOVE_FINISH_FIRST : MOVE_FINISH);
		if (p->needs_local && p->live.open > 0)
			p->finish.why_not = "Masih ada jari yang belum direkam atau dikecualikan.";
		else if (p->needs_local && !(p->live.verify_right && p->live.verify_left))
			p->finish.why_not = "Verifikasi belum selesai.";
		p->fail = act(first ? MOVE_FAIL_FIRST : MOVE_FAIL);
		p->roll_back = act(first ? MOVE_ROLL_BACK_FIRST : MOVE_ROLL_BACK);
	}
	if (now == STATUS_PEREKAMAN_GAGAL && visit_has(v, SOP_KASI))
		p->give_up = act(MOVE_GIVE_UP);
}

static void
fields(struct visit *v, const struct capture_look *k, const char *noted, struct capture_page *p)
{
	static const char *words[FINGER_REASON__MAX + 1], *labels[FINGER_REASON__MAX + 1];
	const struct field_source src = { v->arena, capture_form, k->typed };
	size_t n = 0;

	for (enum finger_reason r = 0; r < FINGER_REASON__MAX; r++)
		if (!finger_reason_temporary(r)) {
			words[n] = finger_reason_word(r);
			labels[n++] = finger_reason_label(r);
		}
	p->official_result = field_choice(&src, "hasil_resmi", FIELD_RADIO, capture_results, capture_result_labels, noted);
	p->official_result.required = true;
	p->reason = field_lines(&src, "alasan", "");
	p->reason.required = true;
	p->except_cause = field_choice(&src, "sebab", FIELD_SELECT, words, labels, "");
	p->except_cause.required = true;
	p->except_cause.hint = "Luka sementara atau alat rusak bukan pengecualian: tunda atau jadwalkan ulang.";
	if (p->reschedule.verb != NULL)
		come_back_fields(&src, CAUSE_RESCHEDULE, k->row, &p->again_cause, &p->again_on);
	p->except_note = field_text(&src, "keterangan", "");
	if (p->live.may_take) {
		p->take_reason = field_text(&src, "alasan_mutu", "");
		p->take_reason.required = true;
		p->take_reason.hint = "Kasi meninjaunya kemudian.";
	}
	if (p->live.skip != NULL) {
		p->skip_reason = field_text(&src, "alasan_uji", "");
		p->skip_reason.required = true;
	}
}

void
capture_show(struct visit *v, const struct capture_look *k)
{
	enum status now = sop_status_by_word(k->row->status);
	struct capture_page p = {
		.layout = visit_layout(v, "Perekaman Biometrik"), .head = case_view_head(v, k->row),
		.form = visit_form(v, case_href(v, k->row->id, "perekaman"), k->row->version),
		.person = case_view_person(v, k->row), .begun = now == STATUS_SEDANG_DIREKAM,
	};
	struct capture_rules rules;
	const char *who, *noted;

	if (capture_rules(v, &rules) == -1 || case_view_clock(v, k->row, STEP_CAPTURE, &p.clock) == -1 ||
	    (rules.local && capture_station_line(v, &p.where) == -1) ||
	    capture_parts(v, k->row, &rules, &p.parts, &noted) == -1 ||
	    case_early_text(v, k->row, &p.early) == -1 ||
	    (p.begun && rules.local && capture_live_make(v, k->row, k->trouble, &p.live) == -1) ||
	    ((now == STATUS_PEREKAMAN_GAGAL || now == STATUS_DIJADWALKAN_ULANG) &&
	    case_view_last_reason(v, k->row, &p.failed_reason, &who) == -1)) {
		visit_failed(v);
		return;
	}
	p.decided = rules.decided;
	p.local = rules.local;
	p.needs_local = rules.needs_local;
	p.needs_official = rules.needs_official;
	p.applicant = p.begun && rules.local ? case_href(v, k->row->id, "perekaman/pemohon") : NULL;
	actions(v, k->row, &p);
	fields(v, k, noted, &p);
	p.again = come_back_text(v->arena, k->row);
	visit_crumb(v, &p.layout, p.head.href, k->row->name);
	p.layout.failed = k->typed != NULL && k->typed->n > 0;
	p.form.errors = field_errors(v->arena, k->typed);
	tpl_page_step_capture(visit_page(v, k->status), &p);
}
