/* What a request may look like, and that everything else is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/request.h"
#include "http/server.h"

static struct arena *arena;

static struct http_raw
get(const char *uri)
{
	return (struct http_raw){ .method = "GET", .uri = uri, .content_type = "",
	    .remote = "10.0.0.7", .id = "0123456789abcdef0123456789abcdef", .host = "rekam.local",
	    .cookie = "", .origin = "", .fetch_site = "", .fetch_dest = "", .fetch_mode = "", .hx_request = "", .user_agent = "",
	    .body = { (const uint8_t *)"", 0 } };
}

static struct http_raw
post(const char *body)
{
	struct http_raw raw = get("/antrean");

	raw.method = "POST";
	raw.content_type = "application/x-www-form-urlencoded; charset=UTF-8";
	raw.body = (struct bytes){ (const uint8_t *)body, strlen(body) };
	return raw;
}

static int
parse(const struct http_raw *raw, struct request *r)
{
	struct err e = { 0 };

	arena_reset(arena);
	return request_parse(arena, raw, r, &e);
}

static void
paths(void **state)
{
	static const struct {
		const char *sentence, *uri, *path;	/* path NULL: refused */
		int status;
	} table[] = {
		{ "the root", "/", "/", 0 },
		{ "plain segments", "/permohonan/12", "/permohonan/12", 0 },
		{ "a query is no part of the path", "/antrean?hal=2", "/antrean", 0 },
		{ "percent-encoded letters are decoded once", "/%61ntrean", "/antrean", 0 },
		{ "what was encoded twice stays encoded once", "/%2561", "/%61", 0 },
		{ "UTF-8 in the path", "/caf%C3%A9", "/caf\xc3\xa9", 0 },
		{ "a plus sign in a path is a plus sign", "/a+b", "/a+b", 0 },
		{ "dots inside of a name", "/a..b/.c", "/a..b/.c", 0 },
		{ "an empty path", "", NULL, 400 },
		{ "a relative path", "antrean", NULL, 400 },
		{ "an absolute URL", "http://x/antrean", NULL, 400 },
		{ "an empty segment", "/a//b", NULL, 400 },
		{ "two slashes in front", "//evil", NULL, 400 },
		{ "one dot", "/a/./b", NULL, 400 },
		{ "two dots", "/a/../b", NULL, 400 },
		{ "two dots at the end", "/a/..", NULL, 400 },
		{ "encoded dots", "/a/%2e%2E/b", NULL, 400 },
		{ "an encoded slash", "/a%2fb", NULL, 400 },
		{ "an encoded slash in capitals", "/a%2Fb", NULL, 400 },
		{ "an encoded NUL", "/a%00b", NULL, 400 },
		{ "a line feed", "/a%0Ab", NULL, 400 },
		{ "a delete character", "/a%7f", NULL, 400 },
		{ "a backslash", "/a\\b", NULL, 400 },
		{ "an encoded backslash", "/a%5Cb", NULL, 400 },
		{ "half a percent sequence", "/a%2", NULL, 400 },
		{ "a percent sign alone", "/a%", NULL, 400 },
		{ "no hex digits", "/a%zz", NULL, 400 },
		{ "an overlong slash", "/a%C0%AFb", NULL, 400 },
		{ "a surrogate", "/%ED%A0%80", NULL, 400 },
		{ "bytes that are not UTF-8", "/%FF", NULL, 400 },
	};
	struct request r;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct http_raw raw = get(table[i].uri);
		int status = parse(&raw, &r);

		if (status != table[i].status)
			fail_msg("%s: %d", table[i].sentence, status);
		if (table[i].path != NULL && strcmp(r.path, table[i].path) != 0)
			fail_msg("%s: %s", table[i].sentence, r.path);
	}
}

static void
bodies(void **state)
{
	static const struct {
		const char *sentence, *body;
		int status;
		const char *name, *value;	/* value NULL: absent */
	} table[] = {
		{ "one parameter", "nama=Siti", 0, "nama", "Siti" },
		{ "plus is a space", "nama=Siti+Aminah", 0, "nama", "Siti Aminah" },
		{ "percent-encoded UTF-8", "nama=Andr%C3%A9", 0, "nama", "Andr\xc3\xa9" },
		{ "an equals sign in the value", "a=b=c", 0, "a", "b=c" },
		{ "a name without a value", "setuju", 0, "setuju", "" },
		{ "empty pieces are passed over", "&&a=1&&", 0, "a", "1" },
		{ "an empty body", "", 0, "a", NULL },
		{ "a list may repeat", "b[]=1&b[]=2", 0, "b[]", "1" },
		{ "an encoded list name may repeat", "b%5B%5D=1&b%5B%5D=2", 0, "b[]", "1" },
		{ "line breaks are kept for the form to judge", "a=x%0D%0Ay", 0, "a", "x\r\ny" },
		{ "a name twice", "a=1&a=2", 400, "a", NULL },
		{ "a name twice, once encoded", "a=1&%61=2", 400, "a", NULL },
		{ "no name", "=1", 400, "a", NULL },
		{ "a name with a space", "a+b=1", 400, "a", NULL },
		{ "a NUL in the value", "a=x%00y", 400, "a", NULL },
		{ "a NUL in the name", "a%00b=1", 400, "a", NULL },
		{ "half a percent sequence", "a=%4", 400, "a", NULL },
		{ "overlong UTF-8", "a=%C0%80", 400, "a", NULL },
		{ "a lone continuation byte", "a=%80", 400, "a", NULL },
		{ "a brackets-only name", "[]=1", 400, "[]", NULL },
	};
	struct request r;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct http_raw raw = post(table[i].body);
		int status = parse(&raw, &r);
		const char *v = status == 0 ? request_param(&r, table[i].name) : NULL;

		if (status != table[i].status)
			fail_msg("%s: %d", table[i].sentence, status);
		if ((v == NULL) != (table[i].value == NULL) ||
		    (v != NULL && strcmp(v, table[i].value) != 0))
			fail_msg("%s: %s", table[i].sentence, v == NULL ? "absent" : v);
	}
}

