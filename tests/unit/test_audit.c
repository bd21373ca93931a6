/* Traces: their canonical form, how they are chained, and what was there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "admin/migrate.h"
#include "base/str.h"
#include "private_db.h"
#include "sql/audit.h"
#include "sql/audit_verify.h"
#include "store/audit.h"
#include "store/audit_form.h"
#include "store/db.h"
#include "store/row.h"
#include "store/schema.h"

static struct private_db *server;
static struct arena *arena;
static struct err e;

static int
start(void **state)
{
	struct ctl ctl;
	char word[] = "migrate", *argv[] = { word, NULL };

	(void)state;
	arena = arena_create((size_t)64 << 20);
	if ((server = private_db_start()) == NULL)
		return -1;
	ctl = (struct ctl){ .conf = private_db_conf(server), .conf_path = private_db_conf_path(server) };
	return ctl_migrate(&ctl, 1, argv, &e);
}

static int
stop(void **state)
{
	(void)state;
	private_db_stop(server);
	arena_free(arena);
	return 0;
}

static int64_t
number(const char *sql)
{
	static const struct sql_col col = { "n", SQL_INT64, false, 0 };
	struct sql_stmt s = { .name = "number", .text = sql, .kind = SQL_ONE, .row = &col,
	    .nrow = 1, .row_size = sizeof(int64_t) };
	struct db *db = db_open(private_db_conf(server), "migrate", &e);
	int64_t n = -1;

	if (db_one(db, arena, &s, NULL, &n, &e) == -1)
		fail_msg("%s", e.text);
	db_close(db);
	return n;
}

static void
script(struct db *db, const char *sql)
{
	if (db_script(db, sql, &e) == -1)
		fail_msg("%s: %s", sql, e.text);
}

static struct act
act(void)
{
	return (struct act){ .actor = 7, .roles = 1, .office = 1, .address = "10.0.0.7",
	    .session = "00112233aabbccdd", .request = "0123456789abcdef0123456789abcdef",
	    .at = utc_now() };
}

/* Every row of the strand is the next of the one before, by audit_form_hash(); the rows. */
static int64_t
walk(struct db *db, int64_t strand)
{
	uint8_t at[AUDIT_HASH] = { 0 }, hash[AUDIT_HASH];
	const struct verify_rows_in in = { .after = 0, .size = 10000 };
	struct verify_rows_rows rows;
	int64_t n = 0;

	if (verify_rows(db, arena, &in, &rows, &e) == -1)
		fail_msg("%s", e.text);
	for (size_t i = 0; i < rows.n; i++) {
		const struct verify_rows_row *r = &rows.at[i];

		if (r->strand != strand)
			continue;
		const struct audit_form f = { .strand = r->strand, .seq = r->seq, .at_us = r->at.us,
		    .mono_us = r->mono_us, .office = r->office_id, .actor = r->actor_id,
		    .roles = r->roles, .boot = r->boot, .session = r->session,
		    .address = r->address, .request = r->request_id, .action = r->action,
		    .object = r->object, .detail = r->detail };

		assert_int_equal(r->seq, ++n);
		assert_memory_equal(r->prev.p, at, AUDIT_HASH);
		audit_form_hash(at, &f, hash);
		assert_memory_equal(r->hash.p, hash, AUDIT_HASH);
		memcpy(at, hash, AUDIT_HASH);
	}
	return n;
}

static void
the_form_has_known_answers(void **state)
{
	static const struct audit_form f[] = {
		{ .strand = 101, .seq = 1, .at_us = INT64_C(1764064860123456), .mono_us = 98765432,
		    .boot = "0f3a9c12", .office = 1, .actor = 7, .roles = 1,
		    .session = "00112233aabbccdd", .address = "10.0.0.7",
		    .request = "0123456789abcdef0123456789abcdef", .action = "LIHAT",
		    .object = "casefile/12", .detail = "" },
		{ .strand = 502, .seq = INT64_MAX, .boot = "", .session = "", .address = "",
		    .request = "", .action = "TERCETAK", .object = "print_job/3",
		    .detail = "Ny. \u1e62iti \u201ccontoh\u201d \U0001f600" },
	};
	static const char *const answer[] = {
		"8df6f404681c6316a65403c10fa1cb4e34c5691e3cc176a28606c1c494b9f686",
		"4ca823bddf9a221517ac8ee2e9cf942312b8074f64eed7395f641fa41b00ce1a",
	};
	uint8_t prev[AUDIT_HASH] = { 0 }, hash[AUDIT_HASH];
	char hex[2 * AUDIT_HASH + 1];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		audit_form_hash(prev, &f[i], hash);
		str_hex(hex, hash, sizeof hash);
		assert_string_equal(hex, answer[i]);
		for (uint8_t k = 0; k < AUDIT_HASH; k++)
			prev[k] = k;
	}
}

