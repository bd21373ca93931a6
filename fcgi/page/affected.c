/* Who is affected by a stolen account, address, station or a lost backup. */
#include <string.h>

#include "base/str.h"
#include "duty/when.h"
#include "page/affected.h"
#include "page/case_view.h"
#include "page/duty.h"
#include "page/field.h"
#include "page/page.h"
#include "sql/affected.h"
#include "sql/incident.h"
#include "store/audit.h"
#include "store/once.h"
#include "tpl.h"

enum { ROWS = 100, CSV_ROWS = 10000 };

static const char *const sources[] = { "AKUN", "STASIUN", "CADANGAN", NULL };
static const char *const source_labels[] = { "Akun atau alamat yang disalahgunakan",
	"Stasiun perekaman hilang atau disusupi", "Cadangan data hilang", NULL };

struct asked {
	const char	*source, *user, *station, *address, *backup, *from, *to;
	bool		 lists;
	int64_t		 incident;
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("sumber", struct asked, source, sources, "Sumber"),
	FORM_MAY_AS("akun", struct asked, user, 0, 40, "Nama pengguna"),
	FORM_MAY_AS("alamat", struct asked, address, 0, 45, "Alamat jaringan"),
	FORM_MAY_AS("stasiun", struct asked, station, 0, 40, "Stasiun"),
	FORM_MAY_AS("cadangan", struct asked, backup, 0, 60, "Cadangan"),
	FORM_MAY_AS("dari", struct asked, from, 0, 20, "Dari"),
	FORM_MAY_AS("sampai", struct asked, to, 0, 20, "Sampai"),
	FORM_MAY_AS("daftar", struct asked, lists, 0, 0, "Sertakan juga semua orang yang mungkin tampil dalam daftar yang dibuka"),
	FORM_MAY_AS("insiden", struct asked, incident, 0, INT32_MAX, "Insiden"),
	FORM_END
};

/* Names as a field's suggestions or choices. */
static int
choices(struct visit *v, struct affected_page *p, const struct asked *typed)
{
	const struct affected_users_in users_in = { .office = v->who.office };
	const struct affected_stations_in stations_in = { .office = v->who.office };
	const struct incident_open_in open_in = { .office = v->who.office };
	struct affected_users_rows users;
	struct affected_stations_rows stations;
	struct incident_open_rows open;

	if (affected_users(v->db, v->arena, &users_in, &users, &v->err) == -1 ||
	    affected_stations(v->db, v->arena, &stations_in, &stations, &v->err) == -1 ||
	    incident_open(v->db, v->arena, &open_in, &open, &v->err) == -1)
		return -1;
	struct view_option *u = ARENA_ARRAY(v->arena, users.n, struct view_option);
	for (size_t i = 0; u != NULL && i < users.n; i++)
		u[i] = (struct view_option){ users.at[i].username, users.at[i].name, false };
	p->user.options = (struct view_option_list){ u, u == NULL ? 0 : users.n };
	struct view_option *s = ARENA_ARRAY(v->arena, stations.n, struct view_option);
	for (size_t i = 0; s != NULL && i < stations.n; i++)
		s[i] = (struct view_option){ stations.at[i].code, stations.at[i].label, false };
	p->station.options = (struct view_option_list){ s, s == NULL ? 0 : stations.n };
	struct view_option *k = ARENA_ARRAY(v->arena, open.n, struct view_option);
	for (size_t i = 0; k != NULL && i < open.n; i++)
		k[i] = (struct view_option){ arena_printf(v->arena, "%lld", (long long)open.at[i].id),
			arena_printf(v->arena, "%s %s", duty_number(v, open.at[i].no, open.at[i].year), open.at[i].title),
			typed != NULL && typed->incident == open.at[i].id };
	p->incident.options = (struct view_option_list){ k, k == NULL ? 0 : open.n };
	p->may_link = open.n > 0;
	return 0;
}

