/* The print ledger: what survives what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "print/ledger.h"

#define TITLE	"rekam-12-0a0b0c0d"

static char dir[64];

static int
open_dir(void **state)
{
	(void)state;
	(void)strcpy(dir, "/tmp/rekam-ledger-XXXXXX");
	return mkdtemp(dir) == NULL;
}

static int
close_dir(void **state)
{
	char command[128];

	(void)state;
	(void)snprintf(command, sizeof command, "rm -rf %s", dir);
	return system(command);
}

static void
titles_are_made_and_read_again(void **state)
{
	static const char *const bad[] = { "", "rekam-", "rekam-12", "rekam-12-", "rekam-x-0a0b0c0d",
	    "rekam-0-0a0b0c0d", "rekam-12-0a0b0c0", "rekam-12-0a0b0c0d0", "rekam-12-0a0b0c0g",
	    "Rekam-12-0a0b0c0d", "rekam--12-0a0b0c0d", "rekam-99999999999999999999999-0a0b0c0d" };
	uint8_t hash[32] = { 0x0a, 0x0b, 0x0c, 0x0d }, prefix[4];
	char buf[LEDGER_TITLE_MAX];
	int64_t job;

	(void)state;
	assert_string_equal(ledger_title(buf, 12, hash), TITLE);
	assert_true(ledger_title_parse(TITLE, &job, prefix));
	assert_int_equal(job, 12);
	assert_memory_equal(prefix, hash, 4);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(ledger_title_parse(bad[i], &job, prefix));
}

static struct ledger_fact
read_fact(const char *title)
{
	struct ledger l;
	struct ledger_fact f;

	assert_int_equal(ledger_open(&l, dir, title, NULL), 0);
	assert_int_equal(ledger_read(&l, title, &f, NULL), 0);
	ledger_close(&l, title, false);
	return f;
}

static void
note(char kind, const char *title, const char *word)
{
	struct ledger l;

	assert_int_equal(ledger_open(&l, dir, title, NULL), 0);
	assert_int_equal(ledger_note(&l, kind, title, word, NULL), 0);
	ledger_close(&l, title, false);
}

static void
a_job_is_started_numbered_and_done(void **state)
{
	struct ledger_fact f = read_fact(TITLE);

	(void)state;
	assert_false(f.started || f.done);
	note('S', TITLE, "1:aa");
	note('S', "rekam-13-0a0b0c0d", "2:bb");
	f = read_fact(TITLE);
	assert_true(f.started && !f.done && f.printer_job == 0);
	note('P', TITLE, "77");
	f = read_fact(TITLE);
	assert_int_equal(f.printer_job, 77);
	note('D', TITLE, "completed");
	assert_true(read_fact(TITLE).done);
	assert_false(read_fact("rekam-13-0a0b0c0d").done);
}

static void
a_start_that_sent_nothing_is_taken_back(void **state)
{
	struct ledger_fact f;

	(void)state;
	note('S', TITLE, "1:aa");
	note('P', TITLE, "5");
	note('N', TITLE, "not-sent");
	f = read_fact(TITLE);
	assert_true(!f.started && f.printer_job == 0);
	note('S', TITLE, "3:aa");
	note('U', TITLE, "unknown");
	assert_true(read_fact(TITLE).started);
}

static void
a_torn_last_line_is_ignored_and_closed(void **state)
{
	static const char torn[] = "S rekam-12-0a0b0c0d 1:aa 17\nD rekam-12-0a0b0c0d compl";
	char path[96], text[256];
	FILE *f;
	size_t n;

	(void)state;
	(void)snprintf(path, sizeof path, "%s/ledger", dir);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fputs(torn, f);
	(void)fclose(f);
	assert_true(read_fact(TITLE).started);
	/* Closed now, the torn D has two words only: no done without its word. */
	note('D', TITLE, "completed");
	f = fopen(path, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	(void)fclose(f);
	assert_non_null(strstr(text, "compl\nD rekam-12-0a0b0c0d completed "));
}

static void
two_backends_with_one_title_take_turns(void **state)
{
	struct ledger l;
	struct ledger_fact f;
	pid_t pid;
	int status;

	(void)state;
	assert_int_equal(ledger_open(&l, dir, TITLE, NULL), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct ledger mine;

		alarm(10);
		ledger_close(&l, TITLE, false);		/* a lock is shared with a fork */
		if (ledger_open(&mine, dir, TITLE, NULL) == -1 ||
		    ledger_read(&mine, TITLE, &f, NULL) == -1)
			_exit(2);
		_exit(f.done ? 0 : 1);
	}
	(void)usleep(100000);
	assert_int_equal(waitpid(pid, &status, WNOHANG), 0);
	assert_int_equal(ledger_note(&l, 'D', TITLE, "completed", NULL), 0);
	ledger_close(&l, TITLE, true);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
strange_titles_and_folders_are_refused(void **state)
{
	struct ledger l;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(ledger_open(&l, dir, "../x", &e), -1);
	ledger_close(&l, "../x", false);
	assert_int_equal(ledger_open(&l, dir, "a b", &e), -1);
	assert_int_equal(ledger_open(&l, "/nonexistent", TITLE, &e), -1);
	ledger_close(&l, TITLE, false);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, open_dir, close_dir)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_are_made_and_read_again),
		T(a_job_is_started_numbered_and_done),
		T(a_start_that_sent_nothing_is_taken_back),
		T(a_torn_last_line_is_ignored_and_closed),
		T(two_backends_with_one_title_take_turns),
		T(strange_titles_and_folders_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
