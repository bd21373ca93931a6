/*
 * /pengaturan/sertifikat: whose certificates may have certified a signature on a letter (pool upload,
 * which reads files from outside, account web).  A row ends and never changes: letters that were taken
 * stay what they are.
 */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/page.h"
#include "page/view_settings.h"
#include "page/visit.h"
#include "sign/signed_pdf.h"
#include "sql/signed_letter.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE		"/pengaturan/sertifikat"
#define FILE_MOST	((size_t)64 << 10)

struct choice {
	int64_t	id;
};

static const struct form_field form[] = {
	FORM_AS("nomor", struct choice, id, 1, INT64_MAX, "Sertifikat"),
	FORM_END
};

/* As issuers print it: 9C:1D:77 ... */
static const char *
print_of(struct arena *a, struct bytes sha256)
{
	char hex[65], *out = arena_alloc(a, 97), *to = out;

	if (out == NULL || sha256.n != 32)
		return "";
	str_hex(hex, sha256.p, 32);
	for (size_t i = 0; i < 64; i++) {
		if (i > 0 && i % 2 == 0)
			*to++ = ':';
		*to++ = hex[i] >= 'a' ? (char)(hex[i] - 'a' + 'A') : hex[i];
	}
	*to = '\0';
	return out;
}

static void
show(struct visit *v, int status, const char *error)
{
	const struct trusted_list_in in = { .office = v->who.office };
	struct trusted_list_rows rows;

	if (trusted_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct view_certificate *at = ARENA_ARRAY(v->arena, rows.n, struct view_certificate);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_certificate){ .id = rows.at[i].id, .subject = rows.at[i].subject, .issuer = rows.at[i].issuer,
		    .valid_from = rows.at[i].valid_from, .valid_to = rows.at[i].valid_to, .added_at = rows.at[i].added_at,
		    .added_by = rows.at[i].who, .sha256 = print_of(v->arena, rows.at[i].sha256),
		    .expired = rows.at[i].valid_to.us < v->now.us };
	struct certificates_page p = { .layout = visit_layout(v, "Sertifikat Penerbit"), .form = visit_form(v, HERE, 0),
	    .rows = { at, at == NULL ? 0 : rows.n }, .error = error };
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	p.layout.failed = error != NULL;
	tpl_page_certificates(visit_page(v, status), &p);
}

void
certificates_get(struct visit *v)
{
	show(v, 200, NULL);
}

/* The certificate in the file, or why it is not taken. */
static const char *
look(struct visit *v, struct certificate *ret)
{
	const struct trusted_list_in in = { .office = v->who.office };
	const struct file_part *f = &v->req->file;
	struct trusted_list_rows rows;

	if (f->name == NULL || !str_eq(f->name, "sertifikat") || f->bytes.n == 0)
		return "Berkas belum dipilih. Pilih sertifikat penerbit (.pem, .crt, atau .cer).";
	if (f->bytes.n > FILE_MOST || certificate_read(v->arena, f->bytes, ret, &v->err) == -1)
		return "Berkas ini bukan satu sertifikat X.509 (PEM atau DER). Unduh sertifikat penerbit dari laman resminya.";
	if (!ret->authority)
		return "Ini sertifikat seseorang, bukan penerbit. Yang dipercaya adalah sertifikat penerbit (CA).";
	if (ret->valid_to.us < v->now.us)
		return "Sertifikat ini sudah tidak berlaku. Unduh yang terbaru dari laman resmi penerbitnya.";
	if (trusted_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return "Daftar sertifikat tidak dapat dibaca. Coba lagi sebentar lagi.";
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].sha256.n == sizeof ret->sha256 && memcmp(rows.at[i].sha256.p, ret->sha256, sizeof ret->sha256) == 0)
			return "Sertifikat ini sudah dipercaya.";
	return NULL;
}

static bool
add(struct visit *v, const struct certificate *c)
{
	const char *name = str_empty(c->subject) ? c->organisation : c->subject;
	const struct trusted_add_in in = { .office = v->who.office, .der = c->der, .sha256 = { c->sha256, sizeof c->sha256 },
	    .subject = arena_printf(v->arena, "%.190s", name), .issuer = arena_printf(v->arena, "%.190s", c->issuer),
	    .valid_from = c->valid_from, .valid_to = c->valid_to, .at = v->now, .actor = v->who.user };
	int64_t id = trusted_add(v->db, &in, &v->err);

	return id >= 0 && audit_write(v->db, &v->act, "SERTIFIKAT", arena_printf(v->arena, "sertifikat/%lld", (long long)id),
	    arena_printf(v->arena, "ditambah: %.150s sha256 %s", name, print_of(v->arena, in.sha256)), &v->err) == 0;
}

static bool
end(struct visit *v, int64_t id)
{
	const struct trusted_end_in in = { .id = id, .office = v->who.office, .at = v->now, .actor = v->who.user };
	int64_t n = trusted_end(v->db, &in, &v->err);

	return n >= 0 && (n == 0 || audit_write(v->db, &v->act, "SERTIFIKAT", arena_printf(v->arena, "sertifikat/%lld",
	    (long long)id), "tidak dipercaya lagi", &v->err) == 0);
}

void
certificates_post(struct visit *v)
{
	bool ends = str_eq(visit_action(v), "AKHIRI");
	struct certificate c;
	struct form_result r;
	struct choice in;
	const char *error = NULL;

	if (!ends && !visit_action_is(v, "TAMBAH"))
		return;
	if (ends && !form_read(form, v->req, v->arena, &in, &r)) {
		visit_error(v, 400);
		return;
	}
	if (!ends && (error = look(v, &c)) != NULL) {
		show(v, 422, error);
		return;
	}
	if (db_begin(v->db, &v->err) == 0 && (ends ? end(v, in.id) : add(v, &c)) && db_commit(v->db, &v->err) == 0) {
		visit_done(v, HERE, ends ? "sertifikat-akhir" : "sertifikat");
		return;
	}
	(void)db_rollback(v->db, NULL);
	visit_failed(v);
}
