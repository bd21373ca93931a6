#include "app/auth.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "http/csrf.h"
#include "sql/session.h"

#define MINUTE_US	(60 * INT64_C(1000000))

/* Before login the token is bound to a cookie of its own. */
static int
visitor(struct visit *v)
{
	const char *pre = request_cookie(v->req, COOKIE_PRE);
	char *fresh = arena_alloc(v->arena, CSRF_PRE_SIZE);
	char *token = arena_alloc(v->arena, CSRF_TOKEN_SIZE);

	if (fresh == NULL || token == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (pre == NULL || !csrf_pre_valid(pre)) {
		csrf_pre_new(fresh);
		reply_cookie(v->reply, COOKIE_PRE, fresh, 0);
		pre = fresh;
	}
	csrf_pre_token(v->site->secret, pre, token);
	v->csrf = token;
	return 0;
}

int
auth_who(struct visit *v)
{
	const char *cookie = request_cookie(v->req, COOKIE_SESSION);
	uint8_t *hash = arena_alloc(v->arena, 32);
	char *token = arena_alloc(v->arena, CSRF_TOKEN_SIZE);
	struct session_who_row row;

	if (hash == NULL || token == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (str_empty(cookie) || strlen(cookie) > 64)
		return visitor(v);
	crypto_generichash(hash, 32, (const uint8_t *)cookie, strlen(cookie), NULL, 0);
	const struct bytes h = { hash, 32 };
	const struct session_who_in in = { .token_hash = h, .now = v->now, .today = v->today };
	int n = session_who(v->db, v->arena, &in, &row, &v->err);
	if (n < 0)
		return -1;
	if (n == 0)
		return visitor(v);
	const struct session_facts facts = {
		.stage = row.stage, .seen_at = row.seen_at, .locked_at = row.locked_at,
		.password_at = row.password_at, .idle_minutes = row.idle_minutes,
		.policy = password_policy(row.policy),
	};
	v->who = (struct who){
		.user = row.user_id, .office = row.office_id, .name = row.name,
		.username = row.username, .office_name = row.office_name,
		.roles = (role_set)row.roles, .token_hash = h,
		.state = session_judge(&facts, v->now), .seen_at = row.seen_at,
		.fresh_at = row.fresh_at, .training = row.training != 0, .scans = row.scans != 0, .agenda_format = row.agenda_format, .idle_minutes = row.idle_minutes, .policy = row.policy,
		.pin = row.pin_set != 0 && row.pin_tries < SESSION_PIN_TRIES,
	};
	csrf_token(v->site->secret, h, token);
	v->csrf = token;
	return 0;
}

int
auth_alive(struct visit *v)
{
	const struct session_seen_in seen = { .token_hash = v->who.token_hash, .now = v->now };

	if (v->who.state != SESSION_OPEN || v->now.us - v->who.seen_at.us <= MINUTE_US)
		return 0;
	return session_seen(v->db, &seen, &v->err) < 0 ? -1 : 0;
}

bool
auth_csrf_ok(const struct visit *v)
{
	const char *token = request_param(v->req, CSRF_FIELD);
	const char *pre = request_cookie(v->req, COOKIE_PRE);

	if (!csrf_origin_ok(v->req, v->site->origin))
		return false;
	if (v->who.user != 0)
		return csrf_check(v->site->secret, v->who.token_hash, token);
	return pre != NULL && csrf_pre_check(v->site->secret, pre, token);
}
