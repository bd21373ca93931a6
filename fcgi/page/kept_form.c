#include "page/kept_form.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "http/csrf.h"
#include "page/page.h"
#include "sql/kept_form.h"

#define DAY_US	(INT64_C(24) * 60 * 60 * 1000000)

/* Only these pages have such a form. */
static bool
place_ok(const char *path)
{
	static const char *const ends[] = { "/penerimaan", "/verifikasi" };
	size_t n;

	if (str_eq(path, "/permohonan/baru"))
		return true;
	if (path == NULL || !str_starts(path, "/permohonan/"))
		return false;
	path += strlen("/permohonan/");
	n = strspn(path, "0123456789");
	for (size_t i = 0; n > 0 && n < 19 && i < sizeof ends / sizeof ends[0]; i++)
		if (str_eq(path + n, ends[i]))
			return true;
	return false;
}

/* Of the page, not of one sending of it. */
static bool
of_the_sending(const char *name)
{
	return str_eq(name, CSRF_FIELD) || str_eq(name, "permintaan") || str_eq(name, "versi") ||
	    str_eq(name, "tindakan") || str_eq(name, "alamat") || str_eq(name, "isian");
}

static const char *
encoded(struct visit *v)
{
	struct out o;
	char *text = NULL;

	out_init(&o, (size_t)1 << 17);
	for (size_t i = 0; i < v->req->form.n; i++) {
		const struct pair *p = &v->req->form.at[i];
		if (of_the_sending(p->name) || str_empty(p->value))
			continue;
		out_printf(&o, "%s%s=", o.n == 0 ? "" : "&", p->name);
		out_url_part(&o, p->value);
	}
	out_raw(&o, "", 1);
	if (!o.failed)
		text = arena_strdup(v->arena, o.p);
	out_free(&o);
	return text;
}

static int
look(struct visit *v, struct kept_form_get_row *ret)
{
	const struct kept_form_get_in in = { .user = v->who.user, .office = v->who.office, .path = v->req->path, .since = { v->now.us - DAY_US } };

	return kept_form_get(v->db, v->arena, &in, ret, &v->err);
}

int
kept_form_offer(struct visit *v, struct view_kept *ret)
{
	struct kept_form_get_row row;
	int n = v->req->method != HTTP_GET || !str_empty(request_query(v->req, "isian")) ? 0 : look(v, &row);

	*ret = (struct view_kept){ .path = v->req->path, .csrf_token = v->csrf };
	if (n == 1) {
		ret->at = row.at;
		ret->href = arena_printf(v->arena, "%s?isian=pakai", v->req->path);
	}
	return n == -1 ? -1 : 0;
}

int
kept_form_use(struct visit *v)
{
	struct request *as_sent;
	struct kept_form_get_row row;
	int n;

	if (v->req->method != HTTP_GET || !str_eq(request_query(v->req, "isian"), "pakai"))
		return 0;
	if ((n = look(v, &row)) != 1)
		return n;
	if ((as_sent = ARENA_NEW(v->arena, struct request)) == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	*as_sent = *v->req;
	/* the query's own word stays, so that whoever asks again is answered alike */
	const char *fields = arena_printf(v->arena, "isian=pakai&%s", row.fields);
	if (request_parse_urlencoded(v->arena, fields, strlen(fields), &as_sent->query, &v->err) != 0)
		return -1;
	v->req = as_sent;
	return 1;
}

static int
removed(struct visit *v, const char *path)
{
	const struct kept_form_remove_in in = { .user = v->who.user, .office = v->who.office, .path = path };

	return kept_form_remove(v->db, &in, &v->err) < 0 ? -1 : 0;
}

void
kept_form_done(struct visit *v)
{
	if (removed(v, v->req->path) == -1)
		log_event(LOG_LEVEL_WARN, "kept form", "error", v->err.text, NULL);
}

/* POST /isian: from the page's script while somebody types, or BUANG. */
void
kept_form_post(struct visit *v)
{
	const char *path = request_param(v->req, "alamat"), *fields;
	const struct kept_form_sweep_in old = { .before = { v->now.us - DAY_US } };

	if (!place_ok(path)) {
		visit_error(v, 400);
		return;
	}
	if (str_eq(visit_action(v), "BUANG")) {
		if (removed(v, path) == -1)
			visit_failed(v);
		else
			reply_redirect(v->reply, path);
		return;
	}
	if ((fields = encoded(v)) == NULL) {
		visit_error(v, 413);
		return;
	}
	const struct kept_form_put_in in = { .user = v->who.user, .office = v->who.office, .path = path, .fields = fields, .at = v->now };
	if (kept_form_sweep(v->db, &old, &v->err) < 0 || kept_form_put(v->db, &in, &v->err) < 0)
		visit_failed(v);
	else
		reply_bytes(v->reply, 200, "text/plain; charset=utf-8", (struct bytes){ (const uint8_t *)"ya\n", 3 });
}
