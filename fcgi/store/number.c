#include "store/number.h"

#include "sop/clock.h"
#include "sql/number.h"
#include "sql/people.h"

/* A number of a wrong year, or one before its neighbours, could never be taken back. */
int
number_clock(struct db *db, struct arena *a, const struct act *act, struct err *e)
{
	struct clock_mark_get_row mark;
	int n = clock_mark_get(db, a, &mark, e);

	if (n != 1)
		return n == 0 ? err_set(e, ERR_BROKEN, 0, "clock_mark is empty") : -1;
	switch (clock_judge(mark.at, act->at)) {
	case CLOCK_GOOD: return 0;
	case CLOCK_BACK: return err_set(e, ERR_CLOCK, 0, "the clock shows a time before the last stored one");
	case CLOCK_AHEAD: return err_set(e, ERR_CLOCK, 0, "the clock is far ahead of the last stored time");
	}
	return 0;
}

int
number_take_many(struct db *db, struct arena *a, const struct act *act, const char *series, int64_t size,
    int64_t *ret_year, int64_t *ret_first, struct err *e)
{
	if (number_clock(db, a, act, e) == -1)
		return -1;
	int64_t year = utc_day_wib(act->at).y;
	const struct counter_take_many_in take = { .office = act->office, .series = series, .year = year, .size = size };
	int64_t n = counter_take_many(db, &take, e);

	if (n == 0) {	/* the year's first number */
		const struct counter_ensure_in ensure = { .office = act->office,
		    .series = series, .year = year };
		if (counter_ensure(db, &ensure, e) < 0)
			return -1;
		n = counter_take_many(db, &take, e);
	}
	if (n < 0)
		return -1;
	if (n != 1)
		return err_set(e, ERR_BROKEN, 0, "counter %s/%lld is missing", series, (long long)year);
	*ret_year = year;
	*ret_first = db_last_insert_id(db) - size + 1;
	return 0;
}

int
number_take(struct db *db, struct arena *a, const struct act *act, const char *series,
    int64_t *ret_year, int64_t *ret_no, struct err *e)
{
	return number_take_many(db, a, act, series, 1, ret_year, ret_no, e);
}
