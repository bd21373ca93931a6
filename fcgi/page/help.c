/* Help: one section per place, with the SOP's own words and minutes. */
#include "page/page.h"
#include "page/view_work.h"
#include "page/visit.h"
#include "sop/region.h"
#include "sql/office.h"
#include "tpl.h"

void
help_get(struct visit *v)
{
	struct help_page p = { .layout = visit_layout(v, "Bantuan"), .region_notice = REGION_NOTICE };
	const struct sop_current_in in = { .office = v->who.office, .today = v->today };
	struct sop_current_row sop;
	struct sop_step_list_rows steps;
	int n = sop_current(v->db, v->arena, &in, &sop, &v->err);

	if (n == 1) {
		const struct sop_step_list_in list = { .sop = sop.id };
		n = sop_step_list(v->db, v->arena, &list, &steps, &v->err) == -1 ? -1 : 1;
	}
	if (n == -1) {
		visit_failed(v);
		return;
	}
	if (n == 1) {
		struct view_task *at = ARENA_ARRAY(v->arena, steps.n, struct view_task);
		for (size_t i = 0; at != NULL && i < steps.n; i++)
			at[i] = (struct view_task){ .no = (int)steps.at[i].step, .label = steps.at[i].title,
			    .activity = steps.at[i].activity, .minutes = (int)steps.at[i].minutes,
			    .output = steps.at[i].output };
		p.tasks = (struct view_task_list){ at, at == NULL ? 0 : steps.n };
		p.sop_number = sop.number;
		p.sop_title = sop.title;
	}
	tpl_page_help(visit_page(v, 200), &p);
}
