/*
 * /akun/kode-otp - a person's second factor: enrol, recovery codes, at login too, remove.
 *
 * The secret is made here, shown once and kept sealed to rekam-signd's key; from then on nobody
 * but signd can read it, this pool neither.  Every code, also the first one, is looked at by
 * signd and bound to the form that sent it: the same form sent twice has one effect.
 */
#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/qr.h"
#include "page/view_factor.h"
#include "page/visit.h"
#include "sign/client.h"
#include "sign/factor.h"
#include "sign/letter_key.h"
#include "sql/second_factor.h"
#include "store/audit.h"
#include "store/second_factor.h"
#include "tpl.h"

#define PATH	"/akun/kode-otp"

enum { FEW = 3 };

struct code_form {
	const char	*code;
};

static const struct form_field form[] = {
	FORM_MAY_AS("kode_otp", struct code_form, code, 1, 40, "Kode OTP"),
	FORM_END
};

struct look {
	int				 status;
	const struct form_result	*typed;
	const uint8_t			*secret;	/* just made: shown this once */
};

static const char *
me(struct visit *v)
{
	return arena_printf(v->arena, "user/%lld", (long long)v->who.user);
}

/* The secret in groups of four, and as QR code. */
static int
reveal(struct visit *v, const uint8_t *secret, struct factor_page *p)
{
	const char *text = totp_base32(v->arena, secret, TOTP_SECRET_LEN), *grouped = "";
	const char *uri = text == NULL ? NULL : factor_uri(v->arena,
	    arena_printf(v->arena, "rekam %s", v->who.office_name), v->who.username, text);

	if (uri == NULL)
		return err_set(&v->err, ERR_FULL, 0, "the secret cannot be shown");
	for (size_t i = 0; text[i] != '\0'; i += strnlen(text + i, 4))
		grouped = arena_printf(v->arena, "%s%s%.4s", grouped, i == 0 ? "" : " ", text + i);
	p->secret = grouped;
	p->qr = qr_svg(v->arena, uri, "Kode QR kunci rahasia untuk aplikasi autentikator");
	return 0;
}

static int
removed(struct visit *v, struct factor_page *p)
{
	const struct factor_removed_in in = { .user = v->who.user };
	struct factor_removed_row row;
	int n = factor_removed(v->db, v->arena, &in, &row, &v->err);

	if (n == 1) {
		struct fmt f;
		const char *at = fmt_when(&f, row.removed_at);
		p->removed = row.removed_by == v->who.user ?
		    arena_printf(v->arena, "Anda menghapus kode OTP Anda pada %s.", at) :
		    arena_printf(v->arena, "Kode OTP Anda dihapus oleh %s pada %s. Jika Anda tidak memintanya, laporkan kepada atasan Anda.",
		    row.name == NULL ? "Administrator Sistem" : row.name, at);
	}
	return n == -1 ? -1 : 0;
}

static void
show(struct visit *v, const struct look *k)
{
	const struct field_source src = { v->arena, form, k->typed };
	const struct factor_mine_in in = { .user = v->who.user };
	struct factor_mine_row row = { 0 };
	struct factor_page p = { .layout = visit_layout(v, "Kode OTP"),
	    .form = visit_form(v, PATH, 0), .signer = visit_has(v, ROLE_SIGNERS) };
	int n = factor_mine(v->db, v->arena, &in, &row, &v->err);

	if (n == -1 || (n == 0 && removed(v, &p) == -1) ||
	    (k->secret != NULL && reveal(v, k->secret, &p) == -1)) {
		visit_failed(v);
		return;
	}
	p.stage = n == 0 ? FACTOR_NONE : row.confirmed_at.us == 0 ? FACTOR_PENDING : FACTOR_ACTIVE;
	p.since = row.confirmed_at;
	p.recovery = (int)row.recovery;
	p.few = row.recovery <= FEW;
	p.login = row.login != 0;
	p.code = field_text(&src, "kode_otp", "");
	p.code.kind = FIELD_CODE;
	p.code.required = true;
	p.code.autocomplete = "one-time-code";
	p.code.size = 20;
	p.layout.failed = k->typed != NULL;
	p.form.errors = field_errors(v->arena, k->typed);
	tpl_page_factor(visit_page(v, k->status), &p);
}

