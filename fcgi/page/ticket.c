/* /antrean/tiket: tickets of the day, given and called by the counter.  F4 calls the next one. */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_ticket.h"
#include "page/visit.h"
#include "sop/ticket.h"
#include "sql/ticket.h"
#include "store/audit.h"
#include "store/once.h"
#include "tpl.h"

#define HERE	"/antrean/tiket"

enum { TRIES = 8 };

struct ask {
	const char	*counter;
};

static const struct form_field form[] = {
	FORM_AS("loket", struct ask, counter, 1, 20, "Loket"),
	FORM_END
};

static struct view_ticket
ticket_view(struct visit *v, int64_t id, int64_t no, const char *word, struct utc since)
{
	enum ticket_kind k = ticket_by_word(word);

	return (struct view_ticket){ .id = arena_printf(v->arena, "%lld", (long long)id), .name = ticket_name(v->arena, k, no),
	    .kind = ticket_label(k), .first = ticket_first(k), .counter = "", .since = since, .seconds = (v->now.us - since.us) / 1000000 };
}

static int
lists(struct visit *v, struct ticket_page *p)
{
	const struct ticket_waiting_in waiting_in = { .office = v->who.office, .today = v->today };
	const struct ticket_called_in called_in = { .office = v->who.office, .today = v->today };
	const struct ticket_counts_in counts_in = { .office = v->who.office, .today = v->today };
	struct ticket_waiting_rows waiting;
	struct ticket_called_rows called;
	struct ticket_counts_row counts;

	if (ticket_waiting(v->db, v->arena, &waiting_in, &waiting, &v->err) == -1 ||
	    ticket_called(v->db, v->arena, &called_in, &called, &v->err) == -1 ||
	    ticket_counts(v->db, v->arena, &counts_in, &counts, &v->err) != 1)
		return -1;
	struct view_ticket *w = ARENA_ARRAY(v->arena, waiting.n, struct view_ticket);
	for (size_t i = 0; w != NULL && i < waiting.n; i++)
		w[i] = ticket_view(v, waiting.at[i].id, waiting.at[i].no, waiting.at[i].kind, waiting.at[i].made_at);
	struct view_ticket *c = ARENA_ARRAY(v->arena, called.n, struct view_ticket);
	for (size_t i = 0; c != NULL && i < called.n; i++) {
		c[i] = ticket_view(v, called.at[i].id, called.at[i].no, called.at[i].kind, called.at[i].called_at);
		c[i].counter = called.at[i].counter;
		c[i].mine = called.at[i].called_by == v->who.user;
	}
	p->waiting = (struct view_tickets){ w, w == NULL ? 0 : waiting.n };
	p->called = (struct view_tickets){ c, c == NULL ? 0 : called.n };
	p->served = counts.served;
	p->away = counts.away;
	return 0;
}

static int
counter_of(struct visit *v, const char **ret)
{
	const struct ticket_counter_in in = { .office = v->who.office, .actor = v->who.user };
	struct ticket_counter_row row;
	int n = ticket_counter(v->db, v->arena, &in, &row, &v->err);

	*ret = n == 1 ? row.counter : "1";
	return n == -1 ? -1 : 0;
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct view_option *kind = ARENA_ARRAY(v->arena, TICKET__MAX, struct view_option);
	struct ticket_page p = { .layout = visit_layout(v, "Tiket Antrean"), .form = visit_form(v, HERE, 0), .display = "/layar" };
	const char *counter;

	if (counter_of(v, &counter) == -1 || lists(v, &p) == -1) {
		visit_failed(v);
		return;
	}
	for (enum ticket_kind k = 0; kind != NULL && k < TICKET__MAX; k++)
		kind[k] = (struct view_option){ arena_printf(v->arena, "BERI-%s", ticket_word(k)), ticket_label(k), ticket_first(k) };
	p.kinds = (struct view_option_list){ kind, kind == NULL ? 0 : TICKET__MAX };
	p.counter = field_text(&src, "loket", counter);
	p.counter.size = 10;
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/antrean", "Antrean");
	tpl_page_ticket(visit_page(v, status), &p);
}

void
ticket_get(struct visit *v)
{
	show(v, 200, NULL);
}

/* What a button asks for. */
struct deed {
	enum { GIVE, CALL, AGAIN, SERVED, AWAY } what;
	enum ticket_kind	 kind;
	int64_t			 id;
	const char		*counter;
	struct day		 today;
};

