#include "step/person_form.h"

#include "base/str.h"
#include "sop/nik.h"
#include "sop/person.h"
#include "sql/office.h"

enum { WARNINGS = 8, OLDEST = 120 };

struct collector {
	struct view_warning	*at;
	size_t			 n;
};

static void
warn(struct collector *c, const char *text)
{
	if (c->at != NULL && c->n < WARNINGS && !str_empty(text))
		c->at[c->n++].text = text;
}

/* A NIK whose digits break a rule: it needs the Kasi's leave; 0 or -1. */
static int
check_odd(struct visit *v, const struct form_field *form, const struct person_facts *p, enum nik_finding f,
    struct form_result *r, struct collector *c)
{
	const struct nik_override_find_in in = { .office = v->who.office, .nik = p->nik };
	struct nik_override_find_row leave;
	int n = nik_override_find(v->db, v->arena, &in, &leave, &v->err);

	if (n == 1)
		warn(c, arena_printf(v->arena, "%s NIK ini diizinkan oleh %s: %s", nik_text(f), leave.actor, leave.reason));
	else if (n == 0 && p->kept)
		warn(c, arena_printf(v->arena, "%s Permohonan menunggu izin Kasi untuk NIK ini.", nik_text(f)));
	else if (n == 0)
		form_add(r, form, "nik", arena_printf(v->arena, "%s Bila pada KK memang demikian, simpan sebagai draf; "
		    "Kasi dapat mengizinkan NIK ini dari halaman permohonannya.", nik_text(f)));
	return n < 0 ? -1 : 0;
}

static int
check_nik(struct visit *v, const struct form_field *form, const struct person_facts *p, struct form_result *r,
    struct collector *c)
{
	enum nik_finding f = nik_check(p->nik);

	if (nik_severity(f) == NIK_BLOCK) {
		form_add(r, form, "nik", nik_text(f));
		return 0;
	}
	if (f != NIK_OK && check_odd(v, form, p, f, r, c) == -1)
		return -1;
	warn(c, nik_text(nik_region(p->nik)));
	warn(c, nik_text(nik_compare_birth(p->nik, p->birth_day)));
	warn(c, nik_text(nik_compare_sex(p->nik, p->sex)));
	if (p->kk == NULL)
		return 0;
	if (str_eq(p->nik, p->kk))
		form_add(r, form, "no_kk", "Nomor KK tidak boleh sama dengan NIK. Salin nomor KK dari bagian atas KK.");
	else if (!kk_plausible(p->kk))
		warn(c, "Bagian tanggal pada nomor KK tidak lazim. Lanjutkan jika sesuai dengan KK.");
	return 0;
}

static void
check_age(const struct form_field *form, const struct person_facts *p, struct day today,
    struct form_result *r, struct collector *c)
{
	if (day_cmp(p->birth_day, today) > 0 || day_age(p->birth_day, today) > OLDEST) {
		form_add(r, form, "tgl_lahir", "Tanggal Lahir tidak masuk akal. Periksa tahun lahir pada KK.");
		return;
	}
	switch (person_eligibility(p->birth_day, p->marital, today)) {
	case ELIGIBLE_NO:
		/* step 1 does not ask for the marital status yet */
		if (p->marital == NULL)
			warn(c, "Pemohon belum berusia 17 tahun. Lanjutkan hanya jika pemohon sudah atau pernah kawin.");
		else
			form_add(r, form, "tgl_lahir", "Pemohon belum berusia 17 tahun dan belum kawin. Periksa kembali KK, atau nyatakan tidak sesuai.");
		break;
	case ELIGIBLE_EARLY:
		warn(c, "Pemohon berusia 16 tahun: perekaman awal. KTP-el baru dapat dicetak setelah pemohon berusia 17 tahun.");
		break;
	case ELIGIBLE_AGE:
	case ELIGIBLE_MARRIED:
	case ELIGIBLE_EVER_MARRIED:
		break;
	}
}

static int
check_history(struct visit *v, const struct form_field *form, const struct person_facts *p,
    struct form_result *r, struct collector *c, struct person_findings *f)
{
	const struct casefile_open_by_nik_in open = { .office = v->who.office, .nik = p->nik };
	const struct casefile_finished_by_nik_in done = { .office = v->who.office, .nik = p->nik, .but = p->case_id };
	struct casefile_open_by_nik_row o;
	struct casefile_finished_by_nik_row d;
	int n = casefile_open_by_nik(v->db, v->arena, &open, &o, &v->err);

