/* The queue of open cases, with a filter by step. */
#include <string.h>

#include "base/str.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/queue_view.h"
#include "store/audit.h"
#include "tpl.h"

enum { ROWS = 25 };

/* What is asked for in the address. */
struct filter {
	int64_t		 step;		/* 0: all */
	struct utc	 after_at;	/* keyset: last row of the page before */
	int64_t		 after_id;
};

static void
filter_read(struct visit *v, struct filter *f)
{
	const char *after = request_query(v->req, "setelah"), *dot;

	*f = (struct filter){ 0 };
	(void)str_int(request_query(v->req, "langkah"), 1, STEP__MAX - 1, &f->step);
	/* "<microseconds>-<id>" */
	if (after != NULL && (dot = strchr(after, '-')) != NULL) {
		int64_t at, id;
		if (str_int(arena_strndup(v->arena, after, (size_t)(dot - after)), 0, INT64_MAX, &at) &&
		    str_int(dot + 1, 0, INT64_MAX, &id)) {
			f->after_at.us = at;
			f->after_id = id;
		}
	}
	if (f->after_at.us == 0)
		f->after_at.us = 1;	/* 0 would be NULL */
}

static int
open_rows(struct visit *v, const struct filter *f, struct queue_list_rows *ret)
{
	if (f->step == 0) {
		const struct queue_list_in in = { .office = v->who.office, .after_at = f->after_at,
		    .after_id = f->after_id, .size = ROWS + 1 };
		return queue_list(v->db, v->arena, &in, ret, &v->err);
	}
	/* the states that wait in that step; at most four of each (sop.h) */
	const char *word[4] = { "", "", "", "" };
	size_t n = 0;
	for (enum status s = 0; s < STATUS__MAX; s++)
		if (sop_status_step(s) == (enum step)f->step && n < 4)
			word[n++] = sop_status_word(s);
	const struct queue_list_status_in in = { .office = v->who.office, .status1 = word[0],
	    .status2 = word[1], .status3 = word[2], .status4 = word[3], .after_at = f->after_at,
	    .after_id = f->after_id, .size = ROWS + 1 };
	struct queue_list_status_rows rows;
	if (queue_list_status(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct queue_list_row *at = ARENA_ARRAY(v->arena, rows.n, struct queue_list_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct queue_list_status_row *r = &rows.at[i];
		at[i] = (struct queue_list_row){ r->id, r->agenda_no, r->agenda_year, r->name, r->nik,
		    r->village, r->status, r->status_at, r->created_at, r->sign_mode, r->again_on };
	}
	*ret = (struct queue_list_rows){ at, at == NULL ? 0 : rows.n };
	return 0;
}

void
queue_get(struct visit *v)
{
	struct queue_page p = { .layout = visit_layout(v, "Antrean") };
	struct queue_list_rows rows = { 0 };
	struct queue_minutes minutes;
	struct filter f;

	filter_read(v, &f);
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "antrean", &v->err) == -1 ||
	    queue_minutes_read(v, &minutes) == -1 ||
	    queue_counts_view(v, &p.steps, &p.total) == -1 ||
	    open_rows(v, &f, &rows) == -1) {
		visit_failed(v);
		return;
	}
	p.step = (int)f.step;
	if (f.step != 0)
		p.total = p.steps.at[f.step - 1].waiting;
	size_t shown = rows.n > ROWS ? ROWS : rows.n;
	struct view_queue_row *at = ARENA_ARRAY(v->arena, shown, struct view_queue_row);
	for (size_t i = 0; at != NULL && i < shown; i++)
		at[i] = queue_row(v, &minutes, &rows.at[i]);
	p.rows = (struct view_queue_rows){ at, at == NULL ? 0 : shown };
	const char *base = f.step == 0 ? "/antrean?" : arena_printf(v->arena, "/antrean?langkah=%d&", (int)f.step);
	if (rows.n > ROWS)
		p.next = arena_printf(v->arena, "%ssetelah=%lld-%lld", base,
		    (long long)rows.at[ROWS - 1].status_at.us, (long long)rows.at[ROWS - 1].id);
	if (f.after_id != 0)
		p.first = f.step == 0 ? "/antrean" : arena_printf(v->arena, "/antrean?langkah=%d", (int)f.step);
	tpl_page_queue(visit_page(v, 200), &p);
}
