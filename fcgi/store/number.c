#include "store/number.h"

#include "sql/number.h"

int
number_take(struct db *db, const struct act *act, const char *series,
    int64_t *ret_year, int64_t *ret_no, struct err *e)
{
	int64_t year = utc_day_wib(act->at).y;
	const struct counter_take_in take = { .office = act->office, .series = series, .year = year };
	int64_t n = counter_take(db, &take, e);

	if (n == 0) {	/* the year's first number */
		const struct counter_ensure_in ensure = { .office = act->office,
		    .series = series, .year = year };
		if (counter_ensure(db, &ensure, e) < 0)
			return -1;
		n = counter_take(db, &take, e);
	}
	if (n < 0)
		return -1;
	if (n != 1)
		return err_set(e, ERR_BROKEN, 0, "counter %s/%lld is missing", series, (long long)year);
	*ret_year = year;
	*ret_no = db_last_insert_id(db);
	return 0;
}
