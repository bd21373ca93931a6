/* The register of incidents: list, a new one, the list of affected persons of one, addresses. */
#include <string.h>

#include "base/str.h"
#include "duty/when.h"
#include "page/affected.h"
#include "page/duty.h"
#include "page/field.h"
#include "page/incident_view.h"
#include "page/page.h"
#include "store/audit.h"
#include "store/number.h"
#include "store/once.h"
#include "tpl.h"

enum { ROWS = 50 };

struct noted {
	const char	*title, *kind, *discovered, *what;
	struct utc	 discovered_at;
	int64_t		 classes;
};

static const char *const kinds[] = {
#define X(id, word, label) word,
	INCIDENT_KINDS(X)
#undef X
	NULL
};

static const struct form_field form[] = {
	FORM_AS("judul", struct noted, title, 1, 120, "Judul"),
	FORM_CHOICE_AS("jenis", struct noted, kind, kinds, "Jenis"),
	FORM_AS("diketahui", struct noted, discovered, 6, 20, "Diketahui pada"),
	FORM_LINES_AS("uraian", struct noted, what, 2000, "Uraian kejadian"),
	FORM_END
};

void
incidents_get(struct visit *v)
{
	int64_t skip = duty_skip(v);
	const struct incident_list_in in = { .office = v->who.office, .skip = skip, .size = ROWS };
	struct incident_list_rows rows;

	if (incident_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct incidents_page p = { .layout = visit_layout(v, "Register insiden"),
	    .may_write = visit_has(v, DUTY_WRITERS) };
	struct view_incident_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_incident_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct incident_list_row *r = &rows.at[i];
		bool told = r->told_subject && r->told_agency, closed = r->closed_at.us != 0;
		at[i] = (struct view_incident_row){
			.href = arena_printf(v->arena, "/insiden/%lld", (long long)r->id),
			.number = duty_number(v, r->no, r->year),
			.kind = duty_label(&duty_incident_kind, r->kind), .title = r->title,
			.discovered_at = r->discovered_at, .closed_at = r->closed_at,
			.status = closed ? (struct view_status){ "Ditutup", TONE_OFF } :
			    (struct view_status){ "Terbuka", TONE_WAIT },
		};
		if (!told && !closed)
			at[i].due = duty_due(v, r->discovered_at);
		p.total = r->total;
	}
	p.rows = (struct view_incident_rows){ at, at == NULL ? 0 : rows.n };
	p.next = duty_part(v, "/insiden", skip + ROWS, skip + ROWS < p.total);
	p.first = duty_part(v, "/insiden", 0, skip > 0);
	duty_crumb(v, &p.layout);
	tpl_page_incidents(visit_page(v, 200), &p);
}

/* The controls of the classes are named kelas_0, kelas_1, ... by their bit. */
static int64_t
classes_read(struct visit *v)
{
	int64_t set = 0;

	for (enum data_class c = 0; c < DATA_CLASS__MAX; c++)
		if (!str_empty(request_param(v->req, arena_printf(v->arena, "kelas_%d", (int)c))))
			set |= INT64_C(1) << c;
	return set;
}

static struct view_field_list
class_fields(struct visit *v)
{
	struct view_field *at = ARENA_ARRAY(v->arena, DATA_CLASS__MAX, struct view_field);
	int64_t set = v->req->method == HTTP_POST ? classes_read(v) : 0;

	if (at == NULL)
		return (struct view_field_list){ 0 };
	for (enum data_class c = 0; c < DATA_CLASS__MAX; c++)
		at[c] = (struct view_field){ .kind = FIELD_CHECKBOX,
			.name = arena_printf(v->arena, "kelas_%d", (int)c),
			.label = duty_data_class.labels[c], .value = "1",
			.checked = (set >> c & 1) != 0 };
	return (struct view_field_list){ at, DATA_CLASS__MAX };
}

static void
show_new(struct visit *v, int status, const struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct incident_new_page p = {
		.layout = visit_layout(v, "Catat insiden"), .form = visit_form(v, "/insiden/baru", 0),
		.title = field_text(&src, "judul", ""), .kind = duty_choice(&src, "jenis", &duty_incident_kind, ""),
		.discovered = duty_time(&src, "diketahui", v->now, "Kapan kantor mengetahuinya, WIB. Jam 3×24 dihitung dari sini."),
		.what = field_lines(&src, "uraian", ""), .classes = class_fields(v),
		.classes_error = typed == NULL ? NULL : form_message(typed, "kelas"),
	};

	p.title.hint = "Satu baris, misalnya: Komputer loket hilang";
	p.what.hint = "Apa yang terjadi, sejauh diketahui sekarang";
	p.title.autofocus = typed == NULL;
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/insiden", "Register insiden");
	tpl_page_incident_new(visit_page(v, status), &p);
}

