/*
 * expiry.h - when a case without a move expires (DOMAIN 8.4: N days, after a warning; the office
 * chooses).  A draft has its own, shorter time.  Who is recorded never expires.
 */
#ifndef SOP_EXPIRY_H
#define SOP_EXPIRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "sop/sop.h"

struct expiry_rule {
	int64_t	draft_days, days;	/* without a move */
	int64_t	warn_days;		/* before that */
};

/* Cases (drafts) whose status is older than this expire now; *_warn: those are warned of. */
struct expiry_cut {
	struct utc	draft, other, draft_warn, other_warn;
};

struct expiry_cut	 expiry_cut(const struct expiry_rule *, struct utc now);
/* Full days until it expires, 0 today; -1: it does not, or not within the warning. */
int64_t	 expiry_left(const struct expiry_rule *, enum status, bool recorded, struct utc status_at, struct utc now);

#endif
