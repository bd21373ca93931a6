/* What goes out, and that nothing half or forged does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/reply.h"

static struct arena *arena;
static struct reply reply;
static struct out wire;

static const char *
sent(bool head, int want)
{
	struct bytes rest;
	int status = reply_write(&reply, head, &wire, &rest);

	if (status != want)
		fail_msg("status %d instead of %d", status, want);
	out_raw(&wire, rest.p, rest.n);
	out_raw(&wire, "", 1);
	return wire.p;
}

static int
begin(void **state)
{
	(void)state;
	arena_reset(arena);
	reply_reset(&reply);
	return 0;
}

static void
a_page(void **state)
{
	(void)state;
	out_str(reply_page(&reply, 422), "<p>x</p>");
	assert_string_equal(sent(false, 422), "Status: 422 Unprocessable Content\r\n"
	    "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
	    "Content-Length: 8\r\n\r\n<p>x</p>");
}

static void
head_has_the_length_but_no_body(void **state)
{
	(void)state;
	out_str(reply_page(&reply, 200), "<p>x</p>");
	const char *s = sent(true, 200);
	assert_non_null(strstr(s, "Content-Length: 8\r\n\r\n"));
	assert_null(strstr(s, "<p>"));
}

static void
a_redirect_stays_on_the_site(void **state)
{
	static const struct {
		const char *sentence, *path;
		bool ok;
	} table[] = {
		{ "a path", "/antrean", true },
		{ "a path with a query", "/antrean?hal=2&x=%20", true },
		{ "another host", "//evil.example/", false },
		{ "another host, backslash", "/\\evil.example/", false },
		{ "a URL", "https://evil.example/", false },
		{ "a relative path", "antrean", false },
		{ "nothing", "", false },
		{ "NULL", NULL, false },
		{ "a header smuggled in", "/a\r\nSet-Cookie: x=1", false },
		{ "a line feed", "/a\nb", false },
		{ "a blank", "/a b", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		(void)begin(NULL);
		reply_redirect(&reply, table[i].path);
		const char *s = sent(false, table[i].ok ? 303 : 500);

		if ((strstr(s, "Location:") != NULL) != table[i].ok ||
		    strstr(s, "evil") != NULL || strstr(s, "Set-Cookie") != NULL)
			fail_msg("%s: %s", table[i].sentence, s);
	}
}

static void
cookies_carry_every_protection(void **state)
{
	(void)state;
	(void)reply_page(&reply, 200);
	reply_cookie(&reply, COOKIE_SESSION, "abc-_9", 0);
	reply_cookie(&reply, COOKIE_PRE, "x", 600);
	const char *s = sent(false, 200);
	assert_non_null(strstr(s, "Set-Cookie: __Host-sesi=abc-_9; Path=/; Secure; HttpOnly; "
	    "SameSite=Strict\r\n"));
	assert_non_null(strstr(s, "Set-Cookie: __Host-pra=x; Max-Age=600; Path=/; "));
	(void)begin(NULL);
	(void)reply_page(&reply, 200);
	reply_cookie(&reply, COOKIE_SESSION, "", -1);
	assert_non_null(strstr(sent(false, 200), "__Host-sesi=; Max-Age=0; Path=/; Secure"));
	(void)begin(NULL);
	(void)reply_page(&reply, 200);
	reply_cookie(&reply, COOKIE_SESSION, "a; Domain=evil", 0);
	(void)sent(false, 500);
}

static void
headers_cannot_be_forged(void **state)
{
	static const char *const values[] = { "a\r\nb: c", "a\nb", "a\rb", "a\x7f", "\x01" };

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		(void)begin(NULL);
		(void)reply_page(&reply, 200);
		reply_header(&reply, "X-Test", values[i]);
		assert_null(strstr(sent(false, 500), "X-Test"));
	}
	(void)begin(NULL);
	(void)reply_page(&reply, 200);
	reply_header(&reply, "X: y\r\nZ", "1");
	(void)sent(false, 500);
}

static void
bytes_are_sent_as_they_are(void **state)
{
	static const uint8_t pdf[] = { '%', 'P', 0, 0xff };

	(void)state;
	reply_pdf(&reply, (struct bytes){ pdf, sizeof pdf }, "rekomendasi-12.pdf");
	const char *s = sent(false, 200);
	assert_non_null(strstr(s, "Content-Disposition: inline; filename=\"rekomendasi-12.pdf\"\r\n"));
	assert_non_null(strstr(s, "Content-Type: application/pdf\r\n"));
	assert_memory_equal(strstr(s, "\r\n\r\n") + 4, pdf, sizeof pdf);
	(void)begin(NULL);
	reply_pdf(&reply, (struct bytes){ pdf, sizeof pdf }, "a\"b.pdf");
	(void)sent(false, 500);
}

static void
what_nobody_answered_or_grew_too_long_is_a_500(void **state)
{
	(void)state;
	(void)sent(false, 500);
	(void)begin(NULL);
	struct out *o = reply_page(&reply, 200);
	for (int i = 0; i < 1000; i++)
		out_str(o, "0123456789012345678901234567890123456789");
	const char *s = sent(false, 500);
	assert_null(strstr(s, "0123456789"));
	(void)begin(NULL);
	out_str(reply_page(&reply, 200), "fine");
	(void)arena_alloc(arena, (size_t)1 << 40);
	(void)sent(false, 500);
}

static void
the_last_answer_counts_and_cookies_stay(void **state)
{
	(void)state;
	out_str(reply_page(&reply, 200), "first");
	reply_cookie(&reply, COOKIE_PRE, "x", 0);
	out_str(reply_page(&reply, 409), "second");
	const char *s = sent(false, 409);
	assert_null(strstr(s, "first"));
	assert_non_null(strstr(s, "second"));
	assert_non_null(strstr(s, "__Host-pra=x"));
}

static int
setup(void **state)
{
	(void)state;
	if ((arena = arena_create(1 << 16)) == NULL)
		return -1;
	reply_init(&reply, arena, 20000);
	out_init(&wire, 80000);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	reply_free(&reply);
	out_free(&wire);
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_page, begin),
		cmocka_unit_test_setup(head_has_the_length_but_no_body, begin),
		cmocka_unit_test_setup(a_redirect_stays_on_the_site, begin),
		cmocka_unit_test_setup(cookies_carry_every_protection, begin),
		cmocka_unit_test_setup(headers_cannot_be_forged, begin),
		cmocka_unit_test_setup(bytes_are_sent_as_they_are, begin),
		cmocka_unit_test_setup(what_nobody_answered_or_grew_too_long_is_a_500, begin),
		cmocka_unit_test_setup(the_last_answer_counts_and_cookies_stay, begin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
