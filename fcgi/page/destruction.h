/*
 * destruction.h - the end of sealed images and of their export keys, as acts: each with its minutes, printed and
 * kept, and a trace in every case.  Used by destruction.c, the page.
 */
#ifndef PAGE_DESTRUCTION_H
#define PAGE_DESTRUCTION_H

#include "page/visit.h"
#include "sql/biometric.h"
#include "sql/destruction.h"
#include "store/change.h"

#define DESTRUCTION_MAX	200	/* cases of one act: a few sheets of minutes */

/* What may go now by the office's newest decision (d; keep "" undecided: what ended without result alone);
 * sent: finished cases up to that day have gone to the Dinas, none: not said. */
int	 destruction_now(struct visit *, struct db *, const struct biometric_policy_now_row *d, struct day sent,
	    struct destruction_due_rows *ret, struct err *);
/* Of these rows by that decision, 32 hex digits: what is destroyed is what was looked at, not only as many. */
const char	*destruction_digest(struct arena *, int64_t policy, const struct destruction_due_rows *);
/* How many cases may go now (at most DESTRUCTION_MAX + 1 are counted); -1. */
int	 destruction_waiting(struct visit *);
/* "sampai permohonan selesai", "90 hari sejak direkam" */
const char	*destruction_time(struct arena *, const struct biometric_policy_now_row *);
/* First day of "2026-11"; not a month: no day. */
struct day	 destruction_month(const char *epoch);
/* "November 2026" */
const char	*destruction_month_name(struct arena *, struct day);
/* Nothing is kept under it, its month is over, and it was not noted before. */
bool	 destruction_key_ready(const struct visit *, const struct destruction_months_row *);

struct destruction_order {
	struct visit	*visit;
	/* images */
	struct day	 sent;
	const char	*shown;		/* destruction_digest of what was on the page */
	/* key */
	const char	*epoch, *how;
	const char	*witness;
};

/* For change_case() without a case; CHANGE_REFUSED with a sentence in err. */
enum change_end	 destruction_images(struct change *, void *order, struct err *);
enum change_end	 destruction_key(struct change *, void *order, struct err *);

#endif
