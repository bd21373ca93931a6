/* /pengaturan/perekaman: whether the office captures itself, on what ground, what TEREKAM requires, and how good a
 * print has to be (account admin).  A decision is added, never changed: what held when is known later. */
#include <stdio.h>

#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_biometric.h"
#include "page/visit.h"
#include "sop/biometric.h"
#include "sql/biometric.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE	"/pengaturan/perekaman"

static const char *const yes_no[] = { "TIDAK", "YA", NULL };
static const char *const local_labels[] = {
	"Tidak: hanya hasil perekaman resmi yang dicatat",
	"Ya: sidik jari diambil di kantor ini, disegel, dan hanya dapat dibuka pemegang kunci ekspor", NULL };
static const char *const photo_labels[] = { "Tidak", "Ya: pasfoto disegel seperti sidik jari", NULL };
static const char *const exception_labels[] = { "Tidak", "Ya: wajah dan kedua tangan pemohon yang jarinya dikecualikan, disegel seperti sidik jari", NULL };
static const char *const sign_labels[] = { "Tidak", "Ya: tanda tangan disegel seperti sidik jari", NULL };

struct decision {
	const char	*local, *basis, *dpia, *needs, *keep, *photo, *signature, *exception;
	int64_t		 keep_days, attempts;
	int64_t		 q1, q2, q3, q4, q5, q6, q7, q8, q9, q10;
};

#define MUTU(n, label)	FORM_AS("mutu_" #n, struct decision, q##n, 0, 100, label)

static const struct form_field form[] = {
	FORM_CHOICE_AS("perekaman_lokal", struct decision, local, yes_no, "Kantor ini merekam sidik jari sendiri"),
	FORM_MAY_AS("dasar_hukum", struct decision, basis, 10, 300, "Dasar hukum"),
	FORM_MAY_AS("dpia", struct decision, dpia, 3, 120, "Nomor penilaian dampak pelindungan data"),
	FORM_CHOICE_AS("syarat_terekam", struct decision, needs, bio_needs_words, "Permohonan dinyatakan terekam bila ada"),
	FORM_CHOICE_AS("simpan_sampai", struct decision, keep, bio_keep_words, "Gambar tersegel disimpan"),
	FORM_AS("simpan_hari", struct decision, keep_days, 1, 3650, "Jumlah hari"),
	FORM_AS("percobaan", struct decision, attempts, 1, 10, "Percobaan sebelum mutu rendah boleh diterima"),
	FORM_CHOICE_AS("pasfoto", struct decision, photo, yes_no, "Pasfoto"),
	FORM_CHOICE_AS("tanda_tangan", struct decision, signature, yes_no, "Tanda tangan"),
	FORM_CHOICE_AS("foto_pengecualian", struct decision, exception, yes_no, "Foto pengecualian"),
	MUTU(2, "Telunjuk kanan"), MUTU(3, "Jari tengah kanan"), MUTU(4, "Jari manis kanan"), MUTU(5, "Kelingking kanan"),
	MUTU(7, "Telunjuk kiri"), MUTU(8, "Jari tengah kiri"), MUTU(9, "Jari manis kiri"), MUTU(10, "Kelingking kiri"),
	MUTU(1, "Ibu jari kanan"), MUTU(6, "Ibu jari kiri"),
	FORM_END
};

