/*
 * /pengguna: who has an account here, and one account: what it may, how long, and the
 * one-time code with which its owner comes in.  Pool `admin`: no case, no password hash.
 */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_people.h"
#include "page/visit.h"
#include "sql/people.h"
#include "store/audit.h"
#include "store/people.h"
#include "store/second_factor.h"
#include "tpl.h"

struct user_form {
	const char	*username, *name, *nip, *assignment;
	struct day	 valid_to;
};

#define COMMON								\
	FORM_AS("nama", struct user_form, name, 1, 100, "Nama lengkap"),	\
	FORM_MAY_AS("nip", struct user_form, nip, 0, 30, "NIP"),	\
	FORM_MAY_AS("berakhir", struct user_form, valid_to, 0, 0, "Berakhir pada"),	\
	FORM_MAY_AS("surat_tugas", struct user_form, assignment, 0, 100, "Nomor surat tugas"),	\
	FORM_END

static const struct form_field form_new[] = {
	FORM_AS("nama_pengguna", struct user_form, username, 2, 40, "Nama pengguna"), COMMON
};
static const struct form_field form_old[] = { COMMON };

static const char *
role_labels(struct arena *a, role_set roles)
{
	const char *s = "";

	for (enum role r = 0; r < ROLE__MAX; r++)
		if (roles & (role_set)1 << r)
			s = *s == '\0' ? role_label(r) : arena_printf(a, "%s, %s", s, role_label(r));
	return s;
}

static const char *
href(struct visit *v, int64_t id)
{
	return arena_printf(v->arena, "/pengguna/%lld", (long long)id);
}

static struct view_user
user_view(struct visit *v, const struct people_list_row *u)
{
	bool ended = u->valid_to.y != 0 && day_cmp(u->valid_to, v->today) < 0;
	bool waits = u->password_at.us == 0, late = waits && u->code_ends_at.us < v->now.us;

	return (struct view_user){
		.href = href(v, u->id), .username = u->username, .name = u->name, .nip = u->nip,
		.roles = role_labels(v->arena, (role_set)u->roles), .valid_to = u->valid_to,
		.status.label = !u->active ? "Nonaktif" : ended ? "Berakhir" : late ? "Kode aktivasi lewat" :
		    waits ? "Menunggu aktivasi" : "Aktif",
		.status.tone = !u->active || ended ? TONE_OFF : late ? TONE_PROBLEM : waits ? TONE_WAIT : TONE_DONE,
	};
}

static void
add_sessions(struct view_user *u, int64_t id, const struct people_sessions_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].user_id == id) {
			u->sessions++;
			if (rows->at[i].seen_at.us > u->seen_at.us)
				u->seen_at = rows->at[i].seen_at;
		}
}

void
users_get(struct visit *v)
{
	const struct people_list_in in = { .office = v->who.office };
	const struct people_sessions_in open = { .office = v->who.office, .now = v->now };
	struct people_list_rows rows;
	struct people_sessions_rows sessions;
	struct users_page p = { .layout = visit_layout(v, "Pengguna") };

	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "pengguna", &v->err) == -1 ||
	    people_list(v->db, v->arena, &in, &rows, &v->err) == -1 ||
	    people_sessions(v->db, v->arena, &open, &sessions, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct view_user *at = ARENA_ARRAY(v->arena, rows.n, struct view_user);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		at[i] = user_view(v, &rows.at[i]);
		add_sessions(&at[i], rows.at[i].id, &sessions);
		p.active += at[i].status.tone == TONE_DONE;
	}
	p.users = (struct view_user_list){ at, at == NULL ? 0 : rows.n };
	tpl_page_users(visit_page(v, 200), &p);
}

static const char *
role_control(struct visit *v, enum role r)
{
	return arena_printf(v->arena, "peran_%s", role_word(r));
}

static role_set
roles_sent(struct visit *v)
{
	role_set set = 0;

	for (enum role r = 0; r < ROLE__MAX; r++)
		if (request_param(v->req, role_control(v, r)) != NULL)
			set |= (role_set)1u << r;
	return set;
}

static const char *
role_duty(enum role r)
{
	static const char *const duty[ROLE__MAX] = {
		[ROLE_PETUGAS] = "menerima, memverifikasi, memberi nomor, mencetak, dan menyerahkan",
		[ROLE_OPERATOR] = "merekam sidik jari",
		[ROLE_KASI] = "menandatangani, menolak, membatalkan",
		[ROLE_SEKCAM] = "menandatangani atas nama Camat",
		[ROLE_CAMAT] = "menandatangani",
		[ROLE_DINAS] = "melihat berkas yang sudah dikirim",
		[ROLE_PEMERIKSA] = "membaca dan memeriksa jejak; wajib surat tugas dan tanggal berakhir",
		[ROLE_ADMIN] = "mengelola pengguna dan pengaturan, tidak melihat data pemohon",
	};

	return r < ROLE__MAX ? duty[r] : "";
}

