/*
 * The SQL compiler from outside: every refusal of tests/canary/sqlc (each file says
 * in its first line what must be said about it), and the code it writes.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "program.h"

#define FOLDER	"tests/canary/sqlc"
#define MAX	128

static char dir[64];		/* of this test's own files */
static char said[200000];

static int
begin(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/rekam-sqlc.XXXXXX");
	return mkdtemp(dir) == NULL;
}

static int
end(void **state)
{
	(void)state;
	return program_run(said, sizeof said, "rm", "-rf", "--", dir, NULL);
}

static const char *
in_dir(const char *name)
{
	static char path[4][128];
	static int i;

	i = (i + 1) % 4;
	snprintf(path[i], sizeof path[i], "%s/%s", dir, name);
	return path[i];
}

/* ---- refusals ---- */

static void
is_refused(void **state)
{
	const char *path = *state;
	char head[512], want[1024];
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	assert_non_null(fgets(head, sizeof head, f));
	fclose(f);
	char *text = strstr(head, "refused: ");
	assert_non_null(text);
	text[strcspn(text, "\n")] = '\0';
	snprintf(want, sizeof want, "%s:%s\n", path, text + strlen("refused: "));
	assert_int_equal(program_run(said, sizeof said, program_tool("sqlc"), path, dir, NULL), 1);
	assert_string_equal(said, want);
	assert_int_equal(access(in_dir("sql"), F_OK), -1);
	assert_int_equal(program_run(said, sizeof said, program_tool("sqlc"), "--all", dir, path, NULL), 1);
	assert_string_equal(said, want);
	assert_int_equal(access(in_dir("sql"), F_OK), -1);
}

static void
one_name_in_two_files_is_refused(void **state)
{
	(void)state;
	program_file(in_dir("a.sql"), "-- name: same :exec\n-- by: web\nUPDATE t SET a = 1;\n");
	program_file(in_dir("b.sql"), "\n-- name: same :exec\n-- by: web\nUPDATE t SET a = 1;\n");
	assert_int_equal(program_run(said, sizeof said, program_tool("sqlc"), "--all", dir,
	    in_dir("a.sql"), in_dir("b.sql"), NULL), 1);
	assert_non_null(strstr(said, "b.sql:2: same: declared already in "));
	assert_non_null(strstr(said, "a.sql:1\n"));
}

static void
a_missing_file_and_wrong_words_are_refused(void **state)
{
	(void)state;
	assert_int_equal(program_run(said, sizeof said, program_tool("sqlc"), in_dir("no.sql"), dir, NULL), 1);
	assert_non_null(strstr(said, "no.sql:1: No such file"));
	assert_int_equal(program_run(said, sizeof said, program_tool("sqlc"), NULL), 2);
}

/* ---- what it writes ---- */

static const char good[] =
    "-- A remark.\n"
    "-- name: thing_find :one\n"
    "-- by: web auth\n"
    "-- in: id int64, other text?,\n"
    "-- in: at utc\n"
    "-- row: id int64, name text?, born day,\n"
    "-- row: seen utc, photo blob\n"
    "SELECT id, CONCAT('it''s :no, ', \"a ? b; -- c\", name), /* , */ born, -- , :gone\n"
    "  seen, (SELECT photo FROM p WHERE p.id = t.id AND x IN (1, 2))\n"
    "FROM t -- the end of a line\n"
    "WHERE id = :id AND (other <=> :other OR id = :id) AND `a:b` < :at;\n"
    "\n"
    "# name: not a head\n"
    "-- name: thing_all :many\n"
    "-- by: web\n"
    "-- row: id int64\n"
    "WITH x AS (SELECT 1 AS id) SELECT id FROM x\n"
    "\n"
    "-- A remark between.\n"
    "-- name: thing_touch :exec\n"
    "-- by: printd\n"
    "-- in: id int64\n"
    "UPDATE t SET n = n * 2 WHERE id = :id;\n"
    "-- name: thing_add :insert\n"
    "-- by: migrate\n"
    "-- in: name text\n"
    "insert into t (name) values (:name);\n";

