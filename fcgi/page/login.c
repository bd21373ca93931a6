/*
 * Log in and out.  Served by the pool `auth`: at most as many argon2id at once as
 * the pool has processes, so a login storm holds no page.
 *
 * An unknown user costs the same time and gives the same bytes as a wrong
 * password.  After some failures a further try is refused for a growing time
 * (login_delay.h); it is never a lasting lock (TRUST 1.1, 6.3.1).
 */
#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "base/pwhash.h"
#include "base/rnd.h"
#include "base/str.h"
#include "http/csrf.h"
#include "http/form.h"
#include "page/browser.h"
#include "page/field.h"
#include "page/login_delay.h"
#include "page/page.h"
#include "page/view_work.h"
#include "page/visit.h"
#include "sql/people.h"
#include "sql/session.h"
#include "store/audit.h"
#include "store/second_factor.h"
#include "tpl.h"

#define US		INT64_C(1000000)

struct login {
	const char	*username, *password;
};

static const struct form_field form[] = {
	FORM_AS("nama_pengguna", struct login, username, 1, 40, "Nama pengguna"),
	/* every character counts: not trimmed, so read by itself */
	FORM_END
};

/* Where to go after it: a path of ours that a reply can carry, nothing else. */
static const char *
next_of(struct visit *v)
{
	const char *s = v->req->method == HTTP_POST ? request_param(v->req, "lanjut") :
	    request_query(v->req, "lanjut");

	return reply_path_ok(s) && !str_starts(s, "/masuk") ? s : "";
}

static void
show(struct visit *v, int status, struct form_result *typed, const char *message)
{
	const struct field_source src = { v->arena, form, typed };
	struct login_page p = {
		.layout = visit_layout(v, "Masuk"), .form = visit_form(v, "/masuk", 0),
		.username = field_text(&src, "nama_pengguna", ""), .message = message,
		.password = { .kind = FIELD_PASSWORD, .name = "kata_sandi", .label = "Kata sandi",
		    .required = true, .autocomplete = "current-password" },
		.next = next_of(v),
	};

	p.username.autocomplete = "username";
	p.username.autofocus = true;
	p.layout.failed = typed != NULL;
	p.layout.office = visit_office_name(v);
	p.form.errors = field_errors(v->arena, typed);
	if (message == NULL && str_eq(request_query(v->req, "sebab"), "berakhir"))
		p.message = "Sesi Anda telah berakhir. Silakan masuk kembali.";
	if (message == NULL && str_eq(request_query(v->req, "sebab"), "kode"))
		p.message = "Kode OTP salah terlalu sering. Masuk kembali dengan kata sandi.";
	tpl_page_login(visit_page(v, status), &p);
}

void
login_get(struct visit *v)
{
	if (v->who.user != 0)
		reply_redirect(v->reply, "/beranda");
	else
		show(v, 200, NULL, NULL);
}

/* An account that is closed, over or without a password yet answers like a wrong password. */
static bool
password_right(struct visit *v, const struct login_user_row *u, bool known, const char *password)
{
	bool ok = pwhash_right(known ? u->password_hash : NULL, password);

	return ok && u->active != 0 && (u->valid_to.y == 0 || day_cmp(u->valid_to, v->today) >= 0);
}

/* Under today's parameters; a failure costs nothing but the next try. */
static void
renew_hash(struct visit *v, const struct login_user_row *u, const char *password)
{
	char hash[PWHASH_SIZE];
	struct err e = { 0 };

	if (!pwhash_old(u->password_hash) || pwhash_make(password, hash, &e) == -1)
		return;
	const struct people_rehash_in in = { .id = u->id, .hash = hash };
	if (people_rehash(v->db, &in, &e) < 0)
		log_event(LOG_LEVEL_WARN, "password not rehashed", "error", e.text, NULL);
}

