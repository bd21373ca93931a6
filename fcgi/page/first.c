/*
 * /masuk/pertama: the owner of an account sets its first password with the one-time
 * code that the administrator handed over.  Tries are counted and delayed as at login;
 * an unknown name, a wrong and an old code have the same answer.
 */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/login_delay.h"
#include "page/new_password.h"
#include "page/page.h"
#include "page/view_people.h"
#include "page/visit.h"
#include "sql/session.h"
#include "store/audit.h"
#include "store/people.h"
#include "tpl.h"

struct first {
	const char	*username, *code;
};

static const struct form_field form[] = {
	FORM_AS("nama_pengguna", struct first, username, 1, 40, "Nama pengguna"),
	FORM_AS("kode", struct first, code, 1, 40, "Kode aktivasi"),
	FORM_END
};

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct first_page p = {
		.layout = visit_layout(v, "Aktivasi akun"), .form = visit_form(v, "/masuk/pertama", 0),
		.username = field_text(&src, "nama_pengguna", ""), .code = field_text(&src, "kode", ""),
		.rules = "Kata sandi dipilih sendiri dan tidak diberitahukan kepada siapa pun, juga tidak kepada administrator.",
	};

	p.username.autocomplete = "username";
	p.username.autofocus = typed == NULL;
	p.code.hint = "Dua puluh huruf dan angka pada lembar dari administrator, misalnya 7K2QX-…";
	new_password_fields(typed, &p.password, &p.again);
	p.layout.failed = typed != NULL;
	p.layout.back = "/masuk";
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_first(visit_page(v, status), &p);
}

void
first_get(struct visit *v)
{
	show(v, 200, NULL);
}

static bool
code_good(struct visit *v, const struct login_user_row *u, bool known, const char *code)
{
	return known && u->active != 0 && u->code_hash.n != 0 && u->code_ends_at.us > v->now.us &&
	    (u->valid_to.y == 0 || day_cmp(u->valid_to, v->today) >= 0) &&
	    people_code_right(u->code_hash, code);
}

static int
set_first(struct visit *v, const struct login_user_row *u, const struct new_password *n, const char *hash,
    const char *username)
{
	const struct login_forgive_in forgive = { .username = username, .address = v->req->remote };

	v->act.actor = u->id;
	v->act.office = u->office_id;
	if (db_begin(v->db, &v->err) == -1)
		return -1;
	if (new_password_store(v, n, hash) == 0 && login_forgive(v->db, &forgive, &v->err) >= 0 &&
	    audit_write(v->db, &v->act, "AKTIVASI", arena_printf(v->arena, "user/%lld", (long long)u->id), "",
	    &v->err) == 0 && db_commit(v->db, &v->err) == 0)
		return 0;
	(void)db_rollback(v->db, NULL);
	return -1;
}

void
first_post(struct visit *v)
{
	struct login_user_row u = { 0 };
	struct form_result r;
	struct first in = { 0 };
	const char *hash;
	int64_t try, wait;

	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	const struct login_user_in ask = { .username = in.username };
	int n = login_user(v->db, v->arena, &ask, &u, &v->err);
	if (n < 0 || login_try(v, in.username, &try, &wait) == -1) {
		visit_failed(v);
		return;
	}
	if (wait > 0) {
		reply_header(v->reply, "Retry-After", arena_printf(v->arena, "%lld", (long long)wait));
		form_add(&r, form, "kode", arena_printf(v->arena,
		    "Terlalu banyak percobaan. Tunggu %lld detik, lalu coba lagi.", (long long)wait));
		show(v, 429, &r);
		return;
	}
	if (!code_good(v, &u, n == 1, in.code)) {
		form_add(&r, form, "kode", "Nama pengguna atau kode aktivasi salah, sudah dipakai, atau sudah lewat. Minta kode baru kepada administrator.");
		if (login_trace(v, try, u.id, u.office_id) == -1)
			visit_failed(v);
		else
			show(v, 422, &r);
		return;
	}
	const struct new_password np = { .user = u.id, .username = in.username, .name = u.name,
	    .place = u.place, .policy = u.policy, .now_hash = "" };
	n = new_password_read(v, &np, form, &r, &hash);
	if (n == 0) {	/* the code was right: this was no failure */
		const struct login_withdraw_in back = { .try = try };
		if (login_withdraw(v->db, &back, &v->err) < 0)
			visit_failed(v);
		else
			show(v, 422, &r);
		return;
	}
	if (n == -1 || set_first(v, &u, &np, hash, in.username) == -1)
		visit_failed(v);
	else
		visit_done(v, "/masuk", "aktif");
}
