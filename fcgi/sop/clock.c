#include "sop/clock.h"

#define SECOND_US	INT64_C(1000000)
#define DAY_US		(24 * 3600 * SECOND_US)

enum clock_verdict
clock_judge(struct utc mark, struct utc now)
{
	if (now.us < mark.us - CLOCK_BACK_SECONDS * SECOND_US)
		return CLOCK_BACK;
	return now.us > mark.us + CLOCK_AHEAD_DAYS * DAY_US ? CLOCK_AHEAD : CLOCK_GOOD;
}
