#include "store/print_queue.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/rnd.h"
#include "base/str.h"
#include "sop/print_job.h"
#include "sql/print_queue.h"
#include "store/audit.h"

#define TITLE_MAX	60

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

static int
trace(struct db *db, const struct act *act, const char *action, int64_t job, struct err *e)
{
	char object[40];

	(void)snprintf(object, sizeof object, "print_job/%" PRId64, job);
	return audit_write(db, act, action, object, "", e);
}

/* Inside the caller's transaction, or in one of its own. */
static int
begin(struct db *db, bool *ret_own, struct err *e)
{
	*ret_own = !db_in_transaction(db);
	return *ret_own ? db_begin(db, e) : 0;
}

/* r: 1 commit, 0 nothing happened, -1 failed. */
static int
end(struct db *db, bool own, int r, struct err *e)
{
	if (!own)
		return r;
	if (r == 1)
		return db_commit(db, e) == -1 ? -1 : 1;
	(void)db_rollback(db, NULL);
	return r;
}

static int
reprint(struct db *db, struct arena *a, const struct act *act, int64_t job, struct err *e)
{
	struct print_one_row row;
	int r = print_one(db, a, &(struct print_one_in){ .id = job, .office = act->office },
	    &row, e);
	enum print_state state;

	if (r != 1)
		return r;
	state = print_state_by_word(row.state);
	if (row.letter_void != 0 || row.sha256.p == NULL || row.sha256.n != 32 ||
	    state == PRINT_CLAIMED || state == PRINT_ACCEPTED)
		return 0;
	if (!print_state_final(state)) {
		int64_t n = print_withdraw(db, &(struct print_withdraw_in){ .id = job,
		    .office = act->office, .at = act->at }, e);

		if (n != 1)
			return n == 0 ? 0 : -1;
	}
	if (print_enqueue(db, a, act, row.document_id, row.sha256.p, (int)row.copies, e) == -1 ||
	    trace(db, act, "CETAK_ULANG", job, e) == -1)
		return -1;
	return 1;
}

int
print_reprint(struct db *db, struct arena *a, const struct act *act, int64_t job, struct err *e)
{
	bool own;

	if (begin(db, &own, e) == -1)
		return -1;
	return end(db, own, reprint(db, a, act, job, e), e);
}

/* One row changed: trace it. */
static int
changed(struct db *db, const struct act *act, const char *action, int64_t job, int64_t rows,
    struct err *e)
{
	if (rows != 1)
		return rows == 0 ? 0 : -1;
	return trace(db, act, action, job, e) == -1 ? -1 : 1;
}

int
print_mark_printed(struct db *db, const struct act *act, int64_t job, struct err *e)
{
	bool own;
	int64_t n;

	if (begin(db, &own, e) == -1)
		return -1;
	n = print_confirm(db, &(struct print_confirm_in){ .id = job, .office = act->office,
	    .at = act->at }, e);
	return end(db, own, changed(db, act, "SUDAH_TERCETAK", job, n, e), e);
}

int
print_take_back(struct db *db, const struct act *act, int64_t job, struct err *e)
{
	bool own;
	int64_t n;

	if (begin(db, &own, e) == -1)
		return -1;
	n = print_withdraw(db, &(struct print_withdraw_in){ .id = job, .office = act->office,
	    .at = act->at }, e);
	return end(db, own, changed(db, act, "BATAL_CETAK", job, n, e), e);
}
