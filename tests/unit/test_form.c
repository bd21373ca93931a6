/* Forms: what is accepted, what is said about the rest, what is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/form.h"

struct person {
	const char	*nama, *nik, *hp, *kelamin, *catatan, *wali;
	int64_t		 jumlah;
	bool		 setuju;
	struct day	 lahir, pengantar;
};

static const char *const sexes[] = { "LAKI-LAKI", "PEREMPUAN", NULL };

static const struct form_field form[] = {
	FORM(struct person, nama, 2, 10, "Nama Lengkap"),
	FORM_DIGITS(struct person, nik, 16, "NIK"),
	FORM_DIGITS_BETWEEN_AS("no_hp", struct person, hp, 10, 13, false, "Nomor HP"),
	FORM_CHOICE(struct person, kelamin, sexes, "Jenis Kelamin"),
	FORM_LINES_MAY(struct person, catatan, 40, "Catatan"),
	FORM_MAY(struct person, wali, 0, 10, "Wali"),
	FORM_MAY(struct person, jumlah, 1, 5, "Jumlah"),
	FORM(struct person, setuju, 0, 0, "Persetujuan"),
	FORM_AS("tgl_lahir", struct person, lahir, 0, 0, "Tanggal Lahir"),
	FORM_MAY(struct person, pengantar, 0, 0, "Tanggal Pengantar"),
	FORM_END
};

static const struct pair good[] = {
	{ "nama", "Siti" }, { "nik", "3503081509089901" }, { "no_hp", "" },
	{ "kelamin", "PEREMPUAN" }, { "catatan", "" }, { "wali", "" }, { "jumlah", "" },
	{ "tgl_lahir", "15-09-2008" }, { "pengantar", "" }, { "setuju", "1" },
};
#define GOOD	(sizeof good / sizeof good[0])

static struct arena *arena;

/* The good form with one field typed otherwise (NULL: not sent at all). */
static bool
read_with(const char *name, const char *value, struct person *p, struct form_result *r)
{
	static struct pair at[GOOD];
	static struct request req;
	size_t n = 0;

	for (size_t i = 0; i < GOOD; i++) {
		bool this = strcmp(good[i].name, name) == 0;

		if (this && value == NULL)
			continue;
		at[n++] = (struct pair){ good[i].name, this ? value : good[i].value };
	}
	req = (struct request){ .method = HTTP_POST, .form = { at, n } };
	arena_reset(arena);
	*p = (struct person){ .nama = "untouched" };
	return form_read(form, &req, arena, p, r);
}

static void
messages(void **state)
{
	static const struct {
		const char *sentence, *name, *value, *message;	/* message NULL: fine */
	} table[] = {
		{ "a name that is not there", "nama", NULL, "Nama Lengkap belum diisi." },
		{ "a name of blanks", "nama", " \t ", "Nama Lengkap belum diisi." },
		{ "a name of no-break spaces", "nama", "\xc2\xa0", "Nama Lengkap belum diisi." },
		{ "a name of ten letters", "nama", "abcdefghij", NULL },
		{ "ten letters of two bytes each", "nama", "éééééééééé", NULL },
		{ "ten letters and blanks around", "nama", "  abcdefghij  ", NULL },
		{ "eleven letters", "nama", "abcdefghijk", "Nama Lengkap paling banyak 10 huruf." },
		{ "one letter", "nama", "a", "Nama Lengkap paling sedikit 2 huruf." },
		{ "a control character", "nama", "Si\x01ti",
		    "Nama Lengkap memuat karakter yang tidak dapat digunakan. Hapus isian ini lalu ketik ulang." },
		{ "a text that runs backwards", "nama", "a\xe2\x80\xae" "b",
		    "Nama Lengkap memuat karakter yang tidak dapat digunakan. Hapus isian ini lalu ketik ulang." },
		{ "a C1 control", "nama", "a\xc2\x85" "b",
		    "Nama Lengkap memuat karakter yang tidak dapat digunakan. Hapus isian ini lalu ketik ulang." },
		{ "a zero-width space", "nama", "a\xe2\x80\x8b" "b",
		    "Nama Lengkap memuat karakter yang tidak dapat digunakan. Hapus isian ini lalu ketik ulang." },
		{ "HTML is only text", "nama", "<b>&amp;", NULL },
		{ "a NIK with spaces", "nik", "350308 150908 9901", NULL },
		{ "a NIK with dots and hyphens", "nik", " 3503.08.150908-9901 ", NULL },
		{ "15 digits", "nik", "350308150908990", "NIK harus terdiri atas 16 angka." },
		{ "17 digits", "nik", "35030815090899012", "NIK harus terdiri atas 16 angka." },
		{ "the letter O", "nik", "35030815090899O1", "NIK harus terdiri atas 16 angka." },
		{ "full-width digits", "nik", "３５０３０８１５０９０８９９０１", "NIK harus terdiri atas 16 angka." },
		{ "Arabic-Indic digits", "nik", "٣٥٠٣٠٨١٥٠٩٠٨٩٩٠١", "NIK harus terdiri atas 16 angka." },
		{ "no NIK", "nik", "", "NIK belum diisi." },
		{ "only separators", "nik", " . - ", "NIK harus terdiri atas 16 angka." },
		{ "a telephone number", "no_hp", "0812-3456-7890", NULL },
		{ "a short one", "no_hp", "0812", "Nomor HP harus terdiri atas 10 sampai 13 angka." },
		{ "a choice from outside", "kelamin", "LAIN",
		    "Jenis Kelamin tidak ada dalam daftar. Pilih salah satu yang tersedia." },
		{ "no choice", "kelamin", "", "Jenis Kelamin belum dipilih." },
		{ "a choice in small letters", "kelamin", "perempuan",
		    "Jenis Kelamin tidak ada dalam daftar. Pilih salah satu yang tersedia." },
		{ "a number too large", "jumlah", "6", "Jumlah harus berupa angka 1 sampai 5." },
		{ "a number with letters", "jumlah", "3a", "Jumlah harus berupa angka 1 sampai 5." },
		{ "a number past 64 bits", "jumlah", "99999999999999999999", "Jumlah harus berupa angka 1 sampai 5." },
		{ "a date in eight digits", "tgl_lahir", "15092008", NULL },
		{ "a date with slashes", "tgl_lahir", "15/09/2008", NULL },
		{ "an impossible date", "tgl_lahir", "31-02-2008",
		    "Tanggal Lahir tidak dikenal. Tulis tanggal, bulan, tahun seperti 15-09-2009." },
		{ "no date", "tgl_lahir", "", "Tanggal Lahir belum diisi." },
		{ "an unticked box", "setuju", NULL, NULL },
		{ "a box that says something else", "setuju", "mungkin",
		    "Persetujuan tidak dapat dibaca. Muat ulang halaman lalu pilih kembali." },
	};
	struct person p;
	struct form_result r;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		bool ok = read_with(table[i].name, table[i].value, &p, &r);
		const char *m = form_message(&r, table[i].name);

		if (ok != (table[i].message == NULL) || (m != NULL && ok))
			fail_msg("%s: %s", table[i].sentence, m == NULL ? "accepted" : m);
		if (m != NULL && strcmp(m, table[i].message) != 0)
			fail_msg("%s: %s", table[i].sentence, m);
		if (!ok) {
			assert_string_equal(p.nama, "untouched");
			assert_string_equal(form_raw(&r, table[i].name),
			    table[i].value == NULL ? "" : table[i].value);
		}
	}
}