static struct affected_page
page(struct visit *v, const struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct affected_page p = {
		.layout = visit_layout(v, "Siapa yang terdampak"), .form = visit_form(v, "/terdampak", 0),
		.source = field_choice(&src, "sumber", FIELD_RADIO, sources, source_labels, "AKUN"),
		.user = field_text(&src, "akun", ""), .address = field_text(&src, "alamat", ""),
		.station = field_text(&src, "stasiun", ""), .backup = field_text(&src, "cadangan", ""),
		.from = field_text(&src, "dari", ""), .to = field_text(&src, "sampai", ""),
		.lists = field_tick(&src, "daftar", false),
		.incident = { .kind = FIELD_SELECT, .name = "insiden", .label = "Insiden", .required = true },
	};

	p.user.hint = "Kosong berarti semua akun";
	p.address.hint = "Alamat komputer, misalnya 192.168.1.20; kosong berarti semua";
	p.station.hint = "Kode stasiun";
	p.backup.hint = "Nama berkas cadangan, atau waktu pembuatannya";
	p.from.hint = "Misalnya 20-11-2026 atau 20-11-2026 08.00";
	p.to.hint = "Misalnya 23-11-2026 atau 23-11-2026 17.30";
	p.lists.hint = "Register, antrean, dan pencarian tidak mencatat siapa yang tampil di dalamnya";
	duty_crumb(v, &p.layout);
	return p;
}

static void
show(struct visit *v, int status, const struct form_result *typed, const struct asked *in)
{
	struct affected_page p = page(v, typed);

	if (choices(v, &p, in) == -1) {
		visit_failed(v);
		return;
	}
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = p.form.errors.n > 0;
	tpl_page_affected(visit_page(v, status), &p);
}

void
affected_get(struct visit *v)
{
	show(v, 200, NULL, NULL);
}

static void
span_check(struct visit *v, const struct asked *in, struct affected_question *q, struct form_result *r)
{
	if (str_empty(in->from))
		form_add(r, form, "dari", "Dari belum diisi. Tulis tanggal, boleh dengan jam, seperti 20-11-2026 08.00.");
	else if (!when_parse(in->from, false, &q->from))
		form_add(r, form, "dari", "Dari tidak dikenal. Tulis tanggal, boleh dengan jam, seperti 20-11-2026 08.00.");
	if (str_empty(in->to))
		form_add(r, form, "sampai", "Sampai belum diisi. Tulis tanggal, boleh dengan jam, seperti 23-11-2026 17.30.");
	else if (!when_parse(in->to, true, &q->to))
		form_add(r, form, "sampai", "Sampai tidak dikenal. Tulis tanggal, boleh dengan jam, seperti 23-11-2026 17.30.");
	if (r->ok && q->to.us < q->from.us)
		form_add(r, form, "sampai", "Rentang waktu terbalik: Sampai mendahului Dari. Tukar keduanya.");
	/* what is still to come would make the list another one tomorrow */
	if (q->to.us > v->now.us)
		q->to = v->now;
}

