/*
 * Step 1 - the applicant hands in form K.P1 and the village's cover letter.
 * Asked here: who it is, and whether the papers are complete (the rest is step 2).
 */
#include "base/str.h"
#include "page/case_paper.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/kept_form.h"
#include "page/queue_view.h"
#include "sop/nik.h"
#include "sop/person.h"
#include "sql/office.h"
#include "step/intake_papers.h"
#include "step/intake_store.h"
#include "step/person_form.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

static const struct form_field form[] = {
	FORM_DIGITS(struct intake, nik, 16, "NIK"),
	FORM_AS("nama", struct intake, name, 1, 60, "Nama Lengkap"),
	FORM_AS("tgl_lahir", struct intake, birth_day, 0, 0, "Tanggal Lahir"),
	FORM_AS("desa", struct intake, village, 1, INT64_MAX, "Desa"),
	FORM_CHOICE_AS("pernah_rekam", struct intake, recorded, person_recorded,
	    "Riwayat perekaman"),
	FORM_MAY_AS("pengantar_nomor", struct intake, intro_number, 1, 60, "Nomor Surat Pengantar Desa"),
	FORM_MAY_AS("pengantar_tanggal", struct intake, intro_day, 0, 0, "Tanggal Surat Pengantar Desa"),
	FORM_MAY_AS("wali", struct intake, guardian, 1, 60, "Nama Orang Tua/Wali"),
	FORM_MAY_AS("setuju_wali", struct intake, consent, 0, 0, "Persetujuan orang tua/wali"),
	FORM_DIGITS_BETWEEN_AS("no_hp", struct intake, phone, 9, 15, false, "Nomor HP/WhatsApp"),
	FORM_MAY_AS("sesuai_kk", struct intake, confirmed, 0, 0, "Sesuai dengan KK"),
	FORM_LINES_MAY_AS("alasan", struct intake, reason, 400, "Alasan"),
	FORM_LINES_MAY_AS("alasan_ulang", struct intake, repeat_reason, 400, "Alasan perekaman ulang"),
	FORM_MAY_AS("dari", struct intake, follows, 1, INT64_MAX, "Permohonan sebelumnya"),
	FORM_END
};

/* What the page is made from. */
struct look {
	int				 status;
	const struct casefile_get_row	*row;	/* NULL: a new case */
	const struct casefile_get_row	*from;	/* closed case whose data are copied; NULL: none */
	struct form_result		*typed;	/* NULL: first look */
	struct view_requirement_list	 requirements;
	struct person_findings		 findings;
	bool				 minor;
};

static int
fields(struct visit *v, const struct look *k, struct intake_page *p)
{
	static const struct casefile_get_row none;
	const struct casefile_get_row *row = k->row != NULL ? k->row : k->from != NULL ? k->from : &none;
	const struct field_source src = { v->arena, form, k->typed };

	p->nik = field_digits(&src, "nik", row->nik);
	p->nik.autofocus = true;
	p->nik.hint = "16 angka, salin dari KK.";
	p->name = field_upper(&src, "nama", row->name);
	p->name.hint = "Sesuai KK, tanpa gelar.";
	p->birth_day = field_day(&src, "tgl_lahir", row->birth_day);
	p->birth_day.hint = "Contoh: 15092009 atau 15-9-2009.";
	p->recorded = person_recorded_field(&src, row->recorded);
	p->intro_number = field_text(&src, "pengantar_nomor", row->intro_number);
	p->intro_day = field_day(&src, "pengantar_tanggal", row->intro_day);
	p->guardian = field_upper(&src, "wali", row->guardian);
	p->guardian.hint = "Wajib untuk pemohon di bawah 17 tahun.";
	p->guardian.required = p->minor = k->minor;
	p->consent = field_tick(&src, "setuju_wali", row->guardian_consent != 0);
	p->consent.label = "Orang tua/wali menandatangani K.P1 sebagai persetujuan (pemohon di bawah 17 tahun)";
	p->phone = field_text(&src, "no_hp", row->phone);
	p->phone.kind = FIELD_TEL;
	p->confirm = field_tick(&src, "sesuai_kk", false);
	p->confirm.label = "Sudah dicocokkan dan sesuai dengan KK/SIAK";
	p->repeat_reason = person_repeat_field(&src, k->findings.repeated, row->repeat_reason);
	p->return_reason = field_lines(&src, "alasan", "");
	p->return_reason.hint = "Tuliskan berkas yang kurang.";
	if (k->from != NULL) {	/* papers are handed in anew */
		p->intro_number = field_text(&src, "pengantar_nomor", "");
		p->intro_day = field_day(&src, "pengantar_tanggal", (struct day){ 0 });
		p->follows = arena_printf(v->arena, "%lld", (long long)k->from->id);
		p->follows_href = case_href(v, k->from->id, NULL);
		p->follows_name = k->from->name;
	}
	return person_village(v, &src, row->village_id, &p->village);
}