void
factor_get(struct visit *v)
{
	const struct look k = { .status = 200 };

	show(v, &k);
}

/* A new secret in the place of one that was never confirmed; 1, 0 (one is in use), -1. */
static int
begin(struct visit *v, const uint8_t sealed[FACTOR_SEALED_LEN])
{
	const struct factor_begin_in add = { .user = v->who.user,
	    .sealed = { sealed, FACTOR_SEALED_LEN }, .at = v->now };
	const struct factor_remove_in old = { .user = v->who.user, .actor = v->who.user, .at = v->now };
	struct second_factor f;

	if (second_factor_state(v->db, v->arena, v->who.user, &f, &v->err) == -1)
		return -1;
	if (f.has)
		return 0;
	if (factor_remove(v->db, &old, &v->err) < 0 || factor_begin(v->db, &add, &v->err) < 0 ||
	    audit_write(v->db, &v->act, "KODE_OTP_MULAI", me(v), "", &v->err) == -1)
		return -1;
	return 1;
}

static void
post_begin(struct visit *v)
{
	const char *path = conf_must(v->site->conf, "signd", "factor_public", &v->err);
	uint8_t key[32], secret[TOTP_SECRET_LEN], sealed[FACTOR_SEALED_LEN];
	const struct look k = { .status = 200, .secret = secret };
	int n = -1;

	if (path != NULL && letter_public_read(path, key, &v->err) == 0 &&
	    factor_seal(key, v->who.user, secret, sealed, &v->err) == 0 &&
	    db_begin(v->db, &v->err) == 0 && (n = begin(v, sealed)) == 1 &&
	    db_commit(v->db, &v->err) == -1)
		n = -1;
	if (n != 1)
		(void)db_rollback(v->db, NULL);
	if (n == 1)
		show(v, &k);
	else if (n == 0)
		reply_redirect(v->reply, PATH);
	else
		visit_failed(v);
	sodium_memzero(secret, sizeof secret);
}

/* Ten new codes in the place of the old ones, inside the caller's transaction. */
static int
recovery_renew(struct visit *v, int64_t factor, struct view_recovery *ret)
{
	const struct factor_recovery_clear_in clear = { .user = v->who.user };
	char code[FACTOR_CODE_SIZE];
	uint8_t hash[32];
	const struct factor_recovery_add_in add = { .factor = factor, .hash = { hash, sizeof hash },
	    .at = v->now };
	int rc = factor_recovery_clear(v->db, &clear, &v->err) < 0 ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < FACTOR_RECOVERY_CODES; i++) {
		factor_recovery_new(code);
		factor_recovery_hash(v->who.user, code, hash);
		ret[i].code = factor_recovery_show(v->arena, code);
		if (factor_recovery_add(v->db, &add, &v->err) < 0)
			rc = -1;
	}
	sodium_memzero(code, sizeof code);
	return rc;
}

/* Confirms the enrolment (or finds it confirmed) and shows new recovery codes. */
static void
give_codes(struct visit *v, bool confirm)
{
	const struct factor_mine_in in = { .user = v->who.user };
	struct view_recovery *at = ARENA_ARRAY(v->arena, FACTOR_RECOVERY_CODES, struct view_recovery);
	struct factor_mine_row row;
	bool done = false;

	if (at == NULL || factor_mine(v->db, v->arena, &in, &row, &v->err) != 1 ||
	    (!confirm && row.confirmed_at.us == 0) || (confirm && row.confirmed_at.us != 0)) {
		reply_redirect(v->reply, PATH);		/* changed in another tab, or sent twice */
		return;
	}
	const struct factor_confirm_in set = { .user = v->who.user, .id = row.id, .at = v->now };
	if (db_begin(v->db, &v->err) == 0 &&
	    (!confirm || factor_confirm(v->db, &set, &v->err) == 1) &&
	    recovery_renew(v, row.id, at) == 0 &&
	    audit_write(v->db, &v->act, confirm ? "KODE_OTP_AKTIF" : "KODE_PEMULIHAN_BARU", me(v), "",
	    &v->err) == 0 && db_commit(v->db, &v->err) == 0)
		done = true;
	if (!done) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	struct recovery_page p = { .layout = visit_layout(v, "Kode pemulihan"), .user = v->who.name,
	    .at = v->now, .codes = { at, FACTOR_RECOVERY_CODES } };
	tpl_page_factor_recovery(visit_page(v, 200), &p);
}

