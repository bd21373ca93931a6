/*
 * Step 2 - verify and validate the data against the family card, field by field in
 * the card's order.  "Nyatakan sesuai dan beri nomor agenda" is one click that
 * writes two moves: step 2 and step 3.
 *
 * The same sheet corrects the data of a finished case, with a reason, before a surat pengganti is made of
 * them (replace.c); the letters that were made keep theirs.
 */
#include <stdlib.h>

#include "base/str.h"
#include "page/case_paper.h"
#include "page/case_view.h"
#include "page/field.h"
#include "sop/nik.h"
#include "sop/person.h"
#include "sql/document.h"
#include "step/letter.h"
#include "step/number_store.h"
#include "step/person_form.h"
#include "step/step.h"
#include "store/name_index.h"
#include "tpl.h"

struct sheet {
	const char	*nik, *kk, *name, *birth_place, *sex, *blood, *address, *rt, *rw, *religion;
	const char	*marital, *job, *citizenship, *phone, *guardian, *recorded, *reason;
	struct day	 birth_day;
	int64_t		 village;
	bool		 confirmed;
};

enum { FIELDS = 21 };

static const struct form_field form[FIELDS] = {
	FORM_DIGITS_AS("no_kk", struct sheet, kk, 16, "Nomor KK"),
	FORM_AS("alamat", struct sheet, address, 1, 120, "Alamat"),
	FORM_DIGITS_BETWEEN_AS("rt", struct sheet, rt, 1, 3, true, "RT"),
	FORM_DIGITS_BETWEEN_AS("rw", struct sheet, rw, 1, 3, true, "RW"),
	FORM_AS("desa", struct sheet, village, 1, INT64_MAX, "Desa"),
	FORM_AS("nama", struct sheet, name, 1, 60, "Nama Lengkap"),
	FORM_DIGITS_AS("nik", struct sheet, nik, 16, "NIK"),
	FORM_CHOICE_AS("jenis_kelamin", struct sheet, sex, person_sexes, "Jenis Kelamin"),
	FORM_AS("tempat_lahir", struct sheet, birth_place, 1, 60, "Tempat Lahir"),
	FORM_AS("tgl_lahir", struct sheet, birth_day, 0, 0, "Tanggal Lahir"),
	FORM_CHOICE_AS("agama", struct sheet, religion, person_religions, "Agama"),
	FORM_AS("pekerjaan", struct sheet, job, 1, 60, "Jenis Pekerjaan"),
	FORM_CHOICE_AS("gol_darah", struct sheet, blood, person_bloods, "Golongan Darah"),
	FORM_CHOICE_AS("status_perkawinan", struct sheet, marital, person_maritals, "Status Perkawinan"),
	FORM_CHOICE_AS("kewarganegaraan", struct sheet, citizenship, person_citizenships, "Kewarganegaraan"),
	FORM_DIGITS_BETWEEN_AS("no_hp", struct sheet, phone, 9, 15, false, "Nomor HP/WhatsApp"),
	FORM_MAY_AS("wali", struct sheet, guardian, 1, 60, "Nama Orang Tua/Wali"),
	FORM_CHOICE_AS("pernah_rekam", struct sheet, recorded, person_recorded, "Riwayat perekaman"),
	FORM_MAY_AS("sesuai_kk", struct sheet, confirmed, 0, 0, "Sesuai dengan KK"),
	FORM_LINES_MAY_AS("alasan", struct sheet, reason, 400, "Alasan"),
	FORM_END
};

/* The same fields, none of them compulsory but who it is: for keeping half a
 * sheet, and for the acts that end it. */
static const struct form_field *
lenient(struct arena *a)
{
	struct form_field *f = ARENA_ARRAY(a, FIELDS, struct form_field);

	for (size_t i = 0; f != NULL && i < FIELDS; i++) {
		f[i] = form[i];
		if (f[i].name != NULL && !str_eq(f[i].name, "nik") && !str_eq(f[i].name, "nama") &&
		    !str_eq(f[i].name, "tgl_lahir") && !str_eq(f[i].name, "desa"))
			f[i].required = false;
	}
	return f == NULL ? form : f;
}

struct look {
	int				 status;
	const struct casefile_get_row	*row;
	struct form_result		*typed;
	struct view_warning_list	 warnings;
};

