/* The rules about passwords, PINs, sessions and the clock, as sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/wordlist.h"
#include "sop/clock.h"
#include "sop/password.h"
#include "sop/session.h"

#define MINUTE	(60 * INT64_C(1000000))
#define DAY	(24 * 60 * MINUTE)

static struct wordlist words;
static const struct password_person person = { .username = "rina", .name = "Rina Contoh Wulandari, S.Kom.",
    .place = "KECAMATAN WATULIMO Watulimo Trenggalek" };

static enum password_fault
judge(const char *policy, const char *password)
{
	return password_check(password_policy(policy), password, &person,
	    (struct password_list){ words.at, words.n });
}

static int
read_words(void **state)
{
	struct err e = { 0 };

	(void)state;
	return wordlist_read("/usr/share/john/password.lst", &words, &e);
}

static int
free_words(void **state)
{
	(void)state;
	wordlist_free(&words);
	return 0;
}

static void
the_list_of_common_passwords_is_there(void **state)
{
	(void)state;
	assert_true(words.n > 3000);
	for (size_t i = 1; i < words.n; i++)
		assert_true(strcmp(words.at[i - 1], words.at[i]) < 0);
}

static void
asvs_v6_2_1_length_and_nothing_cut(void **state)
{
	char most[PASSWORD_MAX + 2];

	(void)state;
	assert_int_equal(judge("NIST", "kuda lari pagi"), PASSWORD_SHORT);	/* 14 */
	assert_int_equal(judge("NIST", "kuda lari pagii"), PASSWORD_GOOD);	/* 15 */
	/* characters are counted, not bytes: 14 of two bytes are too few */
	assert_int_equal(judge("NIST", "éèàùçêîôûäëïöü"), PASSWORD_SHORT);
	assert_int_equal(judge("NIST", "éèàùçêîôûäëïöüñ"), PASSWORD_GOOD);
	assert_int_equal(judge("NIST", "ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ ꦱꦼꦢꦪ ꦱꦼꦢꦪ"), PASSWORD_GOOD);
	for (size_t i = 0; i < PASSWORD_MAX; i++)
		most[i] = "kuda lari pagi di tepi laut biru"[i % 32];
	most[PASSWORD_MAX] = '\0';
	assert_int_equal(judge("NIST", most), PASSWORD_GOOD);
	strcpy(most + PASSWORD_MAX, "x");
	assert_int_equal(judge("NIST", most), PASSWORD_LONG);
	assert_int_equal(judge("NIST", "bukan teks \xff\xfe sama sekali"), PASSWORD_NOT_TEXT);
	assert_int_equal(judge("NIST", "kuda lari\tpagi hari"), PASSWORD_NOT_TEXT);
}

static void
asvs_v6_2_4_what_everybody_tries_is_refused(void **state)
{
	static const struct { const char *password; enum password_fault fault; } no[] = {
		{ "passwordpassword", PASSWORD_COMMON },
		{ "password1234567", PASSWORD_COMMON },
		{ "qwertyuiop12345", PASSWORD_COMMON },
		{ "qwertyuiopasdfg", PASSWORD_COMMON },
		{ "1234567890123456", PASSWORD_NUMBER },
		{ "199001012015011001", PASSWORD_NUMBER },
		{ "3503 0855 0909 9902", PASSWORD_NUMBER },
		{ "aaaaaaaaaaaaaaaaaa", PASSWORD_COMMON },
		{ "abababababababab", PASSWORD_COMMON },
		{ "abcdefghijklmnop", PASSWORD_COMMON },
	};

	(void)state;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (judge("NIST", no[i].password) != no[i].fault)
			fail_msg("%s: %d", no[i].password, judge("NIST", no[i].password));
	/* the whole list, said twice or with a year behind it */
	for (size_t i = 0; i < words.n; i++) {
		char twice[600];
		size_t n = strlen(words.at[i]);
		if (n < 4 || n > 100)
			continue;
		(void)snprintf(twice, sizeof twice, "%s%s%s%s", words.at[i], words.at[i], words.at[i], words.at[i]);
		if (strlen(twice) >= 15 && judge("NIST", twice) == PASSWORD_GOOD)
			fail_msg("%s four times passes", words.at[i]);
	}
}

static void
asvs_v6_2_11_names_of_the_place_and_the_person_are_refused(void **state)
{
	static const char *const no[] = {
		"watulimo2026!!!", "KecamatanWatulimo", "trenggalek-2026-", "Kecamatan Trenggalek 1",
		"rina.wulandari.1", "RinaContohWulandari", "rekamwatulimo123", "adminrekam2026!!",
		"petugasloket2026", "bismillahrekam12",
	};

	(void)state;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (judge("NIST", no[i]) != PASSWORD_PERSONAL)
			fail_msg("%s: %d", no[i], judge("NIST", no[i]));
	/* with enough else beside it a name does no harm */
	assert_int_equal(judge("NIST", "perahu biru di watulimo berlayar"), PASSWORD_GOOD);
}

