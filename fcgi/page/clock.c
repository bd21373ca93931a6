/*
 * /jam: the server's clock against the latest time at which something was stored.  While
 * it is wrong no number is given (store/number.h); this page says what to do, and an
 * administrator may say that the clock is right now.
 */
#include "page/page.h"
#include "page/view_people.h"
#include "page/visit.h"
#include "sop/clock.h"
#include "sql/people.h"
#include "store/audit.h"
#include "tpl.h"

static const char *
verdict_text(enum clock_verdict c)
{
	switch (c) {
	case CLOCK_BACK: return "Jam server menunjukkan waktu sebelum data terakhir disimpan. Nomor tidak diberikan sampai jam dibetulkan.";
	case CLOCK_AHEAD: return "Jam server jauh di depan data terakhir. Nomor tidak diberikan sampai jam dibetulkan atau dinyatakan benar.";
	case CLOCK_GOOD: break;
	}
	return NULL;
}

static void
show(struct visit *v)
{
	struct clock_page p = { .layout = visit_layout(v, "Jam server"), .form = visit_form(v, "/jam", 0),
	    .now = v->now, .command = "sudo timedatectl set-time 'TTTT-BB-HH JJ:MM'",
	    .may_accept = visit_has(v, ROLE_BIT(ADMIN)) };
	struct clock_mark_get_row mark;

	if (clock_mark_get(v->db, v->arena, &mark, &v->err) != 1) {
		visit_failed(v);
		return;
	}
	p.mark = mark.at;
	p.verdict = verdict_text(clock_judge(mark.at, v->now));
	tpl_page_clock(visit_page(v, 200), &p);
}

void
clock_get(struct visit *v)
{
	show(v);
}

void
clock_post(struct visit *v)
{
	const struct clock_mark_accept_in in = { .at = v->now };

	if (db_begin(v->db, &v->err) == -1 || clock_mark_accept(v->db, &in, &v->err) < 0 ||
	    audit_write(v->db, &v->act, "JAM_DITERIMA", "clock/1", "", &v->err) == -1 ||
	    db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, "/jam", "jam-benar");
}
