#include "page/queue_view.h"

#include "page/case_view.h"
#include "sql/office.h"

int
queue_minutes_read(struct visit *v, struct queue_minutes *ret)
{
	const struct sop_current_in now = { .office = v->who.office, .today = v->today };
	struct sop_current_row sop;
	struct sop_step_list_rows steps;
	int n = sop_current(v->db, v->arena, &now, &sop, &v->err);

	*ret = (struct queue_minutes){ 0 };
	if (n != 1)
		return n;
	const struct sop_step_list_in in = { .sop = sop.id };
	if (sop_step_list(v->db, v->arena, &in, &steps, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < steps.n; i++)
		if (steps.at[i].step > 0 && steps.at[i].step < STEP__MAX)
			ret->of[steps.at[i].step] = (int)steps.at[i].minutes;
	return 0;
}

bool
queue_mine(role_set roles, enum status s, bool electronic)
{
	for (enum move m = 0; m < MOVE_CANCEL; m++) {
		if (sop_move[m].from != s || (sop_move[m].who & roles) == 0)
			continue;
		if (sop_move[m].guard == GUARD_ELECTRONIC && !electronic)
			continue;
		if ((sop_move[m].guard == GUARD_INK || sop_move[m].guard == GUARD_INK_REASON) && electronic)
			continue;
		/* an exception that is asked for, and what the program does by itself */
		if (sop_move[m].guard == GUARD_FIRST || sop_move[m].guard == GUARD_RECORDED)
			continue;
		/* refusing is possible nearly everywhere; it is nobody's next thing to do */
		if (sop_move[m].to == STATUS_DITOLAK || sop_move[m].to == STATUS_DIBATALKAN ||
		    m == MOVE_RETURN_SIGN || sop_move[m].to == s)
			continue;
		return true;
	}
	return false;
}

struct view_queue_row
queue_row(struct visit *v, const struct queue_minutes *minutes, const struct queue_list_row *r)
{
	enum status s = sop_status_by_word(r->status);
	enum step step = sop_status_step(s);
	struct view_queue_row row = {
		.href = case_href(v, r->id, NULL), .agenda = visit_agenda(v, r->agenda_no, r->agenda_year),
		.name = r->name, .nik = r->nik,
		.village = r->village, .status = { sop_status_label(s), sop_status_tone(s) },
		.step = (int)step, .step_label = sop_step_label(step), .since = r->status_at,
		.seconds = (v->now.us - r->status_at.us) / 1000000, .minutes = minutes->of[step],
		.mine = queue_mine(v->who.roles, s, r->sign_mode[0] == 'E'),
	};

	if (day_cmp(r->again_on, v->today) > 0)	/* nobody waits here meanwhile */
		row.again_on = r->again_on;
	row.late = row.again_on.y == 0 && step != STEP_NONE && row.minutes > 0 && row.seconds > row.minutes * 60;
	return row;
}

int
queue_counts_view(struct visit *v, struct view_step_count_list *ret, int64_t *ret_open)
{
	const struct queue_counts_in in = { .office = v->who.office };
	struct queue_counts_rows rows;
	struct view_step_count *at = ARENA_ARRAY(v->arena, STEP__MAX, struct view_step_count);

	if (queue_counts(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	*ret_open = 0;
	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (enum step s = STEP_INTAKE; s < STEP__MAX; s++)
		at[s - 1] = (struct view_step_count){
			.no = (int)s, .label = sop_step_label(s),
			.href = arena_printf(v->arena, "/antrean?langkah=%d", (int)s),
		};
	for (size_t i = 0; i < rows.n; i++) {
		enum step s = sop_status_step(sop_status_by_word(rows.at[i].status));
		*ret_open += rows.at[i].n;
		if (s != STEP_NONE)
			at[s - 1].waiting += rows.at[i].n;
	}
	const struct steps_done_today_in done_in = { .office = v->who.office,
	    .since = utc_from_wib(v->today, 0, 0, 0) };
	struct steps_done_today_rows done;
	if (steps_done_today(v->db, v->arena, &done_in, &done, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < done.n; i++)
		if (done.at[i].step >= STEP_INTAKE && done.at[i].step < STEP__MAX)
			at[done.at[i].step - 1].done_today = done.at[i].n;
	*ret = (struct view_step_count_list){ at, STEP__MAX - 1 };
	return 0;
}
