/* One step of printd for every answer that CUPS may give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/str.h"
#include "print/ledger.h"
#include "print/queue_runner.h"

static const uint8_t pdf[] = "%PDF-1.3 a letter";
static uint8_t hash[32];
static char title[LEDGER_TITLE_MAX];

/* What the hands answer, and how often they were used. */
static struct {
	int			 find, job, view;	/* 1 0 -1 */
	enum err_kind		 find_err, submit_err;
	struct printer_job	 answer;
	struct printer_view	 printer;
	int			 submits, cancels;
	bool			 starts_meanwhile;	/* between the look and the cancel */
} cups;

static int
fake_submit(const struct printer_order *o, int *ret_job, struct err *e)
{
	cups.submits++;
	assert_string_equal(o->title, title);
	if (cups.submit_err != ERR_NONE)
		return err_set(e, cups.submit_err, 0, "submit");
	*ret_job = 41;
	return 0;
}

static int
fake_find(const char *queue, const char *t, struct printer_job *ret, struct err *e)
{
	(void)queue;
	assert_string_equal(t, title);
	if (cups.find == -1)
		return err_set(e, cups.find_err, 0, "find");
	*ret = cups.answer;
	return cups.find;
}

static int
fake_job(int id, struct printer_job *ret, struct err *e)
{
	assert_int_equal(id, 41);
	if (cups.job == -1)
		return err_set(e, ERR_AWAY, 0, "job");
	*ret = cups.answer;
	return cups.job;
}

static int
fake_cancel(const char *queue, int id, bool purge, struct err *e)
{
	(void)queue, (void)e;
	assert_int_equal(id, 41);
	cups.cancels++;
	if (!purge) {
		cups.answer.state = PJOB_CANCELLED;
		cups.answer.begun |= cups.starts_meanwhile;
	}
	return 0;
}

static int
fake_view(const char *queue, struct printer_view *ret, struct err *e)
{
	(void)queue;
	if (cups.view != 0)
		return err_set(e, cups.view == -1 ? ERR_AWAY : ERR_NOT_FOUND, 0, "view");
	*ret = cups.printer;
	return 0;
}

static const struct print_hands fake = {
	.submit = fake_submit, .find = fake_find, .job = fake_job, .cancel = fake_cancel,
	.view = fake_view,
};

static int
begin(void **state)
{
	(void)state;
	memset(&cups, 0, sizeof cups);
	cups.job = 1;
	cups.answer.id = 41;
	cups.printer.ledger = true;
	(void)crypto_hash_sha256(hash, pdf, sizeof pdf);
	(void)ledger_title(title, 7, hash);
	return 0;
}

static struct print_task
task(enum print_state state)
{
	return (struct print_task){ .id = 7, .state = state, .title = title, .queue = "q",
	    .media = "iso_a4_210x297mm", .copies = 2, .cups_job = state == PRINT_ACCEPTED ? 41 : 0,
	    .pdf = { pdf, sizeof pdf }, .sha256 = { hash, sizeof hash } };
}

static void
expect(const struct print_task *t, enum print_state state, enum print_reason reason)
{
	struct print_outcome o;

	runner_step(&fake, t, &o);
	assert_string_equal(print_state_word(o.state), print_state_word(state));
	assert_string_equal(print_reason_word(o.reason), print_reason_word(reason));
}

static void
a_claimed_job_is_sent_once(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);
	struct print_outcome o;

	(void)state;
	runner_step(&fake, &t, &o);
	assert_int_equal(o.state, PRINT_ACCEPTED);
	assert_int_equal(o.cups_job, 41);
	assert_int_equal(cups.submits, 1);
}

static void
a_job_that_cups_has_already_is_not_sent_again(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);

	(void)state;
	cups.find = 1;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_NONE);
	assert_int_equal(cups.submits, 0);
}

static void
a_job_whose_backend_was_killed_is_sent_again_under_a_ledger(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);

	(void)state;
	cups.find = 1;
	cups.answer.state = PJOB_COMPLETED;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_NONE);
	assert_int_equal(cups.submits, 1);
	cups.answer.sheets = 2;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_NONE);
	cups.answer.sheets = 0;
	cups.printer.ledger = false;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_NONE);
	assert_int_equal(cups.submits, 1);
	/* Without a ledger completed is all that anybody can say. */
	t = task(PRINT_ACCEPTED);
	expect(&t, PRINT_PRINTED, PRINT_REASON_NONE);
}

