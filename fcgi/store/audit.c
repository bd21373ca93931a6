#include "store/audit.h"

#include "sql/audit.h"

#define TEN_MINUTES_US	(600 * INT64_C(1000000))

int
audit_write(struct db *db, const struct act *act, const char *action,
    const char *object, const char *detail, struct err *e)
{
	const struct audit_add_in in = {
		.at = act->at, .office = act->office, .actor = act->actor,
		.address = act->address, .action = action, .object = object,
		.detail = detail, .request = act->request,
	};

	return audit_add(db, &in, e) < 0 ? -1 : 0;
}

int
audit_look(struct db *db, struct arena *a, const struct act *act, const char *action,
    const char *object, struct err *e)
{
	const struct audit_seen_lately_in in = {
		.object = object, .action = action, .actor = act->actor,
		.since = { act->at.us - TEN_MINUTES_US },
	};
	struct audit_seen_lately_row seen;

	if (audit_seen_lately(db, a, &in, &seen, e) < 0)
		return -1;
	return seen.n > 0 ? 0 : audit_write(db, act, action, object, "", e);
}
