/*
 * Step 4, where the official signs with the government's certificate service (BSrE) instead of ink: the
 * frozen letter is downloaded, signed there, and comes back as a signed PDF.  It is checked
 * (import_check.h), shown with what the check found, and taken: from then on its bytes are the letter,
 * with the number that the letter has, for preview, print and archive alike.
 *
 * Offered where the office trusts a certificate; pool upload.
 */
#include <sodium.h>

#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/frozen.h"
#include "print/render.h"
#include "sql/office.h"
#include "sql/signed_letter.h"
#include "step/import_check.h"
#include "step/import_take.h"
#include "step/signing.h"
#include "step/step.h"
#include "store/audit.h"
#include "tpl.h"

#define WHERE	"surat-tte"

struct decision {
	const char	*hash;		/* of the file that was shown, 64 hex digits */
	bool		 compared;
	const char	*same_reason;
};

static const struct form_field form[] = {
	FORM_MAY_AS("sidik_berkas", struct decision, hash, 64, 64, "Berkas"),
	FORM_MAY_AS("sesuai", struct decision, compared, 0, 0, "Isi dan penanda tangan sudah dicocokkan"),
	FORM_LINES_MAY_AS("alasan_sama", struct decision, same_reason, 400, "Alasan verifikator menandatangani sendiri"),
	FORM_END
};

/* The case, its letter and who signs it; a file that is there already. */
struct import {
	struct casefile_get_row		 row;
	struct document_letter_row	 letter;
	struct signatory_get_row	 signer;
	struct import_get_row		 file;
	bool				 has_file, trusts;
};

/* 1; 0 after an answer. */
static int
read_it(struct visit *v, struct import *i)
{
	const struct trusted_any_in office = { .office = v->who.office };
	struct trusted_any_row trusts;
	int n;

	if (!case_load(v, &i->row))
		return 0;
	const struct document_letter_in in = { .case_id = i->row.id };
	if (!str_eq(i->row.status, "MENUNGGU_TTD") || str_eq(i->row.sign_mode, "ELEKTRONIK")) {
		reply_redirect(v->reply, case_href(v, i->row.id, NULL));
		return 0;
	}
	n = document_letter(v->db, v->arena, &in, &i->letter, &v->err);
	if (n == 1) {
		const struct signatory_get_in who = { .id = i->letter.signatory_id, .office = v->who.office };
		const struct import_get_in file = { .document = i->letter.id };
		int found = 0;
		if ((n = signatory_get(v->db, v->arena, &who, &i->signer, &v->err)) == 1 &&
		    (n = trusted_any(v->db, v->arena, &office, &trusts, &v->err)) == 1 &&
		    (found = import_get(v->db, v->arena, &file, &i->file, &v->err)) == -1)
			n = -1;
		i->has_file = found == 1;
		i->trusts = n == 1 && trusts.n > 0;
	}
	if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error(v, 404);
	return n == 1;
}

static struct view_warning_list
warnings(struct visit *v, const struct import *i)
{
	struct view_warning *at = ARENA_ARRAY(v->arena, 2, struct view_warning);
	size_t n = 0;

	if (at == NULL)
		return (struct view_warning_list){ 0 };
	if (!import_same_name(i->file.signer, i->signer.name))
		at[n++] = (struct view_warning){ arena_printf(v->arena, "Sertifikat atas nama %s, sedangkan surat atas nama %s: pastikan keduanya orang yang sama.",
		    i->file.signer, i->signer.name) };
	if (!i->file.same_bytes)
		at[n++] = (struct view_warning){ "Layanan tanda tangan menyusun ulang PDF-nya. Cocokkan setiap baris pratinjau dengan surat asal." };
	return (struct view_warning_list){ at, n };
}

