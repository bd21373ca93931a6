/* The register of what persons asked about their data, with its clock of 3x24 hours. */
#include "base/str.h"
#include "duty/when.h"
#include "page/duty.h"
#include "page/field.h"
#include "page/page.h"
#include "sop/nik.h"
#include "sql/subject.h"
#include "store/audit.h"
#include "store/number.h"
#include "store/once.h"
#include "tpl.h"

enum { ROWS = 50 };

struct asked {
	const char	*kind, *nik, *name, *asked_by, *asked_as, *proof, *proof_note, *wish, *received;
	struct utc	 received_at;
};

static const char *const kinds[] = {
#define X(id, word, label) word,
	REQUEST_KINDS(X)
	NULL
};
static const char *const bys[] = { REQUEST_BY(X) NULL };
static const char *const proofs[] = { REQUEST_PROOFS(X) NULL };
static const char *const outcomes[] = { REQUEST_OUTCOMES(X) NULL };
#undef X

static const struct form_field form[] = {
	FORM_DIGITS_AS("nik", struct asked, nik, 16, "NIK"),
	FORM_AS("nama", struct asked, name, 1, 100, "Nama subjek data"),
	FORM_CHOICE_AS("jenis", struct asked, kind, kinds, "Permintaan"),
	FORM_LINES_MAY_AS("isi_permintaan", struct asked, wish, 1000, "Isi permintaan"),
	FORM_AS("diterima", struct asked, received, 6, 20, "Diterima pada"),
	FORM_AS("peminta", struct asked, asked_by, 1, 100, "Nama peminta"),
	FORM_CHOICE_AS("sebagai", struct asked, asked_as, bys, "Peminta adalah"),
	FORM_CHOICE_AS("bukti", struct asked, proof, proofs, "Bukti identitas"),
	FORM_MAY_AS("bukti_ket", struct asked, proof_note, 0, 200, "Keterangan bukti"),
	FORM_END
};

struct answer {
	const char	*outcome, *note;
	int64_t		 id;
	const char	*number;
};

static const struct form_field answer_form[] = {
	FORM_CHOICE_AS("hasil", struct answer, outcome, outcomes, "Hasil"),
	FORM_LINES_AS("jawaban", struct answer, note, 1000, "Jawaban"),
	FORM_END
};

static struct view_status
status_of(const char *outcome, const struct view_due *due)
{
	if (outcome != NULL)
		return (struct view_status){ duty_label(&duty_request_outcome, outcome), TONE_DONE };
	return due->late ? (struct view_status){ "Lewat tenggat", TONE_PROBLEM } :
	    (struct view_status){ "Menunggu jawaban", TONE_WAIT };
}

void
subject_requests_get(struct visit *v)
{
	int64_t skip = duty_skip(v);
	const struct subject_request_list_in in = { .office = v->who.office, .skip = skip, .size = ROWS };
	struct subject_request_list_rows rows;

	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "permintaan/daftar", &v->err) == -1 ||
	    subject_request_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct subject_requests_page p = { .layout = visit_layout(v, "Register permintaan subjek data") };
	struct view_request_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_request_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct subject_request_list_row *r = &rows.at[i];
		struct view_due due = duty_due(v, r->received_at);
		at[i] = (struct view_request_row){
			.href = arena_printf(v->arena, "/subjek-data/permintaan/%lld", (long long)r->id),
			.number = duty_number(v, r->no, r->year), .name = r->name, .nik = r->nik,
			.kind = duty_label(&duty_request_kind, r->kind), .due = due,
			.status = status_of(r->outcome, &due), .answered_at = r->answered_at,
		};
		if (r->outcome != NULL) {
			at[i].due.text = NULL;
			at[i].due.late = false;
		}
		p.total = r->total;
		p.waiting = r->waiting;
	}
	p.rows = (struct view_request_rows){ at, at == NULL ? 0 : rows.n };
	p.next = duty_part(v, "/subjek-data/permintaan", skip + ROWS, skip + ROWS < p.total);
	p.first = duty_part(v, "/subjek-data/permintaan", 0, skip > 0);
	duty_crumb(v, &p.layout);
	tpl_page_subject_requests(visit_page(v, 200), &p);
}

