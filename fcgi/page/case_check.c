/*
 * /cek: an applicant looks where his application stands, with the code on his receipt and his birth
 * date.  Off unless the office allows it.  Pool `auth`, whose account reads of cases the view case_public and
 * nothing else: no name, no NIK.  nginx lets an address ask once a second; the code has 40 bits.
 */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_ticket.h"
#include "page/visit.h"
#include "sop/number.h"
#include "sop/receipt_code.h"
#include "sop/sop.h"
#include "sql/search.h"
#include "tpl.h"

struct ask {
	const char	*code;
	struct day	 born;
};

static const struct form_field form[] = {
	FORM_AS("kode", struct ask, code, 1, 24, "Kode tanda bukti"),
	FORM_AS("tgl_lahir", struct ask, born, 0, 0, "Tanggal lahir"),
	FORM_END
};

/* What the applicant has to do, in his words. */
static const char *
advice(enum status s)
{
	switch (s) {
	case STATUS_DRAF:
	case STATUS_BERKAS_DITERIMA:
	case STATUS_TERVERIFIKASI: return "Berkas Saudara sedang diperiksa. Tunggu panggilan petugas loket.";
	case STATUS_BERKAS_DIKEMBALIKAN: return "Berkas belum lengkap. Lengkapi yang tertulis pada Tanda Pengembalian Berkas, lalu serahkan kembali ke loket.";
	case STATUS_DATA_TIDAK_SESUAI: return "Data tidak sesuai dengan basis data kependudukan. Tanyakan kepada petugas loket cara membetulkannya.";
	case STATUS_TERAGENDA:
	case STATUS_MENUNGGU_TTD:
	case STATUS_TTD_DIKEMBALIKAN: return "Berkas sedang diajukan untuk ditandatangani. Tunggu di ruang tunggu.";
	case STATUS_DITANDATANGANI: return "Berkas sudah ditandatangani. Tunggu panggilan untuk perekaman biometrik.";
	case STATUS_SEDANG_DIREKAM: return "Perekaman sedang berlangsung.";
	case STATUS_PEREKAMAN_GAGAL:
	case STATUS_DIJADWALKAN_ULANG: return "Perekaman dilanjutkan pada hari lain. Tanyakan harinya kepada petugas.";
	case STATUS_TEREKAM: return "Perekaman selesai. Ambil rekomendasi di loket dengan menunjukkan tanda bukti.";
	case STATUS_SELESAI: return "Rekomendasi sudah diserahkan. KTP-el dicetak oleh Dinas Dukcapil setelah data dinyatakan siap cetak.";
	case STATUS_DITOLAK:
	case STATUS_DIBATALKAN:
	case STATUS_KEDALUWARSA: return "Permohonan ini ditutup. Datanglah ke loket untuk mengajukan permohonan baru.";
	case STATUS__MAX: break;
	}
	return "";
}

/* 1; 0 after the answer was made: no office here lets applicants look. */
static int
allowed(struct visit *v)
{
	struct public_status_on_row row;

	if (public_status_on(v->db, v->arena, &row, &v->err) != 1)
		visit_failed(v);
	else if (row.n == 0)
		visit_error_text(v, 404, "Halaman ini tidak dibuka", "Kantor ini tidak membuka pemeriksaan keadaan permohonan. Tanyakan kepada petugas loket.");
	else
		return 1;
	return 0;
}

static void
show(struct visit *v, int status, struct form_result *typed, const struct case_public_find_row *found, bool asked)
{
	const struct field_source src = { v->arena, form, typed };
	struct case_check_page p = { .layout = visit_layout(v, "Keadaan Permohonan"), .form = visit_form(v, "/cek", 0),
	    .code = field_text(&src, "kode", ""), .born = field_day(&src, "tgl_lahir", (struct day){ 0 }), .unknown = asked && found == NULL };

	if (v->who.user == 0)
		p.layout.office = visit_office_name(v);
	p.code.hint = "Tercetak di bawah kode batang, misalnya RK3F2A91C0D4.";
	p.born.hint = "Contoh: 15092009";
	if (found != NULL) {
		enum status s = sop_status_by_word(found->status);
		p.status = (struct view_status){ sop_status_label(s), sop_status_tone(s) };
		p.advice = advice(s);
		p.office = found->office;
		if (found->agenda_no != 0)
			p.agenda = number_agenda(v->arena, found->agenda_format, found->agenda_no, found->agenda_year);
	}
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_case_check(visit_page(v, status), &p);
}

void
case_check_get(struct visit *v)
{
	if (allowed(v))
		show(v, 200, NULL, NULL, false);
}

void
case_check_post(struct visit *v)
{
	struct case_public_find_row row;
	struct form_result r;
	struct ask in;

	if (!visit_action_is(v, "CEK") || !allowed(v))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r, NULL, false);
		return;
	}
	const char *uuid = receipt_code_uuid(v->arena, in.code);
	if (uuid == NULL) {
		form_add(&r, form, "kode", "Kode tanda bukti dimulai dengan RK dan terdiri atas 12 huruf dan angka. Salin dari bawah kode batang.");
		show(v, 422, &r, NULL, false);
		return;
	}
	const struct case_public_find_in find = { .uuid_from = arena_printf(v->arena, "%s%%", uuid), .born = in.born };
	int n = case_public_find(v->db, v->arena, &find, &row, &v->err);
	if (n == -1)
		visit_failed(v);
	else
		show(v, 200, NULL, n == 1 ? &row : NULL, true);
}