static int
fill_file(struct visit *v, const struct import *i, const struct field_source *src, struct import_page *p)
{
	const char *here = case_href(v, i->row.id, WHERE);
	struct signing_duty d;

	p->signer = i->file.signer;
	p->organisation = i->file.organisation;
	p->issuer = i->file.issuer;
	p->serial = i->file.serial;
	p->signers = (int)i->file.signers;
	p->signed_at = i->file.signed_at;
	p->uploaded_at = i->file.uploaded_at;
	p->uploaded_by = i->file.who;
	p->same_bytes = i->file.same_bytes != 0;
	char *hex = arena_alloc(v->arena, 65);
	if (hex == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	str_hex(hex, i->file.sha256.p, 32);
	p->file_hash = hex;
	p->picture = arena_printf(v->arena, "%s/gambar?versi=%lld", here, (long long)i->file.uploaded_at.us);
	p->warnings = warnings(v, i);
	if (p->warnings.n > 0) {
		p->compared = field_tick(src, "sesuai", false);
		p->compared.required = true;
	}
	if (signing_duty(v, i->row.id, i->signer.user_id, &d) == -1)
		return -1;
	p->take = (struct view_action){ .verb = sop_move[MOVE_SIGNED_FILE].verb, .value = sop_move[MOVE_SIGNED_FILE].word };
	p->duty = d.text;
	if (d.duty == DUTY_BLOCKED)
		p->take.why_not = d.text;
	if (d.duty == DUTY_REASON) {
		p->duty_reason = field_lines(src, "alasan_sama", "");
		p->duty_reason.required = true;
	}
	p->drop = (struct view_action){ .verb = "Buang berkas ini", .value = "BUANG" };
	return 0;
}

static void
show(struct visit *v, int status, const struct import *i, struct form_result *typed, const char *error)
{
	const struct field_source src = { v->arena, form, typed };
	struct import_page p = {
		.layout = visit_layout(v, "Surat Bertanda Tangan Elektronik"), .head = case_view_head(v, &i->row),
		.form = visit_form(v, case_href(v, i->row.id, WHERE), i->row.version), .error = error,
		.letter_number = i->letter.letter_number, .letter_day = i->letter.letter_day,
		.signatory = arena_printf(v->arena, "%s – %s", i->signer.name, i->signer.title),
		.download = arena_printf(v->arena, "/permohonan/%lld/surat/%lld/unduh", (long long)i->row.id, (long long)i->letter.id),
		.ink = case_href(v, i->row.id, "penandatanganan"), .trusts = i->trusts, .has_file = i->has_file,
	};

	if (i->has_file && fill_file(v, i, &src, &p) == -1) {
		visit_failed(v);
		return;
	}
	visit_crumb(v, &p.layout, p.head.href, i->row.name);
	p.layout.failed = typed != NULL || error != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_step_import(visit_page(v, status), &p);
}

void
import_get_page(struct visit *v)
{
	struct import i;

	if (read_it(v, &i))
		show(v, 200, &i, NULL, NULL);
}

void
import_picture_get(struct visit *v)
{
	struct import i;
	struct bytes png;

	if (!read_it(v, &i))
		return;
	if (!i.has_file)
		visit_error(v, 404);
	else if (audit_look(v->db, v->arena, &v->act, "LIHAT_SURAT", arena_printf(v->arena, "document/%lld",
	    (long long)i.letter.id), &v->err) == -1)
		visit_failed(v);
	else if (render_picture(v->site->render, v->arena, i.file.bytes, 1, 80, &png, &v->err) == -1)
		visit_error(v, v->err.kind == ERR_INPUT ? 404 : 503);
	else
		reply_png(v->reply, png);
}

/* ---- a file comes ---- */

static bool
store(struct visit *v, const struct import *i, struct bytes file, const struct import_found *f)
{
	const struct certificate *c = &f->pdf.signer[f->pdf.n - 1];
	uint8_t hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof hash + 1];

	(void)crypto_hash_sha256(hash, file.p, file.n);
	str_hex(hex, hash, sizeof hash);
	const struct import_put_in in = { .document = i->letter.id, .bytes = file, .sha256 = { hash, sizeof hash },
	    .same_bytes = f->same_bytes, .pages = f->pages, .signers = (int64_t)f->pdf.n,
	    .signer = arena_printf(v->arena, "%.190s", c->subject), .organisation = arena_printf(v->arena, "%.190s", c->organisation),
	    .issuer = arena_printf(v->arena, "%.190s", c->issuer), .serial = arena_printf(v->arena, "%.80s", c->serial),
	    .certificate = { c->sha256, sizeof c->sha256 }, .signed_at = f->pdf.signed_at[f->pdf.n - 1],
	    .at = v->now, .actor = v->who.user };
	return import_put(v->db, &in, &v->err) >= 0 && audit_write(v->db, &v->act, "UNGGAH_TTE", arena_printf(v->arena,
	    "document/%lld", (long long)i->letter.id), arena_printf(v->arena, "sha256 %s, sertifikat %s, penerbit %.120s", hex,
	    in.serial, c->issuer), &v->err) == 0;
}

