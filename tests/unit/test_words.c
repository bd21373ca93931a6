/* Number words and card values as a letter shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "print/words.h"

static void
numbers_are_said_in_indonesian(void **state)
{
	static const struct {
		int64_t		 n;
		const char	*words;
	} t[] = {
		{ 0, "nol" }, { 1, "satu" }, { 10, "sepuluh" }, { 11, "sebelas" },
		{ 12, "dua belas" }, { 17, "tujuh belas" }, { 19, "sembilan belas" },
		{ 20, "dua puluh" }, { 21, "dua puluh satu" }, { 99, "sembilan puluh sembilan" },
		{ 100, "seratus" }, { 101, "seratus satu" }, { 111, "seratus sebelas" },
		{ 200, "dua ratus" }, { 999, "sembilan ratus sembilan puluh sembilan" },
		{ 1000, "seribu" }, { 1016, "seribu enam belas" }, { 1100, "seribu seratus" },
		{ 2000, "dua ribu" }, { 11000, "sebelas ribu" },
		{ 100000, "seratus ribu" }, { 101001, "seratus satu ribu satu" },
		{ 999999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus "
		    "sembilan puluh sembilan" },
		{ 1000000, "1000000" }, { -3, "-3" },
	};
	char buf[128];

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		assert_string_equal(words_number(buf, sizeof buf, t[i].n), t[i].words);
}

static void
numbers_never_leave_their_buffer(void **state)
{
	char buf[128];

	(void)state;
	for (int64_t n = 0; n <= 999999; n += 7)
		assert_true(strlen(words_number(buf, sizeof buf, n)) < 110);
	assert_true(strlen(words_number(buf, 8, 999999)) < 8);
}

static void
card_values_get_small_letters_where_indonesian_has_them(void **state)
{
	static const char *const t[][2] = {
		{ "TRENGGALEK", "Trenggalek" },
		{ "PELAJAR/MAHASISWA", "Pelajar/Mahasiswa" },
		{ "LAKI-LAKI", "Laki-laki" },
		{ "PEREMPUAN", "Perempuan" },
		{ "BELUM/TIDAK BEKERJA", "Belum/Tidak Bekerja" },
		{ "TENTARA NASIONAL INDONESIA (TNI)", "Tentara Nasional Indonesia (TNI)" },
		{ "KEPERCAYAAN TERHADAP TUHAN YME", "Kepercayaan terhadap Tuhan YME" },
		{ "KARYAWAN BUMN", "Karyawan BUMN" },
		{ "DKI JAKARTA", "DKI Jakarta" },
		{ "RT 02 DUSUN GARES", "RT 02 Dusun Gares" },
		{ "O", "O" }, { "AB", "AB" }, { "-", "-" }, { "", "" },
		{ "Prigi", "Prigi" },
		{ "LUMAJANG (KAB.)", "Lumajang (Kab.)" },
		{ "\u00c9MILE", "\u00c9mile" }, { "M\u00dcNCHEN", "M\u00fcnchen" },
	};
	struct arena *a = arena_create(1 << 16);

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		assert_string_equal(words_title(a, t[i][0]), t[i][1]);
	arena_free(a);
}

static void
days_and_counts_are_one_piece(void **state)
{
	struct arena *a = arena_create(1 << 16);

	(void)state;
	assert_string_equal(words_day(a, (struct day){ 2026, 11, 3 }),
	    "3\u00a0November\u00a02026");
	assert_string_equal(words_count(a, 1), "1 (satu)");
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_said_in_indonesian),
		cmocka_unit_test(numbers_never_leave_their_buffer),
		cmocka_unit_test(card_values_get_small_letters_where_indonesian_has_them),
		cmocka_unit_test(days_and_counts_are_one_piece),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