static void
changed_bytes_are_held_before_cups_sees_them(void **state)
{
	static const uint8_t other[] = "%PDF-1.3 another";
	struct print_task t = task(PRINT_CLAIMED);

	(void)state;
	t.pdf = (struct bytes){ other, sizeof other };
	expect(&t, PRINT_HELD, PRINT_REASON_DAMAGED);
	t.pdf = (struct bytes){ pdf, sizeof pdf - 3 };
	expect(&t, PRINT_HELD, PRINT_REASON_DAMAGED);
	t.pdf = (struct bytes){ NULL, 0 };
	expect(&t, PRINT_HELD, PRINT_REASON_DAMAGED);
	t = task(PRINT_CLAIMED);
	t.id = 8;
	expect(&t, PRINT_HELD, PRINT_REASON_DAMAGED);
	t = task(PRINT_CLAIMED);
	t.is_void = true;
	expect(&t, PRINT_WITHDRAWN, PRINT_REASON_NONE);
	assert_int_equal(cups.submits, 0);
}

static void
what_is_away_comes_back_without_using_up_attempts(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);
	struct print_outcome o;

	(void)state;
	cups.find = -1;
	cups.find_err = ERR_AWAY;
	runner_step(&fake, &t, &o);
	assert_int_equal(o.state, PRINT_QUEUED);
	assert_int_equal(o.reason, PRINT_REASON_CUPS_AWAY);
	assert_int_equal(o.attempts, 0);
	cups.find = 0;
	cups.submit_err = ERR_BUSY;
	expect(&t, PRINT_QUEUED, PRINT_REASON_STOPPED);
	cups.find = -1;
	cups.find_err = ERR_NOT_FOUND;
	expect(&t, PRINT_HELD, PRINT_REASON_NO_QUEUE);
}

static void
refusals_are_repeated_with_growing_pauses_and_then_held(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);
	struct print_outcome o;
	int last = 0;

	(void)state;
	cups.submit_err = ERR_INPUT;
	for (int i = 1; i < RUNNER_ATTEMPTS; i++) {
		runner_step(&fake, &t, &o);
		assert_int_equal(o.state, PRINT_QUEUED);
		assert_int_equal(o.attempts, i);
		assert_true(o.wait > last);
		last = o.wait;
		t.attempts = o.attempts;
	}
	expect(&t, PRINT_HELD, PRINT_REASON_REJECTED);
	assert_int_equal(runner_backoff(1), 2);
	assert_int_equal(runner_backoff(3), 8);
	assert_int_equal(runner_backoff(1000), 60);
}

static void
an_accepted_job_ends_as_cups_says(void **state)
{
	static const struct {
		enum printer_job_state	 at;
		const char		*message;
		enum print_state	 state;
		enum print_reason	 reason;
		int			 cancels;
	} t[] = {
		{ PJOB_COMPLETED, "sheets", PRINT_PRINTED, PRINT_REASON_NONE, 0 },
		{ PJOB_COMPLETED, "", PRINT_QUEUED, PRINT_REASON_NONE, 0 },
		{ PJOB_HELD, "rekam-unknown the printer", PRINT_HELD, PRINT_REASON_UNKNOWN, 1 },
		{ PJOB_HELD, "rekam-damaged", PRINT_QUEUED, PRINT_REASON_NONE, 1 },
		{ PJOB_CANCELLED, "rekam-damaged", PRINT_QUEUED, PRINT_REASON_NONE, 1 },
		{ PJOB_HELD, "rekam-aborted by it", PRINT_HELD, PRINT_REASON_ABORTED, 1 },
		{ PJOB_HELD, "rekam-rejected", PRINT_HELD, PRINT_REASON_REJECTED, 1 },
		{ PJOB_HELD, "rekam-new", PRINT_HELD, PRINT_REASON_UNKNOWN, 1 },
		{ PJOB_HELD, "", PRINT_QUEUED, PRINT_REASON_NONE, 1 },
		{ PJOB_HELD, "rekam-cancelled at it", PRINT_HELD, PRINT_REASON_CANCELLED, 1 },
		{ PJOB_HELD, "rekam-printer-away", PRINT_QUEUED, PRINT_REASON_PRINTER_AWAY, 1 },
		{ PJOB_CANCELLED, "", PRINT_HELD, PRINT_REASON_CANCELLED, 1 },
		{ PJOB_ABORTED, "rekam-unknown the printer", PRINT_HELD, PRINT_REASON_UNKNOWN, 1 },
		{ PJOB_WAITING, "", PRINT_ACCEPTED, PRINT_REASON_NONE, 0 },
		{ PJOB_PRINTING, "", PRINT_ACCEPTED, PRINT_REASON_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct print_task k = task(PRINT_ACCEPTED);

		cups.cancels = 0;
		cups.answer.state = t[i].at;
		(void)str_copy(cups.answer.message, sizeof cups.answer.message, t[i].message);
		cups.answer.sheets = str_eq(t[i].message, "sheets") ? 2 : 0;
		expect(&k, t[i].state, t[i].reason);
		assert_int_equal(cups.cancels, t[i].cancels);
		assert_int_equal(cups.submits, 0);
	}
}

static void
a_job_that_cups_lost_is_sent_again_only_under_a_ledger(void **state)
{
	struct print_task t = task(PRINT_ACCEPTED);

	(void)state;
	cups.job = 0;
	expect(&t, PRINT_QUEUED, PRINT_REASON_NONE);
	t.attempts = RUNNER_ATTEMPTS - 1;
	expect(&t, PRINT_HELD, PRINT_REASON_UNKNOWN);
	t.attempts = 0;
	cups.printer.ledger = false;
	expect(&t, PRINT_HELD, PRINT_REASON_UNKNOWN);
	cups.view = -1;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_CUPS_AWAY);
	cups.view = -2;		/* the queue was deleted: was it printed before? */
	expect(&t, PRINT_HELD, PRINT_REASON_UNKNOWN);
}

