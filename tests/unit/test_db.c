/* The typed runtime of SQL statements against a real MariaDB of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "private_db.h"
#include "store/db.h"
#include "store/row.h"

static struct private_db *server;
static struct arena *arena;
static struct db *db;

struct thing {
	int64_t		 n;
	const char	*t;
	struct day	 d;
	struct utc	 u;
	struct bytes	 b;
};

#define COLS_NULL(null) { \
	{ "n", SQL_INT64, null, offsetof(struct thing, n) }, \
	{ "t", SQL_TEXT, null, offsetof(struct thing, t) }, \
	{ "d", SQL_DAY, null, offsetof(struct thing, d) }, \
	{ "u", SQL_UTC, null, offsetof(struct thing, u) }, \
	{ "b", SQL_BLOB, null, offsetof(struct thing, b) } }
static const struct sql_col cols_must[] = COLS_NULL(false), cols_may[] = COLS_NULL(true);
static const uint8_t all_places[] = { 0, 1, 2, 3, 4 };

static const struct sql_stmt put_may = { .name = "put_may",
	.text = "INSERT INTO thing (n, t, d, u, b) VALUES (?, ?, ?, ?, ?)", .kind = SQL_INSERT,
	.in = cols_may, .nin = 5, .place = all_places, .nplace = 5 };
static const struct sql_stmt put_must = { .name = "put_must",
	.text = "INSERT INTO thing (n, t, d, u, b) VALUES (?, ?, ?, ?, ?)", .kind = SQL_INSERT,
	.in = cols_must, .nin = 5, .place = all_places, .nplace = 5 };
static const struct sql_stmt get_may = { .name = "get_may",
	.text = "SELECT n, t, d, u, b FROM thing ORDER BY id DESC LIMIT 1", .kind = SQL_ONE,
	.row = cols_may, .nrow = 5, .row_size = sizeof(struct thing) };
static const struct sql_stmt get_must = { .name = "get_must",
	.text = "SELECT n, t, d, u, b FROM thing ORDER BY id DESC LIMIT 1", .kind = SQL_ONE,
	.row = cols_must, .nrow = 5, .row_size = sizeof(struct thing) };
static const struct sql_stmt list = { .name = "list",
	.text = "SELECT n, t, d, u, b FROM thing WHERE n = ? OR n = ? ORDER BY id", .kind = SQL_MANY,
	.in = cols_may, .nin = 1, .place = (const uint8_t[]){ 0, 0 }, .nplace = 2,
	.row = cols_may, .nrow = 5, .row_size = sizeof(struct thing) };
static const struct sql_stmt one_of_many = { .name = "one_of_many",
	.text = "SELECT n, t, d, u, b FROM thing", .kind = SQL_ONE,
	.row = cols_may, .nrow = 5, .row_size = sizeof(struct thing) };
static const struct sql_stmt touch = { .name = "touch",
	.text = "UPDATE thing SET t = ? WHERE n = ?", .kind = SQL_EXEC,
	.in = cols_may, .nin = 2, .place = (const uint8_t[]){ 1, 0 }, .nplace = 2 };
static const struct sql_stmt put_key = { .name = "put_key",
	.text = "INSERT INTO pair (k, v) VALUES (?, 0)", .kind = SQL_EXEC,
	.in = cols_may, .nin = 1, .place = all_places, .nplace = 1 };
static const struct sql_stmt raise_key = { .name = "raise_key",
	.text = "UPDATE pair SET v = LAST_INSERT_ID(v + 1) WHERE k = ?", .kind = SQL_EXEC,
	.in = cols_may, .nin = 1, .place = all_places, .nplace = 1 };
static const struct sql_stmt wrong_count = { .name = "wrong_count",
	.text = "SELECT n, t FROM thing", .kind = SQL_MANY, .row = cols_may, .nrow = 5,
	.row_size = sizeof(struct thing) };
static const struct sql_stmt wrong_type = { .name = "wrong_type",
	.text = "SELECT t, n, d, u, b FROM thing", .kind = SQL_MANY, .row = cols_may, .nrow = 5,
	.row_size = sizeof(struct thing) };
static const struct sql_stmt wrong_places = { .name = "wrong_places",
	.text = "UPDATE thing SET t = 'x' WHERE n = ? AND n = ?", .kind = SQL_EXEC, .in = cols_may,
	.nin = 1, .place = all_places, .nplace = 1 };
static const struct sql_stmt too_big = { .name = "too_big",
	.text = "SELECT CAST(99999999999999999999 AS DECIMAL(30)), t, d, u, b FROM thing LIMIT 1",
	.kind = SQL_ONE, .row = cols_may, .nrow = 5, .row_size = sizeof(struct thing) };
static const struct sql_stmt no_grant = { .name = "no_grant",
	.text = "DELETE FROM mysql.user", .kind = SQL_EXEC };

static int
start(void **state)
{
	struct err e = { .kind = ERR_NONE };
	(void)state;

	arena = arena_create((size_t)64 << 20);
	if ((server = private_db_start()) == NULL)
		return -1;
	db = db_open(private_db_conf(server), "migrate", &e);
	return db == NULL || db_script(db,
	    "CREATE TABLE thing (id BIGINT AUTO_INCREMENT PRIMARY KEY, n BIGINT, t VARCHAR(20),"
	    " d DATE, u DATETIME(6), b LONGBLOB) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;"
	    "CREATE TABLE pair (k BIGINT PRIMARY KEY, v INT CHECK (v < 100)) ENGINE=InnoDB", &e);
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

static struct err e;

static int
fresh(void **state)
{
	(void)state;
	e = (struct err){ .kind = ERR_NONE };
	arena_reset(arena);
	db_count_reset(db);
	return db_script(db, "DELETE FROM thing; DELETE FROM pair", &e);
}

static const struct thing full = { .n = INT64_MIN, .t = "Sri Wahyuni – ñ 指", .d = { 2009, 9, 15 },
	.u = { .us = INT64_C(1795400000123456) }, .b = { .p = (const uint8_t *)"\0\1\2\377", .n = 4 } };

static void
every_type_comes_back_as_it_went(void **state)
{
	struct thing got;
	(void)state;

	int64_t id = db_exec(db, &put_must, &full, &e);
	assert_true(id > 0);
	assert_int_equal(db_last_insert_id(db), id);
	assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), 1);
	assert_int_equal(got.n, full.n);
	assert_string_equal(got.t, full.t);
	assert_int_equal(day_cmp(got.d, full.d), 0);
	assert_int_equal(got.u.us, full.u.us);
	assert_int_equal(got.b.n, 4);
	assert_memory_equal(got.b.p, full.b.p, 4);
}

static void
points_in_time_before_1970_and_at_midnight_come_back(void **state)
{
	static const int64_t us[] = { 1, -1, -86400000000, 86399999999, 86400000000, -61599999999 };
	struct thing in = full, got;
	(void)state;

	for (size_t i = 0; i < sizeof us / sizeof us[0]; i++) {
		in.u.us = us[i];
		assert_true(db_exec(db, &put_must, &in, &e) > 0);
		assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), 1);
		assert_int_equal(got.u.us, us[i]);
	}
}

static void
nothing_is_null_where_it_may_be_and_comes_back_as_nothing(void **state)
{
	struct thing none = { .n = 0 }, got = full;
	(void)state;

	assert_true(db_exec(db, &put_may, &none, &e) > 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 1);
	assert_int_equal(got.n, 0);
	assert_null(got.t);
	assert_int_equal(got.d.y, 0);
	assert_int_equal(got.u.us, 0);
	assert_null(got.b.p);
}

static void
an_absent_input_that_must_be_there_is_named(void **state)
{
	struct thing in = full;
	(void)state;

	in.t = NULL;
	assert_int_equal(db_exec(db, &put_must, &in, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	assert_string_equal(e.text, "put_must: input t is absent");
	in = full;
	in.d.y = 0;
	assert_int_equal(db_exec(db, &put_must, &in, &e), -1);
	assert_string_equal(e.text, "put_must: input d is absent");
	in.d = (struct day){ 2023, 2, 29 };
	assert_int_equal(db_exec(db, &put_must, &in, &e), -1);
	assert_string_equal(e.text, "put_must: input d is no day");
	in = full;
	in.b.p = NULL;
	assert_int_equal(db_exec(db, &put_must, &in, &e), -1);
	assert_string_equal(e.text, "put_must: input b is absent");
}

static void
zero_is_a_number_and_a_time_where_it_must_be_there(void **state)
{
	struct thing in = full, got;
	(void)state;

	in.n = 0;
	in.u.us = 0;
	in.t = "";
	in.b.n = 0;
	assert_true(db_exec(db, &put_must, &in, &e) > 0);
	assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), 1);
	assert_int_equal(got.n, 0);
	assert_int_equal(got.u.us, 0);
	assert_string_equal(got.t, "");
	assert_non_null(got.b.p);
	assert_int_equal(got.b.n, 0);
}

static void
a_null_that_was_not_declared_is_an_error_that_names_the_column(void **state)
{
	struct thing none = { .n = 7 }, got;
	(void)state;

	assert_true(db_exec(db, &put_may, &none, &e) > 0);
	assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	assert_string_equal(e.text, "get_must: column t is NULL");
	/* the connection is still good */
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 1);
	assert_int_equal(got.n, 7);
}

