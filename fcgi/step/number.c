/* Step 3 - agenda number and date of the application. */
#include "base/str.h"
#include "page/case_paper.h"
#include "page/case_view.h"
#include "sop/number.h"
#include "sql/number.h"
#include "step/number_store.h"
#include "step/step.h"
#include "store/number.h"
#include "tpl.h"

enum change_end
number_give(struct visit *v, struct change *c, struct err *e)
{
	enum change_end end = change_move(c, MOVE_NUMBER, "", e);
	int64_t year, no;

	if (end != CHANGE_DONE || c->agenda_no != 0)
		return end;
	/* everything that can be asked before is asked before: from here to the commit nobody else gets a number */
	int receipt = case_paper_receipt_wanted(v, c, e);
	if (receipt == -1 || number_take(c->db, c->arena, c->act, SERIES_AGENDA, &year, &no, e) == -1)
		return CHANGE_FAILED;
	const struct casefile_set_agenda_in set = {
		.id = c->id, .year = year, .no = no, .today = utc_day_wib(c->act->at) };
	if (casefile_set_agenda(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	c->agenda_year = year;
	c->agenda_no = no;
	return receipt == 1 ? case_paper_issue(v, c, PAPER_RECEIPT, e) : CHANGE_DONE;
}

static int
expected(struct visit *v, struct number_page *p)
{
	const struct counter_list_in in = { .office = v->who.office, .series = SERIES_AGENDA };
	struct counter_list_rows rows;

	if (counter_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	int64_t no = 1;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].year == v->today.y)
			no = rows.at[i].n + 1;
	p->next = visit_agenda(v, no, v->today.y);
	return 0;
}

void
number_get(struct visit *v)
{
	struct casefile_get_row row;

	if (!case_load(v, &row))
		return;
	if (sop_status_by_word(row.status) != STATUS_TERVERIFIKASI) {
		reply_redirect(v->reply, case_href(v, row.id, NULL));
		return;
	}
	struct number_page p = {
		.layout = visit_layout(v, "Penomoran Agenda"), .head = case_view_head(v, &row),
		.form = visit_form(v, case_href(v, row.id, "penomoran"), row.version),
		.person = case_view_person(v, &row), .year = v->today.y, .today = v->today,
	};
	if (row.agenda_no != 0) {	/* came back: keeps its number */
		p.next = visit_agenda(v, row.agenda_no, row.agenda_year);
		p.year = (int)row.agenda_year;
		p.today = row.agenda_day;
	} else if (expected(v, &p) == -1) {
		visit_failed(v);
		return;
	}
	if (visit_has(v, SOP_CLERK))
		p.number = (struct view_action){ sop_move[MOVE_NUMBER].verb, NULL, "NUMBER", NULL };
	visit_crumb(v, &p.layout, p.head.href, row.name);
	if (case_view_clock(v, &row, STEP_NUMBER, &p.clock) == -1) {
		visit_failed(v);
		return;
	}
	tpl_page_step_number(visit_page(v, 200), &p);
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	return number_give(arg, c, e);
}

void
number_post(struct visit *v)
{
	const struct change_order order = { .id = visit_id(v), .version = visit_version(v), .run = run, .arg = v,
	    .location = case_href(v, visit_id(v), "penandatanganan") };
	const char *location;

	if (!visit_action_is(v, "NUMBER"))
		return;
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);

	if (end == CHANGE_REFUSED) {
		const char *field;
		visit_error_text(v, 422, "Nomor belum diberikan", case_paper_trouble(v, &v->err, &field));
		return;
	}
	visit_change_end(v, end, MOVE_NUMBER, case_href(v, visit_id(v), NULL), location, "bernomor", NULL);
}
