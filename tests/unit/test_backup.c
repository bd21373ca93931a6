/* Manifests, sets of backups, comparisons and pipelines, without a database. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "admin/backup.h"
#include "admin/backup_set.h"
#include "admin/compare.h"
#include "admin/manifest.h"
#include "admin/pipeline.h"
#include "admin/replay.h"
#include "base/conf.h"
#include "base/file.h"

static char folder[40];
static struct letter_key *key;
static struct manifest good, got;	/* large */

static const char *
in_folder(const char *name)
{
	static char path[4][120];
	static int turn;
	char *p = path[turn++ % 4];

	(void)snprintf(p, sizeof path[0], "%s/%s", folder, name);
	return p;
}

static void
touch(const char *name)
{
	assert_int_equal(file_write(in_folder(name), 0600, "x", 1, NULL), 0);
}

static int
empty_it(void **state)
{
	char command[200];

	(void)state;
	(void)snprintf(command, sizeof command, "rm -rf %s/rekam-* %s/terakhir*", folder, folder);
	return system(command);
}

static void
a_manifest_says_what_it_was_told(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(manifest_write(in_folder("rekam-1.manifest"), &good, key, &e), 0);
	assert_int_equal(manifest_read(in_folder("rekam-1.manifest"), key->public_key, &got, &e), 0);
	assert_memory_equal(&got, &good, sizeof good);
}

static void
every_changed_byte_of_a_manifest_is_noticed(void **state)
{
	struct err e;
	size_t n;
	char *text;

	(void)state;
	assert_int_equal(manifest_write(in_folder("rekam-1.manifest"), &good, key, &e), 0);
	text = file_read(in_folder("rekam-1.manifest"), 1 << 20, false, &n, &e);
	assert_non_null(text);
	for (size_t i = 0; i < n; i++) {
		text[i] ^= 1;
		assert_int_equal(file_write(in_folder("rekam-2.manifest"), 0600, text, n, &e), 0);
		/* the key id is a label: the signature decides */
		bool label = i >= n - 138 && i < n - 130;
		if (!label && manifest_read(in_folder("rekam-2.manifest"), key->public_key, &got, &e) == 0)
			fail_msg("byte %zu of %zu", i, n);
		text[i] ^= 1;
	}
	for (size_t cut = 1; cut < n; cut += 7) {
		assert_int_equal(file_write(in_folder("rekam-2.manifest"), 0600, text, n - cut, &e), 0);
		if (manifest_read(in_folder("rekam-2.manifest"), key->public_key, &got, &e) == 0)
			fail_msg("%zu bytes less", cut);
	}
	file_free(text, n);
}

static bool
equal(const struct figures *want, const struct figures *is, bool exact)
{
	FILE *f = fopen("/dev/null", "w");
	bool r = compare_figures(want, is, exact, f);

	(void)fclose(f);
	return r;
}

