/* /audit: who did or saw what, searched; where the chain stands; an export as CSV. */
#include <string.h>

#include "base/str.h"
#include "page/audit_ask.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/trace_view.h"
#include "sql/queue.h"
#include "store/audit.h"
#include "tpl.h"

enum { ROWS = 50, MATCHES = 20, EXPORT_MAX = 20000 };

static int
people(struct visit *v, const struct audit_ask *a, struct audit_page *p)
{
	const struct trace_people_in in = { .office = v->who.office };
	struct trace_people_rows rows;

	if (trace_people(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n + 1, struct view_option);
	for (size_t i = 0; at != NULL && i <= rows.n; i++)
		at[i] = i == 0 ? (struct view_option){ "", "Semua orang", a->ask.actor == 0 } :
		    (struct view_option){ arena_printf(v->arena, "%lld", (long long)rows.at[i - 1].id),
		    rows.at[i - 1].name, rows.at[i - 1].id == a->ask.actor };
	p->people = (struct view_option_list){ at, at == NULL ? 0 : rows.n + 1 };
	return 0;
}

/* 1; 0 after a 404: no such case here; -1. */
static int
one_case(struct visit *v, const struct audit_ask *a, struct audit_page *p)
{
	const struct trace_case_in in = { .id = a->ask.case_id, .office = v->who.office };
	struct trace_case_row row;
	int n;

	if (a->ask.case_id == 0)
		return 1;
	if ((n = trace_case(v->db, v->arena, &in, &row, &v->err)) != 1)
		return n;
	p->case_id = row.id;
	p->case_name = row.agenda_no == 0 ? row.name : arena_printf(v->arena, "%s, nomor agenda %s",
	    row.name, visit_agenda(v, row.agenda_no, row.agenda_year));
	p->case_href = case_href(v, row.id, NULL);
	p->without_case = audit_ask_href(v, "/audit", a, false, NULL);
	return 1;
}

/* The look at the traces is itself a trace: of the case, when it is one case's. */
static int
traced(struct visit *v, const struct audit_ask *a)
{
	return audit_look(v->db, v->arena, &v->act, "LIHAT", a->ask.case_id == 0 ? "audit" :
	    arena_printf(v->arena, "casefile/%lld", (long long)a->ask.case_id), &v->err);
}

static void
show(struct visit *v, struct audit_ask *a, struct audit_page *p)
{
	struct trace_list_rows rows;
	int n;

	p->layout = visit_layout(v, "Jejak Audit");
	p->form = visit_form(v, "/audit", 0);
	p->denied = a->ask.denied;
	p->from = fmt_short(ARENA_NEW(v->arena, struct fmt), a->from);
	p->to = fmt_short(ARENA_NEW(v->arena, struct fmt), a->to);
	p->actions = trace_actions(v, a->ask.action);
	a->ask.size = ROWS + 1;
	if ((n = one_case(v, a, p)) == 0) {
		visit_error(v, 404);
		return;
	}
	if (n == -1 || traced(v, a) == -1 || people(v, a, p) == -1 ||
	    trace_anchor_view(v, &p->anchor) == -1 || trace_rows(v, &a->ask, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	p->traces.rows = trace_views(v, rows.at, rows.n > ROWS ? ROWS : rows.n);
	p->export = audit_ask_href(v, "/audit/ekspor", a, true, NULL);
	if (rows.n > ROWS)
		p->next = audit_ask_href(v, "/audit", a, true, &rows.at[ROWS - 1]);
	if (a->ask.to_id != 0)
		p->first = audit_ask_href(v, "/audit", a, true, NULL);
	tpl_page_audit(visit_page(v, 200), p);
}

void
audit_get(struct visit *v)
{
	struct audit_page p = { .nothing = false };
	struct audit_ask a;

	audit_ask_read(v, &a);
	show(v, &a, &p);
}

static int
search(struct visit *v, const char *text, struct case_search_rows *ret)
{
	char *clean = arena_strdup(v->arena, text), *w = clean;

	/* what LIKE would take as a pattern is taken literally */
	for (const char *r = text; *r != '\0'; r++)
		if (*r != '%' && *r != '_' && *r != '\\')
			*w++ = *r;
	if (*text != '\0')
		*w = '\0';
	const char *digits = str_digits(v->arena, clean);
	const struct case_search_in in = { .office = v->who.office, .size = MATCHES,
	    .nik_from = strlen(digits) < 6 ? "-" : arena_printf(v->arena, "%s%%", digits),
	    .name_from = *clean == '\0' || *clean == *digits ? "-" : arena_printf(v->arena, "%s%%", clean) };

	return case_search(v->db, v->arena, &in, ret, &v->err);
}

/* 1: one agenda number, answered; 0; -1. */
static int
by_agenda(struct visit *v, const struct audit_ask *a, const char *text)
{
	const char *slash = strchr(text, '/');
	size_t n = slash == NULL ? strlen(text) : (size_t)(slash - text);
	struct case_by_agenda_in in = { .office = v->who.office, .year = v->today.y };
	struct case_by_agenda_row row;
	int r;

	if (n > 5 || !str_int(arena_strndup(v->arena, text, n), 1, 99999, &in.no) ||
	    (slash != NULL && !str_int(slash + 1, 2000, 2199, &in.year)))
		return 0;
	r = case_by_agenda(v->db, v->arena, &in, &row, &v->err);
	if (r == 1)
		reply_redirect(v->reply, arena_printf(v->arena, "%s&permohonan=%lld",
		    audit_ask_href(v, "/audit", a, false, NULL), (long long)row.id));
	return r;
}

static void
matches(struct visit *v, const struct audit_ask *a, const struct case_search_rows *rows,
    struct audit_page *p)
{
	struct view_match *at = ARENA_ARRAY(v->arena, rows->n, struct view_match);
	const char *base = audit_ask_href(v, "/audit", a, false, NULL);

	for (size_t i = 0; at != NULL && i < rows->n; i++)
		at[i] = (struct view_match){ .name = rows->at[i].name, .village = rows->at[i].village,
		    .agenda = visit_agenda(v, rows->at[i].agenda_no, rows->at[i].agenda_year),
		    .href = arena_printf(v->arena, "%s&permohonan=%lld", base, (long long)rows->at[i].id) };
	p->matches = (struct view_match_list){ at, at == NULL ? 0 : rows->n };
	p->nothing = rows->n == 0;
}

/* A NIK or a name finds the case here, by POST: neither may stand in an address. */
void
audit_post(struct visit *v)
{
	const char *sent = request_param(v->req, "cari");
	struct audit_page p = { .nothing = false };
	struct case_search_rows rows;
	struct audit_ask a;
	int n;

	audit_ask_read(v, &a);
	a.ask.case_id = 0;
	if (str_empty(sent) || str_utf8_len(sent) > 60) {
		reply_redirect(v->reply, audit_ask_href(v, "/audit", &a, false, NULL));
		return;
	}
	p.search = str_trim(v->arena, sent);
	n = audit_write(v->db, &v->act, "CARI", "audit", "", &v->err);
	if (n == 0)
		n = by_agenda(v, &a, p.search);
	if (n == 1)
		return;
	if (n == -1 || search(v, p.search, &rows) == -1) {
		visit_failed(v);
		return;
	}
	if (rows.n == 1) {
		reply_redirect(v->reply, arena_printf(v->arena, "%s&permohonan=%lld",
		    audit_ask_href(v, "/audit", &a, false, NULL), (long long)rows.at[0].id));
		return;
	}
	matches(v, &a, &rows, &p);
	show(v, &a, &p);
}

/* ---- CSV: comma, CRLF, quoted (RFC 4180); UTF-8 with its mark, which Excel asks for ---- */

static void
cell(struct out *o, const char *s, const char *end)
{
	OUT_LIT(o, "\"");
	/* a spreadsheet must not take it for a formula */
	if (*s != '\0' && strchr("=+-@\t\r", *s) != NULL)
		OUT_LIT(o, "'");
	for (; *s != '\0'; s++) {
		if (*s == '"')
			OUT_LIT(o, "\"");
		out_raw(o, s, 1);
	}
	OUT_LIT(o, "\"");
	out_str(o, end);
}

static void
csv_row(struct visit *v, struct out *o, const struct trace_list_row *r)
{
	struct view_trace t = trace_view(v, r);
	struct fmt f;

	cell(o, fmt_machine(&f, r->at), ",");
	cell(o, t.who, ",");
	cell(o, t.roles, ",");
	cell(o, r->address, ",");
	cell(o, r->action, ",");
	cell(o, t.what, ",");
	cell(o, r->object, ",");
	cell(o, r->detail, "\r\n");
}

void
audit_export_get(struct visit *v)
{
	struct trace_list_rows rows;
	struct audit_page p = { .nothing = false };
	struct audit_ask a;
	char from[11], to[11];
	int n;

	audit_ask_read(v, &a);
	a.ask.size = EXPORT_MAX;
	if ((n = one_case(v, &a, &p)) == 0) {
		visit_error(v, 404);
		return;
	}
	if (n == -1 || trace_rows(v, &a.ask, &rows, &v->err) == -1 ||
	    audit_write(v->db, &v->act, "EKSPOR_AUDIT", a.ask.case_id == 0 ? "audit" :
	    arena_printf(v->arena, "casefile/%lld", (long long)a.ask.case_id), arena_printf(v->arena,
	    "%s sampai %s, %zu baris", day_iso(from, a.from), day_iso(to, a.to), rows.n), &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct out *o = reply_text(v->reply, 200);
	v->reply->type = "text/csv; charset=utf-8";
	reply_header(v->reply, "Content-Disposition", arena_printf(v->arena,
	    "attachment; filename=\"jejak-audit-%s-%s.csv\"", from, to));
	OUT_LIT(o, "\xef\xbb\xbf\"waktu\",\"siapa\",\"peran\",\"alamat\",\"kode\",\"tindakan\",\"objek\",\"rincian\"\r\n");
	for (size_t i = 0; i < rows.n; i++)
		csv_row(v, o, &rows.at[i]);
}
