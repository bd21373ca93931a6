/* The home page: what waits for me, today's figures, the state of the parts. */

#include "page/case_view.h"
#include "page/page.h"
#include "page/parts.h"
#include "page/queue_view.h"
#include "sop/expiry.h"
#include "sop/finger.h"
#include "sop/nik.h"
#include "sql/capture.h"
#include "sql/casefile.h"
#include "sql/expiry.h"
#include "store/audit.h"
#include "tpl.h"

enum { LOOK_AT = 100, SHOWN = 10 };

/* The oldest open cases of which the next move is mine. */
static int
mine(struct visit *v, struct home_page *p)
{
	const struct queue_list_in in = { .office = v->who.office, .after_at = { 1 }, .size = LOOK_AT };
	struct queue_list_rows rows;
	struct queue_minutes minutes;

	if (queue_minutes_read(v, &minutes) == -1 ||
	    queue_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_queue_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_queue_row);
	size_t n = 0;
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		struct view_queue_row r = queue_row(v, &minutes, &rows.at[i]);
		if (r.mine)
			at[n++] = r;
	}
	p->mine_total = (int64_t)n;
	p->mine = (struct view_queue_rows){ at, n > SHOWN ? SHOWN : n };
	return 0;
}

/* What the Kasi is asked: NIKs whose digits break a rule. */
static int
doubts(struct visit *v, struct home_page *p)
{
	const struct nik_doubts_in in = { .office = v->who.office };
	const struct waiver_waiting_in papers_in = { .office = v->who.office };
	const struct capture_review_list_in prints_in = { .office = v->who.office };
	struct capture_review_list_rows prints;
	struct nik_doubts_rows rows;
	struct waiver_waiting_rows papers;

	if (!visit_has(v, SOP_KASI))
		return 0;
	if (nik_doubts(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	if (waiver_waiting(v->db, v->arena, &papers_in, &papers, &v->err) == -1 ||
	    capture_review_list(v->db, v->arena, &prints_in, &prints, &v->err) == -1)
		return -1;
	struct view_doubt *at = ARENA_ARRAY(v->arena, rows.n + papers.n + prints.n, struct view_doubt);
	size_t n = 0;
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[n++] = (struct view_doubt){ case_href(v, rows.at[i].id, NULL), rows.at[i].name, rows.at[i].nik,
		    nik_text(nik_check(rows.at[i].nik)) };
	for (size_t i = 0; at != NULL && i < papers.n; i++)
		at[n++] = (struct view_doubt){ case_href(v, papers.at[i].id, NULL), papers.at[i].name, papers.at[i].nik,
		    arena_printf(v->arena, "Hanya kurang: %s. Anda dapat membebaskannya.", papers.at[i].label) };
	for (size_t i = 0; i < prints.n; i++)
		at[n++] = (struct view_doubt){ "/mutu-sidik-jari", prints.at[i].name, prints.at[i].nik,
		    arena_printf(v->arena, "%s diterima dengan mutu %lld: tinjau", finger_name((int)prints.at[i].finger),
		    (long long)prints.at[i].quality) };
	p->doubts = (struct view_doubt_list){ at, n };
	return 0;
}

/* Cases that will be closed soon, for those who can still move them. */
static int
expiring(struct visit *v, struct home_page *p)
{
	const struct expiry_rule_get_in rule_in = { .office = v->who.office };
	struct expiry_rule_get_row o;
	struct expiry_list_rows rows;

	if (!visit_has(v, SOP_CLERK | SOP_KASI))
		return 0;
	if (expiry_rule_get(v->db, v->arena, &rule_in, &o, &v->err) != 1)
		return -1;
	const struct expiry_rule rule = { o.draft_days, o.expiry_days, o.warn_days };
	const struct expiry_cut cut = expiry_cut(&rule, v->now);
	const struct expiry_list_in in = { .office = v->who.office, .draft_before = cut.draft_warn, .before = cut.other_warn, .size = SHOWN };
	if (expiry_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_doubt *at = ARENA_ARRAY(v->arena, rows.n, struct view_doubt);
	size_t n = 0;
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct expiry_list_row *r = &rows.at[i];
		int64_t left = expiry_left(&rule, sop_status_by_word(r->status), false, r->status_at, v->now);
		/* a draft of today is no neglect */
		if (sop_status_by_word(r->status) == STATUS_DRAF && day_cmp(utc_day_wib(r->status_at), v->today) == 0)
			continue;
		at[n++] = (struct view_doubt){ case_href(v, r->id, NULL), r->name, r->nik, left <= 0 ? "malam ini" :
		    arena_printf(v->arena, "dalam %lld hari", (long long)left) };
	}
	p->expiring = (struct view_doubt_list){ at, n };
	return 0;
}

void
home_get(struct visit *v)
{
	struct home_page p = { .layout = visit_layout(v, "Beranda"), .today = v->today,
	    .greeting = v->who.name };
	const struct done_today_in in = { .office = v->who.office,
	    .since = utc_from_wib(v->today, 0, 0, 0) };
	struct done_today_row done;

	if (mine(v, &p) == -1 || doubts(v, &p) == -1 || expiring(v, &p) == -1 ||
	    (p.mine.n + p.doubts.n + p.expiring.n > 0 &&
	    audit_look(v->db, v->arena, &v->act, "LIHAT", "beranda", &v->err) == -1) || queue_counts_view(v, &p.steps, &p.open) == -1 ||
	    done_today(v->db, v->arena, &in, &done, &v->err) == -1 ||
	    parts_read(v, &p.parts) == -1) {
		visit_failed(v);
		return;
	}
	p.received_today = done.received;
	p.finished_today = done.finished;
	tpl_page_home(visit_page(v, 200), &p);
}