static void
every_difference_is_found(void **state)
{
	static struct figures f;

	(void)state;
	f = good.figures;
	assert_true(equal(&good.figures, &f, true));
#define DIFFERENT(change) do { f = good.figures; change; \
	if (equal(&good.figures, &f, true)) fail_msg("%s", #change); } while (0)
	DIFFERENT(f.schema++);
	DIFFERENT(f.table[1].rows++);
	DIFFERENT(f.table[1].rows--);
	DIFFERENT(f.table[0].highest--);
	DIFFERENT(f.table[0].checksum++);
	DIFFERENT(f.tables--);
	DIFFERENT((void)strcpy(f.table[f.tables++].name, "new"));
	DIFFERENT(f.number[0].n--);
	DIFFERENT(f.numbers--);
	/* a copy that is a little older than the manifest */
	f = good.figures;
	f.table[0].rows--;
	f.table[0].highest--;
	f.table[0].checksum = 1;
	f.number[0].n--;
	assert_true(equal(&good.figures, &f, false));
	f.number[0].n += 2;
	assert_false(equal(&good.figures, &f, false));
}

static void
leftovers_go_and_whole_sets_stay(void **state)
{
	(void)state;
	touch("rekam-20260101T000000Z.age");
	touch("rekam-20260101T000000Z.manifest");
	touch("rekam-20260102T000000Z.age");		/* killed before its manifest */
	touch("rekam-20260103T000000Z.age.part");
	touch("rekam-20260103T000000Z.manifest.part");
	touch("terakhir.ini");
	assert_int_equal(backup_set_clean(folder, NULL), 0);
	assert_true(file_there(in_folder("rekam-20260101T000000Z.age")));
	assert_true(file_there(in_folder("rekam-20260101T000000Z.manifest")));
	assert_false(file_there(in_folder("rekam-20260102T000000Z.age")));
	assert_false(file_there(in_folder("rekam-20260103T000000Z.age.part")));
	assert_false(file_there(in_folder("rekam-20260103T000000Z.manifest.part")));
	assert_true(file_there(in_folder("terakhir.ini")));
}

static void
the_newest_are_kept(void **state)
{
	char name[60];

	(void)state;
	for (int i = 1; i <= 5; i++) {
		(void)snprintf(name, sizeof name, "rekam-2026010%dT000000Z.age", i);
		touch(name);
		(void)snprintf(name, sizeof name, "rekam-2026010%dT000000Z.manifest", i);
		touch(name);
	}
	assert_int_equal(backup_set_keep(folder, 2, NULL), 0);
	for (int i = 1; i <= 5; i++) {
		(void)snprintf(name, sizeof name, "rekam-2026010%dT000000Z.age", i);
		assert_int_equal(file_there(in_folder(name)), i > 3);
		(void)snprintf(name, sizeof name, "rekam-2026010%dT000000Z.manifest", i);
		assert_int_equal(file_there(in_folder(name)), i > 3);
	}
	assert_int_equal(backup_set_last_size(folder), 1);
}

static void
the_last_success_is_remembered(void **state)
{
	struct backup_status s = { .at = "2026-11-22T18:30:00Z", .file = "rekam-a.age",
	    .bytes = 12, .ms = 5 };
	struct conf *c;

	(void)state;
	assert_int_equal(backup_set_status(folder, &s, NULL), 0);
	s = (struct backup_status){ .at = "2026-11-23T18:30:00Z", .file = "rekam-b.age",
	    .error = "disk \"full\"\n[berhasil]\nat=forged; x" };
	assert_int_equal(backup_set_status(folder, &s, NULL), 0);
	assert_int_equal(backup_set_status(folder, &s, NULL), 0);
	assert_non_null(c = conf_read(in_folder(BACKUP_STATUS_FILE), NULL));
	assert_int_equal(conf_int(c, "terakhir", "ok", 9), 0);
	assert_string_equal(conf_str(c, "terakhir", "at", ""), "2026-11-23T18:30:00Z");
	assert_non_null(strstr(conf_str(c, "terakhir", "error", ""), "disk"));
	assert_string_equal(conf_str(c, "berhasil", "at", ""), "2026-11-22T18:30:00Z");
	assert_string_equal(conf_str(c, "berhasil", "file", ""), "rekam-a.age");
	conf_free(c);
}

static int
pipe_of(const char *const *a, const char *const *b, bool blame_last, struct err *e)
{
	struct pipeline p = { .argv = { a, b }, .n = 2, .in = -1, .log = open("/dev/null", O_WRONLY),
	    .keep = -1, .blame_last = blame_last };
	char waste[100];
	int rc;

	assert_int_equal(pipeline_start(&p, e), 0);
	while (read(p.out, waste, sizeof waste) > 0)
		;
	(void)close(p.out);
	rc = pipeline_wait(&p, e);
	(void)close(p.log);
	return rc;
}

static void
each_exit_status_counts(void **state)
{
	static const char *const yes[] = { "true", NULL }, *const no[] = { "false", NULL };
	static const char *const cat[] = { "cat", NULL }, *const none[] = { "no-such-program", NULL };
	static const char *const endless[] = { "yes", NULL };
	struct err e = { 0 };

	(void)state;
	assert_int_equal(pipe_of(yes, cat, true, &e), 0);
	assert_int_equal(pipe_of(no, cat, true, &e), -1);
	assert_string_equal(e.text, "false failed (1)");
	assert_int_equal(pipe_of(yes, no, false, &e), -2);
	assert_int_equal(pipe_of(no, no, true, &e), -2);
	assert_int_equal(pipe_of(no, no, false, &e), -1);
	/* yes is a victim of SIGPIPE either way */
	assert_int_equal(pipe_of(endless, no, true, &e), -2);
	assert_int_equal(pipe_of(endless, no, false, &e), -2);
	assert_int_equal(pipe_of(none, cat, true, &e), -1);
	assert_string_equal(e.text, "no-such-program is not installed");
}

static void
logs_that_make_no_row_are_refused(void **state)
{
	struct binlog_place from = { "binlog.000003", 4 }, to = { "binlog.000001", 4 };
	struct err e;

	(void)state;
	assert_int_equal(binlog_replay(folder, &from, &to, "/none", 2, &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	(void)strcpy(to.file, "other.000004");
	assert_int_equal(binlog_replay(folder, &from, &to, "/none", 2, &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	(void)strcpy(to.file, "binlog.000004");
	assert_int_equal(binlog_replay(folder, &from, &to, "/none", 2, &e), -1);
	assert_int_equal(e.kind, ERR_NOT_FOUND);
}

static int
setup(void **state)
{
	struct err e;

	(void)state;
	(void)strcpy(folder, "/tmp/rekam-test-backup.XXXXXX");
	if (mkdtemp(folder) == NULL || signing_key_create(folder, "backup", &e) != 1)
		return -1;
	good = (struct manifest){ .file = "rekam-1.age", .at = "2026-11-22T18:30:00Z",
	    .server = "kantor", .bytes = 763714,
	    .sha256 = "e32c14f92ea6b65d53b1b762c6973f01f8594dd7ec004b4167286757409c193f",
	    .figures = { .schema = 4, .binlog = "binlog.000001", .position = 59617, .tables = 2,
		.table = { { "office", 1, 1, 217708951 }, { "counter", 2, 0, 4294967295 } },
		.numbers = 1, .number = { { 1, 2026, 41, "AGENDA" } } } };
	return (key = signing_key_read(in_folder("backup.key"), "backup", &e)) == NULL ||
	    signing_key_read(in_folder("backup.key"), "letter", &e) != NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	char command[60];

	(void)state;
	letter_key_free(key);
	(void)snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_manifest_says_what_it_was_told, empty_it),
		cmocka_unit_test_setup(every_changed_byte_of_a_manifest_is_noticed, empty_it),
		cmocka_unit_test_setup(every_difference_is_found, empty_it),
		cmocka_unit_test_setup(leftovers_go_and_whole_sets_stay, empty_it),
		cmocka_unit_test_setup(the_newest_are_kept, empty_it),
		cmocka_unit_test_setup(the_last_success_is_remembered, empty_it),
		cmocka_unit_test_setup(each_exit_status_counts, empty_it),
		cmocka_unit_test_setup(logs_that_make_no_row_are_refused, empty_it),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