static int
begin_session(struct visit *v, const struct login_user_row *u, const char *username, bool *ret_code)
{
	uint8_t token[32], hash[32];
	char text[64];

	if (second_factor_wanted(v->db, v->arena, u->id, ret_code, &v->err) == -1)
		return -1;
	rnd_bytes(token, sizeof token);
	sodium_bin2base64(text, sizeof text, token, sizeof token, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	crypto_generichash(hash, sizeof hash, (const uint8_t *)text, strlen(text), NULL, 0);
	const struct session_begin_in s = { .token_hash = { hash, sizeof hash }, .user_id = u->id,
	    .at = v->now, .ends_at = { v->now.us + SESSION_HOURS * 3600 * US },
	    .address = v->req->remote, .stage = *ret_code ? SESSION_STAGE_CODE : SESSION_STAGE_FULL,
	    .browser = browser_word(v->arena, v->req->user_agent) };
	char *word = arena_alloc(v->arena, 17);
	const struct login_forgive_in forgive = { .username = username, .address = v->req->remote };
	if (word == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	str_hex(word, hash, 8);
	v->act.actor = u->id;
	v->act.office = u->office_id;
	v->act.session = word;
	if (db_begin(v->db, &v->err) == -1)
		return -1;
	if (session_begin(v->db, &s, &v->err) < 0 || login_forgive(v->db, &forgive, &v->err) < 0 ||
	    audit_write(v->db, &v->act, "MASUK", arena_printf(v->arena, "user/%lld", (long long)u->id), "", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		return -1;
	}
	reply_cookie(v->reply, COOKIE_SESSION, text, 0);
	reply_cookie(v->reply, COOKIE_PRE, "", -1);
	sodium_memzero(token, sizeof token);
	sodium_memzero(text, sizeof text);
	return 0;
}

static void
refuse(struct visit *v, struct form_result *r, int status, const char *message)
{
	form_add(r, form, "nama_pengguna", message);
	show(v, status, r, NULL);
}

/* The second step (login_code.c); where to go after it goes along. */
static void
to_code(struct visit *v, const char *next)
{
	struct out o = { 0 };

	out_init(&o, 4096);
	OUT_LIT(&o, "/masuk/kode?lanjut=");
	out_url_part(&o, next);
	out_raw(&o, "", 1);
	reply_redirect(v->reply, *next == '\0' || o.failed ? "/masuk/kode" : o.p);
	out_free(&o);
}

void
login_post(struct visit *v)
{
	const char *password = request_param(v->req, "kata_sandi");
	struct login_user_row user = { 0 };
	struct form_result r;
	struct login in = { 0 };
	int64_t try, wait;

	if (!form_read(form, v->req, v->arena, &in, &r) || str_empty(password)) {
		if (str_empty(password))
			form_add(&r, form, "kata_sandi", "Kata sandi belum diisi.");
		show(v, 422, &r, NULL);
		return;
	}
	const struct login_user_in ask = { .username = in.username };
	int n = login_user(v->db, v->arena, &ask, &user, &v->err);
	if (n < 0 || login_try(v, in.username, &try, &wait) == -1) {
		visit_failed(v);
		return;
	}
	if (wait > 0) {
		reply_header(v->reply, "Retry-After", arena_printf(v->arena, "%lld", (long long)wait));
		refuse(v, &r, 429, arena_printf(v->arena,
		    "Terlalu banyak percobaan masuk. Tunggu %lld detik, lalu coba lagi.", (long long)wait));
		return;
	}
	if (!password_right(v, &user, n == 1, password)) {
		if (login_trace(v, try, user.id, user.office_id) == -1)
			visit_failed(v);
		else
			refuse(v, &r, 422, "Nama pengguna atau kata sandi salah.");
		return;
	}
	bool code = false;
	if (begin_session(v, &user, in.username, &code) == -1) {
		visit_failed(v);
		return;
	}
	renew_hash(v, &user, password);
	login_sweep(v);
	const char *next = next_of(v);
	if (code) {
		to_code(v, next);
		return;
	}
	reply_redirect(v->reply, *next == '\0' ? "/beranda" : next);
}

void
logout_post(struct visit *v)
{
	const struct session_end_in in = { .token_hash = v->who.token_hash };

	if (session_end(v->db, &in, &v->err) < 0 ||
	    audit_write(v->db, &v->act, "KELUAR", arena_printf(v->arena, "user/%lld", (long long)v->who.user), "", &v->err) == -1) {
		visit_failed(v);
		return;
	}
	reply_cookie(v->reply, COOKIE_SESSION, "", -1);
	reply_redirect(v->reply, "/masuk?pesan=keluar");
}

void
root_get(struct visit *v)
{
	reply_redirect(v->reply, v->who.user != 0 ? "/beranda" : "/masuk");
}
