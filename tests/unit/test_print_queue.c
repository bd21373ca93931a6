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
	return db_script(root, "UPDATE print_job SET replaces = NULL; DELETE FROM print_job; DELETE FROM print_route; DELETE FROM printer; DELETE FROM request_done;"
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

/* The one job that `me` holds. */
static struct print_mine_row
mine(const char *me)
{
	struct print_mine_rows rows;

	assert_int_equal(print_mine(printd, arena, &(struct print_mine_in){ .me = me }, &rows,
	    &e), 0);
	assert_int_equal(rows.n, 1);
	return rows.at[0];
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
	char want[60];
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	(void)snprintf(want, sizeof want, "rekam-%" PRId64 "-abcd0102", id);
	assert_string_equal(mine("a").title, want);
	assert_int_equal(mine("a").copies, 2);
	assert_string_equal(mine("a").queue, "q");
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
a_job_on_its_way_is_called_off_by_printd(void **state)
{
	int64_t id = enqueue();

	(void)state;
	assert_int_equal(claim("a", 60), id);
	click();
	assert_int_equal(print_take_back(web, arena, &act, id, &e), 1);
	assert_string_equal(mine("a").wish, "batal");
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

/* Printers 1 to 3 beside the one that is there, and who gets what. */
static void
routes(const char *rows)
{
	char sql[1000];

	(void)snprintf(sql, sizeof sql, "INSERT INTO printer (id, office_id, queue, label, state) VALUES "
	    "(101, 1, 'a', 'A', 'idle'), (102, 1, 'b', 'B', 'idle'), (103, 1, 'c', 'C', 'away');"
	    "INSERT INTO print_route (office_id, desk, kind, place, printer_id, tray, media) VALUES %s;", rows);
	if (db_script(root, sql, &e) == -1)
		fail_msg("%s", e.text);
}

static void
the_most_exact_route_chooses_the_printer(void **state)
{
	(void)state;
	routes("(1, '', '', 1, 101, '', ''), (1, '10.0.0.5', '', 1, 102, 'tray-2', 'iso_a5_148x210mm'), "
	    "(1, '', 'REKOMENDASI', 1, 103, '', '')");
	enqueue();
	assert_int_not_equal(claim("a", 60), 0);
	assert_string_equal(mine("a").queue, "a");
	assert_string_equal(mine("a").media, "iso_a4_210x297mm");
	assert_int_equal(db_script(root, "DELETE FROM print_job", &e), 0);
	act.address = "10.0.0.5";
	enqueue();
	assert_int_not_equal(claim("a", 60), 0);
	assert_string_equal(mine("a").queue, "b");
	assert_string_equal(mine("a").tray, "tray-2");
	assert_string_equal(mine("a").media, "iso_a5_148x210mm");
	/* a printer out of use is passed over */
	assert_int_equal(db_script(root, "DELETE FROM print_job; UPDATE printer SET active = 0 WHERE id = 102", &e), 0);
	enqueue();
	assert_int_not_equal(claim("a", 60), 0);
	assert_string_equal(mine("a").queue, "a");
}

static int
fallback(int64_t job, struct print_fallback_row *ret)
{
	return print_fallback(printd, arena, &(struct print_fallback_in){ .id = job }, ret, &e);
}

static void
a_fallback_stands_ready_and_is_tried_once(void **state)
{
	struct print_fallback_row to;
	int64_t id;

	(void)state;
	routes("(1, '', '', 1, 101, '', ''), (1, '', '', 2, 103, '', ''), (1, '', '', 3, 102, 'manual', '')");
	id = enqueue();
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(fallback(id, &to), 1);
	assert_int_equal(to.printer, 102);	/* 103 is away itself */
	assert_int_equal(print_move(printd, &(struct print_move_in){ .id = id, .me = "b",
	    .printer = 102, .tray = "", .media = "", .now = utc_now() }, &e), 0);
	assert_int_equal(print_move(printd, &(struct print_move_in){ .id = id, .me = "a",
	    .printer = to.printer, .tray = to.tray, .media = to.media, .now = utc_now() }, &e), 1);
	assert_string_equal(only_one().state, "queued");
	assert_string_equal(only_one().printer, "B");
	assert_int_equal(fallback(id, &to), 0);	/* never back to where it came from */
}

static void
a_waiting_job_goes_where_a_person_wants_it(void **state)
{
	int64_t id;

	(void)state;
	routes("(1, '', '', 1, 101, '', '')");
	assert_int_equal(db_script(root, "UPDATE printer SET active = 0 WHERE id = 103", &e), 0);
	id = enqueue();
	click();
	assert_int_equal(print_move_to(web, arena, &act, id, 103, &e), 0);	/* out of use */
	click();
	assert_int_equal(print_move_to(web, arena, &act, id, 101, &e), 0);	/* it is there */
	click();
	assert_int_equal(print_move_to(web, arena, &act, id, 102, &e), 1);
	assert_string_equal(only_one().printer, "B");
	assert_int_equal(only_one().id, id);
	assert_int_equal(claim("a", 60), id);
	click();
	assert_int_equal(print_move_to(web, arena, &act, id, 101, &e), 0);	/* on its way */
	assert_int_equal(result(id, "a", "held"), 1);
	click();
	assert_int_equal(print_move_to(web, arena, &act, id, 101, &e), 1);
	assert_int_not_equal(only_one().id, id);	/* a job, and a title, of its own */
}

static void
a_spoiled_sheet_is_noted_once_and_replaced_by_one(void **state)
{
	int64_t id = enqueue();

	(void)state;
	click();
	assert_int_equal(print_spoiled(web, arena, &act, id, "Macet", &e), 0);	/* not printed yet */
	assert_int_equal(claim("a", 60), id);
	assert_int_equal(result(id, "a", "printed"), 1);
	click();
	assert_int_equal(print_spoiled(web, arena, &act, id, "Kertas terlipat", &e), 1);
	assert_int_equal(only_one().copies, 1);
	click();
	assert_int_equal(print_spoiled(web, arena, &act, id, "Kertas terlipat", &e), 0);
	assert_int_not_equal(only_one().id, id);
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
		T(a_job_on_its_way_is_called_off_by_printd),
		T(the_most_exact_route_chooses_the_printer),
		T(a_fallback_stands_ready_and_is_tried_once),
		T(a_waiting_job_goes_where_a_person_wants_it),
		T(a_spoiled_sheet_is_noted_once_and_replaced_by_one),
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
