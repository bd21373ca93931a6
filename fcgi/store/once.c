#include "store/once.h"

#include "sql/audit.h"
#include "store/change.h"

enum { TRIES = 3 };

static int
attempt(struct once *o, once_fn *run, void *arg, const char **ret_location, struct err *e)
{
	int r;

	if (db_begin(o->db, e) == -1)
		return -1;
	r = change_repeated(o->db, o->arena, o->act, ret_location, e);
	if (r == 0) {
		r = run(o, arg, e);
		if (r == 1) {
			const struct request_add_in in = { .request = o->act->request,
			    .user = o->act->actor, .at = o->act->at, .location = o->location };
			r = request_add(o->db, &in, e) < 0 || db_commit(o->db, e) == -1 ? -1 : 1;
			*ret_location = o->location;
		}
	}
	(void)db_rollback(o->db, NULL);
	return r;
}

int
once_do(struct db *db, struct arena *a, const struct act *act, once_fn *run, void *arg,
    const char **ret_location, struct err *e)
{
	int r = -1;

	for (int try = 0; try < TRIES; try++) {
		struct once o = { .db = db, .arena = a, .act = act };
		r = attempt(&o, run, arg, ret_location, e);
		/* two equal forms at once: the slower one finds the answer of the other */
		if (r != -1 || !(db_retry(e) || e->kind == ERR_CONFLICT))
			break;
	}
	return r;
}
