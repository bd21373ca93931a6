#include "step/verify_sheet.h"

#include <stdlib.h>

#include "base/str.h"
#include "page/field.h"
#include "sop/cause.h"
#include "sop/nik.h"
#include "sop/person.h"
#include "step/letter.h"
#include "step/person_form.h"
#include "store/name_index.h"

enum { FIELDS = 25 };

const struct form_field verify_form[FIELDS] = {
	FORM_DIGITS_AS("no_kk", struct verify_sheet, kk, 16, "Nomor KK"),
	FORM_AS("alamat", struct verify_sheet, address, 1, 120, "Alamat"),
	FORM_DIGITS_BETWEEN_AS("rt", struct verify_sheet, rt, 1, 3, true, "RT"),
	FORM_DIGITS_BETWEEN_AS("rw", struct verify_sheet, rw, 1, 3, true, "RW"),
	FORM_AS("desa", struct verify_sheet, village, 1, INT64_MAX, "Desa"),
	FORM_AS("nama", struct verify_sheet, name, 1, 60, "Nama Lengkap"),
	FORM_DIGITS_AS("nik", struct verify_sheet, nik, 16, "NIK"),
	FORM_CHOICE_AS("jenis_kelamin", struct verify_sheet, sex, person_sexes, "Jenis Kelamin"),
	FORM_AS("tempat_lahir", struct verify_sheet, birth_place, 1, 60, "Tempat Lahir"),
	FORM_AS("tgl_lahir", struct verify_sheet, birth_day, 0, 0, "Tanggal Lahir"),
	FORM_CHOICE_AS("agama", struct verify_sheet, religion, person_religions, "Agama"),
	FORM_AS("pekerjaan", struct verify_sheet, job, 1, 60, "Jenis Pekerjaan"),
	FORM_CHOICE_AS("gol_darah", struct verify_sheet, blood, person_bloods, "Golongan Darah"),
	FORM_CHOICE_AS("status_perkawinan", struct verify_sheet, marital, person_maritals, "Status Perkawinan"),
	FORM_CHOICE_AS("kewarganegaraan", struct verify_sheet, citizenship, person_citizenships, "Kewarganegaraan"),
	FORM_DIGITS_BETWEEN_AS("no_hp", struct verify_sheet, phone, 9, 15, false, "Nomor HP/WhatsApp"),
	FORM_MAY_AS("wali", struct verify_sheet, guardian, 1, 60, "Nama Orang Tua/Wali"),
	FORM_CHOICE_AS("pernah_rekam", struct verify_sheet, recorded, person_recorded, "Riwayat perekaman"),
	FORM_MAY_AS("sesuai_kk", struct verify_sheet, confirmed, 0, 0, "Sesuai dengan KK"),
	FORM_LINES_MAY_AS("alasan", struct verify_sheet, reason, 400, "Alasan"),
	FORM_LINES_MAY_AS("alasan_ulang", struct verify_sheet, repeat_reason, 400, "Alasan perekaman ulang"),
	FORM_MAY_AS("sebab", struct verify_sheet, cause, 1, 16, "Sebab"),
	FORM_MAY_AS("sebab_tunda", struct verify_sheet, again_cause, 1, 16, "Sebab penundaan"),
	FORM_MAY_AS("kembali", struct verify_sheet, again_on, 0, 0, "Pemohon kembali tanggal"),
	FORM_END
};

const struct form_field *
verify_form_lenient(struct arena *a)
{
	struct form_field *f = ARENA_ARRAY(a, FIELDS, struct form_field);

	for (size_t i = 0; f != NULL && i < FIELDS; i++) {
		f[i] = verify_form[i];
		if (f[i].name != NULL && !str_eq(f[i].name, "nik") && !str_eq(f[i].name, "nama") &&
		    !str_eq(f[i].name, "tgl_lahir") && !str_eq(f[i].name, "desa"))
			f[i].required = false;
	}
	return f == NULL ? verify_form : f;
}

int
verify_sheet_fields(struct visit *v, const struct casefile_get_row *row, struct form_result *typed, bool repeated,
    struct verify_page *p)
{
	const struct field_source s = { v->arena, verify_form, typed };

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
	p->repeat_reason = person_repeat_field(&s, repeated, row->repeat_reason);
	p->reason = field_lines(&s, "alasan", "");
	return person_village(v, &s, row->village_id, &p->village);
}

/* RT and RW stand on the card with three digits. */
static const char *
three(struct arena *a, const char *s)
{
	return str_empty(s) ? "" : arena_printf(a, "%03d", (int)strtol(s, NULL, 10));
}

int
verify_sheet_keep(struct visit *v, struct change *c, const struct verify_sheet *s, struct err *e)
{
	struct arena *a = v->arena;
	const struct casefile_set_person_in set = {
		.id = c->id, .nik = s->nik, .kk = s->kk, .name = str_upper(a, s->name),
		.birth_place = str_upper(a, s->birth_place), .birth_day = s->birth_day,
		.sex = s->sex, .blood = s->blood, .address = str_upper(a, s->address),
		.rt = three(a, s->rt), .rw = three(a, s->rw), .village_id = s->village,
		.religion = s->religion, .marital = s->marital, .job = str_upper(a, s->job),
		.citizenship = s->citizenship, .phone = s->phone,
		.guardian = str_upper(a, s->guardian), .recorded = s->recorded, .nik_doubt = nik_doubt(s->nik),
		.repeat_reason = s->repeat_reason,
	};

	return casefile_set_person(c->db, &set, e) < 0 ? -1 :
	    name_index_write(c->db, a, c->act->office, c->id, set.name, e);
}

struct casefile_get_row
verify_sheet_over(struct visit *v, const struct casefile_get_row *row, const struct verify_sheet *s)
{
	struct casefile_get_row would = *row;

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
	return would;
}

int
verify_sheet_judge(struct visit *v, const struct casefile_get_row *row, const struct verify_sheet *s,
    const struct verify_rules *rules, struct form_result *r, struct view_warning_list *ret_warnings, bool *ret_repeated)
{
	const bool whole = rules->whole;
	const struct person_facts facts = {
		.case_id = row->id, .nik = s->nik, .kk = str_empty(s->kk) ? NULL : s->kk,
		.sex = s->sex, .marital = whole ? s->marital : NULL,
		.recorded = s->recorded, .birth_day = s->birth_day, .village = s->village,
		.confirmed = s->confirmed || !whole, .kept = !whole,
		.repeat_reason = s->repeat_reason,
	};
	struct person_findings findings;

	if (person_check(v, verify_form, &facts, r, &findings) == -1)
		return -1;
	*ret_warnings = findings.warnings;
	*ret_repeated = findings.repeated;
	if (whole && r->ok) {
		const struct casefile_get_row would = verify_sheet_over(v, row, s);
		const char *field = letter_unprintable(v, &would);
		if (field != NULL)
			form_add(r, verify_form, field, "Isian ini tidak dapat dicetak pada surat: terlalu panjang atau memuat huruf khusus. Ketik ulang dengan huruf Latin biasa.");
	}
	if (rules->corrects && str_empty(s->reason))
		form_add(r, verify_form, "alasan", "Alasan belum diisi. Tuliskan data apa yang keliru dan buktinya.");
	return 0;
}
