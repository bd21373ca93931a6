#include "sign/factor_check.h"

#include <sodium.h>

#include "sql/second_factor.h"

#define US		INT64_C(1000000)
#define QUARTER_US	(15 * 60 * US)
#define DAY_US		(24 * 3600 * US)

struct check {
	struct db		*db;
	struct arena		*arena;
	const struct factor_ask	*ask;
	struct err		*e;
};

static enum sign_refusal
failed(const struct check *c)
{
	return c->e->kind == ERR_AWAY || c->e->kind == ERR_BUSY ? SIGN_NO_AWAY : SIGN_NO_INTERNAL;
}

static enum sign_refusal
patience(const struct check *c, int64_t *ret_wait)
{
	struct utc now = c->ask->now;
	const struct signd_tries_in in = { .user = c->ask->user, .quarter = { now.us - QUARTER_US },
	    .since = { now.us - DAY_US } };
	struct signd_tries_row row;

	if (signd_tries(c->db, c->arena, &in, &row, c->e) != 1)
		return failed(c);
	*ret_wait = factor_wait(row.quarter, row.many, row.last, now);
	return *ret_wait > 0 ? SIGN_NO_TRIES : SIGN_OK;
}

/* The token of the code, or SIGN_NO_CODE. */
static enum sign_refusal
token_of(const struct check *c, const struct box_key *key, const struct signd_factor_row *f,
    enum factor_kind kind, const char **ret_token)
{
	uint8_t secret[TOTP_SECRET_LEN], hash[32];
	const struct signd_recovery_in in = { .factor = f->id, .hash = { hash, sizeof hash } };
	struct signd_recovery_row row;
	int64_t step = 0;
	int n = 0;

	if (kind == FACTOR_RECOVERY) {
		factor_recovery_hash(c->ask->user, c->ask->code, hash);
		if ((n = signd_recovery(c->db, c->arena, &in, &row, c->e)) == -1)
			return failed(c);
		if (n == 1)
			*ret_token = arena_printf(c->arena, "pemulihan/%lld", (long long)row.id);
	} else {
		if (!factor_open(key, c->ask->user, f->sealed, secret)) {
			(void)err_set(c->e, ERR_BROKEN, 0, "second_factor %lld cannot be opened",
			    (long long)f->id);
			return SIGN_NO_INTERNAL;
		}
		n = totp_match(secret, sizeof secret, c->ask->now.us / US, c->ask->code, &step);
		sodium_memzero(secret, sizeof secret);
		if (n == 1)
			*ret_token = arena_printf(c->arena, "totp/%lld/%lld", (long long)f->id,
			    (long long)step);
	}
	return n == 1 ? SIGN_OK : SIGN_NO_CODE;
}

static enum sign_refusal
use(const struct check *c, const char *token)
{
	const struct signd_use_add_in add = { .user = c->ask->user, .token = token,
	    .binding = { c->ask->binding, 32 }, .at = c->ask->now };
	const struct signd_use_find_in find = { .user = c->ask->user, .token = token };
	struct signd_use_find_row row;

	if (signd_use_add(c->db, &add, c->e) >= 0)
		return SIGN_OK;
	if (c->e->kind != ERR_CONFLICT)
		return failed(c);
	if (signd_use_find(c->db, c->arena, &find, &row, c->e) != 1)
		return failed(c);
	return row.binding.n == 32 && sodium_memcmp(row.binding.p, c->ask->binding, 32) == 0 ?
	    SIGN_OK : SIGN_NO_USED;
}

enum sign_refusal
factor_check(struct db *db, struct arena *a, const struct box_key *key,
    const struct factor_ask *ask, enum factor_kind *ret_kind, int64_t *ret_wait, struct err *e)
{
	const struct check c = { .db = db, .arena = a, .ask = ask, .e = e };
	const struct signd_factor_in who = { .user = ask->user };
	const struct signd_try_add_in wrong = { .user = ask->user, .at = ask->now };
	char code[FACTOR_CODE_SIZE];
	enum factor_kind kind = factor_code(ask->code, code);
	struct signd_factor_row f;
	const char *token = NULL;
	enum sign_refusal why;
	int n;

	sodium_memzero(code, sizeof code);
	if (kind != FACTOR_TOTP && kind != FACTOR_RECOVERY)
		return SIGN_NO_CODE;
	if ((n = signd_factor(db, a, &who, &f, e)) == -1)
		return failed(&c);
	if (n == 0 || (ask->confirmed && f.confirmed == 0))
		return SIGN_NO_FACTOR;
	if ((why = patience(&c, ret_wait)) != SIGN_OK)
		return why;
	why = token_of(&c, key, &f, kind, &token);
	if (why == SIGN_NO_CODE && signd_try_add(db, &wrong, e) < 0)
		return failed(&c);
	if (why == SIGN_OK)
		why = use(&c, token);
	if (why == SIGN_OK)
		*ret_kind = kind;
	return why;
}