static void
show_new(struct visit *v, int status, const struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct subject_request_new_page p = {
		.layout = visit_layout(v, "Catat permintaan subjek data"),
		.form = visit_form(v, "/subjek-data/permintaan/baru", 0),
		.nik = field_digits(&src, "nik", ""), .name = field_upper(&src, "nama", ""),
		.kind = duty_choice(&src, "jenis", &duty_request_kind, ""),
		.wish = field_lines(&src, "isi_permintaan", ""),
		.received = duty_time(&src, "diterima", v->now, "Tanggal dan jam WIB, misalnya 23-11-2026 09.41. Jam 3×24 dihitung dari sini."),
		.asked_by = field_text(&src, "peminta", ""),
		.asked_as = duty_choice(&src, "sebagai", &duty_request_by, ""),
		.proof = duty_choice(&src, "bukti", &duty_request_proof, ""),
		.proof_note = field_text(&src, "bukti_ket", ""),
	};

	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	p.nik.autofocus = typed == NULL;
	visit_crumb(v, &p.layout, "/subjek-data/permintaan", "Register permintaan");
	tpl_page_subject_request_new(visit_page(v, status), &p);
}

void
subject_request_new_get(struct visit *v)
{
	show_new(v, 200, NULL);
}

static int
store_request(struct once *o, void *arg, struct err *e)
{
	const struct asked *in = arg;
	int64_t year, no, id;

	if (number_take(o->db, o->arena, o->act, SERIES_REQUEST, &year, &no, e) == -1)
		return -1;
	const struct subject_request_add_in add = { .office = o->act->office, .year = year, .no = no,
	    .kind = in->kind, .nik = in->nik, .name = in->name, .asked_by = in->asked_by,
	    .asked_as = in->asked_as, .proof = in->proof, .proof_note = in->proof_note,
	    .wish = in->wish, .received_at = in->received_at, .at = o->act->at, .actor = o->act->actor };
	if ((id = subject_request_add(o->db, &add, e)) == -1 ||
	    audit_write(o->db, o->act, "PERMINTAAN_BARU", arena_printf(o->arena, "permintaan/%lld",
	    (long long)id), in->kind, e) == -1)
		return -1;
	o->location = arena_printf(o->arena, "/subjek-data/permintaan/%lld", (long long)id);
	return 1;
}

void
subject_request_new_post(struct visit *v)
{
	const char *location;
	struct form_result r;
	struct asked in;

	if (form_read(form, v->req, v->arena, &in, &r)) {
		enum nik_finding f = nik_check(in.nik);
		if (f != NIK_OK)
			form_add(&r, form, "nik", nik_text(f));
		if (!when_parse(in.received, false, &in.received_at))
			form_add(&r, form, "diterima", "Diterima pada tidak dikenal. Tulis tanggal dan jam seperti 23-11-2026 09.41.");
		else if (in.received_at.us > v->now.us)
			form_add(&r, form, "diterima", "Diterima pada belum terjadi. Tulis waktu permintaan benar-benar diterima.");
		if (str_eq(in.proof, "LAIN") && str_empty(in.proof_note))
			form_add(&r, form, "bukti_ket", "Keterangan bukti belum diisi. Tuliskan bukti identitas yang ditunjukkan.");
		if (!str_eq(in.kind, "AKSES") && str_empty(in.wish))
			form_add(&r, form, "isi_permintaan", "Isi permintaan belum diisi. Tuliskan apa yang diminta.");
	}
	if (!r.ok) {
		show_new(v, 422, &r);
		return;
	}
	in.name = str_upper(v->arena, in.name);
	if (once_do(v->db, v->arena, &v->act, store_request, &in, &location, &v->err) != 1)
		visit_failed(v);
	else
		visit_done(v, location, "permintaan-dicatat");
}