static void
a_transaction_keeps_to_one_strand_and_rolls_back_without_a_gap(void **state)
{
	struct db *one = db_open(private_db_conf(server), "web", &e);
	struct db *two = db_open(private_db_conf(server), "web", &e);
	struct db *reader = db_open(private_db_conf(server), "backup", &e);
	const struct act a = act();

	(void)state;
	assert_int_equal(db_begin(one, &e), 0);
	if (audit_write(one, &a, "SATU", "casefile/1", "", &e) == -1)
		fail_msg("%s", e.text);
	assert_int_equal(audit_write(two, &a, "DUA", "casefile/1", "", &e), 0);	/* does not wait */
	assert_int_equal(audit_write(one, &a, "TIGA", "casefile/1", "", &e), 0);
	assert_int_equal(db_commit(one, &e), 0);
	assert_int_equal(number("SELECT seq FROM audit_head WHERE strand = 101"), 2);
	assert_int_equal(number("SELECT seq FROM audit_head WHERE strand = 102"), 1);
	assert_int_equal(db_begin(one, &e), 0);
	assert_int_equal(audit_write(one, &a, "HILANG", "casefile/1", "", &e), 0);
	assert_int_equal(db_rollback(one, &e), 0);
	assert_int_equal(audit_write(one, &a, "EMPAT", "casefile/1", "", &e), 0);
	assert_int_equal(walk(reader, 101), 3);
	assert_int_equal(walk(reader, 102), 1);
	db_close(one);
	db_close(two);
	db_close(reader);
}

