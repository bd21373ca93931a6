#include "page/hold.h"

#include <string.h>

#include "base/str.h"
#include "http/csrf.h"
#include "page/lock.h"
#include "page/view_people.h"
#include "tpl.h"

/* A secret is typed again. */
static bool
kept(const char *name)
{
	return !str_eq(name, CSRF_FIELD) && !str_starts(name, "kata_sandi") && !str_starts(name, "kode") &&
	    !str_starts(name, "pin") && !str_eq(name, "rahasia");
}

const char *
hold_next(struct visit *v)
{
	const char *s = v->req->method == HTTP_POST ? request_param(v->req, "lanjut") :
	    request_query(v->req, "lanjut");

	return reply_path_ok(s) && !str_starts(s, "/masuk") && !str_starts(s, "/kunci") ? s : "";
}

/* What was sent to path, to be sent there again. */
static struct view_held
held(struct visit *v, const char *path, const char *prefix)
{
	const struct pairs *p = &v->req->form;
	struct view_hidden *at = ARENA_ARRAY(v->arena, p->n, struct view_hidden);
	size_t n = 0, skip = strlen(prefix);

	for (size_t i = 0; at != NULL && i < p->n; i++)
		if (str_starts(p->at[i].name, prefix) && kept(p->at[i].name + skip))
			at[n++] = (struct view_hidden){
				.name = p->at[i].name + skip,
				.held = arena_printf(v->arena, "%s%s", HOLD_FIELD, p->at[i].name + skip),
				.value = p->at[i].value };
	return (struct view_held){ .to = path, .at = at, .n = n };
}

struct view_held
hold_carried(struct visit *v)
{
	const char *to = request_param(v->req, HOLD_TO);

	if (v->req->method != HTTP_POST || !reply_path_ok(to))
		return (struct view_held){ 0 };
	return held(v, to, HOLD_FIELD);
}

static const char *
with_next(struct visit *v, const char *page)
{
	struct out next = { 0 };

	out_init(&next, 2048);
	if (strlen(v->req->path) < 200)
		out_url(&next, v->req->path);
	out_raw(&next, "", 1);
	const char *s = arena_printf(v->arena, "%s?lanjut=%s", page, next.failed ? "" : next.p);
	out_free(&next);
	return s;
}

static void
hold(struct visit *v, const char *page, enum lock_why why)
{
	if (v->req->htmx) {
		reply_header(v->reply, "HX-Trigger", "terkunci");
		(void)reply_text(v->reply, 204);
	} else if (v->req->method == HTTP_POST) {
		struct view_held h = held(v, v->req->path, "");
		lock_page(v, why, &h, 403, NULL);
	} else
		reply_redirect(v->reply, with_next(v, page));
}

void
hold_for_state(struct visit *v)
{
	switch (v->who.state) {
	case SESSION_CODE:
		reply_redirect(v->reply, with_next(v, "/masuk/kode"));
		break;
	case SESSION_PASSWORD:
		reply_redirect(v->reply, "/akun/kata-sandi?sebab=kedaluwarsa");
		break;
	case SESSION_LOCKED:
	case SESSION_OPEN:
		hold(v, "/kunci", LOCK_IDLE);
		break;
	}
}

void
hold_for_proof(struct visit *v)
{
	hold(v, "/masuk-ulang", LOCK_PROOF);
}

void
hold_release(struct visit *v)
{
	struct view_held h = hold_carried(v);
	const char *next = hold_next(v);

	if (h.to == NULL) {
		reply_redirect(v->reply, *next == '\0' ? "/beranda" : next);
		return;
	}
	struct held_page p = { .layout = visit_layout(v, "Lanjutkan"), .held = h, .csrf_token = v->csrf };
	tpl_page_held(visit_page(v, 200), &p);
}
