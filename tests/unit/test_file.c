/* Small files: whole or not at all, secrets only for their owner. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static char folder[40];

static const char *
in_folder(const char *name)
{
	static char path[100];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
what_was_written_is_read(void **state)
{
	size_t n = 0;
	struct err e;
	char *s;

	(void)state;
	assert_int_equal(file_write(in_folder("a"), 0600, "one\0two", 7, &e), 0);
	s = file_read(in_folder("a"), 7, true, &n, &e);
	assert_non_null(s);
	assert_int_equal(n, 7);
	assert_memory_equal(s, "one\0two", 8);
	file_free(s, n);
	assert_int_equal(file_write(in_folder("a"), 0600, "", 0, &e), 0);
	s = file_read(in_folder("a"), 0, true, &n, &e);
	assert_non_null(s);
	assert_int_equal(n, 0);
	file_free(s, n);
	assert_false(file_there(in_folder("a.part")));
}

static void
a_failed_write_leaves_the_old_file(void **state)
{
	struct err e;
	size_t n;
	char *s;

	(void)state;
	assert_int_equal(file_write(in_folder("b"), 0600, "old", 3, &e), 0);
	assert_int_equal(mkdir(in_folder("b.part"), 0700), 0);	/* in the way */
	assert_int_equal(file_write(in_folder("b"), 0600, "new", 3, &e), -1);
	assert_int_equal(rmdir(in_folder("b.part")), 0);
	s = file_read(in_folder("b"), 10, true, &n, &e);
	assert_string_equal(s, "old");
	file_free(s, n);
	/* what a dead writer left is no hindrance, and a link is not followed */
	assert_int_equal(symlink("/etc/hostname", in_folder("b.part")), 0);
	assert_int_equal(file_write(in_folder("b"), 0600, "new", 3, &e), 0);
	s = file_read(in_folder("b"), 10, true, &n, &e);
	assert_string_equal(s, "new");
	file_free(s, n);
	assert_int_equal(file_write(in_folder("none/c"), 0600, "x", 1, &e), -1);
	assert_int_equal(e.kind, ERR_NOT_FOUND);
}

static void
a_read_is_refused_for_a_reason(void **state)
{
	struct err e;

	(void)state;
	assert_null(file_read(in_folder("none"), 10, false, NULL, &e));
	assert_int_equal(e.kind, ERR_NOT_FOUND);
	assert_int_equal(file_write(in_folder("d"), 0640, "secret", 6, &e), 0);
	assert_null(file_read(in_folder("d"), 10, true, NULL, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_null(file_read(in_folder("d"), 5, false, NULL, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_null(file_read(folder, 10, false, NULL, &e));
}

static int
setup(void **state)
{
	(void)state;
	(void)strcpy(folder, "/tmp/rekam-test-file.XXXXXX");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	static const char *const names[] = { "a", "b", "d" };

	(void)state;
	for (size_t i = 0; i < 3; i++)
		(void)unlink(in_folder(names[i]));
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(a_failed_write_leaves_the_old_file),
		cmocka_unit_test(a_read_is_refused_for_a_reason),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
