/* /layar: the display in the waiting room: which ticket is called to which counter.  No name, no login. */
#include "assets.h"
#include "base/str.h"
#include "page/page.h"
#include "page/view_ticket.h"
#include "page/visit.h"
#include "sop/ticket.h"
#include "sql/ticket.h"
#include "tpl.h"

enum { SHOWN = 5 };

void
display_get(struct visit *v)
{
	struct display_page p = { .assets = ASSETS_VERSION, .now = v->now };
	struct ticket_called_in called_in = { .today = v->today };
	struct ticket_counts_in counts_in = { .today = v->today };
	struct ticket_called_rows called;
	struct ticket_counts_row counts;
	const char *code = request_query(v->req, "kantor");
	const struct display_office_in office_in = { .code = code == NULL ? "" : code, .mine = v->who.office };
	struct display_office_row office;
	int n_office = display_office(v->db, v->arena, &office_in, &office, &v->err);

	if (n_office == 0) {
		visit_error(v, 404);
		return;
	}
	if (n_office == -1) {
		visit_failed(v);
		return;
	}
	p.office = office.name;
	called_in.office = counts_in.office = office.id;
	if (ticket_called(v->db, v->arena, &called_in, &called, &v->err) == -1 ||
	    ticket_counts(v->db, v->arena, &counts_in, &counts, &v->err) != 1) {
		visit_failed(v);
		return;
	}
	size_t n = called.n > SHOWN ? SHOWN : called.n;
	struct view_ticket *at = ARENA_ARRAY(v->arena, n, struct view_ticket);
	for (size_t i = 0; at != NULL && i < n; i++) {
		enum ticket_kind k = ticket_by_word(called.at[i].kind);
		at[i] = (struct view_ticket){ .name = ticket_name(v->arena, k, called.at[i].no), .counter = called.at[i].counter, .first = ticket_first(k) };
	}
	p.called = (struct view_tickets){ at, at == NULL ? 0 : n };
	p.waiting = counts.waiting;
	tpl_page_display(visit_page(v, 200), &p);
}
