/* The answers of visit.h that are not the page that was asked for. */
#include "base/log.h"
#include "base/str.h"
#include "http/csrf.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/view_work.h"
#include "page/visit.h"
#include "sql/casefile.h"
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
	{ 413, "Isian terlalu besar", "Kurangi isian, lalu kirim lagi." },
	{ 414, "Alamat terlalu panjang", "Kembali ke halaman sebelumnya, lalu coba lagi." },
	{ 501, "Cara mengirim tidak dikenal", "Buka kembali halaman formulir, lalu kirim dari sana." },
	{ 500, "Terjadi kesalahan pada sistem", "Tidak ada data yang berubah. Coba lagi; jika terulang, sampaikan kode di bawah ini kepada administrator." },
	{ 503, "Basis data sedang tidak tersedia", "Isian Anda belum disimpan. Tunggu sebentar, lalu kirim lagi dari halaman ini." },
};

/* What was typed, so that it can be copied from an error page. */
static struct view_typed_list
typed(struct visit *v, const struct form_field *form)
{
	const struct pairs *p = &v->req->form;
	struct view_typed *at = ARENA_ARRAY(v->arena, p->n, struct view_typed);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < p->n; i++) {
		const char *label = p->at[i].name;
		if (str_empty(p->at[i].value) || str_eq(label, CSRF_FIELD) ||
		    str_eq(label, "permintaan") || str_eq(label, "versi") ||
		    str_eq(label, "tindakan") || str_starts(label, "kata_sandi"))
			continue;
		for (const struct form_field *f = form; f != NULL && f->name != NULL; f++)
			if (str_eq(f->name, label))
				label = f->label;
		at[n++] = (struct view_typed){ .label = label, .mine = p->at[i].value };
	}
	return (struct view_typed_list){ at, n };
}

void
visit_error_text(struct visit *v, int status, const char *heading, const char *text)
{
	struct error_page page = {
		.layout = visit_layout(v, heading), .status = status, .heading = heading,
		.text = text, .code = v->req->id, .typed = typed(v, NULL),
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
	else
		visit_error(v, e.kind == ERR_AWAY ? 503 : 500);
}

void
visit_denied(struct visit *v, const char *why)
{
	struct err e = { 0 };

	/* Strangers can be refused without end, so they are only logged; a trace that
	 * cannot be written must not turn the refusal into something else. */
	if (v->who.user == 0)
		log_event(LOG_LEVEL_WARN, "stranger refused", "request", v->req->id, "why", why, NULL);
	else if (audit_write(v->db, &v->act, "DITOLAK",
	    visit_id(v) == 0 ? "alamat" : arena_printf(v->arena, "id/%lld", (long long)visit_id(v)),
	    arena_printf(v->arena, "%s %.200s", why, v->req->path), &e) == -1)
		log_event(LOG_LEVEL_WARN, "denied act without trace", "error", e.text, NULL);
	visit_error(v, 403);
}

static struct view_field_list
resend(struct visit *v)
{
	const struct pairs *p = &v->req->form;
	struct view_field *at = ARENA_ARRAY(v->arena, p->n, struct view_field);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < p->n; i++)
		if (!str_eq(p->at[i].name, CSRF_FIELD) && !str_eq(p->at[i].name, "permintaan") &&
		    !str_eq(p->at[i].name, "versi"))
			at[n++] = (struct view_field){ .kind = FIELD_HIDDEN,
			    .name = p->at[i].name, .value = p->at[i].value };
	return (struct view_field_list){ at, n };
}

void
visit_conflict(struct visit *v, enum move attempted, const char *verb, const char *go_on,
    const struct form_field *form)
{
	const struct casefile_get_in in = { .id = visit_id(v), .office = v->who.office };
	struct casefile_get_row row;
	int n = casefile_get(v->db, v->arena, &in, &row, &v->err);

	if (n < 0) {
		visit_failed(v);
		return;
	}
	if (n == 0) {
		visit_error(v, 404);
		return;
	}
	struct conflict_page page = {
		.layout = visit_layout(v, "Permohonan telah diubah oleh pengguna lain"),
		.head = case_view_head(v, &row), .attempted = verb, .typed = typed(v, form),
		.form = visit_form(v, v->req->path, row.version), .fields = resend(v),
		.again_verb = "Kirim lagi isian saya", .go_on = go_on,
		.may_again = attempted == MOVE__MAX || sop_from(attempted, sop_status_by_word(row.status)),
	};
	page.layout.failed = true;
	if (case_view_events(v, row.id, visit_version(v), &page.changes) == -1) {
		visit_failed(v);
		return;
	}
	tpl_page_conflict(visit_page(v, 409), &page);
}

void
visit_change_end(struct visit *v, enum change_end end, enum move attempted, const char *go_on,
    const char *location, const char *notice, const struct form_field *form)
{
	const char *verb = attempted < MOVE__MAX ? sop_move[attempted].verb : "Simpan";

	switch (end) {
	case CHANGE_DONE:
	case CHANGE_REPEATED:
		visit_done(v, location, notice);
		return;
	case CHANGE_STALE:
		visit_conflict(v, attempted, verb, go_on, form);
		return;
	case CHANGE_NOT_FOUND:
		visit_error(v, 404);
		return;
	case CHANGE_NOT_NOW:
		visit_conflict(v, attempted, verb, go_on, form);
		return;
	case CHANGE_NOT_YOU:
		visit_denied(v, "langkah");
		return;
	case CHANGE_GUARD:
		visit_error_text(v, 422, "Langkah ini belum dapat dilakukan",
		    "Ada syarat yang belum terpenuhi. Buka kembali halaman permohonan untuk melihat apa yang kurang.");
		return;
	case CHANGE_REFUSED:
	case CHANGE_FAILED:
		break;
	}
	visit_failed(v);
}
