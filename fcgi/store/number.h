/*
 * number.h - takes the next number of a gapless series.
 *
 * Must be called inside the transaction that stores what carries the number:
 * the counter row stays locked until its end, so numbers rise in the order of
 * commits and a rollback leaves no gap (TRUST 3, invariant I2).
 */
#ifndef STORE_NUMBER_H
#define STORE_NUMBER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

/* series: SERIES_AGENDA or SERIES_LETTER (sop/number.h); the year is that of
 * act->at in WIB.  *ret_no: 1, 2, 3, ...
 * ERR_CLOCK: the server's clock is wrong (sop/clock.h), no number is given. */
int	 number_take(struct db *, struct arena *, const struct act *, const char *series,
	    int64_t *ret_year, int64_t *ret_no, struct err *);

/* The next size numbers at once, for paper slips: *ret_first .. *ret_first + size - 1. */
int	 number_take_many(struct db *, struct arena *, const struct act *, const char *series, int64_t size,
	    int64_t *ret_year, int64_t *ret_first, struct err *);

/* The look at the clock alone, for numbers that come from elsewhere. */
int	 number_clock(struct db *, struct arena *, const struct act *, struct err *);

#endif