static int
fields(struct visit *v, const struct look *k, struct verify_page *p)
{
	const struct casefile_get_row *row = k->row;
	const struct field_source s = { v->arena, form, k->typed };

	p->kk = field_digits(&s, "no_kk", row->kk);
	p->kk.autofocus = true;
	p->address = field_upper(&s, "alamat", row->address);
	p->rt = field_digits(&s, "rt", row->rt);
	p->rw = field_digits(&s, "rw", row->rw);
	p->name = field_upper(&s, "nama", row->name);
	p->nik = field_digits(&s, "nik", row->nik);
	p->sex = field_choice(&s, "jenis_kelamin", FIELD_SELECT, person_sexes, NULL, row->sex);
	p->birth_place = field_upper(&s, "tempat_lahir", row->birth_place);
	p->birth_day = field_day(&s, "tgl_lahir", row->birth_day);
	p->religion = field_choice(&s, "agama", FIELD_SELECT, person_religions, NULL, row->religion);
	p->job = field_choice(&s, "pekerjaan", FIELD_TEXT, person_jobs, person_jobs, row->job);
	p->job.upper = true;
	p->blood = field_choice(&s, "gol_darah", FIELD_SELECT, person_bloods, NULL, row->blood);
	p->marital = field_choice(&s, "status_perkawinan", FIELD_SELECT, person_maritals, NULL, row->marital);
	p->citizenship = field_choice(&s, "kewarganegaraan", FIELD_SELECT, person_citizenships, NULL,
	    row->citizenship);
	p->phone = field_text(&s, "no_hp", row->phone);
	p->phone.kind = FIELD_TEL;
	p->guardian = field_upper(&s, "wali", row->guardian);
	p->recorded = person_recorded_field(&s, row->recorded);
	p->confirm = field_tick(&s, "sesuai_kk", false);
	p->confirm.label = "Sudah dicocokkan dan sesuai dengan KK/SIAK";
	p->reason = field_lines(&s, "alasan", "");
	return person_village(v, &s, row->village_id, &p->village);
}

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
	    fields(v, k, &p) == -1) {
		visit_failed(v);
		return;
	}
	actions(v, now, &p);
	visit_crumb(v, &p.layout, p.head.href, k->row->name);
	p.layout.failed = k->typed != NULL;
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

	if (!here(v, &row))
		return;
	const struct look k = { .status = 200, .row = &row };
	show(v, &k);
}

struct order {
	struct visit		*visit;
	const struct sheet	*sheet;
	bool			 number;	/* step 3 in the same click */
	bool			 corrects;	/* a finished case */
	enum move		 move;		/* MOVE__MAX: only keep the sheet */
};

/* RT and RW stand on the card with three digits. */
static const char *
three(struct arena *a, const char *s)
{
	return str_empty(s) ? "" : arena_printf(a, "%03d", (int)strtol(s, NULL, 10));
}

static int
keep(struct change *c, const struct order *o, struct err *e)
{
	const struct sheet *s = o->sheet;
	struct arena *a = o->visit->arena;
	const struct casefile_set_person_in set = {
		.id = c->id, .nik = s->nik, .kk = s->kk, .name = str_upper(a, s->name),
		.birth_place = str_upper(a, s->birth_place), .birth_day = s->birth_day,
		.sex = s->sex, .blood = s->blood, .address = str_upper(a, s->address),
		.rt = three(a, s->rt), .rw = three(a, s->rw), .village_id = s->village,
		.religion = s->religion, .marital = s->marital, .job = str_upper(a, s->job),
		.citizenship = s->citizenship, .phone = s->phone,
		.guardian = str_upper(a, s->guardian), .recorded = s->recorded, .nik_doubt = nik_doubt(s->nik),
	};

	return casefile_set_person(c->db, &set, e) < 0 ? -1 :
	    name_index_write(c->db, a, c->act->office, c->id, set.name, e);
}

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
	return keep(c, o, e) == -1 ? CHANGE_FAILED : change_touch(c, "PERBAIKI_DATA", o->sheet->reason, e);
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	enum change_end end;

	if (o->corrects)
		return correct(c, o, e);

	bool clerk = (c->act->roles & SOP_CLERK) != 0;

	if (c->status == STATUS_BERKAS_DITERIMA && clerk && keep(c, o, e) == -1)
		return CHANGE_FAILED;
	if (o->move == MOVE__MAX)
		return !clerk ? CHANGE_NOT_YOU : c->status != STATUS_BERKAS_DITERIMA ?
		    CHANGE_NOT_NOW : change_touch(c, "SIMPAN_DATA", "", e);
	if ((end = change_move(c, o->move, o->sheet->reason, e)) != CHANGE_DONE)
		return end;
	if (o->move == MOVE_MISMATCH)
		return case_paper_issue(o->visit, c, PAPER_RETURNED, e);
	return o->number ? number_give(o->visit, c, e) : CHANGE_DONE;
}

#define CORRECT	"PERBAIKI"

