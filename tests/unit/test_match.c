/* Same finger or not: the rule, the scores out of the log, the words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#define G_LOG_USE_STRUCTURED	/* as libfprint is built */
#define G_LOG_DOMAIN "libfprint-print"
#include <glib.h>

#include "station/device.h"
#include "station/match.h"

static void
sixty_refuses_forty_warns_below_is_new(void **state)
{
	static const struct { int score; enum match want; } row[] = {
		{ 0, MATCH_IS_NEW }, { 39, MATCH_IS_NEW }, { 40, MATCH_IS_LIKE },
		{ 59, MATCH_IS_LIKE }, { 60, MATCH_IS_SAME }, { 1115, MATCH_IS_SAME },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_int_equal(match_of_score(row[i].score), row[i].want);
}

static void
scores_are_taken_from_the_debug_log_in_order(void **state)
{
	int index;

	(void)state;
	match_log_install();
	match_log_reset();
	assert_int_equal(match_log_best(&index), 0);
	assert_int_equal(index, -1);
	g_debug("score %d/%d", 12, 40);
	g_debug("something else 99");
	g_debug("score %d/%d", 265, 40);
	g_debug("score %d/%d", 7, 40);
	assert_int_equal(match_log_count(), 3);
	assert_int_equal(match_log_best(&index), 265);
	assert_int_equal(index, 1);
	match_log_reset();
	assert_int_equal(match_log_count(), 0);
}

static void
every_word_is_found_again_and_a_strange_one_is_not(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < STATION__MAX; i++)
		assert_int_equal(station_state_of(station_state_word((enum station_state)i)), i);
	for (i = 0; i < REASON__MAX; i++) {
		assert_int_equal(station_reason_of(station_reason_word((enum station_reason)i)), i);
		assert_true((i == REASON_NONE) ==
		    (station_reason_text((enum station_reason)i)[0] == '\0'));
	}
	assert_int_equal(station_state_of("gone"), STATION__MAX);
	assert_int_equal(station_state_of(NULL), STATION__MAX);
	assert_int_equal(station_reason_of("nfiq"), REASON__MAX);
	assert_string_equal(station_reason_word(REASON__MAX), "");
}

static void
resolution_is_known_by_driver_or_not_at_all(void **state)
{
	const char *source;

	(void)state;
	assert_int_equal(device_ppi("uru4000", &source), 512);
	assert_string_equal(source, "vendor");
	assert_int_equal(device_ppi("nb1010", NULL), 385);
	assert_non_null(strstr(device_way("nb1010"), "sideways"));
	assert_string_equal(device_way("vfs5011"), "unknown");
	assert_string_equal(device_way("no such driver"), "unknown");
	assert_int_equal(device_ppi("vfs5011", &source), 0);
	assert_string_equal(source, "unknown");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sixty_refuses_forty_warns_below_is_new),
		cmocka_unit_test(scores_are_taken_from_the_debug_log_in_order),
		cmocka_unit_test(every_word_is_found_again_and_a_strange_one_is_not),
		cmocka_unit_test(resolution_is_known_by_driver_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
