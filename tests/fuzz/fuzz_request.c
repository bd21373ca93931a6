/*
 * libFuzzer: one input is one request.  First byte chooses the parser, or the
 * whole way: path, query, cookies, body, route, form.  Whatever is accepted must
 * be what the headers promise.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/form.h"
#include "http/route.h"
#include "http/server.h"

struct typed {
	const char	*name, *nik, *sex, *note;
	int64_t		 count;
	bool		 agreed;
	struct day	 born;
};

static const char *const sexes[] = { "L", "P", NULL };
static const struct form_field form[] = {
	FORM_AS("a", struct typed, name, 1, 20, "A"),
	FORM_DIGITS_AS("b", struct typed, nik, 16, "B"),
	FORM_CHOICE_MAY_AS("c", struct typed, sex, sexes, "C"),
	FORM_LINES_MAY_AS("d", struct typed, note, 100, "D"),
	FORM_MAY_AS("e", struct typed, count, -5, 5, "E"),
	FORM_MAY_AS("f", struct typed, agreed, 0, 0, "F"),
	FORM_MAY_AS("g", struct typed, born, 0, 0, "G"),
	FORM_END
};

struct visit { int unused; };
static void nobody(struct visit *v) { (void)v; }
static const struct route site[] = {
	ROUTE(GET, "/", PAGES, 1, nobody),
	ROUTE(GET, "/a/b", PAGES, 1, nobody),
	ROUTE(POST, "/a/{id}", PAGES, 1, nobody),
	ROUTE(GET, "/a/{id}/{word}/{id}", PAGES, 1, nobody),
};

static void
must(bool good)
{
	if (!good)
		abort();
}

static void
check_text(const char *s)
{
	must(str_utf8_valid(s, strlen(s)));
}

static void
check_path(const char *path)
{
	struct route_match m;

	check_text(path);
	must(path[0] == '/' && strstr(path, "//") == NULL && strstr(path, "/../") == NULL &&
	    strchr(path, '\\') == NULL);
	for (int i = 0; i < HTTP_METHOD__MAX; i++)
		if (route_find(site, 4, (enum http_method)i, path, &m) == ROUTE_FOUND)
			for (size_t k = 0; k < m.args; k++)
				must(m.arg[k].word[0] != '\0' && m.arg[k].id >= 0);
}

static void
check_form(const struct request *r, struct arena *a)
{
	struct typed t = { 0 };
	struct form_result res;

	if (!form_read(form, r, a, &t, &res)) {
		must(arena_overflowed(a) || res.n > 0);
		for (size_t i = 0; i < res.n; i++)
			must(res.at[i].message[0] != '\0' && form_raw(&res, res.at[i].name) != NULL);
		return;
	}
	if (arena_overflowed(a))
		return;
	must(str_utf8_len(t.name) >= 1 && str_utf8_len(t.name) <= 20);
	must(str_all_digits(t.nik, 16));
	must(t.sex[0] == '\0' || t.sex == sexes[0] || t.sex == sexes[1]);
	must(str_utf8_len(t.note) <= 100 && t.count >= -5 && t.count <= 5);
	must(t.born.y == 0 || day_valid(t.born));
	check_text(t.name);
	check_text(t.note);
}

static void
check_whole(struct arena *a, char *s, size_t n)
{
	struct http_raw raw = { .method = "POST", .uri = "/", .content_type =
	    "application/x-www-form-urlencoded", .remote = "::1", .id = "", .host = "",
	    .cookie = "", .origin = "", .fetch_site = "", .fetch_dest = "", .fetch_mode = "", .hx_request = "", .user_agent = "" };
	struct request r;
	char *cut = memchr(s, '\n', n);

	raw.uri = s;
	if (cut != NULL) {
		*cut++ = '\0';
		raw.body = (struct bytes){ (const uint8_t *)cut, n - (size_t)(cut - s) };
	} else {
		raw.body = (struct bytes){ (const uint8_t *)"", 0 };
	}
	int status = request_parse(a, &raw, &r, NULL);
	must(strlen(r.id) == 32 || arena_overflowed(a));
	must(status == 0 || (status >= 400 && status < 600));
	if (status != 0)
		return;
	check_path(r.path);
	for (size_t i = 0; i < r.form.n; i++)
		check_text(r.form.at[i].value);
	check_form(&r, a);
}

int	 LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *a;
	const char *path;
	struct pairs pairs;

	if (n == 0)
		return 0;
	if (a == NULL)
		a = arena_create(1 << 18);
	arena_reset(a);
	/* a copy of exact length, so that reading past it is seen */
	char *s = malloc(n);
	memcpy(s, p + 1, n - 1);
	s[n - 1] = '\0';
	switch (p[0] % 4) {
	case 0:
		if (request_parse_path(a, s, n - 1, &path, NULL) == 0)
			check_path(path);
		break;
	case 1:
		if (request_parse_urlencoded(a, s, n - 1, &pairs, NULL) == 0)
			check_form(&(struct request){ .method = HTTP_POST, .form = pairs }, a);
		break;
	case 2:
		must(request_parse_cookies(a, s, &pairs, NULL) == 0 || arena_overflowed(a));
		break;
	default:
		check_whole(a, s, n - 1);
	}
	free(s);
	return 0;
}
