/* The print queue's rows under the accounts that use them: pages put in, printd takes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "admin/migrate.h"
#include "private_db.h"
#include "base/str.h"
#include "sql/print_queue.h"
#include "store/print_queue.h"

static struct private_db *server;
static struct arena *arena;
static struct db *web, *printd, *root;
static struct err e;
static struct act act;
static const uint8_t hash[32] = { 0xab, 0xcd, 0x01, 0x02 };
static int64_t document;
static char request[33];

#define OFFICE "INSERT INTO office (id, region_code, agency_code, government, name, place, regency, " \
	"province, address) VALUES (1, '350308', '406.08', 'P', 'K', 'W', 'T', 'J', 'A');"

static int
start(void **state)
{
	char *argv[] = { NULL, NULL };
	char word[] = "migrate";
	struct ctl ctl;

	(void)state;
	arena = arena_create((size_t)8 << 20);
	if (sodium_init() == -1 || (server = private_db_start()) == NULL)
		return -1;
	ctl = (struct ctl){ .conf = private_db_conf(server),
	    .conf_path = private_db_conf_path(server) };
	argv[0] = word;
	if (ctl_migrate(&ctl, 1, argv, &e) != 0)
		return -1;
	web = db_open(ctl.conf, "web", &e);
	printd = db_open(ctl.conf, "printd", &e);
	root = db_open(ctl.conf, "migrate", &e);
	return db_script(root, OFFICE
	    "INSERT INTO user (id, office_id, username, name, password_hash, roles, created_at) VALUES "
	    "(3, 1, 'tri', 'Tri', '', 1, UTC_TIMESTAMP(6));"
	    "INSERT INTO document (id, office_id, kind, bytes, sha256, created_at) VALUES "
	    "(7, 1, 'UJI_CETAK', 'x', CONCAT(X'abcd0102', REPEAT(X'00', 28)), UTC_TIMESTAMP(6));",
	    &e);
}

static int
stop(void **state)
{
	(void)state;
	db_close(web);
	db_close(printd);
	db_close(root);
	private_db_stop(server);
	arena_free(arena);
	return 0;
}

/* Another form than before. */
static void
click(void)
{
	static unsigned serial;

	(void)snprintf(request, sizeof request, "%032x", ++serial);
	act.request = request;
}

static int
fresh(void **state)
{
	(void)state;
	arena_reset(arena);
	e = (struct err){ .kind = ERR_NONE };
	document = 7;
	act = (struct act){ .actor = 3, .office = 1, .address = "unit", .at = utc_now() };
	click();
	return db_script(root, "DELETE FROM print_job; DELETE FROM printer; DELETE FROM request_done;"
	    "UPDATE document SET void = 0;"
	    "INSERT INTO printer (office_id, queue, label) VALUES (1, 'q', 'Printer');", &e);
}

static struct print_waiting_row
only_one(void)
{
	struct print_waiting_rows rows;

	assert_int_equal(print_waiting(web, arena, &(struct print_waiting_in){ .office = 1 },
	    &rows, &e), 0);
	assert_int_equal(rows.n, 1);
	return rows.at[0];
}

static int64_t
enqueue(void)
{
	if (print_enqueue(web, arena, &act, document, hash, 2, &e) == -1)
		fail_msg("%s", e.text);
	return only_one().id;
}

/* printd takes the next job as `me`; its id, 0 when there is none. */
static int64_t
claim(const char *me, int stale_seconds)
{
	struct print_claim_next_row row;
	struct utc now = { utc_now().us + 1000000 };
	int r;

	assert_int_equal(db_begin(printd, &e), 0);
	r = print_claim_next(printd, arena, &(struct print_claim_next_in){ .now = now,
	    .stale = { now.us - (int64_t)stale_seconds * 1000000 }, .me = me }, &row, &e);
	if (r == 1)
		assert_int_equal(print_claim(printd, &(struct print_claim_in){ .id = row.id,
		    .me = me, .now = utc_now() }, &e), 1);
	else if (r == -1)
		fail_msg("%s", e.text);
	assert_int_equal(db_commit(printd, &e), 0);
	return r == 1 ? row.id : 0;
}

static int
reprint(int64_t job)
{
	int r = print_reprint(web, arena, &act, job, &e);

	if (r == -1)
		fail_msg("%s", e.text);
	return r;
}

