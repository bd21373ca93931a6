/*
 * /permohonan/{id}/hasil-resmi: what was taken on the Dukcapil device (the whole enrolment, the iris), and what
 * SIAK says of it.  A note by hand with its day and its source: there is no way to ask SIAK (DOMAIN 1.7).
 */
#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/view_biometric.h"
#include "sop/biometric.h"
#include "sql/biometric.h"
#include "step/capture_part.h"
#include "step/step.h"
#include "tpl.h"

#define WHERE	"hasil-resmi"

static const char *const parts[] = { "RESMI", "IRIS", NULL };
static const char *const part_labels[] = { "Perekaman resmi (seluruhnya)", "Iris mata", NULL };
static const char *const results[] = { "BERHASIL", "MENYUSUL", "GAGAL", PART_EXCEPTED, NULL };
static const char *const result_labels[] = { "Berhasil", "Menyusul", "Gagal: direkam ulang", "Pengecualian", NULL };

struct enrolment {
	const char	*part, *result, *reason, *siak, *officer, *note;
	struct day	 on_day;
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("bagian", struct enrolment, part, parts, "Bagian"),
	FORM_CHOICE_AS("hasil", struct enrolment, result, results, "Hasil"),
	FORM_CHOICE_MAY_AS("sebab", struct enrolment, reason, bio_reason_words, "Sebab pengecualian"),
	FORM_MAY_AS("status_siak", struct enrolment, siak, 1, 60, "Status di SIAK"),
	FORM_AS("tanggal", struct enrolment, on_day, 0, 0, "Tanggal"),
	FORM_AS("petugas", struct enrolment, officer, 1, 100, "Petugas yang merekam atau membaca status"),
	FORM_MAY_AS("keterangan", struct enrolment, note, 1, 200, "Keterangan"),
	FORM_END
};

static int
rows_read(struct visit *v, int64_t id, struct enrolment_row_list *ret)
{
	const struct enrolment_list_in in = { .case_id = id };
	struct enrolment_list_rows rows;
	struct enrolment_row *at;

	if (enrolment_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	if ((at = ARENA_ARRAY(v->arena, rows.n + 1, struct enrolment_row)) == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < rows.n; i++) {
		const struct enrolment_list_row *r = &rows.at[i];
		const char *means = bio_siak_label(r->siak);
		at[i] = (struct enrolment_row){ .part = str_eq(r->part, "IRIS") ? part_labels[1] : part_labels[0],
		    .result = enrolment_result_label(r->result), .tone = enrolment_result_tone(r->result),
		    .siak = str_empty(means) ? r->siak : arena_printf(v->arena, "%s (%s)", r->siak, means),
		    .officer = r->officer, .note = r->note, .who = r->who, .on_day = r->on_day, .at = r->at };
	}
	*ret = (struct enrolment_row_list){ at, rows.n };
	return 0;
}

/* From the day of the recording on; what is cancelled is closed. */
static bool
may(struct visit *v, const char *status)
{
	enum status s = sop_status_by_word(status);

	return visit_has(v, SOP_OPERATOR | SOP_KASI) && (s == STATUS_SEDANG_DIREKAM || s == STATUS_PEREKAMAN_GAGAL ||
	    s == STATUS_DIJADWALKAN_ULANG || s == STATUS_TEREKAM || s == STATUS_SELESAI);
}

static void
show(struct visit *v, int status, const struct casefile_get_row *row, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct view_option *siak = ARENA_ARRAY(v->arena, 16, struct view_option);
	struct enrolment_page p = { .layout = visit_layout(v, "Hasil Perekaman Resmi"), .head = case_view_head(v, row),
	    .form = visit_form(v, case_href(v, row->id, WHERE), row->version), .may = may(v, row->status),
	    .part = field_choice(&src, "bagian", FIELD_RADIO, parts, part_labels, parts[0]),
	    .result = field_choice(&src, "hasil", FIELD_RADIO, results, result_labels, ""),
	    .reason = field_choice(&src, "sebab", FIELD_SELECT, bio_reason_words, bio_reason_labels, ""),
	    .siak = field_text(&src, "status_siak", ""), .on_day = field_day(&src, "tanggal", v->today),
	    .officer = field_text(&src, "petugas", v->who.name), .note = field_text(&src, "keterangan", "") };
	size_t n = 0;

	if (siak == NULL || rows_read(v, row->id, &p.rows) == -1) {
		visit_failed(v);
		return;
	}
	for (; bio_siak_words[n] != NULL && n < 16; n++)
		siak[n] = (struct view_option){ .value = bio_siak_words[n], .label = bio_siak_labels[n] };
	p.siak.options = (struct view_option_list){ siak, n };
	p.siak.hint = "Seperti tertulis di SIAK, misalnya PRINT_READY_RECORD.";
	visit_crumb(v, &p.layout, p.head.href, row->name);
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_enrolment(visit_page(v, status), &p);
}

void
enrolment_get(struct visit *v)
{
	struct casefile_get_row row;

	if (case_load(v, &row))
		show(v, 200, &row, NULL);
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct enrolment *in = arg;
	const struct enrolment_add_in add = { .case_id = c->id, .part = in->part, .result = in->result,
	    .reason = str_eq(in->result, PART_EXCEPTED) ? in->reason : "", .siak = in->siak, .on_day = in->on_day, .officer = in->officer,
	    .note = in->note, .at = c->act->at, .actor = c->act->actor };

	if (enrolment_add(c->db, &add, e) < 0)
		return CHANGE_FAILED;
	return change_note(c, "CATAT_HASIL_RESMI", arena_printf(c->arena, "%s %s %s", in->part, in->result, in->siak), e);
}

void
enrolment_post(struct visit *v)
{
	struct casefile_get_row row;
	struct form_result r;
	struct enrolment in;
	const char *location;

	if (!visit_action_is(v, "SIMPAN") || !case_load(v, &row))
		return;
	bool read = form_read(form, v->req, v->arena, &in, &r);
	if (read && day_cmp(in.on_day, v->today) > 0)
		form_add(&r, form, "tanggal", "Tanggal ini belum tiba. Tulis hari hasil itu dibaca atau direkam.");
	if (read && str_eq(in.result, PART_EXCEPTED) && str_empty(in.reason))
		form_add(&r, form, "sebab", "Sebab belum dipilih. Pilih mengapa bagian ini tidak dapat direkam.");
	if (!r.ok) {
		show(v, 422, &row, &r);
		return;
	}
	const char *here = case_href(v, row.id, WHERE);
	if (!may(v, row.status)) {
		visit_conflict(v, MOVE__MAX, "Simpan", case_href(v, row.id, NULL), form);
		return;
	}
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run, .arg = &in, .location = here };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE__MAX, case_href(v, row.id, NULL), location, "hasil-dicatat", form);
}
