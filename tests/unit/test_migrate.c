/* Schema, rights, seed and users on a real MariaDB; every statement under every account. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "admin/migrate.h"
#include "admin/seed.h"
#include "base/arena.h"
#include "private_db.h"
#include "sop/role.h"
#include "sql/all.h"
#include "sql/office.h"
#include "sql/session.h"
#include "sql/user_admin.h"
#include "station/keys.h"
#include "store/db.h"
#include "store/schema.h"

static struct private_db *server;
static struct arena *arena;
static struct ctl ctl;
static struct err e;

static const char *const account[] = { "web", "auth", "admin", "station", "signd", "printd",
    "migrate", "backup", NULL };

static int
start(void **state)
{
	(void)state;
	arena = arena_create((size_t)8 << 20);
	if ((server = private_db_start()) == NULL)
		return -1;
	ctl = (struct ctl){ .conf = private_db_conf(server), .conf_path = private_db_conf_path(server) };
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	private_db_stop(server);
	arena_free(arena);
	return 0;
}

static int
fresh(void **state)
{
	(void)state;
	e = (struct err){ .kind = ERR_NONE };
	arena_reset(arena);
	return 0;
}

static int
command(ctl_command *run, ...)
{
	char *argv[12];
	va_list ap;
	int argc = 0;

	va_start(ap, run);
	do
		argv[argc] = va_arg(ap, char *);
	while (argv[argc++] != NULL);
	va_end(ap);
	return run(&ctl, argc - 1, argv, &e);
}

static int
as(const char *who, const char *sql)
{
	struct db *db = db_open(ctl.conf, who, &e);
	int r = db_script(db, sql, &e);

	db_close(db);
	return r;
}

static int64_t
number(const char *sql)
{
	static const struct sql_col col = { "n", SQL_INT64, false, 0 };
	struct sql_stmt s = { .name = "number", .text = sql, .kind = SQL_ONE, .row = &col,
	    .nrow = 1, .row_size = sizeof(int64_t) };
	struct db *db = db_open(ctl.conf, "migrate", &e);
	int64_t n = -1;

	if (db_one(db, arena, &s, NULL, &n, &e) == -1)
		fail_msg("%s", e.text);
	db_close(db);
	return n;
}

static void
check_says(const char *text)
{
	struct db *db = db_open(ctl.conf, "web", &e);

	assert_int_equal(schema_check(db, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	assert_non_null(strstr(e.text, text));
	db_close(db);
}

static void
an_empty_database_is_refused(void **state)
{
	(void)state;
	check_says("run rekamctl migrate");
}

static void
two_migrates_at_once_do_it_once(void **state)
{
	pid_t pid[2];
	int status;
	(void)state;

	fflush(stdout);
	for (int i = 0; i < 2; i++)
		if ((pid[i] = fork()) == 0) {
			int r = command(ctl_migrate, "migrate", NULL);

			if (r != 0)
				fprintf(stderr, "# %s\n", e.text);
			fflush(stdout);
			_exit(r != 0);
		}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
}

static void
migrate_makes_the_schema_once(void **state)
{
	(void)state;
	if (command(ctl_migrate, "migrate", NULL) != 0)
		fail_msg("%s", e.text);
	int64_t files = number("SELECT COUNT(*) FROM schema_version WHERE done_at IS NOT NULL");
	assert_true(files >= 4);
	assert_int_equal(command(ctl_migrate, "migrate", NULL), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM schema_version"), files);
	assert_int_equal(number("SELECT COUNT(*) FROM schema_lease WHERE holder = ''"), 1);
}

static void
every_account_may_ask_for_the_version(void **state)
{
	(void)state;
	for (size_t i = 0; account[i] != NULL; i++) {
		struct db *db = db_open(ctl.conf, account[i], &e);

		if (schema_check(db, &e) != 0)
			fail_msg("%s: %s", account[i], e.text);
		db_close(db);
	}
}

static bool
runs(const struct sql_stmt *s, const char *who)
{
	size_t n = strlen(who);

	for (const char *p = s->by; (p = strstr(p, who)) != NULL; p += n)
		if ((p == s->by || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

static void
every_statement_is_prepared_by_every_account_that_runs_it(void **state)
{
	size_t passed = 0, failed = 0;
	(void)state;

	for (size_t i = 0; account[i] != NULL; i++) {
		struct db *db = db_open(ctl.conf, account[i], &e);

		for (size_t k = 0; sql_all[k] != NULL; k++) {
			if (!runs(sql_all[k], account[i]))
				continue;
			if (db_prepare(db, sql_all[k], &e) == 0) {
				passed++;
				continue;
			}
			failed++;
			print_message("# %s: %s\n", account[i], e.text);
		}
		db_close(db);
	}
	print_message("# %zu prepared, %zu refused\n", passed, failed);
	assert_int_equal(failed, 0);
	assert_true(passed > 100);
}

static void
nobody_may_more_than_it_must(void **state)
{
	static const struct {
		const char *who, *sql;
	} no[] = {
		{ "web", "UPDATE audit SET detail = ''" },
		{ "web", "DELETE FROM audit" },
		{ "web", "UPDATE audit_head SET seq = seq + 1" },
		{ "web", "INSERT INTO audit_head SELECT * FROM audit_head" },
		{ "web", "DELETE FROM audit_head" },
		{ "web", "INSERT INTO audit_anchor SELECT * FROM audit_anchor" },
		{ "auth", "UPDATE audit SET detail = ''" },
		{ "auth", "DELETE FROM audit" },
		{ "auth", "UPDATE audit_head SET seq = seq + 1" },
		{ "admin", "UPDATE audit SET detail = ''" },
		{ "admin", "DELETE FROM audit" },
		{ "admin", "UPDATE audit_head SET seq = seq + 1" },
		{ "station", "UPDATE audit SET detail = ''" },
		{ "station", "UPDATE audit_head SET seq = seq + 1" },
		{ "printd", "UPDATE audit SET detail = ''" },
		{ "printd", "DELETE FROM audit" },
		{ "printd", "SELECT * FROM audit" },
		{ "printd", "UPDATE audit_head SET seq = seq + 1" },
		{ "backup", "UPDATE audit SET detail = ''" },
		{ "backup", "DELETE FROM audit" },
		{ "backup", "UPDATE audit_head SET seq = seq + 1" },
		{ "signd", "UPDATE audit_anchor SET code = ''" },
		{ "signd", "DELETE FROM audit_anchor" },
		{ "signd", "UPDATE audit_head SET seq = seq + 1" },
		{ "signd", "SELECT detail FROM audit" },
		{ "web", "UPDATE case_event SET reason = ''" },
		{ "web", "DELETE FROM case_event" },
		{ "web", "DELETE FROM casefile" },
		{ "web", "DELETE FROM document" },
		{ "web", "UPDATE document SET canonical = ''" },
		{ "web", "UPDATE document SET text_hash = ''" },
		{ "web", "UPDATE document SET letter_no = 1" },
		{ "web", "UPDATE document SET letter_number = ''" },
		{ "web", "UPDATE document SET case_id = 1" },
		{ "web", "SELECT password_hash FROM user" },
		{ "web", "UPDATE subject_request SET nik = ''" },
		{ "web", "DELETE FROM subject_answer" },
		{ "web", "UPDATE incident SET title = ''" },
		{ "web", "DELETE FROM incident_entry" },
		{ "web", "UPDATE incident_scope SET persons = 0" },
		{ "web", "UPDATE retention SET days = 1" },
		{ "admin", "SELECT title FROM incident" },
		{ "admin", "SELECT nik FROM subject_request" },
		{ "admin", "SELECT text FROM incident_entry" },
		{ "web", "UPDATE user SET roles = 255" },
		{ "web", "INSERT INTO session SELECT * FROM session" },
		{ "web", "UPDATE schema_version SET version = 9" },
		{ "web", "INSERT INTO capture_image SELECT * FROM capture_image" },
		{ "web", "CREATE TABLE t (a INT)" },
		{ "station", "DELETE FROM capture_image" },
		{ "station", "DELETE FROM audit" },
		{ "station", "UPDATE document SET void = 1" },
		{ "station", "UPDATE document SET bytes = ''" },
		{ "station", "INSERT INTO document SELECT * FROM document" },
		{ "station", "SELECT password_hash FROM user" },
		{ "auth", "SELECT nik FROM casefile" },
		{ "auth", "UPDATE user SET active = 1" },
		{ "auth", "UPDATE user SET roles = 255" },
		{ "auth", "INSERT INTO user SELECT * FROM user" },
		{ "admin", "SELECT nik FROM casefile" },
		{ "admin", "SELECT password_hash FROM user" },
		{ "admin", "SELECT * FROM document" },
		{ "admin", "INSERT INTO session SELECT * FROM session" },
		{ "auth", "SELECT * FROM audit" },
		{ "signd", "UPDATE document SET code = ''" },
		{ "signd", "SELECT nik FROM casefile" },
		{ "signd", "SELECT password_hash FROM user" },
		{ "signd", "INSERT INTO audit SELECT * FROM audit" },
		{ "signd", "UPDATE code_use SET binding = ''" },
		{ "signd", "DELETE FROM code_use" },
		{ "signd", "DELETE FROM code_try" },
		{ "signd", "UPDATE second_factor SET confirmed_at = NOW()" },
		{ "signd", "SELECT reason FROM case_event" },
		{ "web", "SELECT sealed FROM second_factor" },
		{ "web", "UPDATE second_factor SET login = 1" },
		{ "web", "INSERT INTO second_factor (user_id, sealed, made_at) VALUES (1, '', NOW())" },
		{ "web", "SELECT * FROM recovery_code" },
		{ "web", "SELECT * FROM code_use" },
		{ "web", "UPDATE signature SET name = ''" },
		{ "web", "DELETE FROM signature" },
		{ "auth", "SELECT sealed FROM second_factor" },
		{ "auth", "SELECT hash FROM recovery_code" },
		{ "auth", "INSERT INTO code_use SELECT * FROM code_use" },
		{ "auth", "SELECT * FROM signature" },
		{ "auth", "DELETE FROM second_factor" },
		{ "admin", "SELECT sealed FROM second_factor" },
		{ "admin", "INSERT INTO second_factor (user_id, sealed, made_at) VALUES (1, '', NOW())" },
		{ "admin", "UPDATE second_factor SET confirmed_at = NOW()" },
		{ "station", "SELECT * FROM signature" },
		{ "printd", "SELECT name FROM casefile" },
		{ "printd", "SELECT canonical FROM document" },
		{ "printd", "UPDATE document SET void = 1" },
		{ "printd", "INSERT INTO print_job SELECT * FROM print_job" },
		{ "backup", "UPDATE office SET name = ''" },
		{ "migrate", "SELECT * FROM mysql.user" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
		e = (struct err){ .kind = ERR_NONE };
		if (as(no[i].who, no[i].sql) != -1)
			fail_msg("%s may: %s", no[i].who, no[i].sql);
		if (e.code != 1142 && e.code != 1143)
			fail_msg("%s: %s: %s", no[i].who, no[i].sql, e.text);
	}
}

#define TRACE(verb, strand_seq, prev) verb " INTO audit (strand, seq, at, roles, session, boot," \
	" mono_us, address, action, object, request_id, prev, hash) VALUES (" strand_seq \
	", NOW(6), 0, '', '', 0, '', '', '', '', " prev ", REPEAT('x', 32))"

static void
nobody_changes_what_was_frozen_or_traced(void **state)
{
	static const char *const no[] = {
		"UPDATE document SET bytes = 'y'", "UPDATE document SET bytes = NULL",
		"UPDATE document SET sha256 = REPEAT('y', 32)", "UPDATE document SET letter_year = 2027",
		"UPDATE document SET letter_no = NULL", "UPDATE document SET letter_number = 'a/1'",
		"UPDATE document SET letter_day = NULL", "UPDATE document SET canonical = 'TEXT'",
		"UPDATE document SET text_hash = NULL", "UPDATE document SET code = 'c0de'",
		"UPDATE document SET approved_by = 2", "UPDATE document SET case_id = 2",
		"DELETE FROM document",
		"UPDATE case_event SET reason = 'another'", "DELETE FROM case_event",
		"UPDATE audit SET detail = 'another'", "DELETE FROM audit",
		TRACE("INSERT", "101, 1", "'x'") " ON DUPLICATE KEY UPDATE detail = 'another'",
		TRACE("REPLACE", "101, 1", "'x'"),
		TRACE("INSERT", "0, 1", "REPEAT('\\0', 32)"),	/* the closed strand */
		TRACE("INSERT", "101, 3", "REPEAT('x', 32)"),	/* a gap */
		TRACE("INSERT", "101, 2", "REPEAT('y', 32)"),	/* of another past */
		TRACE("INSERT", "999, 1", "REPEAT('\\0', 32)"),	/* no such strand */
		"UPDATE audit_head SET seq = 0 WHERE strand = 101",
		"UPDATE audit_head SET seq = seq + 2 WHERE strand = 102",
		"UPDATE audit_head SET seq = seq + 1 WHERE strand = 0",
		"UPDATE audit_head SET account = 'auth' WHERE strand = 103",
		"DELETE FROM audit_head", "UPDATE audit_anchor SET body = ''", "DELETE FROM audit_anchor",
		"UPDATE subject_request SET name = 'another'", "DELETE FROM subject_request",
		"UPDATE subject_answer SET note = 'another'", "DELETE FROM subject_answer",
		"UPDATE incident SET title = 'another'", "DELETE FROM incident",
		"UPDATE incident_entry SET text = 'another'", "DELETE FROM incident_entry",
		"UPDATE incident_scope SET persons = 9", "DELETE FROM incident_scope",
		"UPDATE signature SET name = 'Another'", "UPDATE signature SET factor = 'PEMULIHAN'",
		"DELETE FROM signature", "UPDATE code_use SET token = 'totp/1/2'", "DELETE FROM code_use",
		"UPDATE second_factor SET sealed = 'another'",
	};
	(void)state;

	if (as("migrate", "SET foreign_key_checks = 0;"
	    "INSERT INTO document (id, office_id, kind, letter_year, letter_no, letter_number,"
	    " letter_day, canonical, text_hash, code, created_at) VALUES (1, 9, 'UJI_CETAK', 2026, 1,"
	    " 'A/1', '2026-11-22', 'Text', REPEAT('t', 32), 'C0DE', NOW(6));"
	    "INSERT INTO case_event (case_id, version, from_status, to_status, step, at, request_id)"
	    " VALUES (9, 1, '', '', 1, NOW(6), '');"
	    TRACE("INSERT", "101, 1", "REPEAT('\\0', 32)") ";"
	    "INSERT INTO audit_anchor VALUES (1, NOW(6), 1, '', '', '', '', '');"
	    "INSERT INTO signature (office_id, case_id, document_id, mode, form, name, nip, `rank`, title,"
	    " actor_id, actor_name, at, canonical, text_hash, factor) VALUES (9, 9, 1, 'ELEKTRONIK',"
	    " 'LANGSUNG', 'Nama', '1', 'I', 'Camat', 9, 'Nama', NOW(6), 'Text', REPEAT('t', 32), 'TOTP');"
	    "INSERT INTO code_use (user_id, token, binding, at) VALUES (9, 'totp/1/1', REPEAT('b', 32),"
	    " NOW(6));"
	    "INSERT INTO second_factor (user_id, sealed, made_at) VALUES (9, 'secret', NOW(6));"
	    "INSERT INTO subject_request (office_id, year, no, kind, nik, name, asked_by, asked_as, proof,"
	    " received_at, created_at, created_by) VALUES (9, 2026, 1, '', '', '', '', '', '', NOW(6), NOW(6), 9);"
	    "INSERT INTO subject_answer VALUES (1, '', '', NOW(6), 9);"
	    "INSERT INTO incident (office_id, year, no, kind, title, classes, discovered_at, created_at,"
	    " created_by) VALUES (9, 2026, 1, '', '', 1, NOW(6), NOW(6), 9);"
	    "INSERT INTO incident_entry (incident_id, kind, text, at, actor_id) VALUES (1, '', '', NOW(6), 9);"
	    "INSERT INTO incident_scope (incident_id, from_at, to_at, lists, persons, sha256, at, actor_id)"
	    " VALUES (1, NOW(6), NOW(6), 0, 0, REPEAT('x', 32), NOW(6), 9)") == -1)
		fail_msg("%s", e.text);
	if (as("web", "UPDATE document SET bytes = 'x', sha256 = REPEAT('x', 32), pages = 1,"
	    " frozen_at = NOW(6) WHERE bytes IS NULL") == -1)
		fail_msg("a paper is frozen: %s", e.text);
	if (as("web", "UPDATE document SET void = 1") == -1)
		fail_msg("a frozen paper becomes void: %s", e.text);
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
		e = (struct err){ .kind = ERR_NONE };
		if (as("migrate", no[i]) != -1)
			fail_msg("one may: %s", no[i]);
		if (e.code != 1644)
			fail_msg("%s: %s", no[i], e.text);
	}
	/* a second migrate makes them anew */
	const char *triggers = "SELECT COUNT(*) FROM information_schema.triggers WHERE"
	    " trigger_schema = 'rekam'";
	int64_t before = number(triggers);
	assert_true(before >= 16);
	assert_int_equal(command(ctl_migrate, "migrate", NULL), 0);
	assert_int_equal(number(triggers), before);
	assert_int_equal(as("migrate", "DELETE FROM audit"), -1);
}

