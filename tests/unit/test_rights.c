/*
 * What each database account may do, tried for real: every account x table x column x verb is
 * asked of MariaDB, and what it let through is compared with tests/golden/rights.txt, so that a
 * change of sql/grants.sql is seen by whoever reviews it (UPDATE_GOLDEN=1 writes it anew).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "admin/migrate.h"
#include "base/arena.h"
#include "base/str.h"
#include "private_db.h"
#include "store/db.h"
#include "store/row.h"

#define GOLDEN		"tests/golden/rights.txt"
#define COLUMNS		64
#define DENIED_TABLE	1142
#define DENIED_COLUMN	1143

static struct private_db *server;
static struct arena *arena;
static struct err e;

static const char *const account[] = { "web", "auth", "admin", "station", "signd", "printd", "backup" };
#define ACCOUNTS	(sizeof account / sizeof account[0])

enum verb { V_SELECT, V_INSERT, V_UPDATE, V_DELETE, V__MAX };
static const char letter[V__MAX] = { 'S', 'I', 'U', 'D' };
static const char *const word[V__MAX] = { "select", "insert", "update", "delete" };

struct column {
	const char	*table, *name;
};

static int
start(void **state)
{
	(void)state;
	arena = arena_create((size_t)8 << 20);
	if ((server = private_db_start()) == NULL)
		return -1;
	const struct ctl ctl = { .conf = private_db_conf(server), .conf_path = private_db_conf_path(server) };
	char name[] = "migrate";
	if (ctl_migrate(&ctl, 1, (char *[]){ name, NULL }, &e) == 0)
		return 0;
	fprintf(stderr, "# %s\n", e.text);
	return -1;
}

static int
stop(void **state)
{
	(void)state;
	private_db_stop(server);
	arena_free(arena);
	return 0;
}

/* Would the server do it?  Preparing is enough: rights are looked at there. */
static bool
may(struct db *db, const char *sql)
{
	char text[512];

	assert_true((size_t)snprintf(text, sizeof text, "PREPARE s FROM '%s'", sql) < sizeof text);
	if (db_script(db, text, &e) == 0)
		return true;
	if (e.code != DENIED_TABLE && e.code != DENIED_COLUMN)
		fail_msg("%s: %s", sql, e.text);
	return false;
}

static bool
may_column(struct db *db, enum verb v, const struct column *c)
{
	char sql[256];

	switch (v) {
	case V_SELECT:
		(void)snprintf(sql, sizeof sql, "SELECT `%s` FROM `%s`", c->name, c->table);
		break;
	case V_INSERT:
		(void)snprintf(sql, sizeof sql, "INSERT INTO `%s` (`%s`) VALUES (?)", c->table, c->name);
		break;
	case V_UPDATE:
		(void)snprintf(sql, sizeof sql, "UPDATE `%s` SET `%s` = ?", c->table, c->name);
		break;
	case V_DELETE:
	case V__MAX:
		(void)snprintf(sql, sizeof sql, "DELETE FROM `%s`", c->table);
	}
	return may(db, sql);
}

/* One cell: "SIU-"; a small letter: some columns only, which go below the table. */
static void
cell(struct db *db, const char *who, const struct column *c, size_t n, char ret[V__MAX + 1], FILE *below)
{
	for (enum verb v = 0; v < V__MAX; v++) {
		size_t yes = 0, of = v == V_DELETE ? 1 : n;
		bool got[COLUMNS];

		for (size_t i = 0; i < of; i++)
			yes += got[i] = may_column(db, v, &c[i]);
		ret[v] = yes == 0 ? '-' : yes == of ? letter[v] : (char)(letter[v] + 'a' - 'A');
		if (yes == 0 || yes == of)
			continue;
		fprintf(below, "    %s %s:", who, word[v]);
		for (size_t i = 0; i < of; i++)
			if (got[i])
				fprintf(below, " %s", c[i].name);
		fputc('\n', below);
	}
	ret[V__MAX] = '\0';
}

static void
print_table(FILE *f, struct db *const *db, const struct column *c, size_t n)
{
	char *below = NULL;
	size_t size;
	FILE *b = open_memstream(&below, &size);

	assert_true(n <= COLUMNS);
	fprintf(f, "%-18s", c->table);
	for (size_t a = 0; a < ACCOUNTS; a++) {
		char rights[V__MAX + 1];

		cell(db[a], account[a], c, n, rights, b);
		fprintf(f, a + 1 < ACCOUNTS ? " %-7s" : " %s", rights);
	}
	(void)fclose(b);
	fprintf(f, "\n%s", below);
	free(below);
}

