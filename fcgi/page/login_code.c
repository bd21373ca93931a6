/*
 * /masuk/kode - the second step of logging in, for those who chose it: the session is there with
 * stage KODE and opens nothing else until rekam-signd has said that the code is right.  It then
 * gets a new token.  Whatever is wrong with a code, the answer is the same; after five wrong ones
 * the session ends and the password is asked again.
 */
#include <sodium.h>
#include <string.h>

#include "base/rnd.h"
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/hold.h"
#include "page/page.h"
#include "page/view_factor.h"
#include "page/visit.h"
#include "sign/client.h"
#include "sign/factor.h"
#include "sql/second_factor.h"
#include "store/audit.h"
#include "tpl.h"

#define PATH	"/masuk/kode"

enum { TRIES = 5 };

struct code_form {
	const char	*code;
};

static const struct form_field form[] = {
	FORM_MAY_AS("kode_otp", struct code_form, code, 1, 40, "Kode OTP"),
	FORM_END
};

static void
show(struct visit *v, int status, const struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct login_code_page p = { .layout = visit_layout(v, "Kode OTP"),
	    .form = visit_form(v, PATH, 0), .code = field_text(&src, "kode_otp", ""),
	    .next = hold_next(v) };

	p.layout.user = NULL;		/* no navigation before the door is open */
	p.layout.nav.n = p.layout.banners.n = 0;
	p.code.kind = FIELD_CODE;
	p.code.required = true;
	p.code.autofocus = true;
	p.code.autocomplete = "one-time-code";
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_login_code(visit_page(v, status), &p);
}

/* This session waits for its code; false after an answer was made. */
static bool
waits(struct visit *v)
{
	if (v->who.state == SESSION_CODE)
		return true;
	reply_redirect(v->reply, "/beranda");
	return false;
}

void
login_code_get(struct visit *v)
{
	if (waits(v))
		show(v, 200, NULL);
}

/* The same code is good again for the same session only. */
static void
binding_of(struct visit *v, uint8_t ret[32])
{
	crypto_generichash_state h;

	(void)crypto_generichash_init(&h, NULL, 0, 32);
	(void)crypto_generichash_update(&h, (const uint8_t *)PATH, sizeof PATH);
	(void)crypto_generichash_update(&h, v->who.token_hash.p, v->who.token_hash.n);
	(void)crypto_generichash_final(&h, ret, 32);
}

static void
opened(struct visit *v)
{
	uint8_t token[32], hash[32];
	char text[64];
	const char *next = hold_next(v);

	rnd_bytes(token, sizeof token);
	sodium_bin2base64(text, sizeof text, token, sizeof token, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	crypto_generichash(hash, sizeof hash, (const uint8_t *)text, strlen(text), NULL, 0);
	const struct session_promote_in in = { .token_hash = v->who.token_hash,
	    .fresh_hash = { hash, sizeof hash }, .now = v->now };
	int64_t n = -1;
	if (db_begin(v->db, &v->err) == 0 && (n = session_promote(v->db, &in, &v->err)) == 1 &&
	    (audit_write(v->db, &v->act, "MASUK_KODE", arena_printf(v->arena, "user/%lld",
	    (long long)v->who.user), "", &v->err) == -1 || db_commit(v->db, &v->err) == -1))
		n = -1;
	if (n != 1) {
		(void)db_rollback(v->db, NULL);
		if (n == 0)	/* the same form was faster */
			reply_redirect(v->reply, "/masuk");
		else
			visit_failed(v);
		return;
	}
	reply_cookie(v->reply, COOKIE_SESSION, text, 0);
	reply_redirect(v->reply, *next == '\0' ? "/beranda" : next);
	sodium_memzero(token, sizeof token);
	sodium_memzero(text, sizeof text);
}

/* Counts the wrong code; the fifth ends the session. */
static void
wrong(struct visit *v, struct form_result *r)
{
	const struct session_code_wrong_in in = { .token_hash = v->who.token_hash };
	const struct session_code_end_in end = { .token_hash = v->who.token_hash, .tries = TRIES };
	int64_t n = -1;

	if (db_begin(v->db, &v->err) == -1 || session_code_wrong(v->db, &in, &v->err) < 0 ||
	    (n = session_code_end(v->db, &end, &v->err)) < 0 ||
	    audit_write(v->db, &v->act, "GAGAL_KODE", arena_printf(v->arena, "user/%lld",
	    (long long)v->who.user), n == 1 ? "sesi diakhiri" : "", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	if (n == 1) {
		reply_cookie(v->reply, COOKIE_SESSION, "", -1);
		reply_redirect(v->reply, "/masuk?sebab=kode");
		return;
	}
	form_add(r, form, "kode_otp", "Kode salah atau sudah dipakai. Ketik kode yang sedang tampil di aplikasi autentikator.");
	show(v, 422, r);
}

void
login_code_post(struct visit *v)
{
	struct sign_answer a = { .why = SIGN_NO_CODE };
	struct form_result r;
	struct code_form in;
	char code[FACTOR_CODE_SIZE] = "";
	uint8_t binding[32];

	if (!waits(v))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r) ||
	    factor_code(in.code, code) == FACTOR__MAX) {
		wrong(v, &r);
		return;
	}
	binding_of(v, binding);
	if (sign_check_code(v->site->signd, v->who.user, code, binding, &a, &v->err) == 0)
		opened(v);
	else if (a.why == SIGN_NO_TRIES) {
		reply_header(v->reply, "Retry-After", arena_printf(v->arena, "%lld", (long long)a.wait));
		form_add(&r, form, "kode_otp", arena_printf(v->arena,
		    "Terlalu banyak kode yang salah. Tunggu %lld detik, lalu coba lagi.", (long long)a.wait));
		show(v, 429, &r);
	} else if (a.why == SIGN_NO_CODE || a.why == SIGN_NO_USED || a.why == SIGN_NO_FACTOR)
		wrong(v, &r);
	else if (a.why == SIGN_NO_AWAY)
		visit_error_text(v, 503, "Layanan kode tidak aktif",
		    "Kode Anda belum dapat diperiksa. Tunggu sebentar, lalu coba lagi.");
	else
		visit_failed(v);
}
