/* The answers of visit.h that are not the page that was asked for. */
#include "base/log.h"
#include "base/str.h"
#include "page/typed.h"
#include "page/view_work.h"
#include "page/visit.h"
#include "store/audit.h"
#include "tpl.h"

static const struct {
	int		 status;
	const char	*heading, *text;
} answers[] = {
	{ 400, "Permintaan tidak dapat dibaca", "Alamat atau isian tidak lengkap. Kembali ke halaman sebelumnya, lalu coba lagi." },
	{ 403, "Anda tidak berwenang melakukan tindakan ini", "Halaman ini hanya untuk petugas dengan peran lain. Penolakan ini dicatat dalam jejak audit." },
	{ 404, "Halaman tidak ditemukan", "Alamat salah, atau permohonan itu bukan milik kantor ini. Gunakan pencarian untuk menemukan permohonan." },
	{ 405, "Cara mengirim tidak dikenal", "Buka kembali halaman formulir, lalu kirim dari sana." },
	{ 415, "Berkas tidak diterima di sini", "Halaman ini tidak menerima berkas. Kembali, lalu kirim isiannya tanpa berkas." },
	{ 413, "Isian terlalu besar", "Kurangi isian, lalu kirim lagi." },
	{ 414, "Alamat terlalu panjang", "Kembali ke halaman sebelumnya, lalu coba lagi." },
	{ 501, "Cara mengirim tidak dikenal", "Buka kembali halaman formulir, lalu kirim dari sana." },
	{ 500, "Terjadi kesalahan pada sistem", "Tidak ada data yang berubah. Coba lagi; jika terulang, sampaikan kode di bawah ini kepada administrator." },
	{ 503, "Basis data sedang tidak tersedia", "Isian Anda belum disimpan. Tunggu sebentar, lalu kirim lagi dari halaman ini." },
};

void
visit_error_text(struct visit *v, int status, const char *heading, const char *text)
{
	struct error_page page = {
		.layout = visit_layout(v, heading), .status = status, .heading = heading,
		.text = text, .code = v->req->id, .typed = typed_list(v, NULL, NULL),
	};

	page.layout.failed = true;
	if (status == 503)
		page.works = "Surat yang sudah dibuat tetap tersimpan dan pencetakan dilanjutkan sendiri setelah sistem pulih.";
	tpl_page_error(visit_page(v, status), &page);
}

void
visit_error(struct visit *v, int status)
{
	size_t n = sizeof answers / sizeof *answers, i = 0;

	while (i < n - 1 && answers[i].status != status)
		i++;
	visit_error_text(v, status, answers[i].heading, answers[i].text);
}

void
visit_failed(struct visit *v)
{
	struct err e = v->err;

	log_event(LOG_LEVEL_ERROR, "request failed", "request", v->req->id, "kind",
	    err_kind_name(e.kind), "error", e.text, NULL);
	if (e.kind == ERR_AWAY)
		v->db = NULL;	/* the frame asks no more */
	if (e.kind == ERR_BUSY)
		visit_error_text(v, 503, "Sistem sedang sibuk",
		    "Isian Anda belum disimpan. Tunggu beberapa detik, lalu kirim lagi dari halaman ini.");
	else if (e.kind == ERR_FULL)
		visit_error_text(v, 503, "Ruang penyimpanan hampir penuh",
		    "Isian Anda belum disimpan. Hubungi administrator; data yang sudah ada tidak berubah.");
	else if (e.kind == ERR_CLOCK)
		visit_error_text(v, 503, "Jam server salah",
		    "Nomor tidak diberikan karena jam server salah. Isian Anda belum disimpan. Hubungi administrator; petunjuknya ada di halaman Jam server (/jam).");
	else
		visit_error(v, e.kind == ERR_AWAY ? 503 : 500);
}

/* What was out of reach: the id in the address means another thing under each place. */
static const char *
denied_object(struct visit *v)
{
	static const struct {
		const char	*place, *object;
	} known[] = {
		{ "/permohonan/{id}", "casefile" }, { "/cetak/{id}", "print_job" },
		{ "/pengguna/{id}", "user" },
	};
	const char *pattern = v->match.route == NULL ? "" : v->match.route->pattern;
	const char *object = "id";

	if (visit_id(v) == 0)
		return "alamat";
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (str_starts(pattern, known[i].place))
			object = known[i].object;
	return arena_printf(v->arena, "%s/%lld", object, (long long)visit_id(v));
}

void
visit_denied(struct visit *v, const char *why)
{
	struct err e = { 0 };

	/* Strangers can be refused without end, so they are only logged; a trace that
	 * cannot be written must not turn the refusal into something else. */
	if (v->who.user == 0)
		log_event(LOG_LEVEL_WARN, "stranger refused", "request", v->req->id, "why", why, NULL);
	else if (audit_write(v->db, &v->act, "DITOLAK", denied_object(v),
	    arena_printf(v->arena, "%s %.200s", why, v->req->path), &e) == -1)
		log_event(LOG_LEVEL_WARN, "denied act without trace", "error", e.text, NULL);
	visit_error(v, 403);
}
