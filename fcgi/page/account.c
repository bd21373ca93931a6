/*
 * /akun: what everybody does to his own account: password, PIN, sessions.
 * Served by the pool `auth`, which alone sees password hashes.
 */
#include "base/pwhash.h"
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/new_password.h"
#include "page/page.h"
#include "page/proof.h"
#include "page/view_people.h"
#include "page/visit.h"
#include "sql/session.h"
#include "store/audit.h"
#include "tpl.h"

/* Secrets are read raw: every character counts. */
static const struct form_field secrets[] = { FORM_END };

static const char *
me(struct visit *v)
{
	return arena_printf(v->arena, "user/%lld", (long long)v->who.user);
}

static int
my_session(struct visit *v, int64_t *ret_id)
{
	const struct session_who_in in = { .token_hash = v->who.token_hash, .now = v->now, .today = v->today };
	struct session_who_row row;
	int n = session_who(v->db, v->arena, &in, &row, &v->err);

	*ret_id = n == 1 ? row.id : 0;
	return n < 0 ? -1 : 0;
}

static int
sessions(struct visit *v, struct view_session_list *ret)
{
	const struct session_list_in in = { .user_id = v->who.user, .now = v->now };
	struct session_list_rows rows;
	int64_t mine;

	if (my_session(v, &mine) == -1 || session_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_session *at = ARENA_ARRAY(v->arena, rows.n, struct view_session);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_session){
			.id = rows.at[i].id, .browser = rows.at[i].browser, .address = rows.at[i].address,
			.begun_at = rows.at[i].begun_at, .seen_at = rows.at[i].seen_at,
			.mine = rows.at[i].id == mine, .locked = rows.at[i].locked_at.us != 0,
		};
	*ret = (struct view_session_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

void
account_get(struct visit *v)
{
	const struct people_secrets_in in = { .id = v->who.user };
	struct people_secrets_row row;
	struct account_page p = { .layout = visit_layout(v, "Akun saya"), .form = visit_form(v, "/akun/sesi", 0),
	    .office = v->who.office_name };

	if (people_secrets(v->db, v->arena, &in, &row, &v->err) != 1 || sessions(v, &p.sessions) == -1) {
		visit_failed(v);
		return;
	}
	p.username = row.username;
	p.name = row.name;
	p.nip = row.nip;
	p.roles = p.layout.roles;
	p.password_at = row.password_at;
	p.policy = new_password_rules(v, row.policy);
	p.pin = *row.pin_hash != '\0';
	p.valid_to = row.valid_to;
	tpl_page_account(visit_page(v, 200), &p);
}

/* Ends one session (sesi=ID) or all others. */
void
account_sessions_post(struct visit *v)
{
	const char *which = request_param(v->req, "sesi");
	const struct session_end_others_in others = { .user_id = v->who.user, .but = v->who.token_hash };
	int64_t id = 0, n;

	if (db_begin(v->db, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	if (str_int(which, 1, INT64_MAX, &id)) {
		const struct session_end_one_in one = { .id = id, .user_id = v->who.user };
		n = session_end_one(v->db, &one, &v->err);
	} else
		n = session_end_others(v->db, &others, &v->err);
	if (n < 0 || audit_write(v->db, &v->act, "SESI_DIAKHIRI", me(v), id == 0 ? "lainnya" : "satu", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, "/akun", "sesi-diakhiri");
}

static void
password_show(struct visit *v, int status, struct form_result *typed)
{
	struct password_page p = {
		.layout = visit_layout(v, "Ganti kata sandi"), .form = visit_form(v, "/akun/kata-sandi", 0),
		.present = { .kind = FIELD_PASSWORD, .name = "kata_sandi", .label = "Kata sandi sekarang",
		    .required = true, .autocomplete = "current-password", .autofocus = typed == NULL,
		    .error = typed == NULL ? NULL : form_message(typed, "kata_sandi") },
		.rules = new_password_rules(v, v->who.policy), .username = v->who.username,
	};

	if (v->who.state == SESSION_PASSWORD)
		p.why = "Masa berlaku kata sandi Anda telah habis. Ganti dahulu, lalu pekerjaan dilanjutkan.";
	else
		visit_crumb(v, &p.layout, "/akun", "Akun saya");
	new_password_fields(typed, &p.password, &p.again);
	p.layout.office = v->who.office_name;
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_password(visit_page(v, status), &p);
}

void
password_get(struct visit *v)
{
	password_show(v, 200, NULL);
}

static int
password_set(struct visit *v, const struct new_password *n, const char *hash)
{
	const struct session_end_others_in others = { .user_id = v->who.user, .but = v->who.token_hash };
	const struct session_fresh_set_in fresh = { .token_hash = v->who.token_hash, .at = v->now };

	if (db_begin(v->db, &v->err) == -1)
		return -1;
	if (new_password_store(v, n, hash) == 0 && session_end_others(v->db, &others, &v->err) >= 0 &&
	    session_fresh_set(v->db, &fresh, &v->err) >= 0 &&
	    audit_write(v->db, &v->act, "GANTI_KATA_SANDI", me(v), "", &v->err) == 0 && db_commit(v->db, &v->err) == 0)
		return 0;
	(void)db_rollback(v->db, NULL);
	return -1;
}

void
password_post(struct visit *v)
{
	const char *present = request_param(v->req, "kata_sandi"), *hash;
	struct people_secrets_row row;
	struct form_result r;
	int64_t wait = 0;
	char none;

	(void)form_read(secrets, v->req, v->arena, &none, &r);
	enum proof p = present == NULL || *present == '\0' ? PROOF_WRONG : proof_of(v, present, false, &wait, &row);
	if (p == PROOF_FAILED) {
		visit_failed(v);
		return;
	}
	if (p != PROOF_RIGHT) {
		form_add(&r, secrets, "kata_sandi", proof_text(v, p, false, wait));
		password_show(v, p == PROOF_WAIT ? 429 : 422, &r);
		return;
	}
	const struct new_password np = { .user = v->who.user, .username = row.username, .name = row.name,
	    .place = row.place, .policy = row.policy, .now_hash = row.password_hash };
	int n = new_password_read(v, &np, secrets, &r, &hash);
	if (n == 0 && r.ok)
		n = -1;
	if (n == 0) {
		password_show(v, 422, &r);
		return;
	}
	if (n == -1 || password_set(v, &np, hash) == -1)
		visit_failed(v);
	else
		visit_done(v, "/akun", "kata-sandi-diganti");
}

static void
pin_show(struct visit *v, int status, struct form_result *typed)
{
	struct pin_page p = {
		.layout = visit_layout(v, "PIN buka kunci"), .form = visit_form(v, "/akun/pin", 0),
		.pin = { .kind = FIELD_PASSWORD, .name = "pin", .label = "PIN baru", .required = true,
		    .hint = "6 sampai 12 angka; bukan angka berurutan atau angka yang sama", .autocomplete = "off",
		    .autofocus = true, .maxlength = 12, .error = typed == NULL ? NULL : form_message(typed, "pin") },
		.again = { .kind = FIELD_PASSWORD, .name = "pin_ulang", .label = "PIN baru, sekali lagi", .required = true,
		    .autocomplete = "off", .maxlength = 12, .error = typed == NULL ? NULL : form_message(typed, "pin_ulang") },
		.has = v->who.pin,
	};

	visit_crumb(v, &p.layout, "/akun", "Akun saya");
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_pin(visit_page(v, status), &p);
}

void
pin_get(struct visit *v)
{
	pin_show(v, 200, NULL);
}

void
pin_post(struct visit *v)
{
	const char *pin = request_param(v->req, "pin"), *again = request_param(v->req, "pin_ulang");
	bool remove = str_eq(visit_action(v), "HAPUS");
	struct people_pin_in in = { .id = v->who.user, .hash = "" };
	char hash[PWHASH_SIZE];
	struct form_result r;
	char none;

	(void)form_read(secrets, v->req, v->arena, &none, &r);
	if (!remove && (pin == NULL || !pin_good(pin)))
		form_add(&r, secrets, "pin", "PIN terdiri atas 6 sampai 12 angka, bukan angka berurutan atau angka yang sama.");
	else if (!remove && !str_eq(pin, again))
		form_add(&r, secrets, "pin_ulang", "Kedua PIN tidak sama. Ketik ulang keduanya.");
	if (!r.ok) {
		pin_show(v, 422, &r);
		return;
	}
	if (!remove) {
		if (pwhash_make(pin, hash, &v->err) == -1) {
			visit_failed(v);
			return;
		}
		in.hash = hash;
	}
	if (db_begin(v->db, &v->err) == -1 || people_pin(v->db, &in, &v->err) < 0 ||
	    audit_write(v->db, &v->act, remove ? "PIN_DIHAPUS" : "GANTI_PIN", me(v), "", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, "/akun", remove ? "pin-dihapus" : "pin-diganti");
}
