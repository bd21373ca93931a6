/*
 * /pengaturan/pejabat: who signs, in which form, on which order and for which days (account admin).
 * A row is never changed: it ends, and another one takes its place, so that what was signed before
 * can always be told.
 */
#include "base/fmt.h"
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_signing.h"
#include "page/visit.h"
#include "sop/signatory.h"
#include "sql/people.h"
#include "sql/signatory.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE	"/pengaturan/pejabat"

static const char *const roles[] = { "CAMAT", "SEKCAM", "KASI", NULL };
static const char *const role_labels[] = { "Camat", "Sekretaris Kecamatan", "Kasi Pelayanan dan Perizinan", NULL };
static const char *const forms[] = { "LANGSUNG", "AN", "AN_UB", "PLT", "PLH", NULL };
static const char *const form_labels[] = { "Langsung: Camat sendiri", "a.n. Camat", "a.n. Camat, u.b. (dua tingkat di bawah)",
	"Plt. Camat (jabatan kosong)", "Plh. Camat (Camat berhalangan sementara)", NULL };

struct official {
	const char	*name, *nip, *rank, *title, *role, *form, *order;
	struct day	 from, to, order_day;
	int64_t		 user, follows;
};

static const struct form_field form[] = {
	FORM_AS("nama", struct official, name, 1, 100, "Nama dengan gelar"),
	FORM_MAY_AS("nip", struct official, nip, 0, 30, "NIP"),
	FORM_AS("pangkat", struct official, rank, 1, 60, "Pangkat/golongan"),
	FORM_AS("jabatan", struct official, title, 1, 100, "Jabatan pada surat"),
	FORM_CHOICE_AS("unsur", struct official, role, roles, "Jabatan sendiri"),
	FORM_CHOICE_AS("bentuk", struct official, form, forms, "Bentuk penandatanganan"),
	FORM_AS("mulai", struct official, from, 0, 0, "Mulai berlaku"),
	FORM_MAY_AS("sampai", struct official, to, 0, 0, "Berlaku sampai"),
	FORM_MAY_AS("surat_perintah", struct official, order, 0, 60, "Nomor Surat Perintah"),
	FORM_MAY_AS("tgl_perintah", struct official, order_day, 0, 0, "Tanggal Surat Perintah"),
	FORM_MAY_AS("akun", struct official, user, 0, INT64_MAX, "Akun"),
	FORM_MAY_AS("dari", struct official, follows, 0, INT64_MAX, "Menggantikan"),
	FORM_END
};

struct ending {
	int64_t		 id;
	struct day	 last;
};

static const struct form_field end_form[] = {
	FORM_AS("pejabat", struct ending, id, 1, INT64_MAX, "Pejabat"),
	FORM_AS("terakhir", struct ending, last, 0, 0, "Hari terakhir"),
	FORM_END
};

static role_set
role_of(const char *word)
{
	return str_eq(word, "CAMAT") ? ROLE_BIT(CAMAT) : str_eq(word, "SEKCAM") ? ROLE_BIT(SEKCAM) : ROLE_BIT(KASI);
}

static struct signatory_term
term_of(const struct official_list_row *r)
{
	return (struct signatory_term){ .form = signatory_form_by_word(r->form), .role = role_of(r->role),
	    .from = r->valid_from, .to = r->valid_to, .order = *r->order_number != '\0' };
}

static const char *
order_words(struct arena *a, const struct official_list_row *r)
{
	struct fmt f;

	return r->order_day.y == 0 ? r->order_number :
	    arena_printf(a, "%s, %s", r->order_number, fmt_long(&f, r->order_day));
}

static struct view_official
official_view(struct visit *v, const struct official_list_row *r)
{
	enum signatory_form f = signatory_form_by_word(r->form);
	bool ended = r->valid_to.y != 0 && day_cmp(r->valid_to, v->today) < 0;
	bool later = !ended && day_cmp(r->valid_from, v->today) > 0;

	return (struct view_official){
		.id = r->id, .name = r->name, .nip = r->nip, .rank = r->rank, .title = r->title,
		.form = f == SIGN_FORM__MAX ? "" : signatory_rule[f].said,
		.order = order_words(v->arena, r),
		.from = r->valid_from, .to = r->valid_to, .username = r->username == NULL ? "" : r->username,
		.status = { ended ? "Berakhir" : later ? "Akan berlaku" : "Berlaku",
		    ended ? TONE_OFF : later ? TONE_WAIT : TONE_DONE },
		.may_end = !ended, .waiting = r->waiting,
		.change = ended ? NULL : arena_printf(v->arena, HERE "?dari=%lld", (long long)r->id),
	};
}

