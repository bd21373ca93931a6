/*
 * Lock and unlock (/kunci), and the password again before a grave act (/masuk-ulang).
 * Served by the pool `auth`; the page itself is also the answer of other pools.
 */
#include "page/lock.h"

#include <string.h>

#include "base/str.h"
#include "page/hold.h"
#include "page/page.h"
#include "page/proof.h"
#include "sql/session.h"
#include "store/audit.h"
#include "tpl.h"

static const struct {
	const char	*action, *title, *text, *verb;
} word[] = {
	[LOCK_IDLE] = { "/kunci", "Layar terkunci",
	    "Layar ini dikunci karena lama tidak dipakai. Isian Anda tetap ada.", "Buka kunci" },
	[LOCK_PROOF] = { "/masuk-ulang", "Konfirmasi kata sandi",
	    "Tindakan ini memerlukan kata sandi Anda sekali lagi. Isian Anda tetap ada.", "Konfirmasi" },
};

void
lock_page(struct visit *v, enum lock_why why, const struct view_held *held, int status, const char *message)
{
	struct lock_page p = {
		.layout = visit_layout(v, word[why].title), .form = visit_form(v, word[why].action, 0),
		.heading = word[why].title, .text = word[why].text, .verb = word[why].verb,
		.who = v->who.name, .next = hold_next(v),
		.secret = { .kind = FIELD_PASSWORD, .name = "rahasia", .required = true, .autofocus = true,
		    .label = why == LOCK_IDLE && v->who.pin ? "PIN atau kata sandi" : "Kata sandi",
		    .autocomplete = "current-password", .error = message },
	};

	if (held != NULL)
		p.held = *held;
	p.layout.office = v->who.office_name;
	p.layout.failed = message != NULL;
	tpl_page_lock(visit_page(v, status), &p);
}

void
lock_get(struct visit *v)
{
	if (v->who.state == SESSION_LOCKED)
		lock_page(v, LOCK_IDLE, NULL, 200, NULL);
	else
		hold_release(v);
}

void
proof_get(struct visit *v)
{
	lock_page(v, LOCK_PROOF, NULL, 200, NULL);
}

static void
refuse(struct visit *v, enum lock_why why, enum proof p, int64_t wait)
{
	struct view_held held = hold_carried(v);
	const char *message = proof_text(v, p, why == LOCK_IDLE, wait);
	int status = p == PROOF_WAIT ? 429 : 422;

	if (p == PROOF_WAIT)
		reply_header(v->reply, "Retry-After", arena_printf(v->arena, "%lld", (long long)wait));
	if (v->req->htmx)
		out_raw(reply_text(v->reply, status), message, strlen(message));
	else
		lock_page(v, why, held.to == NULL ? NULL : &held, status, message);
}

static void
prove(struct visit *v, enum lock_why why)
{
	const char *secret = request_param(v->req, "rahasia");
	const struct session_unlock_in unlock = { .token_hash = v->who.token_hash, .at = v->now };
	const struct session_fresh_set_in fresh = { .token_hash = v->who.token_hash, .at = v->now };
	int64_t wait = 0;
	enum proof p = str_empty(secret) ? PROOF_WRONG : proof_of(v, secret, why == LOCK_IDLE, &wait, NULL);

	if (p == PROOF_WRONG || p == PROOF_WAIT) {
		refuse(v, why, p, wait);
		return;
	}
	if (p == PROOF_FAILED ||
	    (why == LOCK_IDLE ? session_unlock(v->db, &unlock, &v->err) : session_fresh_set(v->db, &fresh, &v->err)) < 0 ||
	    audit_write(v->db, &v->act, why == LOCK_IDLE ? "BUKA_KUNCI" : "KONFIRMASI",
	    arena_printf(v->arena, "user/%lld", (long long)v->who.user), "", &v->err) == -1) {
		visit_failed(v);
		return;
	}
	v->who.state = SESSION_OPEN;
	if (v->req->htmx)
		(void)reply_text(v->reply, 204);
	else
		hold_release(v);
}

void
lock_post(struct visit *v)
{
	if (v->who.state == SESSION_CODE)
		hold_for_state(v);
	else
		prove(v, LOCK_IDLE);
}

void
proof_post(struct visit *v)
{
	prove(v, LOCK_PROOF);
}

/* By hand, or by the page's own clock. */
void
lock_close_post(struct visit *v)
{
	const struct session_lock_in in = { .token_hash = v->who.token_hash, .at = v->now };
	const char *next = hold_next(v);
	int64_t n = v->who.state == SESSION_CODE ? 0 : session_lock(v->db, &in, &v->err);

	if (n < 0 || (n == 1 && audit_write(v->db, &v->act, "KUNCI",
	    arena_printf(v->arena, "user/%lld", (long long)v->who.user), "", &v->err) == -1)) {
		visit_failed(v);
		return;
	}
	if (v->req->htmx)
		(void)reply_text(v->reply, 204);
	else
		reply_redirect(v->reply, *next == '\0' ? "/kunci" : arena_printf(v->arena, "/kunci?lanjut=%s", next));
}

/* Somebody types for a long time: the page says so. */
void
lock_alive_get(struct visit *v)
{
	(void)reply_text(v->reply, 204);
}
