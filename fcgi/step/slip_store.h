/* slip_store.h - cases that were taken down on paper slips, in the database. */
#ifndef STEP_SLIP_STORE_H
#define STEP_SLIP_STORE_H

#include "base/day.h"
#include "page/visit.h"
#include "store/change.h"

/* One slip as it was keyed in and judged. */
struct slip_entry {
	int64_t		 no;
	struct utc	 at;		/* when the papers were handed in, as written on it */
	const char	*nik, *name, *recorded, *guardian;
	struct day	 birth_day;
	int64_t		 village;
};

struct slip_order {
	struct visit		*visit;
	int64_t			 slip;		/* agenda_slip.id */
	const struct slip_entry	*at;
	size_t			 n;
};

/* change_fn; arg: slip_order.  Each entry becomes a case whose papers are received, with its number and the
 * times of the slip.  CHANGE_STALE when somebody keyed one of them in meanwhile. */
enum change_end	 slip_store(struct change *, void *order, struct err *);

struct slip_void {
	int64_t		 slip;
	const char	*reason;
};

/* change_fn; arg: slip_void.  What is left of the range is nobody's for ever. */
enum change_end	 slip_void_rest(struct change *, void *, struct err *);

#endif