static int
give(struct once *o, const struct deed *d, struct err *e)
{
	const struct ticket_last_in last_in = { .office = o->act->office, .today = d->today };
	struct ticket_last_row last;

	if (ticket_last(o->db, o->arena, &last_in, &last, e) != 1)
		return -1;
	/* two at once: one of them finds the number taken, and is done again */
	const struct ticket_add_in add = { .office = o->act->office, .today = d->today, .no = last.no + 1, .kind = ticket_word(d->kind), .at = o->act->at };
	return ticket_add(o->db, &add, e) < 0 ? -1 : 1;
}

/* 1; 0: nobody waits. */
static int
call_next(struct once *o, const struct deed *d, struct err *e)
{
	const struct ticket_waiting_in in = { .office = o->act->office, .today = d->today };
	struct ticket_waiting_rows rows;

	if (ticket_waiting(o->db, o->arena, &in, &rows, e) == -1)
		return -1;
	struct ticket_waiting *w = ARENA_ARRAY(o->arena, rows.n, struct ticket_waiting);
	for (size_t i = 0; w != NULL && i < rows.n; i++)
		w[i] = (struct ticket_waiting){ ticket_by_word(rows.at[i].kind), rows.at[i].no };
	for (size_t left = w == NULL ? 0 : rows.n; left > 0; left--) {
		size_t i = ticket_next(w, rows.n);
		const struct ticket_call_in call = { .id = rows.at[i].id, .office = o->act->office, .state = "MENUNGGU", .counter = d->counter,
		    .at = o->act->at, .actor = o->act->actor };
		int64_t n = ticket_call(o->db, &call, e);
		if (n != 0)
			return n < 0 ? -1 : 1;
		w[i] = (struct ticket_waiting){ TICKET__MAX, INT64_MAX };	/* another counter was faster */
	}
	return 0;
}

static int
store(struct once *o, void *arg, struct err *e)
{
	const struct deed *d = arg;
	const struct ticket_call_in again = { .id = d->id, .office = o->act->office, .state = "DIPANGGIL", .counter = d->counter, .at = o->act->at, .actor = o->act->actor };
	const struct ticket_end_in end = { .id = d->id, .office = o->act->office, .state = d->what == SERVED ? "DILAYANI" : "TIDAK_HADIR", .at = o->act->at };

	o->location = HERE;
	switch (d->what) {
	case GIVE: return give(o, d, e);
	case CALL: return call_next(o, d, e);
	case AGAIN: return ticket_call(o->db, &again, e) == -1 ? -1 : 1;
	case SERVED:
	case AWAY: return ticket_end(o->db, &end, e) == -1 ? -1 : 1;
	}
	return 0;
}

/* "TIDAK_HADIR-12": true when it is that word with an id. */
static bool
with_id(const char *action, const char *word, int64_t *ret_id)
{
	return str_starts(action, word) && str_int(action + strlen(word), 1, INT64_MAX, ret_id);
}

static bool
deed_read(const char *action, struct deed *d)
{
	if (str_starts(action, "BERI-")) {
		d->what = GIVE;
		d->kind = ticket_by_word(action + 5);
		return d->kind != TICKET__MAX;
	}
	d->what = CALL;
	if (str_eq(action, "PANGGIL"))
		return true;
	d->what = AGAIN;
	if (with_id(action, "ULANG-", &d->id))
		return true;
	d->what = SERVED;
	if (with_id(action, "DILAYANI-", &d->id))
		return true;
	d->what = AWAY;
	return with_id(action, "TIDAK_HADIR-", &d->id);
}

void
ticket_post(struct visit *v)
{
	struct deed d = { .counter = "", .today = v->today };
	struct form_result r;
	const char *location;
	struct ask in;
	int n;

	if (!deed_read(visit_action(v), &d)) {
		visit_error(v, 400);
		return;
	}
	if (d.what == CALL || d.what == AGAIN) {
		if (!form_read(form, v->req, v->arena, &in, &r)) {
			show(v, 422, &r);
			return;
		}
		d.counter = in.counter;
	}
	for (int tries = 0; (n = once_do(v->db, v->arena, &v->act, store, &d, &location, &v->err)) == -1 && v->err.kind == ERR_CONFLICT && tries < TRIES; tries++)
		;
	if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_done(v, HERE, "tiket-habis");
	else
		visit_done(v, d.what == SERVED ? "/permohonan/baru" : HERE, d.what == GIVE ? "tiket-diberikan" : d.what == CALL || d.what == AGAIN ? "tiket-dipanggil" : "tiket-selesai");
}