static const char main_c[] =
    "#include <stdio.h>\n#include \"sql/good.h\"\n#include \"sql/all.h\"\n"
    "int db_one(struct db *d, struct arena *a, const struct sql_stmt *s, const void *in, void *r, struct err *e)\n"
    "{ (void)d; (void)a; (void)s; (void)in; (void)r; (void)e; return 1; }\n"
    "int db_many(struct db *d, struct arena *a, const struct sql_stmt *s, const void *in, struct sql_rows *r, struct err *e)\n"
    "{ (void)d; (void)a; (void)s; (void)in; (void)e; *r = (struct sql_rows){ .n = 3 }; return 0; }\n"
    "int64_t db_exec(struct db *d, const struct sql_stmt *s, const void *in, struct err *e)\n"
    "{ (void)d; (void)in; (void)e; return s->kind == SQL_INSERT ? 40 : 2; }\n"
    "int main(void)\n{\n"
    "\tstruct thing_find_in in = { .id = 1, .other = NULL, .at = { 0 } };\n"
    "\tstruct thing_find_row row = { .id = 0, .name = \"\", .born = { 0 }, .seen = { 0 }, .photo = { 0 } };\n"
    "\tstruct thing_all_rows rows;\n"
    "\tint one = thing_find(NULL, NULL, &in, &row, NULL), many = thing_all(NULL, NULL, &rows, NULL);\n"
    "\tint64_t n = thing_touch(NULL, &(struct thing_touch_in){ 1 }, NULL);\n"
    "\tint64_t id = thing_add(NULL, &(struct thing_add_in){ \"x\" }, NULL);\n"
    "\tprintf(\"%d %d %zu %d %d\\n\", one, many, rows.n, (int)n, (int)id);\n"
    "\tfor (size_t i = 0; sql_all[i] != NULL; i++) {\n"
    "\t\tconst struct sql_stmt *s = sql_all[i];\n"
    "\t\tprintf(\"%s [%s] %d in %zu row %zu:\", s->name, s->by, (int)s->kind, s->nin, s->nrow);\n"
    "\t\tfor (size_t k = 0; k < s->nplace; k++) printf(\" %d\", s->place[k]);\n"
    "\t\tprintf(\"\\n%s\\n\", s->text);\n\t}\n"
    "\tconst struct sql_col *c = sql_all[0]->row;\n"
    "\tprintf(\"%s %d %d, %s %d %d\\n\", c[1].name, c[1].type, c[1].null, c[4].name, c[4].type, c[4].null);\n"
    "\treturn 0;\n}\n";

static void
good_statements_become_typed_functions(void **state)
{
	char inc[128];
	(void)state;

	program_file(in_dir("good.sql"), good);
	program_file(in_dir("main.c"), main_c);
	if (program_run(said, sizeof said, program_tool("sqlc"), in_dir("good.sql"), dir, NULL) != 0 ||
	    program_run(said, sizeof said, program_tool("sqlc"), "--all", dir, in_dir("good.sql"), NULL) != 0)
		fail_msg("%s", said);
	snprintf(inc, sizeof inc, "-I%s", dir);
	if (program_run(said, sizeof said, "gcc", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra",
	    "-Wpedantic", "-Wshadow", "-Wconversion", "-Wsign-conversion", "-Wstrict-prototypes",
	    "-Wcast-qual", "-Wwrite-strings", "-Werror", "-Ifcgi", inc, in_dir("main.c"),
	    in_dir("sql/good.c"), in_dir("sql/all.c"), "-o", in_dir("good"), NULL) != 0)
		fail_msg("%s", said);
	assert_int_equal(program_run(said, sizeof said, in_dir("good"), NULL), 0);
	assert_string_equal(said,
	    "1 0 3 2 40\n"
	    "thing_find [web auth] 0 in 3 row 5: 0 1 0 2\n"
	    "SELECT id, CONCAT('it''s :no, ', \"a ? b; -- c\", name), born, seen, "
	    "(SELECT photo FROM p WHERE p.id = t.id AND x IN (1, 2)) FROM t WHERE id = ? AND "
	    "(other <=> ? OR id = ?) AND `a:b` < ?\n"
	    "thing_all [web] 1 in 0 row 1:\n"
	    "WITH x AS (SELECT 1 AS id) SELECT id FROM x\n"
	    "thing_touch [printd] 2 in 1 row 0: 0\n"
	    "UPDATE t SET n = n * 2 WHERE id = ?\n"
	    "thing_add [migrate] 3 in 1 row 0: 0\n"
	    "insert into t (name) values (?)\n"
	    "name 1 1, photo 4 0\n");
}

