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

#include "base/conf.h"
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
	assert_int_equal(file_write(in_folder("d"), 0644, "secret", 6, &e), 0);
	assert_null(file_read(in_folder("d"), 10, true, NULL, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_null(file_read(in_folder("d"), 5, false, NULL, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_null(file_read(folder, 10, false, NULL, &e));
}

static void
a_secret_is_0600_or_0640_and_mine_or_roots(void **state)
{
	static const struct { mode_t mode; bool good; } row[] = {
		{ 0600, true }, { 0400, true }, { 0640, true }, { 0440, true },
		{ 0644, false }, { 0604, false }, { 0660, false }, { 0650, false }, { 0666, false },
		{ 0601, false }, { 0602, false },
	};
	struct err e;
	(void)state;

	assert_int_equal(file_write(in_folder("s"), 0600, "[web]\nsecret=1\n", 16, &e), 0);
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		assert_int_equal(chmod(in_folder("s"), row[i].mode), 0);
		char *s = file_read(in_folder("s"), 100, true, NULL, &e);
		struct conf *c = conf_read_private(in_folder("s"), &e);

		if ((s != NULL) != row[i].good || (c != NULL) != row[i].good)
			fail_msg("mode %03o", (unsigned)row[i].mode);
		if (!row[i].good)
			assert_non_null(strstr(e.text, "others may read this secret"));
		file_free(s, 100);
		conf_free(c);
	}
	/* one's own folder is no place for a trick: only a file is a secret */
	assert_null(file_read(folder, 10, true, NULL, &e));
	assert_non_null(strstr(e.text, "not a file"));
	if (geteuid() != 0)
		return;
	assert_int_equal(chmod(in_folder("s"), 0640), 0);
	assert_int_equal(chown(in_folder("s"), 65534, 65534), 0);
	char *s = file_read(in_folder("s"), 100, true, NULL, &e);	/* root reads anybody's */
	assert_non_null(s);
	file_free(s, 100);
	assert_int_equal(chown(in_folder("s"), 12345, 65534), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	assert_int_equal(setegid(65534), 0);
	assert_int_equal(seteuid(65534), 0);
	s = file_read(in_folder("s"), 100, true, NULL, &e);
	assert_int_equal(seteuid(0), 0);
	assert_int_equal(setegid(0), 0);
	assert_null(s);
	assert_non_null(strstr(e.text, "belongs to another user"));
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
	static const char *const names[] = { "a", "b", "d", "s" };

	(void)state;
	for (size_t i = 0; i < 4; i++)
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
		cmocka_unit_test(a_secret_is_0600_or_0640_and_mine_or_roots),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