/* What this form's code is used for. */
static void
binding_of(struct visit *v, uint8_t ret[32])
{
	crypto_generichash_state h;

	(void)crypto_generichash_init(&h, NULL, 0, 32);
	(void)crypto_generichash_update(&h, (const uint8_t *)PATH, sizeof PATH);
	(void)crypto_generichash_update(&h, (const uint8_t *)v->act.request, strlen(v->act.request));
	(void)crypto_generichash_final(&h, ret, 32);
}

static const char *
message(struct visit *v, const struct sign_answer *a)
{
	if (a->why == SIGN_NO_TRIES)
		return arena_printf(v->arena, "Terlalu banyak kode yang salah. Tunggu %lld detik, lalu coba lagi.",
		    (long long)a->wait);
	if (a->why == SIGN_NO_USED)
		return "Kode ini sudah dipakai. Tunggu kode berikutnya tampil di aplikasi, lalu ketik kode itu.";
	if (a->why == SIGN_NO_CODE || a->why == SIGN_NO_FACTOR || a->why == SIGN_NO_REQUEST)
		return "Kode OTP salah. Ketik kode yang sedang tampil di aplikasi autentikator; periksa juga jam ponsel Anda.";
	return NULL;
}

/* The code of the form is right; false after an answer was made. */
static bool
code_right(struct visit *v)
{
	struct look k = { .status = 422 };
	struct sign_answer answer = { .why = SIGN_NO_CODE };
	struct form_result r;
	struct code_form in;
	char code[FACTOR_CODE_SIZE];
	uint8_t binding[32];
	const char *text = NULL;

	k.typed = &r;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, &k);
		return false;
	}
	binding_of(v, binding);
	if (str_empty(in.code))
		text = "Kode OTP belum diisi. Ketik enam angka dari aplikasi autentikator.";
	else if (factor_code(in.code, code) == FACTOR__MAX)
		text = "Kode OTP terdiri atas enam angka; kode pemulihan atas 24 huruf dan angka.";
	else if (sign_check_code(v->site->signd, v->who.user, code, binding, &answer, &v->err) == 0)
		return true;
	else if ((text = message(v, &answer)) != NULL &&
	    audit_write(v->db, &v->act, "KODE_DITOLAK", me(v), sign_refusal_word(answer.why), &v->err) == -1)
		text = NULL;
	if (text != NULL) {
		form_add(&r, form, "kode_otp", text);
		k.status = answer.wait > 0 ? 429 : 422;
		show(v, &k);
	} else if (v->err.kind == ERR_AWAY && answer.why == SIGN_NO_AWAY)
		visit_error_text(v, 503, "Layanan tanda tangan tidak aktif",
		    "Kode Anda belum dapat diperiksa. Tunggu sebentar, lalu coba lagi.");
	else
		visit_failed(v);
	return false;
}

static void
set_login(struct visit *v, bool yes)
{
	const struct factor_login_in in = { .user = v->who.user, .login = yes };
	int64_t n = -1;

	if (db_begin(v->db, &v->err) == -1 || (n = factor_login(v->db, &in, &v->err)) < 0 ||
	    audit_write(v->db, &v->act, "KODE_OTP_MASUK", me(v), yes ? "ya" : "tidak", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, PATH, yes ? "kode-masuk-ya" : "kode-masuk-tidak");
}

static void
take_away(struct visit *v)
{
	if (db_begin(v->db, &v->err) == -1 ||
	    second_factor_remove(v->db, v->arena, &v->act, v->who.user, &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, PATH, "kode-otp-hapus");
}

void
factor_post(struct visit *v)
{
	const char *act = visit_action(v);

	if (str_eq(act, "MULAI"))
		post_begin(v);
	else if (str_eq(act, "AKTIFKAN")) {
		if (code_right(v))
			give_codes(v, true);
	} else if (str_eq(act, "KODE_BARU"))
		give_codes(v, false);
	else if (str_eq(act, "MASUK_YA") || str_eq(act, "MASUK_TIDAK"))
		set_login(v, str_eq(act, "MASUK_YA"));
	else if (str_eq(act, "HAPUS")) {
		if (code_right(v))
			take_away(v);
	} else
		visit_error(v, 400);
}