static void
bytes_that_cups_lost_go_once_more_and_not_for_ever(void **state)
{
	struct print_task t = task(PRINT_ACCEPTED);

	(void)state;
	cups.answer.state = PJOB_HELD;
	cups.answer.sheets = 0;
	(void)str_copy(cups.answer.message, sizeof cups.answer.message, "rekam-damaged");
	t.attempts = RUNNER_ATTEMPTS - 1;
	expect(&t, PRINT_HELD, PRINT_REASON_DAMAGED);
	/* what was taken back stays in CUPS' history: it is not found again as ours */
	t = task(PRINT_CLAIMED);
	cups.answer.state = PJOB_CANCELLED;
	cups.find = 1;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_NONE);
	assert_int_equal(cups.submits, 1);
}

static void
a_hold_without_a_word_is_for_a_person_where_no_ledger_guards(void **state)
{
	struct print_task t = task(PRINT_ACCEPTED);

	(void)state;
	cups.answer.state = PJOB_HELD;
	cups.printer.ledger = false;
	expect(&t, PRINT_ACCEPTED, PRINT_REASON_STOPPED);
	assert_int_equal(cups.cancels, 0);
}

static void
the_printer_says_what_a_job_waits_for(void **state)
{
	static const struct {
		const char		*words;
		enum print_reason	 reason;
	} t[] = {
		{ "cups-waiting-for-job-completed,media-empty-warning", PRINT_REASON_PAPER_OUT },
		{ "media-needed-error", PRINT_REASON_PAPER_OUT },
		{ "media-jam-warning", PRINT_REASON_JAM },
		{ "media-jam-report", PRINT_REASON_NONE },
		{ "media-jam-warning,paused", PRINT_REASON_STOPPED },
		{ "connecting-to-device", PRINT_REASON_PRINTER_AWAY },
		{ "offline-report", PRINT_REASON_PRINTER_AWAY },
		{ "paused", PRINT_REASON_STOPPED },
		{ "cover-open-error", PRINT_REASON_COVER },
		{ "door-open-report", PRINT_REASON_NONE },
		{ "marker-supply-empty-error", PRINT_REASON_TONER },
		{ "output-area-full-warning", PRINT_REASON_TRAY_FULL },
		{ "toner-low-warning", PRINT_REASON_NONE },
		{ "", PRINT_REASON_NONE },
	};
	struct print_task k = task(PRINT_ACCEPTED);

	(void)state;
	cups.answer.state = PJOB_PRINTING;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		assert_int_equal(print_reason_by_keywords(t[i].words), t[i].reason);
		cups.printer.reason = t[i].reason;
		expect(&k, PRINT_ACCEPTED, t[i].reason);
	}
	cups.job = -1;
	expect(&k, PRINT_ACCEPTED, PRINT_REASON_CUPS_AWAY);
}