static void
a_file_that_changed_after_it_ran_is_refused(void **state)
{
	(void)state;
	assert_int_equal(as("migrate", "CREATE TABLE keep AS SELECT * FROM schema_version"), 0);
	assert_int_equal(as("migrate", "UPDATE schema_version SET sha256 = REPEAT('x', 32) WHERE version = 2"), 0);
	check_says("0002_casefile.sql was another file when it ran");
	assert_int_equal(command(ctl_migrate, "migrate", NULL), -1);
	assert_non_null(strstr(e.text, "0002_casefile.sql ran with another text"));
}

static void
an_interrupted_file_is_refused(void **state)
{
	(void)state;
	assert_int_equal(as("migrate", "REPLACE INTO schema_version SELECT * FROM keep;"
	    "UPDATE schema_version SET done_at = NULL WHERE version = 3"), 0);
	check_says("0003_document.sql was interrupted");
	assert_int_equal(command(ctl_migrate, "migrate", NULL), -1);
	assert_non_null(strstr(e.text, "0003_document.sql was interrupted"));
}

static void
a_newer_schema_is_refused(void **state)
{
	(void)state;
	assert_int_equal(as("migrate", "REPLACE INTO schema_version SELECT * FROM keep;"
	    "INSERT INTO schema_version SELECT 999, '0999_future.sql', sha256, begun_at, done_at"
	    " FROM keep LIMIT 1"), 0);
	check_says("0999_future.sql is newer");
	assert_int_equal(command(ctl_migrate, "migrate", NULL), -1);
	assert_non_null(strstr(e.text, "0999_future.sql"));
	assert_int_equal(as("migrate", "DELETE FROM schema_version WHERE version = 999;"
	    "DROP TABLE keep"), 0);
	assert_int_equal(command(ctl_migrate, "migrate", NULL), 0);
	assert_int_equal(command(ctl_schema, "schema", NULL), 0);
}

