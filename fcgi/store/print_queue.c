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

/* Where a new job goes, and for which spoiled one. */
struct target {
	int64_t		 printer, replaces;
	const char	*kind, *tray, *media;
};

static int
put_in(struct db *db, const struct act *act, int64_t document, const uint8_t sha256[32], int copies,
    const struct target *to, struct err *e)
{
	char title[TITLE_MAX], hex[9], uuid[37];
	int64_t id;

	rnd_uuid(uuid);
	(void)snprintf(title, sizeof title, "new-%s", uuid);
	id = print_add(db, &(struct print_add_in){ .office = act->office, .document = document,
	    .printer = to->printer, .copies = copies, .title = title, .at = act->at,
	    .actor = act->actor, .desk = act->address == NULL ? "" : act->address, .kind = to->kind,
	    .tray = to->tray, .media = to->media, .replaces = to->replaces }, e);
	if (id == -1)
		return -1;
	str_hex(hex, sha256, 4);
	(void)snprintf(title, sizeof title, "rekam-%" PRId64 "-%s", id, hex);
	if (print_title(db, &(struct print_title_in){ .id = id, .title = title }, e) != 1)
		return err_wrap(e, "print_title");
	return 0;
}

static int
enqueue_for(struct db *db, struct arena *a, const struct act *act, int64_t document,
    const uint8_t sha256[32], int copies, int64_t replaces, struct err *e)
{
	const struct print_printer_in in = { .office = act->office, .document = document,
	    .desk = act->address == NULL ? "" : act->address };
	struct print_printer_row p;
	int r = print_printer(db, a, &in, &p, e);

	if (r == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "office %" PRId64 " has no active printer",
		    act->office);
	if (r == -1)
		return -1;
	return put_in(db, act, document, sha256, copies, &(struct target){ .printer = p.id,
	    .replaces = replaces, .kind = p.kind, .tray = p.tray, .media = p.media }, e);
}

int
print_enqueue(struct db *db, struct arena *a, const struct act *act, int64_t document,
    const uint8_t sha256[32], int copies, struct err *e)
{
	return enqueue_for(db, a, act, document, sha256, copies, 0, e);
}

int
print_enqueue_on(struct db *db, struct arena *a, const struct act *act, int64_t printer,
    int64_t document, const uint8_t sha256[32], struct err *e)
{
	const struct print_printer_of_in in = { .id = printer, .office = act->office,
	    .document = document };
	struct print_printer_of_row p;
	int r = print_printer_of(db, a, &in, &p, e);

	if (r == 0)
		return err_set(e, ERR_NOT_FOUND, 0, "no such active printer");
	return r == -1 ? -1 : put_in(db, act, document, sha256, 1, &(struct target){
	    .printer = p.id, .kind = p.kind, .tray = "", .media = "" }, e);
}

/* What a person orders of one job.  1 done; 0 not (any more); -1. */
struct order {
	const char	*action;	/* in the trace */
	const char	*why;		/* of a spoiled sheet; "" */
	int64_t		 printer;	/* where to move it */
	int		 (*run)(struct db *, struct arena *, const struct act *,
			    const struct order *, const struct print_one_row *, struct err *);
};

static int
withdraw(struct db *db, struct arena *a, const struct act *act, const struct order *o,
    const struct print_one_row *job, struct err *e)
{
	int64_t n = print_withdraw(db, &(struct print_withdraw_in){ .id = job->id,
	    .office = act->office, .at = act->at }, e);

	(void)a, (void)o;
	if (n == 0)
		n = print_wish_cancel(db, &(struct print_wish_cancel_in){ .id = job->id,
		    .office = act->office }, e);
	return n < 0 ? -1 : n == 1;
}

static int
confirm(struct db *db, struct arena *a, const struct act *act, const struct order *o,
    const struct print_one_row *job, struct err *e)
{
	int64_t n = print_confirm(db, &(struct print_confirm_in){ .id = job->id,
	    .office = act->office, .at = act->at }, e);

	(void)a, (void)o;
	return n < 0 ? -1 : n == 1;
}

/* One paper at a time: while any job of the document is under way, this one included,
 * the next would be a paper too many.  A held one is replaced by the new. */
static int
again(struct db *db, struct arena *a, const struct act *act, const struct order *o,
    const struct print_one_row *job, struct err *e)
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
	/* a case's paper that came out is replaced (spoil) or copied with a mark, never just repeated */
	if (state == PRINT_PRINTED && job->case_id != 0)
		return 0;
	if (state == PRINT_HELD && (r = withdraw(db, a, act, o, job, e)) != 1)
		return r;
	return print_enqueue(db, a, act, job->document_id, job->sha256.p, (int)job->copies,
	    e) == -1 ? -1 : 1;
}

