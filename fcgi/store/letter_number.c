#include "store/letter_number.h"

#include "base/str.h"
#include "sop/number.h"
#include "sql/number.h"

/* Own numbers that another source used before are passed over; so many in a row there are not. */
enum { PASS_OVER = 10000 };

static int
used(struct db *db, struct arena *a, const struct act *act, int64_t year, int64_t no, struct err *e)
{
	const struct number_used_in in = { .office = act->office, .year = year, .no = no };
	struct number_used_row row;

	return number_used(db, a, &in, &row, e);
}

/* The next of the first block that has one; 1: none left. */
static int
from_block(struct db *db, struct arena *a, const struct act *act, int64_t year, int64_t *ret_no, struct err *e)
{
	const struct number_block_next_in in = { .office = act->office, .year = year };
	struct number_block_next_row row;
	int n = number_block_next(db, a, &in, &row, e);

	if (n == 0)
		(void)err_set(e, ERR_INPUT, 0, "blok nomor dari Bagian Umum untuk tahun %lld sudah habis; mintalah blok baru", (long long)year);
	if (n != 1)
		return n == 0 ? 1 : -1;
	const struct number_block_take_in take = { .id = row.id };
	*ret_no = row.used_to + 1;
	return number_block_take(db, &take, e) == 1 ? 0 : -1;
}

static int
one(struct db *db, struct arena *a, const struct act *act, const char *source, int64_t typed, int64_t *ret_year,
    int64_t *ret_no, struct err *e)
{
	if (str_eq(source, NUMBER_OWN))
		return number_take(db, a, act, SERIES_LETTER, ret_year, ret_no, e);
	if (number_clock(db, a, act, e) == -1)
		return -1;
	*ret_year = utc_day_wib(act->at).y;
	if (str_eq(source, NUMBER_BLOCK))
		return from_block(db, a, act, *ret_year, ret_no, e);
	if (typed < 1) {
		(void)err_set(e, ERR_INPUT, 0, "nomor dari Buku Agenda Surat Keluar belum diisi");
		return 1;
	}
	*ret_no = typed;
	return 0;
}

int
letter_number_take(struct db *db, struct arena *a, const struct act *act, int64_t typed, int64_t *ret_year,
    int64_t *ret_no, struct err *e)
{
	const struct number_source_in in = { .office = act->office };
	struct number_source_row office;
	int n;

	if (number_source(db, a, &in, &office, e) != 1)
		return -1;
	for (int i = 0; i < PASS_OVER; i++) {
		if ((n = one(db, a, act, office.source, typed, ret_year, ret_no, e)) != 0 ||
		    (n = used(db, a, act, *ret_year, *ret_no, e)) == -1)
			return n;
		if (n == 0)
			return 0;
		if (str_eq(office.source, NUMBER_TYPED)) {
			(void)err_set(e, ERR_INPUT, 0, "nomor %lld tahun %lld sudah dipakai surat lain", (long long)*ret_no, (long long)*ret_year);
			return 1;
		}
	}
	return err_set(e, ERR_BROKEN, 0, "no letter number is free");
}
