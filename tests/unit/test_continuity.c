/* The proof that a series has no hole. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "sop/continuity.h"

#define N(a)	(sizeof (a) / sizeof *(a))

static void
every_number_has_an_owner_or_is_void_or_on_a_slip(void **state)
{
	static const int64_t taken[] = { 1, 2, 4, 8, 9 }, voided[] = { 3 };
	static const struct number_range slip[] = { { 3, 4 }, { 5, 7 } };
	const struct continuity_facts f = { 9, taken, N(taken), voided, N(voided), slip, N(slip) };
	struct continuity c;

	(void)state;
	continuity_prove(&f, &c);
	assert_true(c.whole);
	assert_int_equal(c.taken, 5);
	assert_int_equal(c.voided, 1);
	assert_int_equal(c.waiting, 3);
	assert_int_equal(c.taken + c.voided + c.waiting, 9);
}

static void
holes_are_named_as_ranges(void **state)
{
	static const int64_t taken[] = { 2, 3, 7 };
	const struct continuity_facts f = { 9, taken, N(taken), NULL, 0, NULL, 0 };
	struct continuity c;

	(void)state;
	continuity_prove(&f, &c);
	assert_false(c.whole);
	assert_int_equal(c.missing, 6);
	assert_int_equal(c.holes, 3);
	assert_int_equal(c.hole[0].first, 1);
	assert_int_equal(c.hole[0].last, 1);
	assert_int_equal(c.hole[1].first, 4);
	assert_int_equal(c.hole[1].last, 6);
	assert_int_equal(c.hole[2].first, 8);
	assert_int_equal(c.hole[2].last, 9);
}

static void
what_is_void_and_taken_or_above_the_counter_is_no_proof(void **state)
{
	static const int64_t taken[] = { 1, 2, 3 }, voided[] = { 2 };
	static const struct number_range slip[] = { { 4, 6 } };
	struct continuity_facts f = { 3, taken, N(taken), voided, N(voided), NULL, 0 };
	struct continuity c;

	(void)state;
	continuity_prove(&f, &c);
	assert_false(c.whole);
	assert_int_equal(c.twice, 1);
	f = (struct continuity_facts){ 2, taken, N(taken), NULL, 0, NULL, 0 };
	continuity_prove(&f, &c);
	assert_false(c.whole);
	assert_int_equal(c.above, 1);
	f = (struct continuity_facts){ 3, taken, N(taken), NULL, 0, slip, N(slip) };
	continuity_prove(&f, &c);
	assert_false(c.whole);
	assert_int_equal(c.above, 3);
}

static void
nothing_given_is_whole_and_many_holes_do_not_overflow(void **state)
{
	static const int64_t taken[] = { 100 };
	struct continuity_facts f = { 0 };
	struct continuity c;
	int64_t odd[60];

	(void)state;
	continuity_prove(&f, &c);
	assert_true(c.whole);
	f = (struct continuity_facts){ 100, taken, 1, NULL, 0, NULL, 0 };
	continuity_prove(&f, &c);
	assert_int_equal(c.missing, 99);
	for (int i = 0; i < 60; i++)
		odd[i] = 2 * i + 1;
	f = (struct continuity_facts){ 120, odd, 60, NULL, 0, NULL, 0 };
	continuity_prove(&f, &c);
	assert_int_equal(c.missing, 60);
	assert_int_equal(c.holes, CONTINUITY_HOLES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_has_an_owner_or_is_void_or_on_a_slip),
		cmocka_unit_test(holes_are_named_as_ranges),
		cmocka_unit_test(what_is_void_and_taken_or_above_the_counter_is_no_proof),
		cmocka_unit_test(nothing_given_is_whole_and_many_holes_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