/* The question of the form; 0, or -1 when the database failed.  ret_user, ret_station: labels. */
static int
read(struct visit *v, struct asked *in, struct affected_question *q, struct form_result *r,
    const char **ret_user, const char **ret_station)
{
	struct affected_user_row user;
	struct affected_station_row station;
	int n;

	*q = (struct affected_question){ .office = v->who.office, .address = "" };
	*ret_user = *ret_station = NULL;
	if (!form_read(form, v->req, v->arena, in, r))
		return 0;
	if (str_eq(in->source, "CADANGAN")) {
		if (str_empty(in->backup) || !(when_backup(in->backup, &q->backup_at) ||
		    when_parse(in->backup, true, &q->backup_at)))
			form_add(r, form, "cadangan", "Cadangan tidak dikenal. Tulis nama berkasnya, seperti rekam-20261122T183000Z, atau waktu pembuatannya, seperti 23-11-2026 01.30.");
		return 0;
	}
	span_check(v, in, q, r);
	q->lists = in->lists;
	if (str_eq(in->source, "STASIUN")) {
		const struct affected_station_in s = { .office = q->office, .code = in->station };
		if ((n = affected_station(v->db, v->arena, &s, &station, &v->err)) == -1)
			return -1;
		if (n == 0)
			form_add(r, form, "stasiun", "Stasiun tidak ada dalam daftar. Pilih kode salah satu stasiun kantor ini.");
		else {
			q->station = station.id;
			*ret_station = station.label;
		}
		return 0;
	}
	q->address = in->address;
	if (!str_empty(in->user)) {
		const struct affected_user_in u = { .office = q->office, .username = in->user };
		if ((n = affected_user(v->db, v->arena, &u, &user, &v->err)) == -1)
			return -1;
		if (n == 0)
			form_add(r, form, "akun", "Nama pengguna tidak ada di kantor ini. Periksa ejaannya.");
		else {
			q->user = user.id;
			*ret_user = arena_printf(v->arena, "%s (%s)", in->user, user.name);
		}
	}
	return 0;
}

/* A year of a busy office can be more than a page may ask of the database. */
static void
too_much(struct visit *v)
{
	if (v->err.kind == ERR_BUSY)
		visit_error_text(v, 503, "Pertanyaan ini terlalu besar untuk satu halaman",
		    "Persempit rentang waktunya, lalu tampilkan bagian demi bagian; atau minta administrator menjalankan rekamctl affected, yang tidak dibatasi waktu.");
	else
		visit_failed(v);
}

/* What was asked, to be sent again by the forms of the answer. */
static struct view_field_list
again(struct visit *v)
{
	const struct form_field *f = form;
	struct view_field *at = ARENA_ARRAY(v->arena, sizeof form / sizeof *form, struct view_field);
	size_t n = 0;

	for (; at != NULL && f->name != NULL; f++) {
		const char *s = request_param(v->req, f->name);
		if (!str_eq(f->name, "insiden") && !str_empty(s))
			at[n++] = (struct view_field){ .kind = FIELD_HIDDEN, .name = f->name, .value = s };
	}
	return (struct view_field_list){ at, n };
}

int
affected_fill(struct visit *v, const struct affected_question *q, int64_t skip, struct affected_page *p)
{
	struct affected rows;

	if (affected_load(v->db, v->arena, q, skip, ROWS, &rows, &v->err) == -1)
		return -1;
	struct view_affected_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_affected_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_affected_row){
			.href = case_href(v, rows.at[i].case_id, NULL), .name = rows.at[i].name,
			.nik = rows.at[i].nik, .village = rows.at[i].village, .phone = rows.at[i].phone,
			.kinds = affected_kinds_text(v->arena, rows.at[i].kinds), .looks = rows.at[i].looks,
			.first_at = rows.at[i].first_at, .last_at = rows.at[i].last_at,
		};
	p->rows = (struct view_affected_rows){ at, at == NULL ? 0 : rows.n };
	p->asked = true;
	p->total = rows.total;
	p->from_row = skip + 1;
	p->to_row = skip + (int64_t)rows.n;
	if (p->to_row < p->total)
		p->next = arena_printf(v->arena, "%lld", (long long)p->to_row);
	p->first = skip > 0 ? "0" : NULL;
	if (p->total > CSV_ROWS)
		p->csv_note = "Berkas memuat 10.000 orang pertama; seluruhnya: rekamctl affected --csv.";
	return 0;
}

/* The list is written down at an incident: the question and the hash of its answer. */
struct link {
	const struct affected_question	*q;
	int64_t	 incident, persons;
	uint8_t	 sha256[32];
};

