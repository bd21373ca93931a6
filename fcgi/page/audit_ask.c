#include "page/audit_ask.h"

#include <string.h>

#include "base/str.h"

#define DAY_US		(24 * 3600 * INT64_C(1000000))

static void
days(struct visit *v, struct audit_ask *a)
{
	if (!day_parse(request_query(v->req, "sampai"), &a->to) || day_cmp(a->to, v->today) > 0)
		a->to = v->today;
	if (!day_parse(request_query(v->req, "dari"), &a->from) || day_cmp(a->from, a->to) > 0)
		a->from = day_from_number(day_number(a->to) - 6);
	a->ask.from = utc_from_wib(a->from, 0, 0, 0);
	a->ask.to = (struct utc){ utc_from_wib(a->to, 0, 0, 0).us + DAY_US };
}

/* "<microseconds>-<id>" */
static void
after(struct visit *v, struct audit_ask *a)
{
	const char *s = request_query(v->req, "setelah"), *dash = s == NULL ? NULL : strchr(s, '-');
	int64_t at, id;

	if (dash != NULL && str_int(arena_strndup(v->arena, s, (size_t)(dash - s)), a->ask.from.us,
	    a->ask.to.us, &at) && str_int(dash + 1, 1, INT64_MAX, &id)) {
		a->ask.to.us = at;
		a->ask.to_id = id;
	}
}

void
audit_ask_read(struct visit *v, struct audit_ask *a)
{
	const char *action = request_query(v->req, "tindakan");

	*a = (struct audit_ask){ .ask = { .action = "" } };
	(void)str_int(request_query(v->req, "petugas"), 1, INT64_MAX, &a->ask.actor);
	(void)str_int(request_query(v->req, "permohonan"), 1, INT64_MAX, &a->ask.case_id);
	a->ask.denied = str_eq(request_query(v->req, "ditolak"), "1");
	if (action != NULL && trace_action_known(action))
		a->ask.action = action;
	days(v, a);
	after(v, a);
}

const char *
audit_ask_href(struct visit *v, const char *place, const struct audit_ask *a, bool with_case,
    const struct trace_list_row *row)
{
	char from[11], to[11];
	const char *s = arena_printf(v->arena, "%s?dari=%s&sampai=%s", place, day_iso(from, a->from),
	    day_iso(to, a->to));

	if (a->ask.actor != 0)
		s = arena_printf(v->arena, "%s&petugas=%lld", s, (long long)a->ask.actor);
	if (*a->ask.action != '\0')
		s = arena_printf(v->arena, "%s&tindakan=%s", s, a->ask.action);
	if (a->ask.denied)
		s = arena_printf(v->arena, "%s&ditolak=1", s);
	if (with_case && a->ask.case_id != 0)
		s = arena_printf(v->arena, "%s&permohonan=%lld", s, (long long)a->ask.case_id);
	if (row != NULL)
		s = arena_printf(v->arena, "%s&setelah=%lld-%lld", s, (long long)row->at.us,
		    (long long)row->id);
	return s;
}
