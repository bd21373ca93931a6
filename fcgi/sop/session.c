#include "sop/session.h"

#include <string.h>

#define MINUTE_US	(60 * INT64_C(1000000))

enum session_state
session_judge(const struct session_facts *f, struct utc now)
{
	if (strcmp(f->stage, SESSION_STAGE_FULL) != 0)
		return SESSION_CODE;
	if (f->locked_at.us != 0 || now.us - f->seen_at.us > f->idle_minutes * MINUTE_US)
		return SESSION_LOCKED;
	return password_expired(f->policy, f->password_at, now) ? SESSION_PASSWORD : SESSION_OPEN;
}

bool
session_fresh(struct utc fresh_at, struct utc now)
{
	int64_t age = now.us - fresh_at.us;

	/* one from the future comes from a clock that was set back: ask again */
	return age >= -MINUTE_US && age <= SESSION_FRESH_MINUTES * MINUTE_US;
}