static int64_t
result(int64_t id, const char *me, const char *state)
{
	return print_result(printd, &(struct print_result_in){ .id = id, .me = me,
	    .state = state, .reason = "", .detail = "", .cups_job = 5, .next_at = utc_now(),
	    .accepted_at = utc_now(), .ended_at = { 0 } }, &e);
}

static void
a_job_carries_its_id_and_hash_as_title(void **state)
{
	struct print_mine_rows mine;
	char want[60];
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(print_mine(printd, arena, &(struct print_mine_in){ .me = "a" }, &mine,
	    &e), 0);
	(void)snprintf(want, sizeof want, "rekam-%" PRId64 "-abcd0102", id);
	assert_int_equal(mine.n, 1);
	assert_string_equal(mine.at[0].title, want);
	assert_int_equal(mine.at[0].copies, 2);
	assert_string_equal(mine.at[0].queue, "q");
}

static void
an_office_without_a_printer_is_told_so(void **state)
{
	(void)state;
	assert_int_equal(db_script(root, "UPDATE printer SET active = 0;", &e), 0);
	assert_int_equal(print_enqueue(web, arena, &act, document, hash, 1, &e), -1);
	assert_int_equal(e.kind, ERR_NOT_FOUND);
	assert_string_equal(e.text, "office 1 has no active printer");
}

static void
only_the_holder_writes_and_a_lease_that_ended_is_taken_over(void **state)
{
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(claim("b", 60), 0);		/* held */
	assert_int_equal(result(id, "b", "printed"), 0);
	assert_int_equal(result(id, "a", "accepted"), 1);
	assert_int_equal(claim("a", -60), 0);		/* one's own is no prey */
	assert_int_equal(claim("b", -60), id);		/* the lease has ended */
	assert_string_equal(only_one().state, "accepted");
	assert_int_equal(result(id, "a", "printed"), 0);
	assert_int_equal(result(id, "b", "printed"), 1);
}

static void
a_job_on_its_way_can_no_longer_be_taken_back(void **state)
{
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	click();
	assert_int_equal(print_take_back(web, arena, &act, id, &e), 0);
	click();
	assert_int_equal(reprint(id), 0);
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, id, &e), 0);
	assert_int_equal(result(id, "a", "held"), 1);
	click();
	assert_int_equal(print_take_back(web, arena, &act, id, &e), 1);
	click();
	assert_int_equal(print_take_back(web, arena, &act, id, &e), 0);
	assert_int_equal(claim("a", 60), 0);
}

static void
a_held_job_is_confirmed_or_printed_again_never_both(void **state)
{
	int64_t id = enqueue(), again;

	(void)state;
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(result(id, "a", "held"), 1);
	click();
	assert_int_equal(reprint(id), 1);
	again = only_one().id;				/* the old one is withdrawn */
	assert_int_not_equal(again, id);
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, id, &e), 0);
	assert_int_equal(claim("a", 60), again);
	assert_int_equal(result(again, "a", "held"), 1);
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, again, &e), 1);
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, again, &e), 0);
	/* what was printed may be printed once more: a job of its own */
	click();
	assert_int_equal(reprint(again), 1);
	assert_int_equal(only_one().copies, 2);
}

static void
nothing_of_another_office_or_a_void_document_is_printed(void **state)
{
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(result(id, "a", "held"), 1);
	act.office = 2;
	click();
	assert_int_equal(reprint(id), 0);
	click();
	assert_int_equal(print_take_back(web, arena, &act, id, &e), 0);
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, id, &e), 0);
	act.office = 1;
	assert_int_equal(db_script(root, "UPDATE document SET void = 1;", &e), 0);
	click();
	assert_int_equal(reprint(id), 0);
}

static void
commands_join_the_transaction_they_are_in(void **state)
{
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(db_begin(web, &e), 0);
	click();
	assert_int_equal(print_take_back(web, arena, &act, id, &e), 1);
	assert_int_equal(db_rollback(web, &e), 0);
	assert_string_equal(only_one().state, "queued");
}

/* A job whose paper is out. */
static int64_t
printed(void)
{
	int64_t id = enqueue();

	assert_int_equal(claim("a", 60), id);
	assert_int_equal(result(id, "a", "printed"), 1);
	return id;
}

