/* People and cases that wait: who is called next, and what expires. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "sop/expiry.h"
#include "sop/ticket.h"

#define DAY	(INT64_C(86400) * 1000000)

static void
the_old_the_pregnant_and_the_disabled_go_first(void **state)
{
	static const struct ticket_waiting w[] = { { TICKET_ORDINARY, 3 }, { TICKET_OLD, 9 }, { TICKET_ORDINARY, 1 }, { TICKET_DISABLED, 7 } };
	struct arena *a = arena_create(4096);

	(void)state;
	assert_int_equal(ticket_next(w, 4), 3);
	assert_int_equal(ticket_next(w, 3), 1);
	assert_int_equal(ticket_next(w, 1), 0);
	assert_int_equal(ticket_next(w, 0), 0);
	assert_string_equal(ticket_name(a, TICKET_ORDINARY, 12), "A 012");
	assert_string_equal(ticket_name(a, TICKET_PREGNANT, 7), "P 007");
	for (enum ticket_kind k = 0; k < TICKET__MAX; k++)
		assert_int_equal(ticket_by_word(ticket_word(k)), k);
	assert_int_equal(ticket_by_word("RAJA"), TICKET__MAX);
	arena_free(a);
}

static void
a_case_expires_after_its_days_and_warns_before(void **state)
{
	static const struct expiry_rule rule = { 1, 90, 14 };
	const struct utc now = { 200 * DAY };
	const struct { enum status s; bool recorded; int64_t age; int64_t left; } rows[] = {
		{ STATUS_TERAGENDA, false, 75, -1 }, { STATUS_TERAGENDA, false, 76, 14 }, { STATUS_TERAGENDA, false, 89, 1 },
		{ STATUS_TERAGENDA, false, 90, 0 }, { STATUS_TERAGENDA, false, 199, 0 }, { STATUS_TEREKAM, false, 199, -1 },
		{ STATUS_MENUNGGU_TTD, true, 199, -1 }, { STATUS_SELESAI, false, 199, -1 }, { STATUS_DRAF, false, 0, 1 }, { STATUS_DRAF, false, 2, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(expiry_left(&rule, rows[i].s, rows[i].recorded, (struct utc){ now.us - rows[i].age * DAY }, now), rows[i].left);
	struct expiry_cut c = expiry_cut(&rule, now);
	assert_int_equal(c.other.us, now.us - 90 * DAY);
	assert_int_equal(c.other_warn.us, now.us - 76 * DAY);
	assert_int_equal(c.draft.us, now.us - DAY);
	assert_int_equal(c.draft_warn.us, now.us);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_old_the_pregnant_and_the_disabled_go_first),
		cmocka_unit_test(a_case_expires_after_its_days_and_warns_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
