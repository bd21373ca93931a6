/* That a POST came from a page of ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/csrf.h"

static const uint8_t secret[32] = { 1, 2, 3 }, other_secret[32] = { 1, 2, 4 };
static const uint8_t session_a[32] = { 9 }, session_b[32] = { 8 };
#define A	((struct bytes){ session_a, 32 })
#define B	((struct bytes){ session_b, 32 })

static void
a_token_fits_its_session_and_nothing_else(void **state)
{
	char t[CSRF_TOKEN_SIZE], bad[CSRF_TOKEN_SIZE];

	(void)state;
	csrf_token(secret, A, t);
	assert_int_equal(strlen(t), 43);
	assert_true(csrf_check(secret, A, t));
	assert_false(csrf_check(secret, B, t));
	assert_false(csrf_check(other_secret, A, t));
	assert_false(csrf_check(secret, A, NULL));
	assert_false(csrf_check(secret, A, ""));
	for (size_t i = 0; i < 43; i++) {
		memcpy(bad, t, sizeof bad);
		bad[i] ^= 1;
		if (csrf_check(secret, A, bad))
			fail_msg("character %zu may be changed", i);
		memcpy(bad, t, sizeof bad);
		bad[i] = '\0';
		if (csrf_check(secret, A, bad))
			fail_msg("%zu characters are enough", i);
	}
}

static void
before_login_a_cookie_is_the_session(void **state)
{
	char pre[CSRF_PRE_SIZE], pre2[CSRF_PRE_SIZE], t[CSRF_TOKEN_SIZE];

	(void)state;
	csrf_pre_new(pre);
	csrf_pre_new(pre2);
	assert_string_not_equal(pre, pre2);
	csrf_pre_token(secret, pre, t);
	assert_true(csrf_pre_check(secret, pre, t));
	assert_false(csrf_pre_check(secret, pre2, t));
	assert_false(csrf_pre_check(secret, NULL, t));
	assert_false(csrf_pre_check(secret, "", t));
	assert_false(csrf_pre_check(secret, "short", t));
	assert_false(csrf_check(secret, (struct bytes){ (const uint8_t *)pre, strlen(pre) }, t));
}

static void
the_browser_says_where_it_came_from(void **state)
{
	static const struct {
		const char *sentence, *origin, *site;
		bool ok;
	} table[] = {
		{ "our own origin, new browser", "https://rekam.local", "same-origin", true },
		{ "our own origin, old browser", "https://rekam.local", "", true },
		{ "no origin, but the browser vouches", "", "same-origin", true },
		{ "origin null, but the browser vouches", "null", "same-origin", true },
		{ "origin null alone", "null", "", false },
		{ "neither", "", "", false },
		{ "another site", "https://evil.example", "", false },
		{ "another site, new browser", "https://evil.example", "cross-site", false },
		{ "our origin, yet cross-site", "https://rekam.local", "cross-site", false },
		{ "another host of the domain", "https://rekam.local", "same-site", false },
		{ "typed by the user", "", "none", false },
		{ "another port", "https://rekam.local:8443", "same-origin", false },
		{ "without TLS", "http://rekam.local", "same-origin", false },
		{ "ours as a prefix", "https://rekam.local.evil.example", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct request r = { .origin = table[i].origin, .fetch_site = table[i].site };

		if (csrf_origin_ok(&r, "https://rekam.local") != table[i].ok)
			fail_msg("%s", table[i].sentence);
	}
}

static void
the_secret_is_64_hex_digits(void **state)
{
	uint8_t s[32];

	(void)state;
	assert_true(csrf_secret("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", s));
	assert_int_equal(s[31], 0x1f);
	assert_false(csrf_secret("00", s));
	assert_false(csrf_secret(NULL, s));
	assert_false(csrf_secret("x00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_fits_its_session_and_nothing_else),
		cmocka_unit_test(before_login_a_cookie_is_the_session),
		cmocka_unit_test(the_browser_says_where_it_came_from),
		cmocka_unit_test(the_secret_is_64_hex_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