static void
show(struct visit *v, const struct look *k)
{
	const char *action = k->row == NULL ? "/permohonan/baru" :
	    case_href(v, k->row->id, "penerimaan");
	struct intake_page p = {
		.layout = visit_layout(v, k->row == NULL ? "Permohonan Baru" : "Penerimaan Berkas"),
		.form = visit_form(v, action, k->row == NULL ? 0 : k->row->version),
		.requirements = k->requirements, .warnings = k->findings.warnings,
		.accept = { .verb = "Terima berkas", .value = "ACCEPT" },
		.save = { .verb = "Simpan sebagai draf", .value = "SIMPAN" },
		.send_back = { .verb = "Kembalikan berkas", .value = "RETURN_PAPERS" },
	};

	if (k->row != NULL) {
		p.head = case_view_head(v, k->row);
		if (case_view_clock(v, k->row, STEP_INTAKE, &p.clock) == -1) {
			visit_failed(v);
			return;
		}
		if (str_eq(k->row->status, "BERKAS_DIKEMBALIKAN"))
			p.send_back.verb = NULL;
		visit_crumb(v, &p.layout, p.head.href, k->row->name);
	} else {
		struct queue_minutes minutes;
		if (queue_minutes_read(v, &minutes) == -1) {
			visit_failed(v);
			return;
		}
		p.clock = (struct view_clock){ .no = STEP_INTAKE, .label = sop_step_label(STEP_INTAKE),
		    .minutes = minutes.of[STEP_INTAKE] };
		visit_crumb(v, &p.layout, "/antrean", "Antrean");
	}
	if (fields(v, k, &p) == -1 || kept_form_offer(v, &p.kept) == -1) {
		visit_failed(v);
		return;
	}
	p.layout.failed = k->typed != NULL && k->typed->n > 0;
	p.form.errors = field_errors(v->arena, k->typed);
	if (k->findings.duplicate != 0) {
		p.duplicate = true;
		p.duplicate_href = case_href(v, k->findings.duplicate, NULL);
		p.duplicate_text = k->findings.duplicate_text;
	}
	p.hint_href = k->row == NULL ? "/permohonan/baru/periksa" : NULL;
	tpl_page_step_intake(visit_page(v, k->status), &p);
}

static void
look(struct visit *v, const struct casefile_get_row *row, const struct casefile_get_row *from)
{
	struct look k = { .status = 200, .row = row, .from = from };
	struct form_result kept;
	struct intake in;
	int n = kept_form_use(v);

	if (n == -1 || intake_papers(v, row, &k.requirements) == -1) {
		visit_failed(v);
		return;
	}
	if (n == 1) {	/* as typed, not yet judged */
		(void)form_read(form, v->req, v->arena, &in, &kept);
		k.requirements = intake_papers_typed(v, form, k.requirements, &kept);
		kept.n = 0;
		k.typed = &kept;
	}
	show(v, &k);
}