static struct view_field_list
role_fields(struct visit *v, role_set roles)
{
	struct view_field *at = ARENA_ARRAY(v->arena, ROLE__MAX, struct view_field);

	if (at == NULL)
		return (struct view_field_list){ 0 };
	for (enum role r = 0; r < ROLE__MAX; r++)
		at[r] = (struct view_field){
			.kind = FIELD_CHECKBOX, .name = role_control(v, r), .label = role_label(r),
			.hint = role_duty(r), .checked = (roles & (role_set)1u << r) != 0,
		};
	return (struct view_field_list){ at, ROLE__MAX };
}

static struct view_session_list
sessions_of(struct visit *v, int64_t id, const struct people_sessions_rows *rows)
{
	struct view_session *at = ARENA_ARRAY(v->arena, rows->n, struct view_session);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < rows->n; i++)
		if (rows->at[i].user_id == id)
			at[n++] = (struct view_session){
				.id = rows->at[i].id, .browser = rows->at[i].browser,
				.address = rows->at[i].address, .begun_at = rows->at[i].begun_at,
				.seen_at = rows->at[i].seen_at, .locked = rows->at[i].locked_at.us != 0 };
	return (struct view_session_list){ at, n };
}

/* row NULL: a new account. */
static void
show(struct visit *v, const struct people_get_row *row, int status, struct form_result *typed)
{
	static const struct people_get_row nobody = { .name = "", .nip = "", .assignment = "", .username = "" };
	bool fresh = row == NULL;
	const struct people_get_row *u = fresh ? &nobody : row;
	const struct field_source src = { v->arena, fresh ? form_new : form_old, typed };
	const char *to = fresh ? "/pengguna/baru" : href(v, u->id);
	struct user_page p = {
		.layout = visit_layout(v, fresh ? "Pengguna baru" : u->name), .fresh = fresh,
		.form = visit_form(v, to, u->version),
		.name = field_text(&src, "nama", u->name), .nip = field_text(&src, "nip", u->nip),
		.valid_to = field_day(&src, "berakhir", u->valid_to),
		.assignment = field_text(&src, "surat_tugas", u->assignment),
		.roles = role_fields(v, typed == NULL ? (role_set)u->roles : roles_sent(v)),
		.roles_error = typed == NULL ? NULL : form_message(typed, "peran_petugas"),
		.created_at = u->created_at, .password_at = u->password_at, .code_ends_at = u->code_ends_at,
		.active = u->active != 0,
	};

	if (fresh) {
		p.username = field_text(&src, "nama_pengguna", "");
		p.username.hint = "Huruf kecil, angka, titik, atau tanda hubung; dipakai untuk masuk";
		p.username.autofocus = typed == NULL;
	} else {
		const struct people_sessions_in open = { .office = v->who.office, .now = v->now };
		struct people_sessions_rows rows;
		struct people_list_row as_listed = { .id = u->id, .username = u->username, .name = u->name,
		    .nip = u->nip, .roles = u->roles, .active = u->active, .password_at = u->password_at,
		    .code_ends_at = u->code_ends_at, .valid_to = u->valid_to };
		struct second_factor factor;
		if (people_sessions(v->db, v->arena, &open, &rows, &v->err) == -1 ||
		    second_factor_state(v->db, v->arena, u->id, &factor, &v->err) == -1) {
			visit_failed(v);
			return;
		}
		p.user = user_view(v, &as_listed);
		p.otp = factor.has;
		p.sessions = sessions_of(v, u->id, &rows);
	}
	p.valid_to.hint = "Kosongkan bila tidak berakhir; pada hari sesudahnya akun tertutup";
	visit_crumb(v, &p.layout, "/pengguna", "Pengguna");
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_user(visit_page(v, status), &p);
}

void
user_new_get(struct visit *v)
{
	show(v, NULL, 200, NULL);
}

static void
show_code(struct visit *v, const char *name, const char *username, const char *code, int64_t id)
{
	struct code_page p = { .layout = visit_layout(v, "Kode aktivasi"), .name = name,
	    .username = username, .code = code, .days = PEOPLE_CODE_DAYS, .go_on = href(v, id) };

	visit_crumb(v, &p.layout, "/pengguna", "Pengguna");
	tpl_page_code(visit_page(v, 200), &p);
}

/* The fault as a message at its field; false: the answer was made already. */
static bool
explain(struct visit *v, struct form_result *r, const struct form_field *form, enum people_end end)
{
	const char *field = "nama_pengguna";

	switch (end) {
	case PEOPLE_FAILED:
		visit_failed(v);
		return false;
	case PEOPLE_NOT_FOUND:
		visit_error(v, 404);
		return false;
	case PEOPLE_NO_ROLE:
	case PEOPLE_LAST_ADMIN:
	case PEOPLE_STALE: field = "peran_petugas"; break;
	case PEOPLE_NEEDS_END: field = "berakhir"; break;
	case PEOPLE_TAKEN:
	case PEOPLE_BAD_NAME:
	case PEOPLE_DONE: break;
	}
	form_add(r, form, field, people_end_text(end));
	return true;
}