static void
files_are_embedded_byte_for_byte(void **state)
{
	char inc[128];
	(void)state;

	program_file(in_dir("note.sql"), "-- \"quoted\" \\ ?\?= é\n\tSELECT 1;\n");
	program_file(in_dir("embed.c"), "#include <stdio.h>\n#include \"sql/text.h\"\n"
	    "int main(void) { fwrite(sql_texts[0].text, 1, sql_texts[0].n, stdout); "
	    "return sql_texts[1].name != NULL; }\n");
	if (program_run(said, sizeof said, program_tool("sqlc"), "--embed", dir, in_dir("note.sql"), NULL) != 0)
		fail_msg("%s", said);
	snprintf(inc, sizeof inc, "-I%s", dir);
	if (program_run(said, sizeof said, "gcc", "-std=c17", "-Wall", "-Wextra", "-Wpedantic",
	    "-Wconversion", "-Werror", inc, in_dir("embed.c"), in_dir("sql/text.c"), "-o",
	    in_dir("embed"), NULL) != 0)
		fail_msg("%s", said);
	assert_int_equal(program_run(said, sizeof said, in_dir("embed"), NULL), 0);
	assert_string_equal(said, "-- \"quoted\" \\ ?\?= é\n\tSELECT 1;\n");
}

/* A wrong type in the caller is the C compiler's business. */
static void
a_misspelt_field_or_a_wrong_type_does_not_compile(void **state)
{
	static const char *const wrong[] = {
		"struct thing_add_in in = { .nmae = \"x\" };\nthing_add(0, &in, 0);",
		"struct thing_touch_in in = { .id = \"x\" };\nthing_touch(0, &in, 0);",
		"struct thing_add_in in = { .name = \"x\" };\nthing_touch(0, &in, 0);",
	};
	char inc[128], text[1024];
	(void)state;

	program_file(in_dir("good.sql"), good);
	assert_int_equal(program_run(said, sizeof said, program_tool("sqlc"), in_dir("good.sql"), dir, NULL), 0);
	snprintf(inc, sizeof inc, "-I%s", dir);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		snprintf(text, sizeof text, "#include \"sql/good.h\"\nvoid f(void);\nvoid f(void)\n{\n%s\n}\n",
		    wrong[i]);
		program_file(in_dir("wrong.c"), text);
		assert_int_not_equal(program_run(said, sizeof said, "gcc", "-std=c17", "-Werror",
		    "-fsyntax-only", "-Ifcgi", inc, in_dir("wrong.c"), NULL), 0);
		assert_non_null(strstr(said, "wrong.c:"));
	}
}

int
main(void)
{
	static struct CMUnitTest test[MAX];
	static char path[MAX][300];
	static const struct CMUnitTest last[] = {
		cmocka_unit_test(one_name_in_two_files_is_refused),
		cmocka_unit_test(a_missing_file_and_wrong_words_are_refused),
		cmocka_unit_test(good_statements_become_typed_functions),
		cmocka_unit_test(files_are_embedded_byte_for_byte),
		cmocka_unit_test(a_misspelt_field_or_a_wrong_type_does_not_compile),
	};
	size_t n = 0, more = sizeof last / sizeof last[0];
	struct dirent **list;
	int files = scandir(FOLDER, &list, NULL, alphasort);

	if (files < 30) {
		fprintf(stderr, "run me in the top folder: %s is not here\n", FOLDER);
		return 1;
	}
	for (int i = 0; i < files; i++) {
		if (strstr(list[i]->d_name, ".sql") != NULL && n + more < MAX) {
			snprintf(path[n], sizeof path[n], FOLDER "/%s", list[i]->d_name);
			test[n] = (struct CMUnitTest){ .name = path[n], .test_func = is_refused,
			    .initial_state = path[n] };
			n++;
		}
		free(list[i]);
	}
	free(list);
	memcpy(test + n, last, sizeof last);
	return _cmocka_run_group_tests("sqlc", test, n + more, begin, end);
}
