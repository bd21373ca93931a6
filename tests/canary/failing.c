/* One test of three fails and one crashes the program before the last: two must be counted. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static void
good(void **state)
{
	(void)state;
	assert_int_equal(1, 1);
}

static void
bad(void **state)
{
	(void)state;
	assert_int_equal(1, 2);
}

static void
crash(void **state)
{
	(void)state;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGKILL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good), cmocka_unit_test(bad), cmocka_unit_test(crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
