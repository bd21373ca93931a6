/* One incident: its page with the clock, what is known, who is affected, and new entries. */
#include "page/incident_view.h"

#include "base/str.h"
#include "page/field.h"
#include "page/page.h"
#include "store/audit.h"
#include "store/once.h"
#include "tpl.h"

struct noted {
	const char	*kind, *text;
	int64_t		 incident;
};

static const char *const kinds[] = {
#define X(id, word, label, fact) word,
	ENTRY_KINDS(X)
#undef X
	NULL
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("jenis", struct noted, kind, kinds, "Jenis catatan"),
	FORM_LINES_AS("isi_catatan", struct noted, text, 2000, "Isi"),
	FORM_END
};

bool
incident_load(struct visit *v, struct incident_known *k)
{
	const struct incident_get_in in = { .id = visit_id(v), .office = v->who.office };
	const struct incident_entries_in of = { .incident = visit_id(v) };
	const struct incident_scopes_in scopes = { .incident = visit_id(v) };
	int n = incident_get(v->db, v->arena, &in, &k->row, &v->err);

	for (size_t i = 0; i < ENTRY__MAX; i++)
		k->last[i] = NULL;
	if (n == 1 && (incident_entries(v->db, v->arena, &of, &k->entries, &v->err) == -1 ||
	    incident_scopes(v->db, v->arena, &scopes, &k->scopes, &v->err) == -1))
		n = -1;
	if (n != 1) {
		if (n == 0)
			visit_error(v, 404);
		else
			visit_failed(v);
		return false;
	}
	for (size_t i = 0; i < k->entries.n; i++) {
		enum entry_kind e = duty_entry(k->entries.at[i].kind);
		if (e != ENTRY__MAX)
			k->last[e] = k->entries.at[i].text;
	}
	k->closed = k->last[ENTRY_CLOSE] != NULL;
	k->told = k->last[ENTRY_TOLD_SUBJECT] != NULL && k->last[ENTRY_TOLD_AGENCY] != NULL;
	return true;
}

const char *
incident_classes(struct visit *v, int64_t set)
{
	const char *s = "";

	for (enum data_class c = 0; c < DATA_CLASS__MAX; c++)
		if (set >> c & 1)
			s = *s == '\0' ? duty_data_class.labels[c] :
			    arena_printf(v->arena, "%s; %s", s, duty_data_class.labels[c]);
	return s;
}

struct affected_question
incident_question(const struct visit *v, const struct incident_scopes_row *s)
{
	return (struct affected_question){ .office = v->who.office, .user = s->user_id,
		.station = s->station_id, .address = s->address, .backup_at = s->backup_at,
		.from = s->from_at, .to = s->to_at, .lists = s->lists != 0 };
}

struct view_warning_list
incident_missing(struct visit *v, const struct incident_known *k,
    const struct notice_address_get_row *to, bool csirt)
{
	const struct { bool there; const char *text; } needs[] = {
		{ k->last[ENTRY_DATA] != NULL, "Data pribadi yang terungkap" },
		{ k->last[ENTRY_WHEN] != NULL, "Kapan dan bagaimana data terungkap" },
		{ k->last[ENTRY_REPAIR] != NULL, "Upaya penanganan dan pemulihan" },
		{ k->scopes.n > 0, "Daftar orang yang terdampak" },
		{ !str_empty(to->contact), "Kontak bagi subjek data (Tujuan pemberitahuan)" },
		{ csirt ? !str_empty(to->csirt) : !str_empty(to->agency), csirt ?
		    "Nama tim tanggap insiden (Tujuan pemberitahuan)" :
		    "Nama lembaga pelindungan data (Tujuan pemberitahuan)" },
		{ !csirt || k->last[ENTRY_IMPACT] != NULL, "Dampak" },
	};
	enum { NEEDS = sizeof needs / sizeof *needs };
	struct view_warning *at = ARENA_ARRAY(v->arena, NEEDS, struct view_warning);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < NEEDS; i++)
		if (!needs[i].there)
			at[n++] = (struct view_warning){ needs[i].text };
	return (struct view_warning_list){ at, n };
}

static struct view_entry
entry(const struct incident_entries_row *r)
{
	return (struct view_entry){ .kind = duty_label(&duty_entry_kind, r->kind), .text = r->text,
		.who = r->who, .at = r->at, .closing = duty_entry(r->kind) == ENTRY_CLOSE };
}

static void
entries(struct visit *v, const struct incident_known *k, struct incident_page *p)
{
	struct view_entry *all = ARENA_ARRAY(v->arena, k->entries.n, struct view_entry);
	struct view_entry *facts = ARENA_ARRAY(v->arena, ENTRY__MAX, struct view_entry);
	size_t n = 0;

	if (all == NULL || facts == NULL)
		return;
	for (size_t i = 0; i < k->entries.n; i++)
		all[i] = entry(&k->entries.at[i]);
	for (enum entry_kind e = 0; e < ENTRY__MAX; e++)
		if (k->last[e] != NULL && (duty_entry_fact(e) || e == ENTRY_CLOSE))
			facts[n++] = (struct view_entry){ .kind = duty_entry_kind.labels[e], .text = k->last[e] };
	p->entries = (struct view_entry_list){ all, k->entries.n };
	p->facts = (struct view_entry_list){ facts, n };
}