static void
qualities(struct visit *v, const struct field_source *src, const char *text, struct biometric_page *p)
{
	struct bio_quality q = bio_quality_read(text);
	struct view_field *at = ARENA_ARRAY(v->arena, FINGER_COUNT, struct view_field);

	for (size_t i = 0; at != NULL && i < FINGER_COUNT; i++) {
		int f = finger_order[i];
		at[i] = field_text(src, arena_printf(v->arena, "mutu_%d", f), arena_printf(v->arena, "%d", q.at[f]));
	}
	p->quality = (struct view_field_list){ at, at == NULL ? 0 : FINGER_COUNT };
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	const struct biometric_policy_now_in in = { .office = v->who.office };
	struct biometric_policy_now_row d = { .basis = "", .dpia = "", .needs = bio_needs_words[0], .keep = bio_keep_words[1],
	    .keep_days = 90, .quality = BIO_QUALITY_DEFAULT, .attempts = 3 };
	struct biometric_page p = { .layout = visit_layout(v, "Perekaman Biometrik"), .form = visit_form(v, HERE, 0) };
	int n = biometric_policy_now(v->db, v->arena, &in, &d, &v->err);

	if (n == -1) {
		visit_failed(v);
		return;
	}
	p.decided = n == 1;
	p.who = d.who;
	p.at = d.at;
	p.local = field_choice(&src, "perekaman_lokal", FIELD_RADIO, yes_no, local_labels, n == 1 ? yes_no[d.local != 0] : "");
	p.basis = field_text(&src, "dasar_hukum", d.basis);
	p.basis.hint = "Peraturan atau keputusan yang menjadi dasar kantor ini mengambil sidik jari; wajib bila merekam sendiri.";
	p.basis.required = true;
	p.dpia = field_text(&src, "dpia", d.dpia);
	p.dpia.required = true;
	p.needs = field_choice(&src, "syarat_terekam", FIELD_RADIO, bio_needs_words, bio_needs_labels, d.needs);
	p.keep = field_choice(&src, "simpan_sampai", FIELD_RADIO, bio_keep_words, bio_keep_labels, d.keep);
	p.keep_days = field_text(&src, "simpan_hari", arena_printf(v->arena, "%lld", (long long)d.keep_days));
	p.attempts = field_text(&src, "percobaan", arena_printf(v->arena, "%lld", (long long)d.attempts));
	p.photo = field_choice(&src, "pasfoto", FIELD_RADIO, yes_no, photo_labels, yes_no[d.photo != 0]);
	p.signature = field_choice(&src, "tanda_tangan", FIELD_RADIO, yes_no, sign_labels, yes_no[d.signature != 0]);
	p.exception = field_choice(&src, "foto_pengecualian", FIELD_RADIO, yes_no, exception_labels, yes_no[d.exception_photo != 0]);
	qualities(v, &src, d.quality, &p);
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	tpl_page_biometric(visit_page(v, status), &p);
}

void
biometric_get(struct visit *v)
{
	show(v, 200, NULL);
}

static int
add(struct visit *v, const struct decision *in)
{
	const struct bio_quality q = { { 0, (int)in->q1, (int)in->q2, (int)in->q3, (int)in->q4, (int)in->q5, (int)in->q6,
	    (int)in->q7, (int)in->q8, (int)in->q9, (int)in->q10 } };
	char quality[48];
	const struct biometric_policy_add_in row = { .office = v->who.office, .local = str_eq(in->local, "YA"), .basis = in->basis,
	    .dpia = in->dpia, .needs = in->needs, .keep = in->keep, .keep_days = in->keep_days, .quality = quality,
	    .attempts = in->attempts, .photo = str_eq(in->photo, "YA"), .signature = str_eq(in->signature, "YA"), .exception_photo = str_eq(in->exception, "YA"), .at = v->now,
	    .actor = v->who.user };

	bio_quality_write(&q, quality, sizeof quality);
	if (biometric_policy_add(v->db, &row, &v->err) < 0)
		return -1;
	return audit_write(v->db, &v->act, "PENGATURAN", arena_printf(v->arena, "office/%lld", (long long)v->who.office),
	    arena_printf(v->arena, "perekaman lokal=%s syarat=%s simpan=%s %lld mutu=%s percobaan=%lld pasfoto=%s tanda-tangan=%s foto-pengecualian=%s",
	    in->local, in->needs, in->keep, (long long)in->keep_days, quality, (long long)in->attempts, in->photo, in->signature, in->exception), &v->err);
}

void
biometric_post(struct visit *v)
{
	struct form_result r;
	struct decision in;

	if (!visit_action_is(v, "SIMPAN"))
		return;
	bool read = form_read(form, v->req, v->arena, &in, &r);
	/* what the law wants to be known is no small print: without it nothing is captured */
	if (read && str_eq(in.local, "YA") && str_empty(in.basis))
		form_add(&r, form, "dasar_hukum", "Dasar hukum belum diisi. Sidik jari hanya boleh diambil dengan dasar hukum.");
	if (read && str_eq(in.local, "YA") && str_empty(in.dpia))
		form_add(&r, form, "dpia", "Nomor penilaian dampak belum diisi. Penilaian dampak wajib sebelum data biometrik diproses.");
	if (read && str_eq(in.local, "TIDAK") && !str_eq(in.needs, "RESMI"))
		form_add(&r, form, "syarat_terekam", "Tanpa perekaman di kantor ini, hanya hasil resmi yang dapat disyaratkan.");
	if (!r.ok) {
		show(v, 422, &r);
		return;
	}
	if (db_begin(v->db, &v->err) == 0 && add(v, &in) == 0 && db_commit(v->db, &v->err) == 0) {
		visit_done(v, HERE, "pengaturan");
		return;
	}
	(void)db_rollback(v->db, NULL);
	visit_failed(v);
}