static void
values_arrive_in_their_types(void **state)
{
	struct person p;
	struct form_result r;

	(void)state;
	assert_true(read_with("jumlah", "4", &p, &r));
	assert_string_equal(p.nama, "Siti");
	assert_string_equal(p.nik, "3503081509089901");
	assert_string_equal(p.hp, "");
	assert_ptr_equal(p.kelamin, sexes[1]);
	assert_int_equal(p.jumlah, 4);
	assert_true(p.setuju);
	assert_int_equal(p.lahir.y, 2008);
	assert_int_equal(p.lahir.d, 15);
	assert_int_equal(p.pengantar.y, 0);
	assert_true(read_with("nama", "  Siti \t Aminah", &p, &r) == false);	/* 11 letters */
	assert_true(read_with("nama", " Siti \t A ", &p, &r));
	assert_string_equal(p.nama, "Siti A");
	assert_true(read_with("setuju", NULL, &p, &r));
	assert_false(p.setuju);
	assert_true(read_with("jumlah", "", &p, &r));
	assert_int_equal(p.jumlah, 0);
}

static void
lines_are_tidied(void **state)
{
	struct person p;
	struct form_result r;

	(void)state;
	assert_true(read_with("catatan", "\r\n  satu  dua \r\n\r\n\r\ntiga\t\r\n \r\n", &p, &r));
	assert_string_equal(p.catatan, "satu dua\n\ntiga");
	assert_true(read_with("catatan", " \n ", &p, &r));
	assert_string_equal(p.catatan, "");
	assert_false(read_with("catatan", "a\rb", &p, &r));
}

static void
errors_come_in_the_order_of_the_page(void **state)
{
	struct request req = { .method = HTTP_POST };
	struct person p;
	struct form_result r;

	(void)state;
	arena_reset(arena);
	assert_false(form_read(form, &req, arena, &p, &r));
	assert_int_equal(r.n, 4);
	assert_string_equal(r.at[0].name, "nama");
	assert_string_equal(r.at[1].name, "nik");
	assert_string_equal(r.at[2].name, "kelamin");
	assert_string_equal(r.at[3].name, "tgl_lahir");
	form_add(&r, form, "nik", "NIK ini masih memiliki permohonan.");
	assert_int_equal(r.n, 5);
	assert_string_equal(r.at[4].label, "NIK");
}

static void
attributes_follow_the_table(void **state)
{
	(void)state;
	assert_int_equal(form_attr(form, "nama").maxlength, 10);
	assert_true(form_attr(form, "nama").required);
	assert_int_equal(form_attr(form, "nik").maxlength, 32);
	assert_string_equal(form_attr(form, "nik").inputmode, "numeric");
	assert_false(form_attr(form, "no_hp").required);
	assert_false(form_attr(form, "setuju").required);
	assert_true(form_attr(form, "tgl_lahir").required);
	assert_int_equal(form_attr(form, "tidak_ada").maxlength, 0);
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
		cmocka_unit_test(messages),
		cmocka_unit_test(values_arrive_in_their_types),
		cmocka_unit_test(lines_are_tidied),
		cmocka_unit_test(errors_come_in_the_order_of_the_page),
		cmocka_unit_test(attributes_follow_the_table),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