static void
scopes(struct visit *v, const struct incident_known *k, struct incident_page *p)
{
	struct view_scope *at = ARENA_ARRAY(v->arena, k->scopes.n, struct view_scope);

	for (size_t i = 0; at != NULL && i < k->scopes.n; i++) {
		const struct incident_scopes_row *s = &k->scopes.at[i];
		const struct affected_question q = incident_question(v, s);
		at[i] = (struct view_scope){
			.href = visit_has(v, DUTY_LEADERS) ? arena_printf(v->arena, "/insiden/%lld/terdampak/%lld",
			    (long long)k->row.id, (long long)s->id) : NULL,
			.question = duty_question_text(v, &q, s->username, s->station),
			.who = s->who, .persons = s->persons, .at = s->at,
		};
	}
	p->scopes = (struct view_scope_list){ at, at == NULL ? 0 : k->scopes.n };
}

static void
show(struct visit *v, int status, const struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	const struct notice_address_get_in to_in = { .office = v->who.office };
	struct notice_address_get_row to = { 0 };
	struct incident_known k;

	if (!incident_load(v, &k))
		return;
	if (notice_address_get(v->db, v->arena, &to_in, &to, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	const char *here = arena_printf(v->arena, "/insiden/%lld", (long long)k.row.id);
	bool leader = visit_has(v, DUTY_LEADERS), writer = visit_has(v, DUTY_WRITERS);
	struct incident_page p = {
		.number = duty_number(v, k.row.no, k.row.year), .title = k.row.title,
		.kind = duty_label(&duty_incident_kind, k.row.kind),
		.classes = incident_classes(v, k.row.classes), .discovered_at = k.row.discovered_at,
		.created_at = k.row.created_at, .created_by = k.row.created_by, .closed = k.closed,
		.may_write = writer && !k.closed,
		.affected = leader && !k.closed ? "/terdampak" : NULL,
		.letter_subject = leader ? arena_printf(v->arena, "%s/surat-subjek", here) : NULL,
		.letter_agency = arena_printf(v->arena, "%s/surat/lembaga", here),
		.letter_csirt = arena_printf(v->arena, "%s/surat/csirt", here),
		.form = visit_form(v, here, 0),
		.entry_kind = duty_choice(&src, "jenis", &duty_entry_kind, ""),
		.entry_text = field_lines(&src, "isi_catatan", ""),
		.status = k.closed ? (struct view_status){ "Ditutup", TONE_OFF } :
		    k.told ? (struct view_status){ "Terbuka, pemberitahuan disampaikan", TONE_WORK } :
		    (struct view_status){ "Terbuka", TONE_WAIT },
	};
	p.layout = visit_layout(v, arena_printf(v->arena, "Insiden %s", p.number));
	if (!k.closed && !k.told)
		p.due = duty_due(v, k.row.discovered_at);
	if (!k.closed)
		p.missing = incident_missing(v, &k, &to, false);
	entries(v, &k, &p);
	scopes(v, &k, &p);
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/insiden", "Register insiden");
	tpl_page_incident(visit_page(v, status), &p);
}

void
incident_get_page(struct visit *v)
{
	show(v, 200, NULL);
}

static int
store(struct once *o, void *arg, struct err *e)
{
	const struct noted *in = arg;
	const struct incident_lock_in lock = { .id = in->incident, .office = o->act->office };
	struct incident_lock_row row;
	int n = incident_lock(o->db, o->arena, &lock, &row, e);

	if (n != 1 || row.closed)
		return n == -1 ? -1 : 0;
	const struct incident_entry_add_in add = { .incident = in->incident, .kind = in->kind,
	    .text = in->text, .at = o->act->at, .actor = o->act->actor };
	o->location = arena_printf(o->arena, "/insiden/%lld", (long long)in->incident);
	return incident_entry_add(o->db, &add, e) == -1 || audit_write(o->db, o->act, "INSIDEN_CATATAN",
	    arena_printf(o->arena, "insiden/%lld", (long long)in->incident), in->kind, e) == -1 ? -1 : 1;
}

void
incident_post(struct visit *v)
{
	struct incident_known k;
	const char *location;
	struct form_result r;
	struct noted in;

	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	if (!incident_load(v, &k))
		return;
	in.incident = k.row.id;
	int n = once_do(v->db, v->arena, &v->act, store, &in, &location, &v->err);
	if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error_text(v, 409, "Insiden ini sudah ditutup",
		    "Catatan tidak dapat ditambahkan lagi. Bila ada hal baru, catat sebagai insiden baru dan sebutkan nomor insiden ini.");
	else
		visit_done(v, location, str_eq(in.kind, "KESIMPULAN") ? "insiden-ditutup" : "catatan-ditambahkan");
}