/* Accounts that may sign in the program; none: he signs on paper. */
static int
accounts(struct visit *v, const char *chosen, struct view_option_list *ret)
{
	const struct people_list_in in = { .office = v->who.office };
	struct people_list_rows rows;
	size_t n = 0;

	if (people_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n + 1, struct view_option);
	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	at[n++] = (struct view_option){ .value = "", .label = "Tanpa akun (hanya tanda tangan tinta)", .selected = str_empty(chosen) };
	for (size_t i = 0; i < rows.n; i++) {
		const char *value = arena_printf(v->arena, "%lld", (long long)rows.at[i].id);
		if (!rows.at[i].active || ((role_set)rows.at[i].roles & ROLE_SIGNERS) == 0)
			continue;
		at[n++] = (struct view_option){ .value = value, .selected = str_eq(value, chosen),
		    .label = arena_printf(v->arena, "%s – %s", rows.at[i].username, rows.at[i].name) };
	}
	*ret = (struct view_option_list){ at, n };
	return 0;
}

static const struct official_list_row *
find(const struct official_list_rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].id == id)
			return &rows->at[i];
	return NULL;
}

static void
fields(struct visit *v, struct form_result *typed, const struct official_list_row *old, struct officials_page *p)
{
	const struct field_source src = { v->arena, form, typed };
	static const struct official_list_row none = { .name = "", .nip = "", .rank = "", .title = "", .role = "KASI", .form = "AN", .order_number = "" };
	const struct official_list_row *o = old == NULL ? &none : old;

	p->name = field_text(&src, "nama", o->name);
	p->nip = field_text(&src, "nip", o->nip);
	p->rank = field_text(&src, "pangkat", o->rank);
	p->title = field_text(&src, "jabatan", o->title);
	p->role = field_choice(&src, "unsur", FIELD_SELECT, roles, role_labels, o->role);
	p->sign_form = field_choice(&src, "bentuk", FIELD_SELECT, forms, form_labels, o->form);
	p->from = field_day(&src, "mulai", v->today);
	p->to = field_day(&src, "sampai", o->valid_to);
	p->order = field_text(&src, "surat_perintah", o->order_number);
	p->order_day = field_day(&src, "tgl_perintah", o->order_day);
	p->user = field_text(&src, "akun", o->user_id == 0 ? "" : arena_printf(v->arena, "%lld", (long long)o->user_id));
	p->user.kind = FIELD_SELECT;
	p->rank.hint = "Misalnya Pembina Tingkat I (IV/b)";
	p->title.hint = "Jabatan sendiri, misalnya Camat Watulimo; Plt. dan Plh. ditambahkan oleh program";
	p->order.hint = "Wajib untuk Plt. dan Plh.";
	p->to.hint = "Wajib untuk Plh.; kosong: sampai diakhiri";
}

