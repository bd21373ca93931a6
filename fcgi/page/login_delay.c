#include "page/login_delay.h"

#include "base/log.h"
#include "page/visit.h"
#include "sql/second_factor.h"
#include "sql/session.h"
#include "store/audit.h"

#define US		INT64_C(1000000)
#define MINUTE_US	(60 * US)
#define DAY_US		(24 * 60 * MINUTE_US)
#define TRY_WINDOW_US	(15 * MINUTE_US)
enum {
	FREE = 5, DELAY_MAX = 300,
	ADDRESS_SHARE = 4,
	NAME_FREE = 10, NAME_DELAY_MAX = 5,
};

/* Seconds left of the delay that so many failures bring, the last of them then. */
static int64_t
left(int64_t failures, int64_t free, int64_t max, struct utc last, struct utc now)
{
	int64_t over = failures - free - 1, gone = (now.us - last.us) / US;

	if (over < 0)
		return 0;
	int64_t delay = over > 8 ? max : INT64_C(2) << over;
	if (delay > max)
		delay = max;
	if (gone < 0)		/* the clock was set back */
		gone = 0;
	return gone < delay ? delay - gone : 0;
}

/* Seconds until another try is allowed, by all failures but the one with this id. */
static int
wait_of(struct visit *v, const char *username, int64_t but, int64_t *ret_wait)
{
	const struct login_failures_in in = { .username = username, .address = v->req->remote,
	    .since = { v->now.us - TRY_WINDOW_US }, .but = but };
	struct login_failures_row row;
	int n = login_failures(v->db, v->arena, &in, &row, &v->err);

	*ret_wait = 0;
	if (n != 1)
		return n;
	const int64_t wait[] = {
		left(row.by_pair, FREE, DELAY_MAX, row.last_pair, v->now),
		left(row.by_address / ADDRESS_SHARE, FREE, DELAY_MAX, row.last_address, v->now),
		row.by_pair == 0 ? 0 :
		    left(row.by_name, NAME_FREE, NAME_DELAY_MAX, row.last_pair, v->now),
	};
	for (size_t i = 0; i < sizeof wait / sizeof wait[0]; i++)
		if (wait[i] > *ret_wait)
			*ret_wait = wait[i];
	return 0;
}

int
login_try(struct visit *v, const char *username, int64_t *ret_try, int64_t *ret_wait)
{
	const struct login_failed_in failed = { .username = username, .address = v->req->remote,
	    .at = v->now };

	*ret_try = 0;
	/* a refused storm writes nothing */
	if (wait_of(v, username, 0, ret_wait) < 0)
		return -1;
	if (*ret_wait > 0)
		return 0;
	if (login_failed(v->db, &failed, &v->err) < 0)
		return -1;
	*ret_try = db_last_insert_id(v->db);
	if (wait_of(v, username, *ret_try, ret_wait) < 0)
		return -1;
	if (*ret_wait > 0) {
		const struct login_withdraw_in in = { .try = *ret_try };
		return login_withdraw(v->db, &in, &v->err) < 0 ? -1 : 0;
	}
	return 0;
}

int
login_trace(struct visit *v, int64_t try, int64_t user, int64_t office)
{
	const struct login_traced_in in = { .user = user, .try = try,
	    .since = { v->now.us - v->now.us % MINUTE_US } };
	struct login_traced_row row;
	struct act act = v->act;

	if (login_traced(v->db, v->arena, &in, &row, &v->err) < 0)
		return -1;
	if (row.n > 0)
		return 0;
	act.office = office;
	return audit_write(v->db, &act, "GAGAL_MASUK", user == 0 ? "user/?" :
	    arena_printf(v->arena, "user/%lld", (long long)user), "", &v->err);
}

void
login_sweep(struct visit *v)
{
	const struct session_sweep_in sessions = { .now = v->now };
	const struct login_sweep_tries_in tries = { .before = { v->now.us - DAY_US } };
	const struct request_sweep_in requests = { .before = { v->now.us - 7 * DAY_US } };
	const struct factor_try_sweep_in codes = { .before = { v->now.us - 2 * DAY_US } };
	struct err e = { 0 };

	if (session_sweep(v->db, &sessions, &e) < 0 ||
	    login_sweep_tries(v->db, &tries, &e) < 0 || factor_try_sweep(v->db, &codes, &e) < 0 ||
	    request_sweep(v->db, &requests, &e) < 0)
		log_event(LOG_LEVEL_WARN, "old rows stay", "error", e.text, NULL);
}