	if (n == 1 && o.id != p->case_id) {
		f->duplicate = o.id;
		f->duplicate_text = o.agenda_no == 0 ?
		    "NIK ini masih memiliki permohonan yang sedang diproses (belum bernomor agenda)." :
		    arena_printf(v->arena, "NIK ini masih memiliki permohonan yang sedang diproses (nomor agenda %s).",
		    visit_agenda(v, o.agenda_no, o.agenda_year));
		form_add(r, form, "nik", f->duplicate_text);
	}
	if (n < 0 || (n = casefile_finished_by_nik(v->db, v->arena, &done, &d, &v->err)) < 0)
		return -1;
	if (n == 1)
		warn(c, arena_printf(v->arena, "NIK ini pernah selesai direkam di kantor ini (nomor agenda %s). Perekaman ulang dapat menyebabkan data ganda.",
		    visit_agenda(v, d.agenda_no, d.agenda_year)));
	else if (str_eq(p->recorded, "YA"))
		warn(c, "Pemohon pernah melakukan perekaman. Perekaman ulang dapat menyebabkan data ganda.");
	f->repeated = n == 1 || str_eq(p->recorded, "YA");
	if (f->repeated && !p->kept && str_empty(p->repeat_reason))
		form_add(r, form, "alasan_ulang", "Alasan perekaman ulang belum diisi. Tuliskan mengapa pemohon direkam sekali lagi.");
	return 0;
}

static int
check_village(struct visit *v, const struct form_field *form, int64_t village, struct form_result *r)
{
	const struct village_list_in in = { .office = v->who.office };
	struct village_list_rows rows;

	if (village_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id == village)
			return 0;
	form_add(r, form, "desa", "Desa tidak ada dalam daftar. Pilih desa dari daftar.");
	return 0;
}

int
person_check(struct visit *v, const struct form_field *form, const struct person_facts *p,
    struct form_result *r, struct person_findings *ret_findings)
{
	struct collector c = { .at = ARENA_ARRAY(v->arena, WARNINGS, struct view_warning) };
	struct person_findings f = { 0 };

	if (check_nik(v, form, p, r, &c) == -1)
		return -1;
	check_age(form, p, v->today, r, &c);
	if (check_village(v, form, p->village, r) == -1 ||
	    check_history(v, form, p, r, &c, &f) == -1)
		return -1;
	f.warnings = (struct view_warning_list){ c.at, c.n };
	if (c.n > 0 && !p->confirmed)
		form_add(r, form, "sesuai_kk", "Ada hal yang perlu dipastikan. Cocokkan dengan KK, lalu centang pernyataan sesuai.");
	*ret_findings = f;
	return 0;
}

int
person_village(struct visit *v, const struct field_source *src, int64_t stored,
    struct view_field *ret_field)
{
	const struct village_list_in in = { .office = v->who.office };
	struct village_list_rows rows;

	if (village_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	const char **value = ARENA_ARRAY(v->arena, rows.n + 1, const char *);
	const char **label = ARENA_ARRAY(v->arena, rows.n + 1, const char *);
	if (value == NULL || label == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < rows.n; i++) {
		value[i] = arena_printf(v->arena, "%lld", (long long)rows.at[i].id);
		label[i] = rows.at[i].name;
	}
	*ret_field = field_choice(src, "desa", FIELD_SELECT, value, label,
	    stored == 0 ? "" : arena_printf(v->arena, "%lld", (long long)stored));
	return 0;
}

struct view_field
person_recorded_field(const struct field_source *src, const char *stored)
{
	static const char *const labels[] = { "Tidak", "Ya", "Tidak tahu", NULL };

	struct view_field f = field_choice(src, "pernah_rekam", FIELD_RADIO, person_recorded, labels, stored);

	f.label = "Pernah melakukan perekaman?";	/* asked as a question, named in messages */
	return f;
}

struct view_field
person_repeat_field(const struct field_source *src, bool repeated, const char *stored)
{
	struct view_field f = field_lines(src, "alasan_ulang", stored);

	if (!repeated && str_empty(f.value) && f.error == NULL)
		return (struct view_field){ 0 };
	f.required = repeated;
	f.hint = "Satu orang direkam satu kali. Tuliskan misalnya: perekaman lama gagal menurut Dinas Dukcapil.";
	return f;
}