static void
show(struct visit *v, int status, struct form_result *typed, int64_t follows)
{
	const struct official_list_in in = { .office = v->who.office, .today = v->today };
	const struct field_source end_src = { v->arena, end_form, NULL };
	struct officials_page p = { .layout = visit_layout(v, "Pejabat Penanda Tangan"), .form = visit_form(v, HERE, 0) };
	const struct official_list_row *old;
	struct official_list_rows rows;

	if (official_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct view_official *at = ARENA_ARRAY(v->arena, rows.n, struct view_official);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = official_view(v, &rows.at[i]);
	p.rows = (struct view_officials){ at, at == NULL ? 0 : rows.n };
	if ((old = find(&rows, follows)) != NULL) {
		p.follows = arena_printf(v->arena, "%lld", (long long)old->id);
		p.follows_name = old->name;
	}
	fields(v, typed, old, &p);
	p.last = field_day(&end_src, "terakhir", v->today);
	if (accounts(v, p.user.value, &p.user.options) == -1) {
		visit_failed(v);
		return;
	}
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_officials(visit_page(v, status), &p);
}

void
officials_get(struct visit *v)
{
	int64_t follows = 0;

	(void)str_int(request_param(v->req, "dari"), 1, INT64_MAX, &follows);
	show(v, 200, NULL, follows);
}

/* Rules between the fields, and against the officials that are there; false: said in r. */
static bool
judge(struct visit *v, const struct official *in, const struct official_list_rows *rows,
    const struct view_option_list *users, struct form_result *r)
{
	const char *user = in->user == 0 ? "" : arena_printf(v->arena, "%lld", (long long)in->user);
	const struct signatory_term mine = { .form = signatory_form_by_word(in->form), .role = role_of(in->role),
	    .from = in->from, .to = in->to, .order = !str_empty(in->order) && in->order_day.y != 0 };
	size_t i = 0;

	switch (signatory_judge(&mine)) {
	case SIGNATORY_GOOD: break;
	case SIGNATORY_FORM:
		form_add(r, form, "bentuk", "Bentuk itu tidak sesuai dengan jabatannya: langsung hanya Camat, a.n. Sekretaris Kecamatan atau Kasi, u.b. hanya Kasi.");
		break;
	case SIGNATORY_ORDER:
		form_add(r, form, "surat_perintah", "Plt. dan Plh. memerlukan nomor dan tanggal Surat Perintah.");
		break;
	case SIGNATORY_END:
		form_add(r, form, "sampai", in->to.y == 0 ? "Plh. berlaku untuk waktu tertentu. Isi hari terakhirnya." :
		    "Hari terakhir mendahului hari pertama.");
		break;
	}
	while (i < users->n && !str_eq(users->at[i].value, user))
		i++;
	if (i == users->n)
		form_add(r, form, "akun", "Akun itu tidak ada, tidak aktif, atau tidak berperan sebagai penanda tangan.");
	if (in->follows != 0 && find(rows, in->follows) == NULL)
		form_add(r, form, "dari", "Pejabat yang digantikan tidak ada lagi. Buka kembali halaman ini.");
	for (i = 0; i < rows->n; i++) {
		const struct signatory_term other = term_of(&rows->at[i]);
		if (rows->at[i].id != in->follows && signatory_clash(&mine, &other))
			form_add(r, form, "mulai", arena_printf(v->arena,
			    "Pada waktu itu %s sudah menandatangani sebagai Camat. Akhiri penugasannya lebih dahulu.", rows->at[i].name));
	}
	return r->ok;
}

static int
end(struct visit *v, int64_t id, struct day last)
{
	const struct official_end_in in = { .id = id, .office = v->who.office, .last = last };
	char iso[16];
	int64_t n = official_end(v->db, &in, &v->err);

	return n != 1 ? (int)n : audit_write(v->db, &v->act, "PEJABAT_BERAKHIR", arena_printf(v->arena, "signatory/%lld",
	    (long long)id), day_iso(iso, last), &v->err) == -1 ? -1 : 1;
}

static int
add(struct visit *v, const struct official *in)
{
	const struct official_add_in row = { .office = v->who.office, .user = in->user, .role = in->role, .form = in->form,
	    .name = in->name, .nip = in->nip, .rank = in->rank, .title = in->title, .valid_from = in->from, .valid_to = in->to,
	    .sort = str_eq(in->role, "CAMAT") ? 1 : str_eq(in->role, "SEKCAM") ? 2 : 3, .order_number = in->order,
	    .order_day = in->order_day, .follows = in->follows, .at = v->now, .actor = v->who.user };
	char from[16], to[16] = "-";
	int64_t id;

	/* the row before it ends the day before; one that never began ends before its first day */
	if (in->follows != 0 && end(v, in->follows, day_from_number(day_number(in->from) - 1)) == -1)
		return -1;
	if ((id = official_add(v->db, &row, &v->err)) < 0)
		return -1;
	if (in->to.y != 0)
		(void)day_iso(to, in->to);
	return audit_write(v->db, &v->act, "PEJABAT", arena_printf(v->arena, "signatory/%lld", (long long)id),
	    arena_printf(v->arena, "%s %s %s..%s perintah %s akun %lld", in->role, in->form, day_iso(from, in->from), to,
	    str_empty(in->order) ? "-" : in->order, (long long)in->user), &v->err) == -1 ? -1 : 1;
}

static void
finish(struct visit *v, int n, const char *gone)
{
	if (n == 1 && db_commit(v->db, &v->err) == -1)
		n = -1;
	if (n != 1)
		(void)db_rollback(v->db, NULL);
	if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error_text(v, 409, "Tidak ada yang berubah", gone);
	else
		visit_done(v, HERE, "pengaturan");
}

static void
save(struct visit *v)
{
	const struct official_lock_in lock = { .office = v->who.office };
	const struct official_list_in list = { .office = v->who.office, .today = v->today };
	struct official_list_rows rows;
	struct official_lock_row locked;
	struct view_option_list users;
	struct form_result r;
	struct official in;

	if (!form_read(form, v->req, v->arena, &in, &r)) {
		int64_t follows = 0;
		(void)str_int(form_raw(&r, "dari"), 1, INT64_MAX, &follows);
		show(v, 422, &r, follows);
		return;
	}
	/* of two administrators the second sees what the first wrote */
	if (db_begin(v->db, &v->err) == -1 || official_lock(v->db, v->arena, &lock, &locked, &v->err) != 1 ||
	    official_list(v->db, v->arena, &list, &rows, &v->err) == -1 || accounts(v, "", &users) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	if (!judge(v, &in, &rows, &users, &r)) {
		(void)db_rollback(v->db, NULL);
		show(v, 422, &r, in.follows);
		return;
	}
	finish(v, add(v, &in), "");
}

void
officials_post(struct visit *v)
{
	struct form_result r;
	struct ending in;

	if (!str_eq(visit_action(v), "AKHIRI")) {
		if (visit_action_is(v, "SIMPAN"))
			save(v);
		return;
	}
	if (!form_read(end_form, v->req, v->arena, &in, &r)) {
		visit_error_text(v, 422, "Hari terakhir belum benar", r.n > 0 ? r.at[0].message : "");
		return;
	}
	finish(v, db_begin(v->db, &v->err) == -1 ? -1 : end(v, in.id, in.last),
	    "Pejabat itu sudah berakhir pada hari itu atau sebelumnya. Buka kembali halaman Pejabat Penanda Tangan.");
}
