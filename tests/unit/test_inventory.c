/*
 * The inventory of data (sql/inventory.csv) against a migrated database: every column is
 * listed, everything listed exists, every table says what it is for, and the review is not
 * older than the schema.  What is missing is printed as lines of the file, and written to
 * $B/inventory.missing.csv: fill in what stands as ? and put them into sql/inventory.csv.
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
#include "base/str.h"
#include "duty/inventory.h"
#include "private_db.h"
#include "sql/text.h"
#include "store/db.h"
#include "store/row.h"

struct column {
	const char	*table, *name, *type;
};

static struct private_db *server;
static struct arena *arena;
static struct db *db;
static struct err e;
static struct inventory inv;

static int
start(void **state)
{
	char word[] = "migrate", *argv[] = { word, NULL };
	(void)state;

	arena = arena_create((size_t)16 << 20);
	if ((server = private_db_start()) == NULL)
		return -1;
	const struct ctl ctl = { private_db_conf(server), private_db_conf_path(server) };
	if (ctl_migrate(&ctl, 1, argv, &e) != 0 ||
	    (db = db_open(private_db_conf(server), "migrate", &e)) == NULL) {
		fprintf(stderr, "# %s\n", e.text);
		return -1;
	}
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	db_close(db);
	private_db_stop(server);
	arena_free(arena);
	return 0;
}

static struct sql_rows
ask(const char *text)
{
	static const struct sql_col col[] = {
		{ "table", SQL_TEXT, false, offsetof(struct column, table) },
		{ "name", SQL_TEXT, false, offsetof(struct column, name) },
		{ "type", SQL_TEXT, false, offsetof(struct column, type) },
	};
	static struct sql_stmt s[8];	/* a statement is known by its place */
	static size_t n;
	struct sql_rows rows;

	assert_true(n < sizeof s / sizeof *s);
	s[n] = (struct sql_stmt){ .name = "ask", .text = text, .kind = SQL_MANY, .row = col, .nrow = 3,
	    .row_size = sizeof(struct column) };
	if (db_many(db, arena, &s[n++], NULL, &rows, &e) == -1)
		fail_msg("%s", e.text);
	return rows;
}

static void
the_file_can_be_read(void **state)
{
	(void)state;
	if (inventory_read(arena, &inv, &e) == -1)
		fail_msg("%s", e.text);
	assert_true(inv.n > 100);
	assert_true(day_valid(inv.reviewed));
}

static const struct inventory_line *
listed(const char *table, const char *column)
{
	for (size_t i = 0; i < inv.n; i++)
		if (str_eq(inv.at[i].table, table) && str_eq(inv.at[i].column, column))
			return &inv.at[i];
	return NULL;
}

static void
pdp_4_2_every_column_of_every_table_is_classified(void **state)
{
	const struct sql_rows rows = ask("SELECT table_name, column_name, column_type"
	    " FROM information_schema.columns WHERE table_schema = DATABASE()"
	    " ORDER BY table_name, ordinal_position");
	const struct column *at = rows.at;
	const char *folder = getenv("B"), *last = "";
	size_t missing = 0;
	char path[512];
	FILE *f;
	(void)state;

	snprintf(path, sizeof path, "%s/inventory.missing.csv", folder == NULL ? "." : folder);
	(void)remove(path);
	assert_true(rows.n > 200);
	for (size_t i = 0; i < rows.n; i++) {
		const char *table = at[i].table;
		bool first = !str_eq(last, table);

		last = table;
		for (int whole = first ? 1 : 0; whole >= 0; whole--) {
			const char *column = whole ? "*" : at[i].name;
			if (listed(table, column) != NULL)
				continue;
			if (missing++ == 0)
				print_message("# sql/inventory.csv lacks:\n");
			print_message("# %s,%s,?,?,?,?\n", table, column);
			if ((f = fopen(path, "a")) != NULL) {
				fprintf(f, "%s,%s,?,?,?,?\n", table, column);
				fclose(f);
			}
		}
	}
	if (missing > 0)
		fail_msg("%zu lines are missing, see %s", missing, path);
}

