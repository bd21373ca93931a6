#include "store/second_factor.h"

#include "sql/people.h"
#include "sql/second_factor.h"
#include "store/audit.h"

int
second_factor_state(struct db *db, struct arena *a, int64_t user, struct second_factor *ret,
    struct err *e)
{
	const struct factor_state_in in = { .user = user };
	struct factor_state_row row;
	int n = factor_state(db, a, &in, &row, e);

	if (n == -1)
		return -1;
	*ret = (struct second_factor){ 0 };
	if (n == 1)
		*ret = (struct second_factor){ .has = row.confirmed != 0,
		    .login = row.confirmed != 0 && row.login != 0 };
	return 0;
}

int
second_factor_wanted(struct db *db, struct arena *a, int64_t user, bool *ret, struct err *e)
{
	struct second_factor f;

	if (second_factor_state(db, a, user, &f, e) == -1)
		return -1;
	*ret = f.login;
	return 0;
}

int
second_factor_remove(struct db *db, struct arena *a, const struct act *act, int64_t user,
    struct err *e)
{
	const struct factor_recovery_clear_in codes = { .user = user };
	const struct factor_remove_in in = { .user = user, .actor = act->actor, .at = act->at };
	const struct people_sessions_end_in sessions = { .user = user };
	const char *who = act->actor == user ? "sendiri" : "administrator";
	int64_t n;

	if (factor_recovery_clear(db, &codes, e) < 0 || (n = factor_remove(db, &in, e)) < 0)
		return -1;
	if (n == 0)
		return 0;
	if (act->actor != user && people_sessions_end(db, &sessions, e) < 0)
		return -1;
	return audit_write(db, act, "KODE_OTP_HAPUS",
	    arena_printf(a, "user/%lld", (long long)user), who, e) == -1 ? -1 : 1;
}