static void
print_matrix(FILE *f)
{
	static const struct sql_col col[] = {
		{ "t", SQL_TEXT, false, offsetof(struct column, table) },
		{ "c", SQL_TEXT, false, offsetof(struct column, name) },
	};
	static const struct sql_stmt all = { .name = "columns", .kind = SQL_MANY, .row = col, .nrow = 2,
		.row_size = sizeof(struct column), .text = "SELECT table_name, column_name FROM"
		" information_schema.columns WHERE table_schema = 'rekam' AND extra NOT LIKE '%GENERATED%'"
		" ORDER BY table_name, ordinal_position" };
	struct db *owner = db_open(private_db_conf(server), "migrate", &e), *db[ACCOUNTS];
	struct sql_rows rows;

	for (size_t a = 0; a < ACCOUNTS; a++)
		db[a] = db_open(private_db_conf(server), account[a], &e);
	if (db_many(owner, arena, &all, NULL, &rows, &e) == -1)
		fail_msg("%s", e.text);
	fprintf(f, "What each database account may do: Select Insert Update Delete; a small letter: only the\n"
	    "columns named below the table.  Made by tests/unit/test_rights.c, which tried every cell.\n\n%-18s", "");
	for (size_t a = 0; a < ACCOUNTS; a++)
		fprintf(f, a + 1 < ACCOUNTS ? " %-7s" : " %s\n", account[a]);
	const struct column *c = rows.at;
	for (size_t i = 0, n; i < rows.n; i += n) {
		for (n = 1; i + n < rows.n && str_eq(c[i + n].table, c[i].table); n++)
			;
		print_table(f, db, &c[i], n);
	}
	for (size_t a = 0; a < ACCOUNTS; a++)
		db_close(db[a]);
	db_close(owner);
}

static void
what_accounts_may_is_what_was_agreed(void **state)
{
	char *text = NULL, *want;
	size_t n;
	FILE *f = open_memstream(&text, &n);
	(void)state;

	print_matrix(f);
	(void)fclose(f);
	if (getenv("UPDATE_GOLDEN") != NULL) {
		f = fopen(GOLDEN, "w");
		assert_non_null(f);
		fputs(text, f);
		(void)fclose(f);
	}
	f = fopen(GOLDEN, "r");
	want = calloc(1, n + 65536);
	if (f != NULL) {
		(void)!fread(want, 1, n + 65535, f);
		(void)fclose(f);
	}
	if (!str_eq(text, want)) {
		const char *a = text, *b = want;

		while (*a == *b)
			a++, b++;
		while (a > text && a[-1] != '\n')
			a--, b--;
		fail_msg("rights are not those of " GOLDEN " (UPDATE_GOLDEN=1 writes them):\n is: %.*s\n was: %.*s",
		    (int)strcspn(a, "\n"), a, (int)strcspn(b, "\n"), b);
	}
	free(want);
	free(text);
}

static void
nobody_leaves_the_database_or_changes_its_shape(void **state)
{
	static const char *const no[] = {
		"CREATE TABLE t (a INT)", "DROP TABLE office", "ALTER TABLE office ADD x INT",
		"TRUNCATE TABLE audit", "CREATE VIEW v AS SELECT 1 FROM office",
		"CREATE TRIGGER x BEFORE INSERT ON office FOR EACH ROW SET @a = 1", "DROP TRIGGER audit_no_update",
		"CREATE PROCEDURE p() SELECT 1", "CREATE EVENT x ON SCHEDULE EVERY 1 DAY DO SELECT 1",
		"SELECT * FROM mysql.user", "SELECT * FROM mysql.global_priv", "CREATE DATABASE other",
		"CREATE USER x@localhost", "GRANT SELECT ON office TO rekam_web@localhost",
		"SET GLOBAL max_connections = 1", "SELECT 1 INTO OUTFILE 'stolen'",
		"LOAD DATA INFILE 'my.cnf' INTO TABLE office", "FLUSH LOGS", "PURGE BINARY LOGS BEFORE NOW()",
		"SET SESSION sql_log_bin = 0", "INSTALL SONAME 'ha_connect'",
	};
	(void)state;

	for (size_t a = 0; a < ACCOUNTS; a++) {
		struct db *db = db_open(private_db_conf(server), account[a], &e);

		for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
			if (db_script(db, no[i], &e) == 0)
				fail_msg("%s may: %s", account[a], no[i]);
			else if (strstr(e.text, "denied") == NULL && strstr(e.text, "privilege") == NULL)
				fail_msg("%s: %s: %s", account[a], no[i], e.text);
		db_close(db);
	}
}

static void
nobody_enters_with_another_password_or_as_somebody_else(void **state)
{
	(void)state;
	for (size_t a = 0; a < ACCOUNTS; a++) {
		char path[160];
		struct conf *c;

		(void)snprintf(path, sizeof path, "%s/wrong.conf", private_db_folder(server));
		FILE *f = fopen(path, "w");
		fprintf(f, "[database]\nsocket=%s/sock\nname=rekam\n[account.%s]\nuser=rekam_%s\npassword=%s\n",
		    private_db_folder(server), account[a], account[a], a % 2 ? "" : "test-other");
		(void)fclose(f);
		c = conf_read(path, &e);
		assert_non_null(c);
		struct db *db = db_open(c, account[a], &e);
		assert_int_equal(db_connect(db, &e), -1);
		assert_int_equal(e.code, 1045);
		db_close(db);
		conf_free(c);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_accounts_may_is_what_was_agreed),
		cmocka_unit_test(nobody_leaves_the_database_or_changes_its_shape),
		cmocka_unit_test(nobody_enters_with_another_password_or_as_somebody_else),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