static void
the_same_form_is_one_order_whatever_happened_since(void **state)
{
	int64_t id = printed(), new;

	(void)state;
	click();
	assert_int_equal(reprint(id), 1);
	new = only_one().id;
	assert_int_equal(reprint(id), 1);
	assert_int_equal(only_one().id, new);
	assert_int_equal(claim("a", 60), new);
	assert_int_equal(result(new, "a", "held"), 1);
	assert_int_equal(reprint(id), 1);
	assert_int_equal(only_one().id, new);
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, new, &e), 1);
	assert_int_equal(print_mark_printed(web, arena, &act, new, &e), 1);
	/* printed by now, and still the answer to the same form */
	assert_int_equal(claim("a", -60), 0);
	click();
	assert_int_equal(reprint(new), 1);
	click();
	new = only_one().id;
	assert_int_equal(print_take_back(web, arena, &act, new, &e), 1);
	assert_int_equal(print_take_back(web, arena, &act, new, &e), 1);
}

static void
no_paper_is_ordered_while_another_of_the_document_is_not_final(void **state)
{
	static const char *const under_way[] = { "claimed", "accepted", "held" };
	int64_t id = printed(), new;

	(void)state;
	click();
	assert_int_equal(reprint(id), 1);
	new = only_one().id;
	click();
	assert_int_equal(reprint(id), 0);
	assert_int_equal(reprint(new), 0);		/* it waits: its paper comes */
	assert_int_equal(claim("a", 60), new);
	for (size_t i = 0; i < sizeof under_way / sizeof under_way[0]; i++) {
		if (i > 0)
			assert_int_equal(result(new, "a", under_way[i]), 1);
		click();
		assert_int_equal(reprint(id), 0);
		assert_int_equal(only_one().id, new);
	}
	click();
	assert_int_equal(print_mark_printed(web, arena, &act, new, &e), 1);
	click();
	assert_int_equal(reprint(id), 1);
	assert_int_not_equal(only_one().id, new);
}

static void
a_reprint_without_a_printer_changes_nothing(void **state)
{
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(result(id, "a", "held"), 1);
	assert_int_equal(db_script(root, "UPDATE printer SET active = 0;", &e), 0);
	click();
	assert_int_equal(print_reprint(web, arena, &act, id, &e), -1);
	assert_int_equal(e.kind, ERR_NOT_FOUND);
	assert_string_equal(only_one().state, "held");
	assert_int_equal(db_script(root, "UPDATE printer SET active = 1;", &e), 0);
	assert_int_equal(reprint(id), 1);		/* the form was not used up */
}

/* `n` browsers at once, each with a connection of its own; how many were told yes. */
static int
at_once(int n, int64_t job, bool same_form)
{
	pid_t pid[8];
	int yes = 0, status;

	for (int i = 0; i < n; i++) {
		if (!same_form)
			click();
		if ((pid[i] = fork()) != 0)
			continue;
		struct db *own = db_open(private_db_conf(server), "web", &e);
		int r = print_reprint(own, arena, &act, job, &e);

		if (r == -1)
			fprintf(stderr, "# %s\n", e.text);
		_exit(r == -1 ? 9 : r);
	}
	for (int i = 0; i < n; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
		yes += WEXITSTATUS(status);
	}
	return yes;
}

static void
of_many_clicks_at_once_one_becomes_a_job(void **state)
{
	int64_t id = printed(), new;

	(void)state;
	for (int round = 0; round < 10; round++) {
		bool same = round % 2 == 0;

		click();
		assert_int_equal(at_once(8, id, same), same ? 8 : 1);
		new = only_one().id;
		assert_int_equal(claim("a", 60), new);
		assert_int_equal(result(new, "a", "printed"), 1);
	}
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup(f, fresh)
	const struct CMUnitTest tests[] = {
		T(a_job_carries_its_id_and_hash_as_title),
		T(an_office_without_a_printer_is_told_so),
		T(only_the_holder_writes_and_a_lease_that_ended_is_taken_over),
		T(a_job_on_its_way_can_no_longer_be_taken_back),
		T(a_held_job_is_confirmed_or_printed_again_never_both),
		T(nothing_of_another_office_or_a_void_document_is_printed),
		T(commands_join_the_transaction_they_are_in),
		T(the_same_form_is_one_order_whatever_happened_since),
		T(no_paper_is_ordered_while_another_of_the_document_is_not_final),
		T(a_reprint_without_a_printer_changes_nothing),
		T(of_many_clicks_at_once_one_becomes_a_job),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
