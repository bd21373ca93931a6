/* Which row of the site serves a path. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/route.h"

struct visit {
	int unused;
};

static void a(struct visit *v) { (void)v; }
static void b(struct visit *v) { (void)v; }

static const struct route site[] = {
	ROUTE(GET,  "/",				PAGES,	 1, a),
	ROUTE(GET,  "/antrean",				PAGES,	 1, a),
	ROUTE(GET,  "/permohonan/baru",			PAGES,	 1, a),
	ROUTE(POST, "/permohonan/baru",			PAGES,	 1, b),
	ROUTE(GET,  "/permohonan/{id}",			PAGES,	 1, a),
	ROUTE(GET,  "/permohonan/{id}/{word}",		PAGES,	 1, a),
	ROUTE(GET,  "/permohonan/{id}/jari/{id}/{word}", STATION, 1, a),
	ROUTE(POST, "/masuk",				AUTH,	 0, b),
};
#define N	(sizeof site / sizeof site[0])

static void
paths_find_their_row(void **state)
{
	static const struct {
		const char *sentence;
		enum http_method method;
		const char *path;
		enum route_verdict verdict;
		int row;
	} table[] = {
		{ "the root", HTTP_GET, "/", ROUTE_FOUND, 0 },
		{ "a literal", HTTP_GET, "/antrean", ROUTE_FOUND, 1 },
		{ "HEAD is served by GET", HTTP_HEAD, "/antrean", ROUTE_FOUND, 1 },
		{ "a literal stands before a parameter", HTTP_GET, "/permohonan/baru", ROUTE_FOUND, 2 },
		{ "the method chooses the row", HTTP_POST, "/permohonan/baru", ROUTE_FOUND, 3 },
		{ "an id", HTTP_GET, "/permohonan/12", ROUTE_FOUND, 4 },
		{ "the largest id", HTTP_GET, "/permohonan/9223372036854775807", ROUTE_FOUND, 4 },
		{ "id and word", HTTP_GET, "/permohonan/12/surat-baru", ROUTE_FOUND, 5 },
		{ "three parameters", HTTP_GET, "/permohonan/12/jari/3/lihat", ROUTE_FOUND, 6 },
		{ "an id past int64", HTTP_GET, "/permohonan/9223372036854775808", ROUTE_UNKNOWN, -1 },
		{ "id zero", HTTP_GET, "/permohonan/0", ROUTE_UNKNOWN, -1 },
		{ "a negative id", HTTP_GET, "/permohonan/-1", ROUTE_UNKNOWN, -1 },
		{ "leading zeros", HTTP_GET, "/permohonan/012", ROUTE_UNKNOWN, -1 },
		{ "an id with a tail", HTTP_GET, "/permohonan/12x", ROUTE_UNKNOWN, -1 },
		{ "a word in capitals", HTTP_GET, "/permohonan/12/Surat", ROUTE_UNKNOWN, -1 },
		{ "a word too long", HTTP_GET,
		    "/permohonan/12/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ROUTE_UNKNOWN, -1 },
		{ "an empty segment at the end", HTTP_GET, "/permohonan/", ROUTE_UNKNOWN, -1 },
		{ "a slash too many", HTTP_GET, "/antrean/", ROUTE_UNKNOWN, -1 },
		{ "a path in front of a row", HTTP_GET, "/antre", ROUTE_UNKNOWN, -1 },
		{ "a path longer than a row", HTTP_GET, "/antreanx", ROUTE_UNKNOWN, -1 },
		{ "nowhere", HTTP_GET, "/tidak/ada", ROUTE_UNKNOWN, -1 },
		{ "a wrong method", HTTP_POST, "/antrean", ROUTE_METHOD, -1 },
		{ "GET where only POST is", HTTP_GET, "/masuk", ROUTE_METHOD, -1 },
	};
	struct route_match m;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		enum route_verdict v = route_find(site, N, table[i].method, table[i].path, &m);
		const struct route *want = table[i].row < 0 ? NULL : &site[table[i].row];

		if (v != table[i].verdict || m.route != want)
			fail_msg("%s: verdict %d", table[i].sentence, (int)v);
	}
}

static void
parameters_are_given_in_order(void **state)
{
	struct route_match m;

	(void)state;
	assert_int_equal(route_find(site, N, HTTP_GET, "/permohonan/12/jari/3/lihat", &m), ROUTE_FOUND);
	assert_int_equal(m.args, 3);
	assert_int_equal(m.arg[0].id, 12);
	assert_int_equal(m.arg[1].id, 3);
	assert_int_equal(m.arg[2].id, 0);
	assert_string_equal(m.arg[2].word, "lihat");
}

static void
a_wrong_method_names_the_right_ones(void **state)
{
	struct route_match m;

	(void)state;
	(void)route_find(site, N, HTTP_POST, "/antrean", &m);
	assert_string_equal(route_allow(m.allow), "GET, HEAD");
	(void)route_find(site, N, HTTP_GET, "/masuk", &m);
	assert_string_equal(route_allow(m.allow), "POST");
}

static void
tables_that_cannot_work_are_refused(void **state)
{
	static const struct {
		const char *sentence;
		struct route row[2];
		int rc;
	} table[] = {
		{ "two methods of one path", { ROUTE(GET, "/a", PAGES, 1, a), ROUTE(POST, "/a", PAGES, 1, a) }, 0 },
		{ "id then word of the same shape", { ROUTE(GET, "/{id}", PAGES, 1, a), ROUTE(GET, "/{word}", PAGES, 1, a) }, 0 },
		{ "the same row twice", { ROUTE(GET, "/a", PAGES, 1, a), ROUTE(GET, "/a", PAGES, 1, b) }, -1 },
		{ "a word before a literal", { ROUTE(GET, "/{word}", PAGES, 1, a), ROUTE(GET, "/a", PAGES, 1, b) }, -1 },
		{ "a word before an id", { ROUTE(GET, "/{word}", PAGES, 1, a), ROUTE(GET, "/{id}", PAGES, 1, b) }, -1 },
		{ "a relative pattern", { ROUTE(GET, "a", PAGES, 1, a), ROUTE(GET, "/b", PAGES, 1, a) }, -1 },
		{ "an unknown parameter", { ROUTE(GET, "/{uuid}", PAGES, 1, a), ROUTE(GET, "/b", PAGES, 1, a) }, -1 },
		{ "a slash at the end", { ROUTE(GET, "/a/", PAGES, 1, a), ROUTE(GET, "/b", PAGES, 1, a) }, -1 },
		{ "a row for HEAD", { ROUTE(HEAD, "/a", PAGES, 1, a), ROUTE(GET, "/b", PAGES, 1, a) }, -1 },
		{ "four parameters", { ROUTE(GET, "/{id}/{id}/{id}/{id}", PAGES, 1, a), ROUTE(GET, "/b", PAGES, 1, a) }, -1 },
		{ "no handler", { ROUTE(GET, "/a", PAGES, 1, NULL), ROUTE(GET, "/b", PAGES, 1, a) }, -1 },
	};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (route_check(table[i].row, 2, &e) != table[i].rc)
			fail_msg("%s", table[i].sentence);
	assert_int_equal(route_check(site, N, &e), 0);
}

static void
the_list_for_nginx(void **state)
{
	struct out o;

	(void)state;
	out_init(&o, 10000);
	route_list(&site[6], 2, &o);
	out_raw(&o, "", 1);
	assert_string_equal(o.p, "station GET /permohonan/{id}/jari/{id}/{word}\nauth POST /masuk\n");
	out_free(&o);
	assert_int_equal(route_pool_by_word("upload"), POOL_UPLOAD);
	assert_int_equal(route_pool_by_word("x"), POOL__MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_find_their_row),
		cmocka_unit_test(parameters_are_given_in_order),
		cmocka_unit_test(a_wrong_method_names_the_right_ones),
		cmocka_unit_test(tables_that_cannot_work_are_refused),
		cmocka_unit_test(the_list_for_nginx),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