static void
a_passphrase_is_welcome(void **state)
{
	static const char *const yes[] = {
		"kuda lari pagi hari", "ikan asin dijemur lama", "T4ngga-k4yu_melingkar", "hujan turun di atap seng",
	};

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (judge("NIST", yes[i]) != PASSWORD_GOOD)
			fail_msg("%s: %d", yes[i], judge("NIST", yes[i]));
}

static void
the_bssn_policy_wants_four_kinds_and_a_new_one_after_six_months(void **state)
{
	const struct password_policy *bssn = password_policy("BSSN"), *nist = password_policy("NIST");
	const struct utc set = { 1000 * DAY };

	(void)state;
	assert_int_equal(judge("BSSN", "kudalaripagi"), PASSWORD_KINDS);
	assert_int_equal(judge("BSSN", "KudaLariPagi7"), PASSWORD_KINDS);
	assert_int_equal(judge("BSSN", "KudaLari Pagi7"), PASSWORD_GOOD);
	assert_int_equal(judge("BSSN", "Kuda Lari7."), PASSWORD_SHORT);
	assert_false(password_expired(bssn, set, (struct utc){ set.us + 180 * DAY }));
	assert_true(password_expired(bssn, set, (struct utc){ set.us + 180 * DAY + 1 }));
	assert_false(password_expired(nist, set, (struct utc){ set.us + 9000 * DAY }));
	assert_ptr_equal(password_policy("anything else"), nist);
	assert_ptr_equal(password_policy(NULL), nist);
}

static void
a_pin_is_no_run(void **state)
{
	(void)state;
	assert_true(pin_good("482915"));
	assert_true(pin_good("502816394705"));
	assert_false(pin_good("48291"));
	assert_false(pin_good("4829150281639"));
	assert_false(pin_good("123456"));
	assert_false(pin_good("987654"));
	assert_false(pin_good("000000"));
	assert_false(pin_good("121212"));
	assert_false(pin_good("48291a"));
	assert_false(pin_good(""));
}

static void
a_session_locks_after_the_offices_minutes(void **state)
{
	struct session_facts f = { .stage = SESSION_STAGE_FULL, .seen_at = { 1000 * DAY }, .idle_minutes = 15,
	    .password_at = { 1000 * DAY }, .policy = password_policy("NIST") };
	struct utc at = { f.seen_at.us + 15 * MINUTE };

	(void)state;
	assert_int_equal(session_judge(&f, at), SESSION_OPEN);
	at.us++;
	assert_int_equal(session_judge(&f, at), SESSION_LOCKED);
	at.us = f.seen_at.us;
	f.locked_at = at;
	assert_int_equal(session_judge(&f, at), SESSION_LOCKED);
	f.stage = SESSION_STAGE_CODE;
	assert_int_equal(session_judge(&f, at), SESSION_CODE);
	f.stage = "?";
	assert_int_equal(session_judge(&f, at), SESSION_CODE);
	f.stage = SESSION_STAGE_FULL;
	f.locked_at.us = 0;
	f.policy = password_policy("BSSN");
	f.password_at.us = 1;
	assert_int_equal(session_judge(&f, at), SESSION_PASSWORD);
}

static void
a_proof_is_fresh_for_five_minutes(void **state)
{
	const struct utc given = { 1000 * DAY };

	(void)state;
	assert_true(session_fresh(given, given));
	assert_true(session_fresh(given, (struct utc){ given.us + 5 * MINUTE }));
	assert_false(session_fresh(given, (struct utc){ given.us + 5 * MINUTE + 1 }));
	assert_false(session_fresh(given, (struct utc){ given.us - 2 * MINUTE }));
}

static void
a_clock_before_the_last_commit_or_far_ahead_is_wrong(void **state)
{
	const struct utc mark = { 20000 * DAY };

	(void)state;
	assert_int_equal(clock_judge(mark, mark), CLOCK_GOOD);
	assert_int_equal(clock_judge(mark, (struct utc){ mark.us - 2 * MINUTE }), CLOCK_GOOD);
	assert_int_equal(clock_judge(mark, (struct utc){ mark.us - 3 * MINUTE }), CLOCK_BACK);
	assert_int_equal(clock_judge(mark, (struct utc){ mark.us + 45 * DAY }), CLOCK_GOOD);
	assert_int_equal(clock_judge(mark, (struct utc){ mark.us + 45 * DAY + 1 }), CLOCK_AHEAD);
}

int
main(void)
{
#define T(f) cmocka_unit_test(f)
	const struct CMUnitTest tests[] = {
		T(the_list_of_common_passwords_is_there),
		T(asvs_v6_2_1_length_and_nothing_cut),
		T(asvs_v6_2_4_what_everybody_tries_is_refused),
		T(asvs_v6_2_11_names_of_the_place_and_the_person_are_refused),
		T(a_passphrase_is_welcome),
		T(the_bssn_policy_wants_four_kinds_and_a_new_one_after_six_months),
		T(a_pin_is_no_run),
		T(a_session_locks_after_the_offices_minutes),
		T(a_proof_is_fresh_for_five_minutes),
		T(a_clock_before_the_last_commit_or_far_ahead_is_wrong),
	};

	return cmocka_run_group_tests(tests, read_words, free_words);
}