static void
lists_keep_their_order(void **state)
{
	struct http_raw raw = post("b[]=3&x=1&b[]=1&b[]=2");
	struct request r;
	struct str_list l;

	(void)state;
	assert_int_equal(parse(&raw, &r), 0);
	l = request_params_multi(&r, "b[]", arena);
	assert_int_equal(l.n, 3);
	assert_string_equal(l.at[0], "3");
	assert_string_equal(l.at[1], "1");
	assert_string_equal(l.at[2], "2");
	assert_int_equal(request_params_multi(&r, "c[]", arena).n, 0);
}

static void
query_and_body_do_not_mix(void **state)
{
	struct http_raw raw = post("a=body");
	struct request r;

	(void)state;
	raw.uri = "/x?a=query&only=q";
	assert_int_equal(parse(&raw, &r), 0);
	assert_string_equal(request_param(&r, "a"), "body");
	assert_null(request_param(&r, "only"));
	assert_string_equal(request_query(&r, "a"), "query");
}

static void
too_many_parameters_are_refused(void **state)
{
	char body[4 * 400 + 8] = "";
	struct request r;
	char *p = body;

	(void)state;
	for (int i = 0; i < REQUEST_PARAMS_MAX; i++, p += 4)
		memcpy(p, "a[]&", 4);
	p[-1] = '\0';
	struct http_raw raw = post(body);
	assert_int_equal(parse(&raw, &r), 0);
	assert_int_equal(r.form.n, REQUEST_PARAMS_MAX);
	memcpy(p - 1, "&b", 3);
	raw = post(body);
	assert_int_equal(parse(&raw, &r), 400);
}

static void
other_bodies_are_left_alone(void **state)
{
	struct http_raw raw = post("{\"a\":\"%zz\"}");
	struct request r;

	(void)state;
	raw.content_type = "Application/JSON; charset=utf-8";
	assert_int_equal(parse(&raw, &r), 0);
	assert_string_equal(r.content_type, "application/json");
	assert_int_equal(r.form.n, 0);
	assert_int_equal(r.body.n, 11);
}

static void
cookies(void **state)
{
	static const struct {
		const char *sentence, *header, *value;
	} table[] = {
		{ "one cookie", "__Host-sesi=abc", "abc" },
		{ "among others", "x=1; __Host-sesi=abc; y=2", "abc" },
		{ "without a space after the semicolon", "x=1;__Host-sesi=abc", "abc" },
		{ "the first of two", "__Host-sesi=a; __Host-sesi=b", "a" },
		{ "broken neighbours are passed over", "=; ;; \"q\"; k; __Host-sesi=abc", "abc" },
		{ "a value in quotes is not ours", "__Host-sesi=\"abc\"", NULL },
		{ "a control character", "__Host-sesi=a\tb", NULL },
		{ "no value", "__Host-sesi", NULL },
		{ "another name that ends like it", "x__Host-sesi=abc", NULL },
		{ "no header", "", NULL },
	};
	struct request r;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct http_raw raw = get("/");
		raw.cookie = table[i].header;
		assert_int_equal(parse(&raw, &r), 0);
		const char *v = request_cookie(&r, "__Host-sesi");

		if ((v == NULL) != (table[i].value == NULL) ||
		    (v != NULL && strcmp(v, table[i].value) != 0))
			fail_msg("%s: %s", table[i].sentence, v == NULL ? "absent" : v);
	}
}

static void
methods_and_refusals(void **state)
{
	static const struct {
		const char *sentence, *method;
		int refused, status;
	} table[] = {
		{ "GET", "GET", 0, 0 }, { "HEAD", "HEAD", 0, 0 }, { "POST", "POST", 0, 0 },
		{ "a method in small letters", "get", 0, 501 },
		{ "PUT", "PUT", 0, 501 }, { "TRACE", "TRACE", 0, 501 },
		{ "no method", "", 0, 501 },
		{ "a cut body", "POST", 400, 400 }, { "a long body", "POST", 413, 413 },
	};
	struct request r;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct http_raw raw = get("/");
		raw.method = table[i].method;
		raw.refused = table[i].refused;
		if (parse(&raw, &r) != table[i].status)
			fail_msg("%s", table[i].sentence);
		assert_string_equal(r.id, "0123456789abcdef0123456789abcdef");
	}
}

static void
a_request_always_has_an_id_and_an_honest_address(void **state)
{
	struct http_raw raw = get("/");
	struct request r;

	(void)state;
	raw.id = "not an id\nforged=1";
	raw.remote = "unix:";
	assert_int_equal(parse(&raw, &r), 0);
	assert_int_equal(strlen(r.id), 32);
	assert_int_equal(strspn(r.id, "0123456789abcdef"), 32);
	assert_string_equal(r.remote, "");
}

static int
setup(void **state)
{
	(void)state;
	return (arena = arena_create(1 << 20)) == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths),
		cmocka_unit_test(bodies),
		cmocka_unit_test(lists_keep_their_order),
		cmocka_unit_test(query_and_body_do_not_mix),
		cmocka_unit_test(too_many_parameters_are_refused),
		cmocka_unit_test(other_bodies_are_left_alone),
		cmocka_unit_test(cookies),
		cmocka_unit_test(methods_and_refusals),
		cmocka_unit_test(a_request_always_has_an_id_and_an_honest_address),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
