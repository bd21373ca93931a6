/* Settings of the office that an administrator may change in the browser. */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_settings.h"
#include "page/visit.h"
#include "sql/office.h"
#include "store/audit.h"
#include "tpl.h"

static const char *const policy_labels[] = {
	"NIST: minimal 15 karakter, tanpa masa berlaku",
	"BSSN 4/2021: minimal 12 karakter dari empat jenis, diganti setiap enam bulan", NULL,
};
static const char *const same_words[] = { "ALASAN", "BLOKIR", NULL };
static const char *const same_labels[] = {
	"Boleh dengan alasan: dicatat sebagai penyimpangan",
	"Tidak boleh: pejabat lain yang menandatangani", NULL,
};
static const char *const modes[] = { "TINTA", "ELEKTRONIK", NULL };
static const char *const mode_labels[] = {
	"Tinta: surat dicetak dua lembar pada langkah 4, lalu ditandatangani dan dicap",
	"Elektronik: pejabat menyetujui di halamannya, surat dicetak setelah perekaman", NULL,
};

static const char *const first_words[] = { "TIDAK", "YA", NULL };
static const char *const first_labels[] = {
	"Tidak: perekaman hanya setelah surat ditandatangani, sesuai SOP",
	"Boleh dengan izin dan alasan Kasi, Sekcam, atau Camat: dicatat dan dilaporkan sebagai penyimpangan SOP", NULL,
};

static const char *const scan_labels[] = {
	"Tidak: berkas hanya di kertas",
	"Ya: petugas dapat menyimpan foto atau hasil pindai, tersandi", NULL,
};

static const char *const public_labels[] = {
	"Tidak: pemohon bertanya di loket",
	"Ya: pada halaman /cek, dengan kode tanda bukti dan tanggal lahir; tanpa nama dan NIK", NULL,
};

struct settings {
	const char	*mode, *policy, *same_person, *first, *status, *scans;
	int64_t		 idle, draft, expiry, warn;
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("cara_tanda_tangan", struct settings, mode, modes, "Cara penandatanganan"),
	FORM_CHOICE_AS("aturan_sandi", struct settings, policy, password_policy_words, "Aturan kata sandi"),
	FORM_AS("menit_kunci", struct settings, idle, 1, 60, "Layar terkunci setelah (menit)"),
	FORM_CHOICE_AS("orang_sama", struct settings, same_person, same_words, "Pemeriksa data juga menandatangani"),
	FORM_AS("hari_draf", struct settings, draft, 1, 90, "Draf disimpan (hari)"),
	FORM_AS("hari_kedaluwarsa", struct settings, expiry, 7, 730, "Permohonan tanpa tindakan kedaluwarsa setelah (hari)"),
	FORM_AS("hari_peringatan", struct settings, warn, 0, 90, "Diperingatkan sebelum kedaluwarsa (hari)"),
	FORM_CHOICE_AS("cek_pemohon", struct settings, status, first_words, "Pemohon dapat memeriksa keadaan permohonannya"),
	FORM_CHOICE_AS("gambar_berkas", struct settings, scans, first_words, "Gambar berkas disimpan"),
	FORM_CHOICE_AS("rekam_dahulu", struct settings, first, first_words, "Perekaman mendahului tanda tangan"),
	FORM_END
};

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	const struct office_get_in in = { .id = v->who.office };
	const struct sop_current_in now = { .office = v->who.office, .today = v->today };
	struct office_get_row o;
	struct sop_current_row sop = { 0 };

	if (office_get(v->db, v->arena, &in, &o, &v->err) != 1 ||
	    sop_current(v->db, v->arena, &now, &sop, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct settings_page p = {
		.layout = visit_layout(v, "Pengaturan"), .form = visit_form(v, "/pengaturan", 0),
		.sign_mode = field_choice(&src, "cara_tanda_tangan", FIELD_RADIO, modes, mode_labels, o.sign_mode),
		.policy = field_choice(&src, "aturan_sandi", FIELD_RADIO, password_policy_words, policy_labels, o.password_policy),
		.idle = field_text(&src, "menit_kunci", arena_printf(v->arena, "%lld", (long long)o.idle_minutes)),
		.draft = field_text(&src, "hari_draf", arena_printf(v->arena, "%lld", (long long)o.draft_days)),
		.expiry = field_text(&src, "hari_kedaluwarsa", arena_printf(v->arena, "%lld", (long long)o.expiry_days)),
		.warn = field_text(&src, "hari_peringatan", arena_printf(v->arena, "%lld", (long long)o.warn_days)),
		.status = field_choice(&src, "cek_pemohon", FIELD_RADIO, first_words, public_labels, first_words[o.public_status != 0]),
		.scans = field_choice(&src, "gambar_berkas", FIELD_RADIO, first_words, scan_labels, first_words[o.scans != 0]),
		.same_person = field_choice(&src, "orang_sama", FIELD_RADIO, same_words, same_labels, o.same_person),
		.record_first = field_choice(&src, "rekam_dahulu", FIELD_RADIO, first_words, first_labels, first_words[o.record_first != 0]),
		.office = o.name, .region_code = o.region_code, .agency_code = o.agency_code,
		.letter_class = o.letter_class, .copies = (int)o.letter_copies, .sop_number = sop.number,
	};
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_settings(visit_page(v, status), &p);
}

void
settings_get(struct visit *v)
{
	show(v, 200, NULL);
}

void
settings_post(struct visit *v)
{
	struct form_result r;
	struct settings in;

	if (!visit_action_is(v, "SIMPAN"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	const struct office_set_in set = { .id = v->who.office, .sign_mode = in.mode,
	    .password_policy = in.policy, .idle_minutes = in.idle, .same_person = in.same_person,
	    .record_first = str_eq(in.first, "YA"), .draft_days = in.draft, .expiry_days = in.expiry, .warn_days = in.warn,
	    .public_status = str_eq(in.status, "YA"), .scans = str_eq(in.scans, "YA") };
	if (db_begin(v->db, &v->err) == -1 || office_set(v->db, &set, &v->err) < 0 ||
	    audit_write(v->db, &v->act, "PENGATURAN", arena_printf(v->arena, "office/%lld",
	    (long long)v->who.office), arena_printf(v->arena, "%s %s %lld %s rekam-dahulu=%s cek=%s gambar=%s draf=%lld kedaluwarsa=%lld peringatan=%lld",
	    in.mode, in.policy, (long long)in.idle, in.same_person, in.first, in.status, in.scans, (long long)in.draft, (long long)in.expiry, (long long)in.warn), &v->err) == -1 || db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, "/pengaturan", "pengaturan");
}