static void
the_demonstration_office_is_made_once(void **state)
{
	(void)state;
	if (command(ctl_seed_demo, "seed-demo", NULL) != 0)
		fail_msg("%s", e.text);
	assert_int_equal(number("SELECT COUNT(*) FROM station"), 0);
	assert_int_equal(seal_keys_create(private_db_folder(server), private_db_folder(server),
	    utc_now(), 1, &e), 0);
	int64_t begin = mono_us();
	assert_int_equal(command(ctl_seed_demo, "seed-demo", NULL), 0);
	print_message("# seed-demo again: %.0f ms\n", (double)(mono_us() - begin) / 1000);
	assert_int_equal(number("SELECT COUNT(*) FROM station WHERE LENGTH(sign_key) = 32"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM office WHERE training_of IS NULL"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM office WHERE training_of = 1"), 1);
	/* the binary log names rows by their key (tools/devrun/db.cnf.in) */
	assert_int_equal(number("SELECT COUNT(*) FROM information_schema.tables t WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'"
	    " AND NOT EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name"
	    " AND s.index_name = 'PRIMARY')"), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM village"), 12);
	assert_int_equal(number("SELECT COUNT(*) FROM sop_step"), 6);
	assert_int_equal(number("SELECT SUM(minutes) FROM sop_step"), 23);
	assert_int_equal(number("SELECT COUNT(*) FROM sop_step WHERE minutes IS NULL AND step = 3"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM requirement"), 3);
	assert_int_equal(number("SELECT COUNT(*) FROM user"), ROLE__MAX);
	assert_int_equal(number("SELECT COUNT(DISTINCT roles) FROM user"), ROLE__MAX);
	assert_int_equal(number("SELECT COUNT(*) FROM signatory WHERE user_id IS NOT NULL"), 3);
	assert_int_equal(number("SELECT COUNT(*) FROM printer WHERE queue = 'rekam'"), 1);
}

static bool
logs_in(const char *name, const char *password)
{
	struct db *db = db_open(ctl.conf, "auth", &e);
	struct login_user_in in = { .username = name };
	struct login_user_row row;
	bool yes = login_user(db, arena, &in, &row, &e) == 1 && row.active &&
	    crypto_pwhash_str_verify(row.password_hash, password, strlen(password)) == 0;

	db_close(db);
	return yes;
}

static void
a_demonstration_account_logs_in_with_the_printed_password(void **state)
{
	(void)state;
	assert_true(logs_in("loket", SEED_PASSWORD));
	assert_false(logs_in("loket", "another-password-1"));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup(f, fresh)
	const struct CMUnitTest tests[] = {
		T(an_empty_database_is_refused),
		T(two_migrates_at_once_do_it_once),
		T(migrate_makes_the_schema_once),
		T(every_account_may_ask_for_the_version),
		T(every_statement_is_prepared_by_every_account_that_runs_it),
		T(nobody_may_more_than_it_must),
		T(nobody_changes_what_was_frozen_or_traced),
		T(a_file_that_changed_after_it_ran_is_refused),
		T(an_interrupted_file_is_refused),
		T(a_newer_schema_is_refused),
		T(the_demonstration_office_is_made_once),
		T(a_demonstration_account_logs_in_with_the_printed_password),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