void
incident_new_get(struct visit *v)
{
	show_new(v, 200, NULL);
}

static int
store_new(struct once *o, void *arg, struct err *e)
{
	const struct noted *in = arg;
	int64_t year, no, id;

	if (number_take(o->db, o->arena, o->act, SERIES_INCIDENT, &year, &no, e) == -1)
		return -1;
	const struct incident_add_in add = { .office = o->act->office, .year = year, .no = no,
	    .kind = in->kind, .title = in->title, .classes = in->classes,
	    .discovered_at = in->discovered_at, .at = o->act->at, .actor = o->act->actor };
	if ((id = incident_add(o->db, &add, e)) == -1)
		return -1;
	const struct incident_entry_add_in what = { .incident = id, .kind = "KEJADIAN",
	    .text = in->what, .at = o->act->at, .actor = o->act->actor };
	o->location = arena_printf(o->arena, "/insiden/%lld", (long long)id);
	return incident_entry_add(o->db, &what, e) == -1 || audit_write(o->db, o->act, "INSIDEN_BARU",
	    arena_printf(o->arena, "insiden/%lld", (long long)id), in->kind, e) == -1 ? -1 : 1;
}

void
incident_new_post(struct visit *v)
{
	const char *location;
	struct form_result r;
	struct noted in;

	if (form_read(form, v->req, v->arena, &in, &r)) {
		in.classes = classes_read(v);
		if (!when_parse(in.discovered, false, &in.discovered_at))
			form_add(&r, form, "diketahui", "Diketahui pada tidak dikenal. Tulis tanggal dan jam seperti 23-11-2026 09.41.");
		else if (in.discovered_at.us > v->now.us)
			form_add(&r, form, "diketahui", "Diketahui pada belum terjadi. Tulis waktu kantor mengetahuinya.");
		if (in.classes == 0)
			form_add(&r, form, "kelas", "Kelas data belum dipilih. Pilih sekurang-kurangnya satu; bila belum pasti, pilih yang mungkin.");
	}
	if (!r.ok) {
		show_new(v, 422, &r);
		return;
	}
	if (once_do(v->db, v->arena, &v->act, store_new, &in, &location, &v->err) != 1)
		visit_failed(v);
	else
		visit_done(v, location, "insiden-dicatat");
}

/* One scope of an incident, made again from the traces. */
void
incident_affected_get(struct visit *v)
{
	const struct incident_scopes_row *s = NULL;
	struct incident_known k;
	uint8_t sha256[32];
	int64_t total;

	if (!incident_load(v, &k))
		return;
	for (size_t i = 0; i < k.scopes.n; i++)
		if (k.scopes.at[i].id == v->match.arg[1].id)
			s = &k.scopes.at[i];
	if (s == NULL) {
		visit_error(v, 404);
		return;
	}
	const char *here = arena_printf(v->arena, "/insiden/%lld", (long long)k.row.id);
	const struct affected_question q = incident_question(v, s);
	struct affected_page p = { .layout = visit_layout(v, "Orang yang terdampak"),
	    .form = visit_form(v, "/terdampak", 0), .linked = here };
	if (audit_look(v->db, v->arena, &v->act, "LIHAT_TERDAMPAK", arena_printf(v->arena,
	    "insiden/%lld", (long long)k.row.id), &v->err) == -1 ||
	    affected_fill(v, &q, duty_skip(v), &p) == -1 ||
	    affected_hash(v->db, &q, sha256, &total, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	p.question = duty_question_text(v, &q, s->username, s->station);
	p.changed = s->sha256.n != sizeof sha256 || memcmp(s->sha256.p, sha256, sizeof sha256) != 0;
	p.linked_next = duty_part(v, v->req->path, p.to_row, p.next != NULL);
	p.linked_first = duty_part(v, v->req->path, 0, p.first != NULL);
	p.next = p.first = NULL;
	visit_crumb(v, &p.layout, here, arena_printf(v->arena, "Insiden %s",
	    duty_number(v, k.row.no, k.row.year)));
	tpl_page_affected(visit_page(v, 200), &p);
}