static void
a_look_is_one_row_per_session_object_and_ten_minutes(void **state)
{
	struct db *db = db_open(private_db_conf(server), "web", &e);
	struct act a = act();

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(audit_look(db, arena, &a, "LIHAT", "casefile/5", &e), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM audit WHERE object = 'casefile/5'"), 1);
	a.session = "ffffffffffffffff";
	assert_int_equal(audit_look(db, arena, &a, "LIHAT", "casefile/5", &e), 0);
	assert_int_equal(audit_look(db, arena, &a, "LIHAT", "casefile/6", &e), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM audit WHERE object = 'casefile/5'"), 2);
	assert_int_equal(number("SELECT COUNT(*) FROM audit WHERE object = 'casefile/6'"), 1);
	a.at.us += INT64_C(601000000);
	assert_int_equal(audit_look(db, arena, &a, "LIHAT", "casefile/5", &e), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM audit WHERE object = 'casefile/5'"), 3);
	db_close(db);
}

static void
what_cannot_be_stored_is_marked_before_it_is_hashed(void **state)
{
	struct db *db = db_open(private_db_conf(server), "auth", &e);
	struct db *reader = db_open(private_db_conf(server), "backup", &e);
	const struct act a = act();
	char text[1200];

	(void)state;
	assert_int_equal(audit_write(db, &a, "UJI", "x", "a\x80\xc3(\xf0\x9f\x98\x80\x1b[0m\xe2\x80", &e), 0);
	assert_int_equal(number("SELECT detail = BINARY 'a?" "?(\xf0\x9f\x98\x80?[0m?" "?' FROM audit WHERE action = 'UJI'"), 1);
	for (size_t i = 0; i < sizeof text - 2; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	text[sizeof text - 2] = '\0';
	assert_int_equal(audit_write(db, &a, "PANJANG", "x", text, &e), 0);
	assert_int_equal(number("SELECT CHAR_LENGTH(detail) FROM audit WHERE action = 'PANJANG'"), 500);
	assert_int_equal(walk(reader, 201), 2);
	db_close(db);
	db_close(reader);
}

enum { WRITERS = 40, EACH = 20 };

static int
writer(void)
{
	struct db *db = db_open(private_db_conf(server), "web", &e);
	const struct act a = act();

	for (int i = 0; i < EACH; i++)
		if (audit_write(db, &a, "RAMAI", "casefile/9", "", &e) == -1) {
			fprintf(stderr, "# %s\n", e.text);
			return 1;
		}
	db_close(db);
	return 0;
}

static void
forty_writers_at_once_leave_no_gap(void **state)
{
	struct db *reader = db_open(private_db_conf(server), "backup", &e);
	int64_t rows = 0, begun = mono_us();
	pid_t pid[WRITERS];
	int status;

	(void)state;
	for (int i = 0; i < WRITERS; i++)
		if ((pid[i] = fork()) == 0)
			_exit(writer());
	for (int i = 0; i < WRITERS; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	print_message("# %d traces by %d writers: %.0f ms\n", WRITERS * EACH, WRITERS,
	    (double)(mono_us() - begun) / 1000);
	for (int64_t strand = 101; strand <= 124; strand++)
		rows += walk(reader, strand);
	assert_int_equal(number("SELECT COUNT(*) FROM audit WHERE action = 'RAMAI'"), WRITERS * EACH);
	assert_int_equal(rows, number("SELECT SUM(seq) FROM audit_head WHERE account = 'web'"));
	db_close(reader);
}

static void
what_was_there_before_becomes_strand_0(void **state)
{
	struct db *root = db_open_as(private_db_conf(server), "root", &e);
	struct schema_file f;

	(void)state;
	script(root, "CREATE DATABASE lama CHARACTER SET utf8mb4; USE lama");
	for (size_t i = 1; schema_file(i, &f) == 1 && f.version < 7; i++)
		script(root, f.text);
	script(root, "INSERT INTO audit (at, office_id, actor_id, address, action, object, detail, request_id) VALUES"
	    " ('2026-11-01 02:03:04.000005', 1, 7, '10.0.0.7', 'LIHAT', 'casefile/1', '', REPEAT('a', 32)),"
	    " ('2026-11-02 02:03:04.5', NULL, NULL, '', 'GAGAL_MASUK', 'user/?', 'caf\xc3\xa9 \xe2\x80\x9cx\xe2\x80\x9d', REPEAT('b', 32)),"
	    " ('2026-11-03 00:00:00', 1, 12, '::1', 'KELUAR', 'user/12', '', REPEAT('c', 32));"
	    "DELETE FROM audit WHERE action = 'KELUAR';"
	    "INSERT INTO audit (at, office_id, actor_id, address, action, object, detail, request_id) VALUES"
	    " ('2026-11-04 00:00:00', 1, 12, '::1', 'MASUK', 'user/12', '', REPEAT('d', 32))");
	for (size_t i = 1; schema_file(i, &f) == 1; i++)
		if (f.version == 7)
			script(root, f.text);
	assert_int_equal(walk(root, 0), 3);
	const struct sql_col col = { "n", SQL_INT64, false, 0 };
	const struct sql_stmt s = { .name = "n", .kind = SQL_ONE, .row = &col, .nrow = 1,
	    .row_size = sizeof(int64_t), .text = "SELECT COUNT(*) FROM audit_head h JOIN audit a"
	    " ON a.strand = h.strand AND a.seq = h.seq AND a.hash = h.hash WHERE h.strand = 0 AND h.seq = 3" };
	int64_t n = 0;
	assert_int_equal(db_one(root, arena, &s, NULL, &n, &e), 1);
	assert_int_equal(n, 1);
	script(root, "DROP DATABASE lama");
	db_close(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_form_has_known_answers),
		cmocka_unit_test(a_transaction_keeps_to_one_strand_and_rolls_back_without_a_gap),
		cmocka_unit_test(a_look_is_one_row_per_session_object_and_ten_minutes),
		cmocka_unit_test(what_cannot_be_stored_is_marked_before_it_is_hashed),
		cmocka_unit_test(forty_writers_at_once_leave_no_gap),
		cmocka_unit_test(what_was_there_before_becomes_strand_0),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
