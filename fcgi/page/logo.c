/*
 * /pengaturan/logo: the regency's emblem on the letterhead (pool upload, which decodes pictures, account
 * web).  The file is decoded whole and made anew; nothing else of it is kept.
 */
#include <sodium.h>

#include "base/str.h"
#include "page/letterhead_fit.h"
#include "page/page.h"
#include "page/paper.h"
#include "page/view_settings.h"
#include "page/visit.h"
#include "print/pdf_image.h"
#include "sql/letterhead.h"
#include "sql/office.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE		"/pengaturan/logo"
#define FILE_MOST	((size_t)512 << 10)
#define SIDE_LEAST	100		/* pixels: on paper it is about 2 cm high */

static void
show(struct visit *v, int status, const char *error)
{
	const struct logo_get_in in = { .office = v->who.office };
	struct logo_page p = { .layout = visit_layout(v, "Lambang Daerah"), .form = visit_form(v, HERE, 0), .error = error };
	struct logo_get_row row;
	int n = logo_get(v->db, v->arena, &in, &row, &v->err);

	if (n == -1) {
		visit_failed(v);
		return;
	}
	if (n == 1) {
		p.picture = arena_printf(v->arena, HERE "/gambar?versi=%lld", (long long)row.uploaded_at.us);
		p.width = row.width;
		p.height = row.height;
		p.at = row.uploaded_at;
	}
	visit_crumb(v, &p.layout, "/pengaturan/kop", "Kop Surat");
	p.layout.failed = error != NULL;
	tpl_page_logo(visit_page(v, status), &p);
}

void
logo_page_get(struct visit *v)
{
	show(v, 200, NULL);
}

void
logo_picture_get(struct visit *v)
{
	const struct logo_get_in in = { .office = v->who.office };
	struct logo_get_row row;
	int n = logo_get(v->db, v->arena, &in, &row, &v->err);

	if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error(v, 404);
	else
		reply_bytes(v->reply, 200, "image/jpeg", row.bytes);
}

/* NULL, or why not: a letter would not fit below this letterhead any more. */
static const char *
too_high(struct visit *v, const struct pdf_image *image)
{
	const struct office_get_in in = { .id = v->who.office };
	struct letterhead_fit fit = { .fits = true };
	struct office_get_row o;
	struct doc_office head;

	if (office_get(v->db, v->arena, &in, &o, &v->err) != 1 || paper_letterhead(v, v->db, &o, &head, &v->err) == -1)
		return "Kop surat tidak dapat dibaca. Coba lagi sebentar lagi.";
	head.logo = image->jpeg;
	if (letterhead_fit(v, &head, o.paper, "", &fit) == -1)
		return "Contoh surat dengan lambang ini tidak dapat dibuat. Coba lagi sebentar lagi.";
	return fit.fits ? NULL : "Dengan lambang ini surat tidak muat pada satu lembar. Perpendek nama atau alamat pada kop surat lebih dahulu; lambang lama tetap dipakai.";
}

/* The clean picture, or why not. */
static const char *
look(struct visit *v, struct pdf_image *ret)
{
	const struct file_part *f = &v->req->file;

	if (f->name == NULL || !str_eq(f->name, "logo") || f->bytes.n == 0)
		return "Berkas belum dipilih. Pilih gambar PNG atau JPEG.";
	if (f->bytes.n > FILE_MOST)
		return "Berkas lebih besar daripada 512 KiB. Perkecil gambarnya.";
	switch (pdf_image_clean(v->arena, f->bytes, ret)) {
	case PDF_IMAGE_GOOD: break;
	case PDF_IMAGE_BROKEN: return "Berkas ini bukan gambar PNG atau JPEG yang utuh. Simpan ulang gambarnya, lalu unggah lagi.";
	case PDF_IMAGE_LARGE: return "Sisi gambar ini lebih dari 1.200 piksel. Perkecil gambarnya, lalu unggah lagi.";
	case PDF_IMAGE_COLOURS: return "Warna gambar ini untuk percetakan (CMYK). Simpan sebagai PNG atau JPEG berwarna RGB.";
	}
	if (ret->width < SIDE_LEAST || ret->height < SIDE_LEAST)
		return "Gambar terlalu kecil untuk dicetak: setiap sisi paling sedikit 100 piksel.";
	return too_high(v, ret);
}

static bool
put(struct visit *v, const struct pdf_image *image)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof hash + 1];

	(void)crypto_hash_sha256(hash, image->jpeg.p, image->jpeg.n);
	str_hex(hex, hash, sizeof hash);
	const struct logo_put_in in = { .office = v->who.office, .bytes = image->jpeg, .sha256 = { hash, sizeof hash },
	    .width = image->width, .height = image->height, .at = v->now, .actor = v->who.user };
	return logo_put(v->db, &in, &v->err) >= 0 && audit_write(v->db, &v->act, "LOGO", arena_printf(v->arena, "office/%lld",
	    (long long)v->who.office), arena_printf(v->arena, "%d x %d sha256 %s", image->width, image->height, hex), &v->err) == 0;
}

static bool
drop(struct visit *v)
{
	const struct logo_drop_in in = { .office = v->who.office };

	return logo_drop(v->db, &in, &v->err) >= 0 && audit_write(v->db, &v->act, "LOGO", arena_printf(v->arena, "office/%lld",
	    (long long)v->who.office), "dihapus", &v->err) == 0;
}

void
logo_page_post(struct visit *v)
{
	bool remove = str_eq(visit_action(v), "HAPUS");
	struct pdf_image image;
	const char *error;

	if (!remove && !visit_action_is(v, "UNGGAH"))
		return;
	if (!remove && (error = look(v, &image)) != NULL) {
		show(v, 422, error);
		return;
	}
	if (db_begin(v->db, &v->err) == 0 && (remove ? drop(v) : put(v, &image)) && db_commit(v->db, &v->err) == 0) {
		visit_done(v, HERE, remove ? "logo-hapus" : "logo");
		return;
	}
	(void)db_rollback(v->db, NULL);
	visit_failed(v);
}