static void
no_row_is_zero_and_two_rows_of_one_are_an_error(void **state)
{
	struct thing got;
	(void)state;

	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 0);
	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	assert_int_equal(db_one(db, arena, &one_of_many, NULL, &got, &e), 1);
	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	assert_int_equal(db_one(db, arena, &one_of_many, NULL, &got, &e), -1);
	assert_string_equal(e.text, "one_of_many: more than one row");
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 1);
}

static void
a_list_keeps_its_order_and_one_input_may_stand_in_two_places(void **state)
{
	struct thing in = full;
	struct sql_rows r;
	(void)state;

	in.n = 5;
	assert_int_equal(db_begin(db, &e), 0);
	for (int i = 0; i < 1000; i++) {
		char t[20];

		snprintf(t, sizeof t, "row %d", i);
		in.t = t;
		in.n = i % 2 == 0 ? 5 : 6;
		assert_true(db_exec(db, &put_must, &in, &e) > 0);
	}
	assert_int_equal(db_commit(db, &e), 0);
	in.n = 5;
	assert_int_equal(db_many(db, arena, &list, &in, &r, &e), 0);
	assert_int_equal(r.n, 500);
	const struct thing *t = r.at;
	assert_string_equal(t[0].t, "row 0");
	assert_string_equal(t[499].t, "row 998");
	in.n = 9;
	assert_int_equal(db_many(db, arena, &list, &in, &r, &e), 0);
	assert_int_equal(r.n, 0);
	assert_null(r.at);
}

