#include "admin/expire.h"

#include <stdio.h>

#include "admin/terminal.h"
#include "base/rnd.h"
#include "sop/expiry.h"
#include "sql/document.h"
#include "sql/expiry.h"
#include "sql/kept_form.h"
#include "store/change.h"

#define ARENA_CAP	(4 * 1024 * 1024)

enum { PIECE = 200 };

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct document_void_in letter = { .case_id = c->id, .kind = "REKOMENDASI" };
	const char *reason = arg;
	enum change_end end = change_move(c, MOVE_EXPIRE, reason, e);

	if (end != CHANGE_DONE)
		return end;
	/* the letter's number stays and is marked */
	return document_void(c->db, &letter, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

static int
one(struct db *db, struct arena *a, const struct expiry_offices_row *office, const struct expiry_list_row *r, struct err *e)
{
	enum status s = sop_status_by_word(r->status);
	char request[33];
	const char *location, *reason = arena_printf(a, "tanpa tindakan selama %lld hari",
	    (long long)(s == STATUS_DRAF ? office->draft_days : office->expiry_days));
	void *arg = arena_strdup(a, reason);

	rnd_hex(request, 16);
	const struct act act = { .office = office->id, .address = terminal_address(), .session = "", .request = request, .at = utc_now() };
	const struct change_order order = { .id = r->id, .version = r->version, .run = run, .arg = arg };
	switch (change_case(db, a, &act, &order, &location, e)) {
	case CHANGE_DONE: return 1;
	case CHANGE_FAILED: return -1;
	case CHANGE_STALE:	/* somebody moved it just now */
	case CHANGE_REPEATED:
	case CHANGE_NOT_FOUND:
	case CHANGE_NOT_NOW:
	case CHANGE_NOT_YOU:
	case CHANGE_GUARD:
	case CHANGE_REFUSED: return 0;
	}
	return 0;
}

/* A piece of an office: how many it closed, or -1; *ret_more: there may be more. */
static int64_t
piece(struct db *db, const struct expiry_offices_row *office, bool *ret_more, struct err *e)
{
	const struct expiry_rule rule = { office->draft_days, office->expiry_days, office->warn_days };
	const struct expiry_cut cut = expiry_cut(&rule, utc_now());
	const struct expiry_list_in in = { .office = office->id, .draft_before = cut.draft, .before = cut.other, .size = PIECE };
	struct arena *a = arena_create(ARENA_CAP);
	struct expiry_list_rows rows;
	int64_t n = 0;

	if (a == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if (expiry_list(db, a, &in, &rows, e) == -1)
		n = -1;
	for (size_t i = 0; n != -1 && i < rows.n; i++) {
		int r = one(db, a, office, &rows.at[i], e);
		n = r == -1 ? -1 : n + r;
	}
	*ret_more = n > 0 && rows.n == PIECE;
	arena_free(a);
	return n;
}

/* Forms that were typed into and never sent are kept for a day (page/kept_form.h). */
static int
sweep_forms(struct db *db, struct err *e)
{
	const struct kept_form_sweep_in in = { .before = { utc_now().us - INT64_C(24) * 60 * 60 * 1000000 } };
	int64_t n = 1;

	while (n > 0)
		n = kept_form_sweep(db, &in, e);
	return n < 0 ? -1 : 0;
}

static int
all(struct db *db, struct arena *a, struct err *e)
{
	struct expiry_offices_rows offices;
	int64_t total = 0;

	if (expiry_offices(db, a, &offices, e) == -1)
		return -1;
	for (size_t i = 0; i < offices.n; i++)
		for (bool more = true; more;) {
			int64_t n = piece(db, &offices.at[i], &more, e);
			if (n == -1)
				return -1;
			total += n;
		}
	if (sweep_forms(db, e) == -1)
		return -1;
	printf("%lld cases expired\n", (long long)total);
	return 0;
}

int
ctl_expire(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct arena *a;
	struct db *db;
	int r;

	(void)argv;
	if (argc != 1)
		return CTL_USAGE;
	if ((a = arena_create(ARENA_CAP)) == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	r = (db = db_open(c->conf, "web", e)) == NULL ? -1 : all(db, a, e);
	db_close(db);
	arena_free(a);
	return r;
}
