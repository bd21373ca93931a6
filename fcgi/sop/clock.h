/*
 * clock.h - is the server's clock one that numbers may be given by?
 *
 * The latest time at which something was stored (clock_mark) is compared with now.  A
 * PC whose battery is empty starts in the past; one that was set wrongly may be years
 * ahead, and every number of that year would be given away.
 */
#ifndef SOP_CLOCK_H
#define SOP_CLOCK_H

#include "base/day.h"

#define CLOCK_BACK_SECONDS	150	/* the mark is kept to the minute */
#define CLOCK_AHEAD_DAYS	45	/* no office is closed for longer */

enum clock_verdict {
	CLOCK_GOOD,
	CLOCK_BACK,		/* before what was stored already */
	CLOCK_AHEAD		/* far behind it nothing was stored */
};

enum clock_verdict	 clock_judge(struct utc mark, struct utc now);

#endif