/* Rules that only step 1 has. */
static void
check_papers(struct visit *v, const struct intake *in, enum move m, struct look *k,
    struct form_result *r)
{
	if (m == MOVE_ACCEPT)
		intake_papers_complete(v, form, k->requirements, r);
	if (m == MOVE_RETURN_PAPERS && str_empty(in->reason))
		form_add(r, form, "alasan", "Alasan belum diisi. Tuliskan berkas yang kurang.");
	if (m == MOVE_ACCEPT && k->minor && str_empty(in->guardian))
		form_add(r, form, "wali", "Nama Orang Tua/Wali belum diisi. Pemohon belum berusia 17 tahun.");
	if (m == MOVE_ACCEPT && k->minor && !in->consent)
		form_add(r, form, "setuju_wali", "Persetujuan orang tua/wali belum dicentang. Pastikan orang tua/wali menandatangani K.P1.");
	if (in->intro_day.y != 0 && day_cmp(in->intro_day, v->today) > 0)
		form_add(r, form, "pengantar_tanggal", "Tanggal Surat Pengantar Desa tidak boleh setelah hari ini.");
	if (!str_empty(in->intro_number) != (in->intro_day.y != 0))
		form_add(r, form, in->intro_day.y == 0 ? "pengantar_tanggal" : "pengantar_nomor",
		    "Isi nomor dan tanggal surat pengantar desa, atau kosongkan keduanya.");
}

static enum move
move_of(const char *action)
{
	return str_eq(action, "ACCEPT") || str_eq(action, "ACCEPT_AGAIN") ? MOVE_ACCEPT :
	    str_eq(action, "RETURN_PAPERS") ? MOVE_RETURN_PAPERS : MOVE__MAX;
}

static void
finish(struct visit *v, struct look *k, struct intake_order *o, struct form_result *r)
{
	const char *location;
	enum change_end end;

	if (k->row == NULL)
		end = change_new(v->db, v->arena, &v->act, intake_store, o, &location, &v->err);
	else {
		const struct change_order order = { .id = k->row->id, .version = visit_version(v),
		    .run = intake_store, .arg = o };
		end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	}
	/* the same form sent twice at once: the second waited for the first's key */
	if (end == CHANGE_FAILED && v->err.kind == ERR_CONFLICT &&
	    change_repeated(v->db, v->arena, &v->act, &location, &v->err) == 1)
		end = CHANGE_REPEATED;
	else if (end == CHANGE_FAILED && v->err.kind == ERR_CONFLICT) {
		form_add(r, form, "nik", "NIK ini baru saja didaftarkan oleh petugas lain. Buka permohonan itu dari pencarian.");
		k->status = 422;
		k->typed = r;
		show(v, k);
		return;
	}
	if (end == CHANGE_REFUSED) {
		const char *field, *text = case_paper_trouble(v, &v->err, &field);
		form_add(r, form, field, text);
		k->status = 422;
		k->typed = r;
		show(v, k);
		return;
	}
	if (end == CHANGE_DONE || end == CHANGE_REPEATED) {
		kept_form_done(v);
		if (o->move == MOVE_ACCEPT)
			location = arena_printf(v->arena, "%s/verifikasi", location);
		else if (o->move == MOVE__MAX)
			location = arena_printf(v->arena, "%s/penerimaan", location);
	}
	visit_change_end(v, end, o->move == MOVE_ACCEPT && k->row != NULL ?
	    str_eq(k->row->status, "DRAF") ? MOVE_ACCEPT : MOVE_ACCEPT_AGAIN : o->move,
	    k->row == NULL ? "/antrean" : case_href(v, k->row->id, NULL), location,
	    o->move == MOVE_ACCEPT ? "diterima" : o->move == MOVE_RETURN_PAPERS ? "dikembalikan" :
	    *nik_doubt(o->in->nik) != '\0' ? "draf-izin" : "draf",
	    form);
}

