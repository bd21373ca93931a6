/* The register of a year: every numbered case, newest number first. */
#include "base/str.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/trace_view.h"
#include "page/view_work.h"
#include "sop/number.h"
#include "sql/number.h"
#include "sql/queue.h"
#include "store/audit.h"
#include "tpl.h"

enum { ROWS = 50 };

static int
years(struct visit *v, struct register_page *p)
{
	const struct counter_list_in in = { .office = v->who.office, .series = SERIES_AGENDA };
	struct counter_list_rows rows;

	if (counter_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n, struct view_option);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const char *year = arena_printf(v->arena, "%lld", (long long)rows.at[i].year);
		at[i] = (struct view_option){ year, year, rows.at[i].year == p->year };
		if (rows.at[i].year == p->year)
			p->total = rows.at[i].n;
	}
	p->years = (struct view_option_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static struct view_register_row
row_view(struct visit *v, const struct register_list_row *r)
{
	enum status s = sop_status_by_word(r->status);

	return (struct view_register_row){
		.href = case_href(v, r->id, NULL), .agenda_no = r->agenda_no,
		.agenda_day = r->agenda_day, .name = r->name, .nik = r->nik, .kk = r->kk,
		.sex = r->sex, .birth_place = r->birth_place, .birth_day = r->birth_day,
		.address = r->address, .village = r->village, .intro_number = r->intro_number,
		.intro_day = r->intro_day, .letter_number = r->letter_number,
		.letter_day = r->letter_day, .signatory = r->signatory,
		.recorded_day = r->recorded_at.us == 0 ? (struct day){ 0 } : utc_day_wib(r->recorded_at),
		.handed_day = r->received_at.us == 0 ? (struct day){ 0 } : utc_day_wib(r->received_at),
		.received_by = r->received_by, .status = { sop_status_label(s), sop_status_tone(s) },
	};
}

void
register_get(struct visit *v)
{
	int64_t year = v->today.y, before = INT32_MAX;
	struct register_list_rows rows;

	(void)str_int(request_query(v->req, "tahun"), 2000, 2199, &year);
	(void)str_int(request_query(v->req, "sebelum"), 1, INT32_MAX, &before);
	struct register_page p = { .layout = visit_layout(v, "Buku Register"), .year = (int)year, .today = v->today };
	const struct register_list_in in = { .office = v->who.office, .year = year,
	    .before_no = before, .size = ROWS + 1 };
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", arena_printf(v->arena, "register/%d", p.year),
	    &v->err) == -1 || years(v, &p) == -1 || trace_anchor_view(v, &p.anchor) == -1 || register_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	size_t n = rows.n > ROWS ? ROWS : rows.n;
	struct view_register_row *at = ARENA_ARRAY(v->arena, n, struct view_register_row);
	for (size_t i = 0; at != NULL && i < n; i++)
		at[i] = row_view(v, &rows.at[i]);
	p.rows = (struct view_register_rows){ at, at == NULL ? 0 : n };
	if (rows.n > ROWS)
		p.next = arena_printf(v->arena, "/register?tahun=%d&sebelum=%lld", p.year,
		    (long long)rows.at[ROWS - 1].agenda_no);
	if (before != INT32_MAX)
		p.first = arena_printf(v->arena, "/register?tahun=%d", p.year);
	tpl_page_register(visit_page(v, 200), &p);
}