static void
expect_move(const struct print_task *t, bool moves)
{
	struct print_outcome o;

	runner_step(&fake, t, &o);
	assert_int_equal(o.move, moves);
	if (moves) {
		assert_int_equal(o.state, PRINT_QUEUED);
		assert_int_equal(o.cups_job, 0);
	}
}

static void
a_job_not_sent_yet_goes_to_the_printer_that_stands_ready(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);

	(void)state;
	cups.printer.accepting = true;
	cups.printer.reason = PRINT_REASON_PRINTER_AWAY;
	expect_move(&t, false);
	t.fallback = true;
	expect_move(&t, true);
	cups.printer.reason = PRINT_REASON_PAPER_OUT;	/* a person is quicker */
	expect_move(&t, false);
	cups.printer.reason = PRINT_REASON_NONE;
	cups.printer.accepting = false;
	expect_move(&t, true);
	cups.find = 1;			/* CUPS has it: perhaps on paper already */
	expect_move(&t, false);
	cups.find = -1;
	cups.find_err = ERR_AWAY;
	expect_move(&t, false);
	cups.find_err = ERR_NOT_FOUND;
	expect_move(&t, true);
}

static void
an_accepted_job_moves_only_while_nothing_can_have_come_out(void **state)
{
	struct print_task t = task(PRINT_ACCEPTED);

	(void)state;
	t.fallback = true;
	cups.printer.reason = PRINT_REASON_STOPPED;
	cups.answer.state = PJOB_WAITING;
	expect_move(&t, true);
	assert_int_equal(cups.cancels, 2);
	cups.answer.state = PJOB_WAITING;
	cups.answer.begun = true;
	cups.cancels = 0;
	expect_move(&t, false);
	assert_int_equal(cups.cancels, 0);
	cups.answer.begun = false;
	cups.starts_meanwhile = true;
	expect_move(&t, false);
	cups.starts_meanwhile = false;
	cups.answer.begun = true;
	cups.answer.state = PJOB_HELD;
	(void)str_copy(cups.answer.message, sizeof cups.answer.message, "rekam-printer-away nothing");
	expect_move(&t, true);
	(void)str_copy(cups.answer.message, sizeof cups.answer.message, "rekam-unknown");
	expect_move(&t, false);
}

static void
a_wish_to_cancel_says_whether_paper_may_be_there(void **state)
{
	struct print_task t = task(PRINT_CLAIMED);

	(void)state;
	t.cancel = true;
	expect(&t, PRINT_WITHDRAWN, PRINT_REASON_NONE);
	assert_int_equal(cups.submits, 0);
	t = task(PRINT_ACCEPTED);
	t.cancel = true;
	cups.answer.state = PJOB_WAITING;
	expect(&t, PRINT_WITHDRAWN, PRINT_REASON_NONE);
	cups.answer.state = PJOB_PRINTING;
	cups.answer.begun = true;
	expect(&t, PRINT_HELD, PRINT_REASON_CANCELLED);
	cups.answer.state = PJOB_COMPLETED;
	cups.answer.sheets = 2;
	expect(&t, PRINT_PRINTED, PRINT_REASON_NONE);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup(f, begin)
	const struct CMUnitTest tests[] = {
		T(a_claimed_job_is_sent_once),
		T(a_job_that_cups_has_already_is_not_sent_again),
		T(a_job_whose_backend_was_killed_is_sent_again_under_a_ledger),
		T(changed_bytes_are_held_before_cups_sees_them),
		T(what_is_away_comes_back_without_using_up_attempts),
		T(refusals_are_repeated_with_growing_pauses_and_then_held),
		T(an_accepted_job_ends_as_cups_says),
		T(a_job_that_cups_lost_is_sent_again_only_under_a_ledger),
		T(bytes_that_cups_lost_go_once_more_and_not_for_ever),
		T(a_hold_without_a_word_is_for_a_person_where_no_ledger_guards),
		T(the_printer_says_what_a_job_waits_for),
		T(a_job_not_sent_yet_goes_to_the_printer_that_stands_ready),
		T(an_accepted_job_moves_only_while_nothing_can_have_come_out),
		T(a_wish_to_cancel_says_whether_paper_may_be_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