void
user_new_post(struct visit *v)
{
	struct user_form in = { .username = "" };
	struct form_result r;
	char code[PEOPLE_CODE_SIZE];
	int64_t id;

	if (!form_read(form_new, v->req, v->arena, &in, &r)) {
		show(v, NULL, 422, &r);
		return;
	}
	const struct person_data d = { .username = in.username, .name = in.name, .nip = in.nip,
	    .roles = roles_sent(v), .valid_to = in.valid_to, .assignment = in.assignment };
	enum people_end end = people_create(v->db, v->arena, &v->act, &d, &id, code, &v->err);
	if (end == PEOPLE_DONE)
		show_code(v, in.name, in.username, code, id);
	else if (explain(v, &r, form_new, end))
		show(v, NULL, end == PEOPLE_TAKEN ? 409 : 422, &r);
}

/* 1; 0 after an answer was made. */
static int
load(struct visit *v, struct people_get_row *row)
{
	const struct people_get_in in = { .id = visit_id(v), .office = v->who.office };
	int n = people_get(v->db, v->arena, &in, row, &v->err);

	if (n == 1 && audit_look(v->db, v->arena, &v->act, "LIHAT",
	    arena_printf(v->arena, "user/%lld", (long long)row->id), &v->err) == -1)
		n = -1;
	if (n < 0)
		visit_failed(v);
	else if (n == 0)
		visit_error(v, 404);
	return n == 1;
}

void
user_get(struct visit *v)
{
	struct people_get_row row;

	if (load(v, &row))
		show(v, &row, 200, NULL);
}

/* Who has lost the telephone begins anew. */
static enum people_end
remove_factor(struct visit *v, int64_t id)
{
	if (db_begin(v->db, &v->err) == 0 &&
	    second_factor_remove(v->db, v->arena, &v->act, id, &v->err) >= 0 &&
	    db_commit(v->db, &v->err) == 0)
		return PEOPLE_DONE;
	(void)db_rollback(v->db, NULL);
	return PEOPLE_FAILED;
}

static enum people_end
carry_out(struct visit *v, const struct user_form *in, int64_t id, const char *act, char *code)
{
	const struct person_data d = { .name = in->name, .nip = in->nip, .roles = roles_sent(v),
	    .valid_to = in->valid_to, .assignment = in->assignment };
	int64_t version = visit_version(v);

	if (str_eq(act, "SIMPAN"))
		return people_update(v->db, v->arena, &v->act, id, version, &d, &v->err);
	if (str_eq(act, "KODE"))
		return people_reset(v->db, v->arena, &v->act, id, version, code, &v->err);
	if (str_eq(act, "HAPUS_OTP"))
		return remove_factor(v, id);
	if (str_eq(act, "SESI"))
		return people_end_sessions(v->db, v->arena, &v->act, id, &v->err);
	return people_set_active(v->db, v->arena, &v->act, id, version, str_eq(act, "AKTIFKAN"), &v->err);
}

static const char *
notice_of(const char *act)
{
	return str_eq(act, "HAPUS_OTP") ? "otp-pengguna-hapus" : str_eq(act, "SIMPAN") ? "pengguna-disimpan" : str_eq(act, "SESI") ? "sesi-diakhiri" :
	    str_eq(act, "AKTIFKAN") ? "pengguna-aktif" : "pengguna-nonaktif";
}

void
user_post(struct visit *v)
{
	static const char *const acts[] = { "SIMPAN", "KODE", "SESI", "AKTIFKAN", "NONAKTIFKAN",
	    "HAPUS_OTP" };
	const char *act = visit_action(v);
	struct people_get_row row;
	struct user_form in = { .name = "" };
	struct form_result r;
	char code[PEOPLE_CODE_SIZE];
	bool known = false;

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		known = known || str_eq(act, acts[i]);
	if (!known) {
		visit_error(v, 400);
		return;
	}
	if (!load(v, &row))
		return;
	bool read = form_read(form_old, v->req, v->arena, &in, &r);
	if (!read && str_eq(act, "SIMPAN")) {
		show(v, &row, 422, &r);
		return;
	}
	r.ok = true;
	r.n = 0;
	enum people_end end = carry_out(v, &in, row.id, act, code);
	if (end == PEOPLE_DONE && str_eq(act, "KODE"))
		show_code(v, row.name, row.username, code, row.id);
	else if (end == PEOPLE_DONE)
		visit_done(v, href(v, row.id), notice_of(act));
	else if (explain(v, &r, form_old, end))
		show(v, &row, end == PEOPLE_STALE ? 409 : 422, &r);
}
