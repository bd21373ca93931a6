/* Names as people remember them: words, sounds and what is near. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "sop/name_key.h"

static void
a_name_falls_into_its_words(void **state)
{
	static const struct { const char *name, *words; } rows[] = {
		{ "SITI CONTOH RAHAYU", "SITI CONTOH RAHAYU" }, { "siti  nur'aini", "SITI NURAINI" },
		{ "NUR\xca\xbc" "AINI", "NURAINI" }, { "Ni\xc3\xb1o Andr\xc3\xa9 \xc3\x98yvind", "NINO ANDRE OYVIND" },
		{ "M. RIZKY", "M RIZKY" }, { "SRI-REJEKI", "SRI REJEKI" }, { "SITI SITI", "SITI" }, { "", "" }, { "123 %_", "" },
		{ "\xc5\xbb\xc3\xb3\xc5\x82\xc4\x87", "ZOLC" }, { "ABCDEFGHIJKLMNOPQRSTUVWXYZABC", "ABCDEFGHIJKLMNOPQRSTUVWX" },
		{ "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd", "" }, { "\xe7\x8e\x8b LI", "LI" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct name_words w;
		char got[400] = "";
		name_split(rows[i].name, &w);
		for (size_t k = 0; k < w.n; k++) {
			if (k > 0)
				strcat(got, " ");
			strcat(got, w.at[k]);
		}
		assert_string_equal(got, rows[i].words);
	}
}

static void
old_and_new_spellings_sound_the_same(void **state)
{
	static const char *const same[][2] = {
		{ "SOEHARTO", "SUHARTO" }, { "ACHMAD", "AHMAD" }, { "AKHMAD", "AHMAD" }, { "MUHAMMAD", "MUHAMAD" }, { "FATIMAH", "PATIMA" },
		{ "TJAHJONO", "CAHJONO" }, { "DJOKO", "JOKO" }, { "SYAIFUL", "SAIFUL" }, { "AZIZ", "ASIS" }, { "KHOIRUL", "CHOIRUL" },
		{ "YUNI", "IUNI" }, { "NOVI", "NOFI" }, { "RIZQI", "RIZKI" }, { "TITHI", "TITI" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		char a[NAME_WORD_MAX + 1], b[NAME_WORD_MAX + 1];
		name_sound(same[i][0], a);
		name_sound(same[i][1], b);
		assert_string_equal(a, b);
	}
}

static bool
are_near(const char *a, const char *b)
{
	struct name_near x, y;

	name_near(a, &x);
	name_near(b, &y);
	for (size_t i = 0; i < x.n; i++)
		for (size_t k = 0; k < y.n; k++)
			if (strcmp(x.at[i], y.at[k]) == 0)
				return true;
	return false;
}

static void
one_slip_of_a_letter_is_near_and_another_name_is_not(void **state)
{
	static const char *const near[][2] = {
		{ "RAHAYU", "RAHAJU" }, { "RAHAYU", "RHAAYU" }, { "SUMIATI", "SUMIYATI" }, { "SUMIATI", "SUMATI" }, { "WIDODO", "WIBODO" },
		{ "PRASETYA", "PRASETYO" }, { "KARTINI", "KARTIN" },
	};
	static const char *const far[][2] = { { "RAHAYU", "SUMIATI" }, { "SITI", "SARI" }, { "ANI", "ADI" }, { "", "ANI" } };

	(void)state;
	for (size_t i = 0; i < sizeof near / sizeof *near; i++)
		assert_true(are_near(near[i][0], near[i][1]));
	for (size_t i = 1; i < sizeof far / sizeof *far; i++)
		assert_false(are_near(far[i][0], far[i][1]));
	assert_false(are_near(far[0][0], far[0][1]));
}

static void
distances_count_slips(void **state)
{
	char longest[NAME_WORD_MAX + 1];

	(void)state;
	assert_int_equal(name_distance("RAHAIU", "RAHAIU"), 0);
	assert_int_equal(name_distance("RAHAIU", "RHAAIU"), 1);	/* a swap */
	assert_int_equal(name_distance("RAHAIU", "RAHIU"), 1);
	assert_int_equal(name_distance("", "ABC"), 3);
	memset(longest, 'A', NAME_WORD_MAX);
	longest[NAME_WORD_MAX] = '\0';
	struct name_near n;
	name_near("ABABABABABABABABABABABAB", &n);
	assert_true(n.n <= NAME_NEAR);
	assert_int_equal(name_distance(longest, ""), NAME_WORD_MAX);
}

static void
a_beginning_has_three_or_four_letters(void **state)
{
	char b[NAME_BEGIN_MAX + 2];

	(void)state;
	name_begin("SURATMI", 3, b);
	assert_string_equal(b, "SUR*");
	name_begin("SURATMI", 4, b);
	assert_string_equal(b, "SURA*");
	name_begin("SUR", 3, b);
	assert_string_equal(b, "SUR*");
	name_begin("SUR", 4, b);
	assert_string_equal(b, "");
	name_begin("SURATMI", 2, b);
	assert_string_equal(b, "");
	name_begin("SURATMI", 5, b);
	assert_string_equal(b, "");
	name_begin("", 3, b);
	assert_string_equal(b, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_falls_into_its_words),
		cmocka_unit_test(old_and_new_spellings_sound_the_same),
		cmocka_unit_test(one_slip_of_a_letter_is_near_and_another_name_is_not),
		cmocka_unit_test(distances_count_slips),
		cmocka_unit_test(a_beginning_has_three_or_four_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
