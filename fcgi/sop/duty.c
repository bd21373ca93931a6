#include "sop/duty.h"

#include "base/str.h"

enum duty
duty_of(const char *rule, int64_t verified_by, int64_t signs)
{
	if (verified_by == 0 || verified_by != signs)
		return DUTY_FREE;
	return rule != NULL && str_eq(rule, "ALASAN") ? DUTY_REASON : DUTY_BLOCKED;
}

bool
duty_allows(enum duty d, const char *reason)
{
	return d == DUTY_FREE || (d == DUTY_REASON && !str_empty(reason));
}