static void
upload(struct visit *v, const struct import *i)
{
	const struct file_part *f = &v->req->file;
	struct document_bytes_row frozen;
	struct import_found found;
	const char *no = NULL;
	int n;

	if (f->name == NULL || !str_eq(f->name, "surat") || f->bytes.n == 0)
		no = "Berkas belum dipilih. Pilih PDF yang sudah ditandatangani.";
	else if (f->bytes.n > IMPORT_MOST)
		no = "Berkas lebih besar daripada 2 MiB. Surat bertanda tangan tidak sebesar itu; periksa berkasnya.";
	if (no != NULL) {
		show(v, 422, i, NULL, no);
		return;
	}
	if ((n = frozen_read(v, i->letter.id, &frozen)) == 1)
		n = import_check(v, f->bytes, &i->letter, &frozen, i->row.nik, &found, &no);
	if (n == 0)
		show(v, no == NULL ? 409 : 422, i, NULL, no == NULL ? "Surat asal belum ada." : no);
	else if (n == -1 && v->err.kind == ERR_AWAY)
		visit_error_text(v, 503, "Berkas belum dapat diperiksa",
		    "Layanan pembaca PDF tidak menjawab. Berkas belum disimpan; tunggu sebentar, lalu unggah sekali lagi.");
	else if (n == 1 && db_begin(v->db, &v->err) == 0 && store(v, i, f->bytes, &found) && db_commit(v->db, &v->err) == 0)
		visit_done(v, case_href(v, i->row.id, WHERE), "tte-diperiksa");
	else {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
	}
}

static void
drop(struct visit *v, const struct import *i)
{
	const struct import_drop_in in = { .document = i->letter.id };

	if (db_begin(v->db, &v->err) == 0 && import_drop(v->db, &in, &v->err) >= 0 && audit_write(v->db, &v->act, "BUANG_TTE",
	    arena_printf(v->arena, "document/%lld", (long long)i->letter.id), "", &v->err) == 0 && db_commit(v->db, &v->err) == 0) {
		visit_done(v, case_href(v, i->row.id, WHERE), "tte-dibuang");
		return;
	}
	(void)db_rollback(v->db, NULL);
	visit_failed(v);
}

/* ---- it is taken ---- */

static void
take(struct visit *v, const struct import *i, const struct decision *in, struct form_result *r)
{
	struct signed_pdf again;
	struct signing_duty d;
	const char *no = NULL, *location;
	char hex[65];
	int n = i->has_file ? import_signed(v, i->file.bytes, &again, &no) : 1;

	if (n == -1 || signing_duty(v, i->row.id, i->signer.user_id, &d) == -1) {
		visit_failed(v);
		return;
	}
	if (n == 0) {	/* what was trusted when it was uploaded is not now */
		show(v, 422, i, NULL, no);
		return;
	}
	if (i->has_file)
		str_hex(hex, i->file.sha256.p, 32);
	if (!i->has_file || !str_eq(in->hash, hex)) {
		visit_conflict(v, MOVE_SIGNED_FILE, sop_move[MOVE_SIGNED_FILE].verb, case_href(v, i->row.id, WHERE), form);
		return;
	}
	if (warnings(v, i).n > 0 && !in->compared)
		form_add(r, form, "sesuai", "Belum dicocokkan. Bandingkan pratinjau dengan surat asal, lalu beri centang.");
	if (!duty_allows(d.duty, in->same_reason))
		form_add(r, form, "alasan_sama", d.duty == DUTY_BLOCKED ? d.text :
		    "Alasan belum diisi. Tuliskan mengapa verifikator menandatangani berkas ini sendiri.");
	if (!r->ok) {
		show(v, 422, i, r, NULL);
		return;
	}
	struct import_take_order o = { v, &i->letter, &i->file, i->signer.user_id, in->same_reason };
	const struct change_order order = { .id = i->row.id, .version = visit_version(v), .run = import_taken, .arg = &o,
	    .location = case_href(v, i->row.id, NULL) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {
		visit_error_text(v, 409, "Surat belum dapat dipakai", v->err.text);
		return;
	}
	visit_change_end(v, end, MOVE_SIGNED_FILE, case_href(v, i->row.id, NULL), location, "tte-dipakai", form);
}

void
import_post(struct visit *v)
{
	const char *what = visit_action(v), *location;
	struct form_result r;
	struct decision in;
	struct import i;

	if (change_repeated(v->db, v->arena, &v->act, &location, &v->err) == 1) {
		visit_done(v, location, "tte-dipakai");
		return;
	}
	if (!read_it(v, &i))
		return;
	if (str_eq(what, "UNGGAH"))
		upload(v, &i);
	else if (str_eq(what, "BUANG"))
		drop(v, &i);
	else if (!visit_action_is(v, sop_move[MOVE_SIGNED_FILE].word))
		return;
	else if (!form_read(form, v->req, v->arena, &in, &r))
		show(v, 422, &i, &r, NULL);
	else
		take(v, &i, &in, &r);
}
