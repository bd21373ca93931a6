/* The print queue: what waits, what needs a person, and what was printed. */
#include "base/str.h"
#include "page/page.h"
#include "page/parts.h"
#include "page/print_row.h"
#include "sop/paper.h"
#include "sop/print_job.h"
#include "store/audit.h"
#include "tpl.h"

#define DAY_US	(24 * 3600 * INT64_C(1000000))

enum { PAGE = 20 };

/* What the address asks for; what makes no sense is left out. */
struct ask {
	struct day	 day;		/* y 0: any */
	int64_t		 printer, before;
	const char	*kind, *state;
};

static struct ask
ask_read(struct visit *v)
{
	const char *kind = request_query(v->req, "jenis"), *state = request_query(v->req, "keadaan");
	struct ask a = { .before = INT64_MAX, .kind = "", .state = "" };

	if (!day_parse(request_query(v->req, "hari"), &a.day))
		a.day = (struct day){ 0 };
	(void)str_int(request_query(v->req, "printer"), 1, INT64_MAX, &a.printer);
	(void)str_int(request_query(v->req, "sebelum"), 1, INT64_MAX, &a.before);
	if (kind != NULL && paper_by_word(kind) != PAPER__MAX)
		a.kind = kind;
	if (state != NULL && print_state_by_word(state) != PRINT__MAX)
		a.state = state;
	return a;
}

/* The same question, from below a job on; 0: from the newest. */
static const char *
ask_href(struct visit *v, const struct ask *a, int64_t before)
{
	char day[11] = "";
	const char *s = arena_printf(v->arena, "/cetak?hari=%s&jenis=%s&keadaan=%s",
	    a->day.y == 0 ? "" : day_iso(day, a->day), a->kind, a->state);

	if (a->printer != 0)
		s = arena_printf(v->arena, "%s&printer=%lld", s, (long long)a->printer);
	return before == 0 ? s : arena_printf(v->arena, "%s&sebelum=%lld", s, (long long)before);
}

static int
history(struct visit *v, const struct ask *a, const struct print_waiting_rows *waiting,
    struct print_queue_page *p)
{
	struct print_history_in in = { .office = v->who.office, .before = a->before,
	    .from = { 0 }, .to = { v->now.us + DAY_US }, .printer = a->printer, .kind = a->kind,
	    .state = a->state, .top = PAGE + 1 };
	struct print_history_rows rows;

	if (a->day.y != 0) {
		in.from = utc_from_wib(a->day, 0, 0, 0);
		in.to.us = in.from.us + DAY_US;
	}
	if (print_history(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	size_t n = rows.n > PAGE ? PAGE : rows.n;
	struct view_print_row *e = ARENA_ARRAY(v->arena, n, struct view_print_row);
	for (size_t i = 0; e != NULL && i < n; i++) {
		const struct print_history_row *r = &rows.at[i];
		const struct print_waiting_row same = { r->id, r->state, r->reason, r->detail, r->copies,
		    r->attempts, r->created_at, r->accepted_at, r->ended_at, r->document_id, r->kind,
		    r->letter_number, r->letter_void, r->case_id, r->name, r->printer, r->who };
		e[i] = print_row_view(v, waiting, &same);
	}
	p->ended = (struct view_print_rows){ e, e == NULL ? 0 : n };
	p->next = rows.n > PAGE ? ask_href(v, a, rows.at[PAGE - 1].id) : NULL;
	p->first = a->before != INT64_MAX ? ask_href(v, a, 0) : NULL;
	return 0;
}

static int
lists(struct visit *v, const struct ask *a, struct print_queue_page *p)
{
	const struct print_waiting_in in = { .office = v->who.office };
	struct print_waiting_rows waiting;

	if (print_waiting(v->db, v->arena, &in, &waiting, &v->err) == -1 ||
	    history(v, a, &waiting, p) == -1)
		return -1;
	struct view_print_row *w = ARENA_ARRAY(v->arena, waiting.n, struct view_print_row);
	for (size_t i = 0; w != NULL && i < waiting.n; i++)
		w[i] = print_row_view(v, &waiting, &waiting.at[i]);
	p->waiting = (struct view_print_rows){ w, w == NULL ? 0 : waiting.n };
	return 0;
}

void
print_queue_get(struct visit *v)
{
	struct print_queue_page p = { .layout = visit_layout(v, "Antrean Cetak"),
	    .form = visit_form(v, "/cetak", 0), .day = "" };
	const struct ask a = ask_read(v);
	struct fmt f;

	if (a.day.y != 0)
		p.day = arena_strdup(v->arena, fmt_short(&f, a.day));
	p.filtered = a.day.y != 0 || a.printer != 0 || *a.kind != '\0' || *a.state != '\0';
	p.by_kind = print_options_kind(v, a.kind);
	p.by_state = print_options_state(v, a.state);
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "cetak", &v->err) == -1 ||
	    print_options_printer(v, true, a.printer, &p.by_printer) == -1 ||
	    parts_printers(v, &p.printers) == -1 || lists(v, &a, &p) == -1)
		visit_failed(v);
	else
		tpl_page_print_queue(visit_page(v, 200), &p);
}