static void
two_megabytes_come_back_byte_for_byte(void **state)
{
	size_t n = (size_t)2 << 20;
	uint8_t *p = malloc(n);
	struct thing in = full, got;
	(void)state;

	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t)(i * 2654435761u >> 13);
	in.b = (struct bytes){ .p = p, .n = n };
	assert_true(db_exec(db, &put_must, &in, &e) > 0);
	assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), 1);
	assert_int_equal(got.b.n, n);
	assert_memory_equal(got.b.p, p, n);
	free(p);
}

static void
an_arena_that_is_full_is_an_error_not_half_a_value(void **state)
{
	static uint8_t p[100000];
	struct arena *small = arena_create(50000);
	struct thing in = full, got;
	(void)state;

	in.b = (struct bytes){ .p = p, .n = sizeof p };
	assert_true(db_exec(db, &put_must, &in, &e) > 0);
	assert_int_equal(db_one(db, small, &get_must, NULL, &got, &e), -1);
	assert_int_equal(e.kind, ERR_FULL);
	assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), 1);
	arena_free(small);
}

static void
a_truncated_number_is_an_error(void **state)
{
	struct thing got;
	(void)state;

	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	assert_int_equal(db_one(db, arena, &too_big, NULL, &got, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	assert_string_equal(e.text, "too_big: column n was truncated");
}

static void
what_the_server_refuses_has_a_kind(void **state)
{
	struct thing in = full;
	(void)state;

	in.n = 1;
	assert_int_equal(db_exec(db, &put_key, &in, &e), 1);
	assert_int_equal(db_exec(db, &put_key, &in, &e), -1);
	assert_int_equal(e.kind, ERR_CONFLICT);
	assert_int_equal(e.code, 1062);
	in.t = "a text that is longer than twenty characters";
	assert_int_equal(db_exec(db, &put_must, &in, &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_int_equal(db_script(db, "UPDATE pair SET v = 100", &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_int_equal(db_exec(db, &no_grant, NULL, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	assert_int_equal(e.code, 1142);
}

static void
an_update_counts_the_rows_it_matched_even_when_nothing_changed(void **state)
{
	struct thing in = full;
	(void)state;

	in.n = 3;
	in.t = "same";
	assert_true(db_exec(db, &put_must, &in, &e) > 0);
	assert_int_equal(db_exec(db, &touch, &in, &e), 1);
	assert_int_equal(db_exec(db, &touch, &in, &e), 1);
	in.n = 4;
	assert_int_equal(db_exec(db, &touch, &in, &e), 0);
}

static void
a_statement_with_another_shape_is_refused_when_it_is_prepared(void **state)
{
	(void)state;
	assert_int_equal(db_prepare(db, &wrong_count, &e), -1);
	assert_string_equal(e.text, "wrong_count: 2 columns, 5 declared");
	assert_int_equal(db_prepare(db, &wrong_places, &e), -1);
	assert_string_equal(e.text, "wrong_places: 2 places, 1 declared");
	assert_int_equal(db_prepare(db, &wrong_type, &e), -1);
	assert_non_null(strstr(e.text, "wrong_type: column n (t) has another type"));
	assert_int_equal(db_prepare(db, &list, &e), 0);
}

static void
a_rollback_takes_back_and_a_commit_keeps(void **state)
{
	struct thing in = full, got;
	(void)state;

	assert_int_equal(db_begin(db, &e), 0);
	assert_true(db_in_transaction(db));
	assert_true(db_exec(db, &put_must, &in, &e) > 0);
	assert_int_equal(db_rollback(db, &e), 0);
	assert_false(db_in_transaction(db));
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 0);
	assert_int_equal(db_begin(db, &e), 0);
	assert_int_equal(db_begin(db, &e), -1);
	assert_true(db_exec(db, &put_must, &in, &e) > 0);
	assert_int_equal(db_commit(db, &e), 0);
	assert_int_equal(db_commit(db, &e), -1);
	assert_int_equal(db_rollback(db, &e), 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 1);
}

static void
a_new_request_never_inherits_an_open_transaction(void **state)
{
	struct thing got;
	(void)state;

	assert_int_equal(db_begin(db, &e), 0);
	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	assert_true(db_queries(db) >= 2);
	db_count_reset(db);
	assert_int_equal(db_queries(db), 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 0);
	assert_int_equal(db_queries(db), 1);
}

static void
a_counter_gives_its_new_value(void **state)
{
	struct thing in = full;
	(void)state;

	in.n = 1;
	assert_int_equal(db_exec(db, &put_key, &in, &e), 1);
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(db_exec(db, &raise_key, &in, &e), 1);
		assert_int_equal(db_last_insert_id(db), i);
	}
}

static void
a_lock_that_takes_too_long_asks_for_a_repeat(void **state)
{
	struct db *other = db_open(private_db_conf(server), "migrate", &e);
	struct thing one = full, two = full;
	(void)state;

	one.n = 1;
	two.n = 2;
	assert_int_equal(db_exec(db, &put_key, &one, &e), 1);
	assert_int_equal(db_exec(db, &put_key, &two, &e), 1);
	assert_int_equal(db_script(other, "SET SESSION innodb_lock_wait_timeout = 1", &e), 0);
	assert_int_equal(db_begin(db, &e), 0);
	assert_int_equal(db_begin(other, &e), 0);
	assert_int_equal(db_exec(db, &raise_key, &one, &e), 1);
	assert_int_equal(db_exec(other, &raise_key, &one, &e), -1);
	assert_int_equal(e.kind, ERR_BUSY);
	assert_int_equal(e.code, 1205);
	assert_true(db_retry(&e));
	assert_int_equal(db_rollback(other, &e), 0);
	assert_int_equal(db_rollback(db, &e), 0);
	e.code = 1062;
	assert_false(db_retry(&e));
	db_close(other);
}

static void
a_result_that_ends_half_way_says_why(void **state)
{
	static const struct sql_col col[] = { { "n", SQL_INT64, false, offsetof(struct thing, n) } };
	static struct sql_stmt s = { .name = "slow", .text = "SELECT seq FROM seq_1_to_100000 WHERE SLEEP(0.001) = 0",
	    .kind = SQL_MANY, .row = col, .nrow = 1, .row_size = sizeof(struct thing) };
	struct sql_rows rows;
	(void)state;

	assert_int_equal(db_script(db, "SET SESSION max_statement_time = 0.2", &e), 0);
	assert_int_equal(db_many(db, arena, &s, NULL, &rows, &e), -1);
	assert_int_equal(e.code, 1969);
	assert_int_equal(e.kind, ERR_BUSY);
	assert_int_equal(db_script(db, "SET SESSION max_statement_time = 8", &e), 0);
}

struct rival {
	struct db	*db;
	struct thing	 key;
	struct err	 e;
	int64_t		 r;
};

static void *
rival_waits(void *arg)
{
	struct rival *v = arg;

	v->r = db_exec(v->db, &raise_key, &v->key, &v->e);
	return NULL;
}

static void
of_two_that_wait_for_each_other_one_is_told_to_repeat(void **state)
{
	struct rival rival = { .db = db_open(private_db_conf(server), "migrate", &e), .key = full };
	struct thing one = full, two = full;
	pthread_t thread;
	(void)state;

	one.n = rival.key.n = 1;
	two.n = 2;
	assert_int_equal(db_exec(db, &put_key, &one, &e), 1);
	assert_int_equal(db_exec(db, &put_key, &two, &e), 1);
	assert_int_equal(db_begin(db, &e), 0);
	assert_int_equal(db_begin(rival.db, &e), 0);
	assert_int_equal(db_exec(db, &raise_key, &one, &e), 1);
	assert_int_equal(db_exec(rival.db, &raise_key, &two, &e), 1);
	assert_int_equal(pthread_create(&thread, NULL, rival_waits, &rival), 0);
	usleep(100000);
	int64_t r = db_exec(db, &raise_key, &two, &e);
	if (r == -1)
		assert_int_equal(db_rollback(db, NULL), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_int_equal(r + rival.r, 0);	/* one made it, one did not */
	const struct err *lost = r == -1 ? &e : &rival.e;
	assert_int_equal(lost->kind, ERR_BUSY);
	assert_int_equal(lost->code, 1213);
	assert_true(db_retry(lost));
	assert_int_equal(db_rollback(db, &e), 0);
	assert_int_equal(db_rollback(rival.db, &e), 0);
	db_close(rival.db);
}

static void
a_restarted_server_is_not_noticed_between_two_requests(void **state)
{
	struct thing got;
	(void)state;

	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	private_db_kill(server);
	assert_int_equal(private_db_again(server), 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 1);
	assert_string_equal(got.t, full.t);
}

static void
a_connection_lost_in_a_transaction_stays_lost_until_the_rollback(void **state)
{
	struct thing got;
	(void)state;

	assert_int_equal(db_begin(db, &e), 0);
	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	private_db_kill(server);
	assert_int_equal(private_db_again(server), 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_int_equal(db_exec(db, &put_must, &full, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_int_equal(db_commit(db, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_int_equal(db_rollback(db, &e), 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 0);
}

static void
a_server_that_is_away_is_said_at_once_and_found_again(void **state)
{
	struct thing got;
	(void)state;

	private_db_kill(server);
	int64_t begin = mono_us();
	for (int i = 0; i < 10; i++) {
		assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), -1);
		assert_int_equal(e.kind, ERR_AWAY);
	}
	assert_true(mono_us() - begin < 500000);
	assert_int_equal(private_db_again(server), 0);
	assert_int_equal(db_one(db, arena, &get_may, NULL, &got, &e), 0);
}

static void
a_wrong_password_or_a_missing_key_is_no_outage(void **state)
{
	(void)state;
	assert_null(db_open(private_db_conf(server), "nobody", &e));
	assert_non_null(strstr(e.text, "account.nobody"));
}

static void
ten_thousand_small_reads_cost_little(void **state)
{
	struct thing got;
	(void)state;

	assert_true(db_exec(db, &put_must, &full, &e) > 0);
	int64_t begin = mono_us();
	for (int i = 0; i < 10000; i++) {
		assert_int_equal(db_one(db, arena, &get_must, NULL, &got, &e), 1);
		if (i % 100 == 0)
			arena_reset(arena);
	}
	print_message("# one prepared read of five columns: %.1f us\n",
	    (double)(mono_us() - begin) / 10000);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup(f, fresh)
	const struct CMUnitTest tests[] = {
		T(every_type_comes_back_as_it_went),
		T(points_in_time_before_1970_and_at_midnight_come_back),
		T(nothing_is_null_where_it_may_be_and_comes_back_as_nothing),
		T(an_absent_input_that_must_be_there_is_named),
		T(zero_is_a_number_and_a_time_where_it_must_be_there),
		T(a_null_that_was_not_declared_is_an_error_that_names_the_column),
		T(no_row_is_zero_and_two_rows_of_one_are_an_error),
		T(a_list_keeps_its_order_and_one_input_may_stand_in_two_places),
		T(two_megabytes_come_back_byte_for_byte),
		T(an_arena_that_is_full_is_an_error_not_half_a_value),
		T(a_truncated_number_is_an_error),
		T(what_the_server_refuses_has_a_kind),
		T(an_update_counts_the_rows_it_matched_even_when_nothing_changed),
		T(a_statement_with_another_shape_is_refused_when_it_is_prepared),
		T(a_rollback_takes_back_and_a_commit_keeps),
		T(a_new_request_never_inherits_an_open_transaction),
		T(a_counter_gives_its_new_value),
		T(a_lock_that_takes_too_long_asks_for_a_repeat),
		T(a_result_that_ends_half_way_says_why),
		T(of_two_that_wait_for_each_other_one_is_told_to_repeat),
		T(a_restarted_server_is_not_noticed_between_two_requests),
		T(a_connection_lost_in_a_transaction_stays_lost_until_the_rollback),
		T(a_server_that_is_away_is_said_at_once_and_found_again),
		T(a_wrong_password_or_a_missing_key_is_no_outage),
		T(ten_thousand_small_reads_cost_little),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
