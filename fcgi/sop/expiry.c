#include "sop/expiry.h"

#define DAY_US	(INT64_C(86400) * 1000000)

static struct utc
ago(struct utc now, int64_t days)
{
	return (struct utc){ now.us - days * DAY_US };
}

/* A warning longer than the whole time would be one from the first day on. */
static int64_t
before(int64_t days, int64_t warn)
{
	return warn >= days ? 0 : days - warn;
}

struct expiry_cut
expiry_cut(const struct expiry_rule *r, struct utc now)
{
	return (struct expiry_cut){ ago(now, r->draft_days), ago(now, r->days),
	    ago(now, before(r->draft_days, r->warn_days)), ago(now, before(r->days, r->warn_days)) };
}

int64_t
expiry_left(const struct expiry_rule *r, enum status s, bool recorded, struct utc status_at, struct utc now)
{
	int64_t days = s == STATUS_DRAF ? r->draft_days : r->days;

	if (recorded || !sop_from(MOVE_EXPIRE, s) || status_at.us > ago(now, before(days, r->warn_days)).us)
		return -1;
	int64_t left = status_at.us + days * DAY_US - now.us;
	return left <= 0 ? 0 : left / DAY_US;
}