static int
store_link(struct once *o, void *arg, struct err *e)
{
	struct link *l = arg;
	const struct incident_lock_in lock = { .id = l->incident, .office = o->act->office };
	struct incident_lock_row row;
	int n = incident_lock(o->db, o->arena, &lock, &row, e);

	if (n != 1 || row.closed)
		return n == -1 ? -1 : 0;
	const struct incident_scope_add_in add = { .incident = l->incident, .user = l->q->user,
	    .station = l->q->station, .address = l->q->address, .backup_at = l->q->backup_at,
	    .from_at = l->q->backup_at.us != 0 ? l->q->backup_at : l->q->from,
	    .to_at = l->q->backup_at.us != 0 ? l->q->backup_at : l->q->to, .lists = l->q->lists,
	    .persons = l->persons, .sha256 = { l->sha256, sizeof l->sha256 }, .at = o->act->at,
	    .actor = o->act->actor };
	if (incident_scope_add(o->db, &add, e) == -1 ||
	    audit_write(o->db, o->act, "INSIDEN_TERDAMPAK", arena_printf(o->arena, "insiden/%lld",
	    (long long)l->incident), arena_printf(o->arena, "%lld orang", (long long)l->persons), e) == -1)
		return -1;
	o->location = arena_printf(o->arena, "/insiden/%lld", (long long)l->incident);
	return 1;
}

static void
link_to_incident(struct visit *v, const struct affected_question *q, int64_t incident)
{
	struct link l = { .q = q, .incident = incident };
	const char *location;
	int n;

	if (affected_hash(v->db, q, l.sha256, &l.persons, &v->err) == -1 ||
	    (n = once_do(v->db, v->arena, &v->act, store_link, &l, &location, &v->err)) == -1)
		too_much(v);
	else if (n == 0)
		visit_error_text(v, 422, "Daftar belum dicatat",
		    "Insiden itu sudah ditutup atau tidak ada. Pilih insiden yang masih terbuka.");
	else
		visit_done(v, location, "terdampak-dicatat");
}

void
affected_post(struct visit *v)
{
	struct affected_question q;
	struct form_result r;
	struct asked in = { 0 };
	const char *user, *station;

	if (read(v, &in, &q, &r, &user, &station) == -1) {
		visit_failed(v);
		return;
	}
	if (!r.ok) {
		show(v, 422, &r, NULL);
		return;
	}
	if (str_eq(visit_action(v), "KAITKAN")) {
		link_to_incident(v, &q, in.incident);
		return;
	}
	struct affected_page p = page(v, &r);
	if (audit_look(v->db, v->arena, &v->act, "LIHAT_TERDAMPAK", "terdampak", &v->err) == -1 ||
	    choices(v, &p, &in) == -1 || affected_fill(v, &q, duty_skip(v), &p) == -1 ||
	    (!q.lists && affected_lists_seen(v->db, v->arena, &q, &p.lists_seen, &v->err) == -1)) {
		too_much(v);
		return;
	}
	p.question = duty_question_text(v, &q, user, station);
	p.again = again(v);
	tpl_page_affected(visit_page(v, 200), &p);
}

void
affected_download_post(struct visit *v)
{
	struct affected_question q;
	struct affected rows;
	struct form_result r;
	struct asked in;
	const char *user, *station;

	if (read(v, &in, &q, &r, &user, &station) == -1) {
		visit_failed(v);
		return;
	}
	if (!r.ok) {
		show(v, 422, &r, NULL);
		return;
	}
	if (audit_write(v->db, &v->act, "UNDUH_TERDAMPAK", "terdampak", "", &v->err) == -1 ||
	    affected_load(v->db, v->arena, &q, 0, CSV_ROWS, &rows, &v->err) == -1) {
		too_much(v);
		return;
	}
	struct out *o = reply_text(v->reply, 200);
	v->reply->type = "text/csv; charset=utf-8";
	affected_csv_head(o);
	affected_csv(o, v->arena, &rows);
	reply_header(v->reply, "Content-Disposition", "attachment; filename=\"terdampak.csv\"");
}