static void
nothing_is_listed_that_does_not_exist(void **state)
{
	const struct sql_rows rows = ask("SELECT table_name, column_name, column_type"
	    " FROM information_schema.columns WHERE table_schema = DATABASE()");
	const struct column *at = rows.at;
	size_t wrong = 0;
	(void)state;

	for (size_t i = 0; i < inv.n; i++) {
		const struct inventory_line *l = &inv.at[i];
		bool there = inventory_is_file(l);

		for (size_t k = 0; !there && k < rows.n; k++)
			there = str_eq(at[k].table, l->table) &&
			    (str_eq(l->column, "*") || str_eq(at[k].name, l->column));
		if (!there || listed(l->table, l->column) != l) {
			print_message("# inventory.csv:%d: %s,%s %s\n", l->line, l->table, l->column,
			    there ? "stands there twice" : "does not exist");
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void
every_retention_class_is_known(void **state)
{
	const struct sql_rows rows = ask("SELECT code, label, rule FROM retention");
	const struct column *at = rows.at;
	(void)state;

	for (size_t i = 0; i < inv.n; i++) {
		bool known = false;
		for (size_t k = 0; !known && k < rows.n; k++)
			known = str_eq(at[k].table, inv.at[i].retention);
		if (!known)
			fail_msg("inventory.csv:%d: there is no retention class %s", inv.at[i].line, inv.at[i].retention);
	}
}

/* A schema file that makes a table or a column after the review makes the assessment stale. */
static void
pdp_34_the_assessment_was_reviewed_for_the_newest_schema_that_adds_something(void **state)
{
	(void)state;
	for (const struct sql_text *t = sql_texts; t->name != NULL; t++) {
		if (!str_starts(t->name, "schema/"))
			continue;
		bool adds = strstr(t->text, "CREATE TABLE ") != NULL || strstr(t->text, "\n  ADD ") != NULL;
		if (adds && strtol(t->name + 7, NULL, 10) > inv.schema)
			fail_msg("%s adds a table or a column, and the last review (#ditinjau) is of schema %lld: "
			    "read templates/page/dpia.html against it, then set the line", t->name, (long long)inv.schema);
	}
}

static void
a_broken_line_is_named(void **state)
{
	static const struct { const char *text, *says; } bad[] = {
		{ "a,b,umum,x,BERKAS,y\n", "inventory.csv:1: #ditinjau" },
		{ "#ditinjau,8,2026-11-26\na,b,umum,x,BERKAS\n", "inventory.csv:2: value 6" },
		{ "#ditinjau,8,2026-11-26\n\na,b,gaib,x,BERKAS,y\n", "inventory.csv:3: there is no class 'gaib'" },
		{ "#ditinjau,8,2026-11-26\na,b,umum,x,BERKAS,y,z\n", "inventory.csv:2: more than 6" },
		{ "#ditinjau,8,2026-11-26\na,b,umum,\"x,BERKAS,y\n", "inventory.csv:2: value 4" },
		{ "#ditinjau,8,2026-11-26\na,b,umum,?,BERKAS,y\n", "inventory.csv:2: value 4" },
	};
	struct inventory out;
	(void)state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(inventory_parse(arena, bad[i].text, &out, &e), -1);
		if (strstr(e.text, bad[i].says) == NULL)
			fail_msg("%s", e.text);
	}
	assert_int_equal(inventory_parse(arena, "#ditinjau,8,2026-11-26\na,b,umum,\"x, y\",BERKAS,y", &out, &e), 0);
	assert_string_equal(out.at[0].purpose, "x, y");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_can_be_read),
		cmocka_unit_test(pdp_4_2_every_column_of_every_table_is_classified),
		cmocka_unit_test(nothing_is_listed_that_does_not_exist),
		cmocka_unit_test(every_retention_class_is_known),
		cmocka_unit_test(pdp_34_the_assessment_was_reviewed_for_the_newest_schema_that_adds_something),
		cmocka_unit_test(a_broken_line_is_named),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