static const struct { const char *word; enum move move; bool number; const char *notice, *next; } acts[] = {
	{ "VERIFY_NUMBER", MOVE_VERIFY, true, "bernomor", "penandatanganan" },
	{ "VERIFY", MOVE_VERIFY, false, "terverifikasi", "penomoran" },
	{ "SIMPAN", MOVE__MAX, false, "disimpan", "verifikasi" },
	{ "MISMATCH", MOVE_MISMATCH, false, "tidak-sesuai", NULL },
	{ "NEW_EVIDENCE", MOVE_NEW_EVIDENCE, false, "bukti-baru", "verifikasi" },
	{ CORRECT, MOVE__MAX, false, "diperbaiki", "pengganti" },
	{ "REJECT", MOVE_REJECT, false, "ditolak", NULL },
	{ "REJECT_DATA", MOVE_REJECT_DATA, false, "ditolak", NULL },
};

/* The rules between fields apply when the sheet is declared to be right. */
static bool
judge(struct visit *v, const struct sheet *s, enum move m, bool corrects, struct look *k, struct form_result *r)
{
	const bool whole = m == MOVE_VERIFY || corrects;	/* it will stand on a letter */
	const struct person_facts facts = {
		.case_id = k->row->id, .nik = s->nik, .kk = str_empty(s->kk) ? NULL : s->kk,
		.sex = s->sex, .marital = whole ? s->marital : NULL,
		.recorded = s->recorded, .birth_day = s->birth_day, .village = s->village,
		.confirmed = s->confirmed || !whole, .kept = !whole,
	};
	struct person_findings findings;
	const char *done;

	if (change_repeated(v->db, v->arena, &v->act, &done, &v->err) == 1)
		return true;
	if (person_check(v, form, &facts, r, &findings) == -1)
		return false;
	k->warnings = findings.warnings;
	if (whole && r->ok) {
		struct casefile_get_row would = *k->row;
		would.name = str_upper(v->arena, s->name);
		would.birth_place = str_upper(v->arena, s->birth_place);
		would.birth_day = s->birth_day;
		would.address = str_upper(v->arena, s->address);
		would.job = str_upper(v->arena, s->job);
		would.sex = s->sex;
		would.blood = s->blood;
		would.religion = s->religion;
		would.marital = s->marital;
		would.citizenship = s->citizenship;
		would.rt = three(v->arena, s->rt);
		would.rw = three(v->arena, s->rw);
		would.nik = s->nik;
		would.kk = s->kk;
		const char *field = letter_unprintable(v, &would);
		if (field != NULL)
			form_add(r, form, field, "Isian ini tidak dapat dicetak pada surat: terlalu panjang atau memuat huruf khusus. Ketik ulang dengan huruf Latin biasa.");
	}
	if (corrects && str_empty(s->reason))
		form_add(r, form, "alasan", "Alasan belum diisi. Tuliskan data apa yang keliru dan buktinya.");
	else if (m != MOVE__MAX && m != MOVE_VERIFY && str_empty(s->reason))
		form_add(r, form, "alasan", "Alasan belum diisi. Tuliskan apa yang tidak sesuai dan saran bagi pemohon.");
	return true;
}

void
verify_post(struct visit *v)
{
	size_t n = sizeof acts / sizeof *acts, i = 0;
	struct casefile_get_row row;
	struct form_result r;
	struct sheet sheet;
	const char *location;

	if (!here(v, &row))
		return;
	while (i < n && !str_eq(acts[i].word, visit_action(v)))
		i++;
	if (i == n) {
		visit_error(v, 400);
		return;
	}
	struct look k = { .status = 422, .row = &row, .typed = &r };
	enum move m = acts[i].move;
	bool corrects = str_eq(acts[i].word, CORRECT);
	const struct form_field *table = m == MOVE_VERIFY || corrects ? form : lenient(v->arena);
	if (form_read(table, v->req, v->arena, &sheet, &r) && !judge(v, &sheet, m, corrects, &k, &r)) {
		visit_failed(v);
		return;
	}
	if (!r.ok) {
		show(v, &k);
		return;
	}
	struct order o = { .visit = v, .sheet = &sheet, .move = m, .number = acts[i].number,
	    .corrects = corrects };
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = case_href(v, row.id, acts[i].next) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_FAILED && v->err.kind == ERR_CONFLICT) {
		form_add(&r, form, "nik", "NIK ini sudah dipakai pada permohonan lain yang sedang diproses.");
		show(v, &k);
		return;
	}
	if (corrects && end == CHANGE_GUARD) {
		visit_error_text(v, 409, "Surat pengganti masih menunggu",
		    "Surat pengganti dengan data sebelumnya masih menunggu tanda tangan. Batalkan surat pengganti itu lebih dahulu, perbaiki datanya, lalu buat yang baru.");
		return;
	}
	if (end == CHANGE_REFUSED) {
		const char *field, *text = case_paper_trouble(v, &v->err, &field);
		form_add(&r, form, field, text);
		show(v, &k);
		return;
	}
	visit_change_end(v, end, m, case_href(v, row.id, NULL), location, acts[i].notice, form);
}