static void
post(struct visit *v, const struct casefile_get_row *row, const struct casefile_get_row *from)
{
	struct look k = { .status = 422, .row = row, .from = from };
	enum move m = move_of(visit_action(v));
	struct form_result r;
	struct intake in;

	if (m == MOVE__MAX && !visit_action_is(v, "SIMPAN"))
		return;
	if (intake_papers(v, row, &k.requirements) == -1) {
		visit_failed(v);
		return;
	}
	bool read = form_read(form, v->req, v->arena, &in, &r);
	k.requirements = intake_papers_typed(v, form, k.requirements, &r);
	if (read) {
		in.follows = from == NULL ? 0 : from->id;
		const struct person_facts facts = {
			.case_id = row == NULL ? 0 : row->id, .nik = in.nik,
			.recorded = in.recorded, .birth_day = in.birth_day, .village = in.village,
			.confirmed = in.confirmed || m != MOVE_ACCEPT, .kept = m != MOVE_ACCEPT,
			.repeat_reason = in.repeat_reason,
		};
		k.minor = day_age(in.birth_day, v->today) < 17;
		if (person_check(v, form, &facts, &r, &k.findings) == -1) {
			visit_failed(v);
			return;
		}
		check_papers(v, &in, m, &k, &r);
		/* A form that was carried out already is not judged again.  Asked after the
		 * rules: its twin may have been committed while they were looked at. */
		const char *done;
		if (!r.ok && change_repeated(v->db, v->arena, &v->act, &done, &v->err) == 1)
			r.ok = true;
	}
	if (!r.ok) {
		k.typed = &r;
		show(v, &k);
		return;
	}
	struct intake_order o = { .visit = v, .in = &in, .requirements = k.requirements, .move = m };
	finish(v, &k, &o, &r);
}

/* The closed case that a new one takes up again: 1, 0 none (or none of ours), -1. */
static int
earlier(struct visit *v, const char *id, struct casefile_get_row *ret)
{
	struct casefile_get_in in = { .office = v->who.office };
	int n;

	if (!str_int(id, 1, INT64_MAX, &in.id) || (n = casefile_get(v->db, v->arena, &in, ret, &v->err)) == 0)
		return 0;
	return n == 1 && !ret->open ? 1 : n < 0 ? -1 : 0;
}

static void
new(struct visit *v, const char *from, void (*go)(struct visit *, const struct casefile_get_row *, const struct casefile_get_row *))
{
	struct casefile_get_row row;
	int n = earlier(v, from, &row);

	if (n == -1 || (n == 1 && audit_look(v->db, v->arena, &v->act, "LIHAT",
	    arena_printf(v->arena, "casefile/%lld", (long long)row.id), &v->err) == -1))
		visit_failed(v);
	else
		go(v, NULL, n == 1 ? &row : NULL);
}

void
intake_new_get(struct visit *v)
{
	/* whom a kept form takes up again stands in its fields */
	if (kept_form_use(v) == -1) {
		visit_failed(v);
		return;
	}
	new(v, request_query(v->req, "dari"), look);
}

void
intake_new_post(struct visit *v)
{
	new(v, request_param(v->req, "dari"), post);
}

/* Step 1 is open while the papers are not accepted; afterwards the case page shows it. */
static bool
here(struct visit *v, struct casefile_get_row *row)
{
	if (!case_load(v, row))
		return false;
	if (v->req->method == HTTP_POST || sop_status_step(sop_status_by_word(row->status)) == STEP_INTAKE)
		return true;
	reply_redirect(v->reply, case_href(v, row->id, NULL));
	return false;
}

void
intake_get(struct visit *v)
{
	struct casefile_get_row row;

	if (here(v, &row))
		look(v, &row, NULL);
}

void
intake_post(struct visit *v)
{
	struct casefile_get_row row;

	if (here(v, &row))
		post(v, &row, NULL);
}