static void
show_one(struct visit *v, int status, const struct form_result *typed)
{
	const struct field_source src = { v->arena, answer_form, typed };
	const struct subject_request_get_in in = { .id = visit_id(v), .office = v->who.office };
	struct subject_request_get_row r;
	int n = subject_request_get(v->db, v->arena, &in, &r, &v->err);

	if (n == 1 && v->req->method == HTTP_GET && audit_look(v->db, v->arena, &v->act, "LIHAT",
	    arena_printf(v->arena, "permintaan/%lld", (long long)r.id), &v->err) == -1)
		n = -1;
	if (n != 1) {
		if (n == 0)
			visit_error(v, 404);
		else
			visit_failed(v);
		return;
	}
	const char *here = arena_printf(v->arena, "/subjek-data/permintaan/%lld", (long long)r.id);
	struct subject_request_page p = {
		.number = duty_number(v, r.no, r.year),
		.kind = duty_label(&duty_request_kind, r.kind), .nik = r.nik, .name = r.name,
		.asked_by = r.asked_by, .asked_as = duty_label(&duty_request_by, r.asked_as),
		.proof = duty_label(&duty_request_proof, r.proof), .proof_note = r.proof_note,
		.wish = r.wish, .received_at = r.received_at, .created_at = r.created_at,
		.created_by = r.created_by, .due = duty_due(v, r.received_at),
		.outcome = r.outcome == NULL ? NULL : duty_label(&duty_request_outcome, r.outcome),
		.note = r.note, .answered_by = r.answered_by, .answered_at = r.answered_at,
		.form = visit_form(v, here, 0), .look = visit_form(v, "/subjek-data", 0),
		.answer = duty_choice(&src, "hasil", &duty_request_outcome, ""),
		.answer_note = field_lines(&src, "jawaban", ""),
	};
	p.layout = visit_layout(v, arena_printf(v->arena, "Permintaan %s", p.number));
	p.status = status_of(r.outcome, &p.due);
	if (r.outcome != NULL)
		p.due.text = NULL;
	p.answer_note.hint = "Apa yang diserahkan atau dilakukan, atau alasan penolakan";
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/subjek-data/permintaan", "Register permintaan");
	tpl_page_subject_request(visit_page(v, status), &p);
}

void
subject_request_get_page(struct visit *v)
{
	show_one(v, 200, NULL);
}

static int
store_answer(struct once *o, void *arg, struct err *e)
{
	const struct answer *in = arg;
	const struct subject_answer_add_in add = { .id = in->id, .outcome = in->outcome,
	    .note = in->note, .at = o->act->at, .actor = o->act->actor };

	o->location = arena_printf(o->arena, "/subjek-data/permintaan/%lld", (long long)in->id);
	return subject_answer_add(o->db, &add, e) == -1 ||
	    audit_write(o->db, o->act, "PERMINTAAN_DIJAWAB", arena_printf(o->arena, "permintaan/%lld",
	    (long long)in->id), in->outcome, e) == -1 ? -1 : 1;
}

void
subject_request_post(struct visit *v)
{
	const struct subject_request_get_in look = { .id = visit_id(v), .office = v->who.office };
	struct subject_request_get_row row;
	const char *location;
	struct form_result r;
	struct answer in;
	int n = subject_request_get(v->db, v->arena, &look, &row, &v->err);

	if (n != 1) {
		if (n == 0)
			visit_error(v, 404);
		else
			visit_failed(v);
		return;
	}
	if (!form_read(answer_form, v->req, v->arena, &in, &r)) {
		show_one(v, 422, &r);
		return;
	}
	in.id = row.id;
	if (once_do(v->db, v->arena, &v->act, store_answer, &in, &location, &v->err) == 1)
		visit_done(v, location, "permintaan-dijawab");
	else if (v->err.kind == ERR_CONFLICT)
		visit_error_text(v, 409, "Permintaan ini sudah dijawab",
		    "Jawaban yang sudah dicatat tidak dapat diubah. Buka kembali permintaan itu untuk melihat jawabannya.");
	else
		visit_failed(v);
}
