#include "store/print_queue.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/rnd.h"
#include "base/str.h"
#include "sop/print_job.h"
#include "sql/audit.h"
#include "sql/print_queue.h"
#include "store/audit.h"
#include "store/change.h"

#define TITLE_MAX	60

enum { TRIES = 3 };

int
print_enqueue(struct db *db, struct arena *a, const struct act *act, int64_t document,
    const uint8_t sha256[32], int copies, struct err *e)
{
	struct print_printer_row printer;
	char title[TITLE_MAX], hex[9], uuid[37];
	int64_t id;
	int r;

	r = print_printer(db, a, &(struct print_printer_in){ .office = act->office }, &printer,
	    e);
	if (r == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "office %" PRId64 " has no active printer",
		    act->office);
	if (r == -1)
		return -1;
	rnd_uuid(uuid);
	(void)snprintf(title, sizeof title, "new-%s", uuid);
	id = print_add(db, &(struct print_add_in){ .office = act->office, .document = document,
	    .printer = printer.id, .copies = copies, .title = title, .at = act->at,
	    .actor = act->actor }, e);
	if (id == -1)
		return -1;
	str_hex(hex, sha256, 4);
	(void)snprintf(title, sizeof title, "rekam-%" PRId64 "-%s", id, hex);
	if (print_title(db, &(struct print_title_in){ .id = id, .title = title }, e) != 1)
		return err_wrap(e, "print_title");
	return 0;
}

/* What a person orders of one job.  1 done; 0 not (any more); -1. */
struct order {
	const char	*action;	/* in the trace */
	int		 (*run)(struct db *, struct arena *, const struct act *,
			    const struct print_one_row *, struct err *);
};

static int
withdraw(struct db *db, struct arena *a, const struct act *act, const struct print_one_row *job,
    struct err *e)
{
	int64_t n = print_withdraw(db, &(struct print_withdraw_in){ .id = job->id,
	    .office = act->office, .at = act->at }, e);

	(void)a;
	return n < 0 ? -1 : n == 1;
}

static int
confirm(struct db *db, struct arena *a, const struct act *act, const struct print_one_row *job,
    struct err *e)
{
	int64_t n = print_confirm(db, &(struct print_confirm_in){ .id = job->id,
	    .office = act->office, .at = act->at }, e);

	(void)a;
	return n < 0 ? -1 : n == 1;
}

/* One paper at a time: while any job of the document is under way, this one included,
 * the next would be a paper too many.  A held one is replaced by the new. */
static int
again(struct db *db, struct arena *a, const struct act *act, const struct print_one_row *job,
    struct err *e)
{
	enum print_state state = print_state_by_word(job->state);
	struct print_unfinished_row others;
	int r;

	if (job->letter_void != 0 || job->sha256.p == NULL || job->sha256.n != 32 ||
	    (state != PRINT_HELD && !print_state_final(state)))
		return 0;
	if (print_unfinished(db, a, &(struct print_unfinished_in){ .document = job->document_id,
	    .id = job->id }, &others, e) < 0)
		return -1;
	if (others.n != 0)
		return 0;
	if (state == PRINT_HELD && (r = withdraw(db, a, act, job, e)) != 1)
		return r;
	return print_enqueue(db, a, act, job->document_id, job->sha256.p, (int)job->copies,
	    e) == -1 ? -1 : 1;
}

static int
remember(struct db *db, const struct act *act, const char *action, int64_t job, struct err *e)
{
	const struct request_add_in in = { .request = act->request, .user = act->actor,
	    .at = act->at, .location = "/cetak" };
	char object[40];

	(void)snprintf(object, sizeof object, "print_job/%" PRId64, job);
	if (audit_write(db, act, action, object, "", e) == -1 || request_add(db, &in, e) < 0)
		return -1;
	return 1;
}

/* Under the lock of the document, so that of two orders one sees what the other did. */
static int
carry_out(struct db *db, struct arena *a, const struct act *act, int64_t id,
    const struct order *o, struct err *e)
{
	const struct print_lock_document_in lock = { .id = id, .office = act->office };
	const struct print_one_in one = { .id = id, .office = act->office };
	struct print_lock_document_row document;
	struct print_one_row job;
	const char *location;
	int r;

	if ((r = print_lock_document(db, a, &lock, &document, e)) != 1)
		return r;
	if ((r = change_repeated(db, a, act, &location, e)) != 0)
		return r;
	if ((r = print_one(db, a, &one, &job, e)) != 1 || (r = o->run(db, a, act, &job, e)) != 1)
		return r;
	return remember(db, act, o->action, id, e);
}

/* In the caller's transaction, or in one of its own. */
static int
order(struct db *db, struct arena *a, const struct act *act, int64_t id, const struct order *o,
    struct err *e)
{
	int r = -1;

	if (db_in_transaction(db))
		return carry_out(db, a, act, id, o, e);
	for (int try = 0; try < TRIES; try++) {
		if (db_begin(db, e) == -1)
			return -1;
		r = carry_out(db, a, act, id, o, e);
		if (r == 1 && db_commit(db, e) == -1)
			r = -1;
		if (r != 1)
			(void)db_rollback(db, NULL);
		if (r != -1 || !db_retry(e))
			break;
	}
	return r;
}

int
print_reprint(struct db *db, struct arena *a, const struct act *act, int64_t job, struct err *e)
{
	static const struct order o = { "CETAK_ULANG", again };

	return order(db, a, act, job, &o, e);
}

int
print_mark_printed(struct db *db, struct arena *a, const struct act *act, int64_t job,
    struct err *e)
{
	static const struct order o = { "SUDAH_TERCETAK", confirm };

	return order(db, a, act, job, &o, e);
}

int
print_take_back(struct db *db, struct arena *a, const struct act *act, int64_t job, struct err *e)
{
	static const struct order o = { "BATAL_CETAK", withdraw };

	return order(db, a, act, job, &o, e);
}