/* The sheet is destroyed and one new one ordered, unmarked: nobody has got it yet. */
static int
spoil(struct db *db, struct arena *a, const struct act *act, const struct order *o,
    const struct print_one_row *job, struct err *e)
{
	const struct print_spoil_in in = { .id = job->id, .office = act->office, .at = act->at,
	    .actor = act->actor, .why = o->why };
	struct print_unfinished_row others;
	int64_t n;

	if (job->letter_void != 0 || job->case_done != 0 || job->sha256.p == NULL || job->sha256.n != 32)
		return 0;
	if (print_unfinished(db, a, &(struct print_unfinished_in){ .document = job->document_id,
	    .id = job->id }, &others, e) < 0)
		return -1;
	if (others.n != 0 || (n = print_spoil(db, &in, e)) == 0)
		return 0;
	return n < 0 || enqueue_for(db, a, act, job->document_id, job->sha256.p, 1, job->id, e) == -1 ?
	    -1 : 1;
}

/* What only waits goes to the other printer as it is; a held one is replaced by a new job there. */
static int
redirect(struct db *db, struct arena *a, const struct act *act, const struct order *o,
    const struct print_one_row *job, struct err *e)
{
	const struct print_printer_of_in there = { .id = o->printer, .office = act->office,
	    .document = job->document_id };
	const struct print_redirect_in in = { .id = job->id, .office = act->office,
	    .printer = o->printer, .at = act->at };
	struct print_printer_of_row p;
	int64_t n;
	int r = print_printer_of(db, a, &there, &p, e);

	if (r != 1 || o->printer == job->printer_id)
		return r == -1 ? -1 : 0;
	if ((n = print_redirect(db, &in, e)) != 0)
		return n < 0 ? -1 : 1;
	if (print_state_by_word(job->state) != PRINT_HELD || job->letter_void != 0 || job->sha256.n != 32)
		return 0;
	if ((r = withdraw(db, a, act, o, job, e)) != 1)
		return r;
	return put_in(db, act, job->document_id, job->sha256.p, (int)job->copies, &(struct target){
	    .printer = p.id, .kind = p.kind, .tray = "", .media = "" }, e) == -1 ? -1 : 1;
}

/* A clerk's own printer: the job waits for his word. */
static int
from_pc(struct db *db, struct arena *a, const struct act *act, const struct order *o,
    const struct print_one_row *job, struct err *e)
{
	int64_t n;

	(void)a, (void)o;
	if (job->letter_void != 0)
		return 0;
	n = print_from_pc(db, &(struct print_from_pc_in){ .id = job->id, .office = act->office }, e);
	return n < 0 ? -1 : n == 1;
}

static int
remember(struct db *db, const struct act *act, const struct order *o, int64_t job, struct err *e)
{
	const struct request_add_in in = { .request = act->request, .user = act->actor,
	    .at = act->at, .location = "/cetak" };
	char object[40];

	(void)snprintf(object, sizeof object, "print_job/%" PRId64, job);
	if (audit_write(db, act, o->action, object, o->why, e) == -1 || request_add(db, &in, e) < 0)
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
	if ((r = print_one(db, a, &one, &job, e)) != 1 || (r = o->run(db, a, act, o, &job, e)) != 1)
		return r;
	return remember(db, act, o, id, e);
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
	static const struct order o = { .action = "CETAK_ULANG", .why = "", .run = again };

	return order(db, a, act, job, &o, e);
}

int
print_mark_printed(struct db *db, struct arena *a, const struct act *act, int64_t job,
    struct err *e)
{
	static const struct order o = { .action = "SUDAH_TERCETAK", .why = "", .run = confirm };

	return order(db, a, act, job, &o, e);
}

int
print_take_back(struct db *db, struct arena *a, const struct act *act, int64_t job, struct err *e)
{
	static const struct order o = { .action = "BATAL_CETAK", .why = "", .run = withdraw };

	return order(db, a, act, job, &o, e);
}

int
print_spoiled(struct db *db, struct arena *a, const struct act *act, int64_t job, const char *why,
    struct err *e)
{
	const struct order o = { .action = "LEMBAR_RUSAK", .why = why, .run = spoil };

	return order(db, a, act, job, &o, e);
}

int
print_move_to(struct db *db, struct arena *a, const struct act *act, int64_t job, int64_t printer,
    struct err *e)
{
	const struct order o = { .action = "CETAK_DIALIHKAN", .why = "", .printer = printer,
	    .run = redirect };

	return order(db, a, act, job, &o, e);
}

int
print_at_pc(struct db *db, struct arena *a, const struct act *act, int64_t job, struct err *e)
{
	static const struct order o = { .action = "CETAK_DARI_PC", .why = "", .run = from_pc };

	return order(db, a, act, job, &o, e);
}
