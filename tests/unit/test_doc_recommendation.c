/* The letter of step 4: its text against golden files, its variants, its refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "papers.h"

static void
golden(const struct doc_recommendation *d, const char *name)
{
	struct pdf_result r;
	struct err e = { 0 };

	if (recommendation_render(arena, d, &r, &e) == -1)
		fail_msg("%s: %s", name, e.text);
	assert_int_equal(r.pages, 1);
	assert_memory_equal(r.bytes.p, "%PDF-", 5);
	expect_golden(&r, name);
}

static void
the_specimen_letter_reads_as_the_office_writes_it(void **state)
{
	struct doc_recommendation d = specimen_letter();

	(void)state;
	golden(&d, "letter_camat");
}

static void
each_form_of_signature_has_its_block(void **state)
{
	static const char *const t[][3] = {
		{ "AN", "Sekretaris Kecamatan", "letter_an" },
		{ "AN_UB", "Kepala Seksi Pelayanan dan Perizinan", "letter_an_ub" },
		{ "PLT", "Camat Watulimo", "letter_plt" },
		{ "PLH", "Plh. Camat Watulimo", "letter_plh" },
	};
	struct doc_recommendation d = specimen_letter();

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		d.signer.form = t[i][0];
		d.signer.title = t[i][1];
		golden(&d, t[i][2]);
	}
}

static void
each_ground_has_its_clause(void **state)
{
	static const struct {
		enum recommendation_ground ground;
		const char	*name;
	} t[] = {
		{ GROUND_MARRIED, "letter_married" },
		{ GROUND_WAS_MARRIED, "letter_was_married" },
		{ GROUND_EARLY, "letter_early" },
	};
	struct doc_recommendation d = specimen_letter();

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		d.ground = t[i].ground;
		golden(&d, t[i].name);
	}
}

static void
without_a_village_letter_the_sentence_stays_whole(void **state)
{
	struct doc_recommendation d = specimen_letter();

	(void)state;
	d.intro_number = "";
	d.intro_day = (struct day){ 0 };
	golden(&d, "letter_waived");
}

static void
the_electronic_letter_carries_a_verification_code(void **state)
{
	struct doc_recommendation d = specimen_letter();
	char code[200];

	(void)state;
	for (size_t i = 0; i < sizeof code - 1; i++)
		code[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
		    [i * 7 % 64];
	code[sizeof code - 1] = '\0';
	d.code = code;
	d.signer.form = "AN_UB";
	d.signer.title = "Kepala Seksi Pelayanan dan Perizinan";
	golden(&d, "letter_electronic");
}

static void
a_replacement_revokes_the_letter_before_it(void **state)
{
	struct doc_recommendation d = specimen_letter();
	struct err e = { 0 };

	(void)state;
	assert_null(strstr(recommendation_canonical(arena, &d, &e), "revokes"));
	d.number = "400.12.2.1/140/406.08/2026";
	d.revokes_number = "400.12.2.1/123/406.08/2026";
	d.revokes_day = (struct day){ 2026, 11, 23 };
	d.signer.order = "Nomor 800.1.11.1/45/406.08/2026 tanggal 2026-11-20";
	assert_non_null(strstr(recommendation_canonical(arena, &d, &e),
	    "revokes_number: 400.12.2.1/123/406.08/2026\nrevokes_day: 2026-11-23\n"));
	assert_non_null(strstr(recommendation_canonical(arena, &d, &e), "signer_order: Nomor 800.1.11.1/45"));
	d.recorded = (struct day){ 2026, 11, 23 };
	assert_non_null(strstr(recommendation_canonical(arena, &d, &e), "recorded_day: 2026-11-23\nform: "));
	golden(&d, "letter_replacement");
	/* half of it is no letter */
	d.revokes_day = (struct day){ 0 };
	assert_null(recommendation_canonical(arena, &d, &e));
	assert_true(str_starts(e.text, "revokes_day:"));
}

static void
long_names_and_addresses_still_fit_one_sheet(void **state)
{
	struct doc_recommendation d = specimen_letter();

	(void)state;
	d.name = "WAHYUNINGTYAS WIDYAWATI MAHAMERU WIJAYAKUSUMAWARDHANI NINGRUM";
	d.birth_place = "KABUPATEN ADMINISTRASI KEPULAUAN SERIBU";
	d.address = "DUSUN KARANGGANDU KRAJAN TENGAH, JALAN PANTAI SELATAN NOMOR 123 BLOK W";
	d.job = "KONSTRUKSI, PENYEDIAAN LISTRIK, GAS, UAP, AIR PANAS DAN UDARA DINGIN";
	d.signer.name = "Prof. Dr. Ir. Muhammad Wahyudiningrat Mangkuwijaya Kusumo, S.STP., M.Si.";
	d.signer.form = "AN_UB";
	d.signer.title = "Kepala Seksi Pelayanan dan Perizinan";
	d.office.email = "kecamatan.watulimo@trenggalekkab.go.id";
	d.office.website = "watulimo.trenggalekkab.go.id";
	golden(&d, "letter_long");
	d.revokes_number = "400.12.2.1/999999/406.08/2026";
	d.revokes_day = (struct day){ 2026, 11, 23 };
	assert_int_equal(recommendation_render(arena, &d, &(struct pdf_result){ 0 }, &(struct err){ 0 }), 0);
}

static void
letters_beyond_winansi_and_the_ayn_are_set(void **state)
{
	struct doc_recommendation d = specimen_letter();

	(void)state;
	d.name = "NI\u02bcMATUL \u00c9L\u00d8ISE";
	golden(&d, "letter_winansi");
	d.name = "\u0160TEFAN \u0102D\u0102MU\u021a \u0141UCJA";
	golden(&d, "letter_utf8");
}

static void
folio_paper_is_taken_too(void **state)
{
	static const char *const media[] = { "om_folio_210x330mm", "custom_f4_215x330mm" };
	struct doc_recommendation d = specimen_letter();
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		d.page.media = media[i];
		assert_int_equal(recommendation_render(arena, &d, &r, &e), 0);
	}
}

static void
the_same_letter_has_the_same_bytes(void **state)
{
	struct doc_recommendation d = specimen_letter();
	struct pdf_result a, b, c;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(recommendation_render(arena, &d, &a, &e), 0);
	assert_int_equal(recommendation_render(arena, &d, &b, &e), 0);
	assert_int_equal(a.bytes.n, b.bytes.n);
	assert_memory_equal(a.bytes.p, b.bytes.p, a.bytes.n);
	assert_memory_equal(a.sha256, b.sha256, 32);
	d.page.made.us += 1000000;
	assert_int_equal(recommendation_render(arena, &d, &c, &e), 0);
	assert_memory_not_equal(a.sha256, c.sha256, 32);
}

static void
the_file_says_nothing_about_the_person_outside_of_its_page(void **state)
{
	struct doc_recommendation d = specimen_letter();
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(recommendation_render(arena, &d, &r, &e), 0);
	assert_null(memmem(r.bytes.p, r.bytes.n, "SITI", 4));
	assert_null(memmem(r.bytes.p, r.bytes.n, "3503085509099902", 16));
	assert_non_null(memmem(r.bytes.p, r.bytes.n, "REKOMENDASI 400.12.2.1", 22));
}

/* A change that spoils the letter, and the field that the error must name. */
struct spoil {
	const char	*field;
	size_t		 at;
	const char	*value;
};

#define SPOIL(field, member, value) \
	{ field, offsetof(struct doc_recommendation, member), value }

static void
a_letter_that_cannot_be_set_is_refused_by_name(void **state)
{
	static const struct spoil t[] = {
		SPOIL("name", name, ""),
		SPOIL("name", name, "SITI\nRAHAYU"),
		SPOIL("name", name, "SITI \u202eRAHAYU"),
		SPOIL("name", name, "\u674e\u96f7"),
		SPOIL("name", name, "\U0001f600"),
		SPOIL("name", name, "\xff\xfe"),
		SPOIL("nik", nik, NULL),
		SPOIL("number", number, ""),
		SPOIL("job", job, "PETANI\t"),
		SPOIL("village", village, "\u0e01"),
		SPOIL("form", signer.form, "XX"),
		SPOIL("signer", signer.name, ""),
		SPOIL("office_address", office.address, "Jalan \u0645"),
		SPOIL("media", page.media, "iso_a4"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct doc_recommendation d = specimen_letter();
		struct pdf_result r = { .pages = -1 };
		struct err e = { 0 };

		memcpy((char *)&d + t[i].at, &t[i].value, sizeof t[i].value);
		assert_int_equal(recommendation_render(arena, &d, &r, &e), -1);
		assert_int_equal(e.kind, ERR_INPUT);
		assert_true(str_starts(e.text, t[i].field));
		assert_int_equal(e.text[strlen(t[i].field)], ':');
		assert_int_equal(r.pages, -1);
	}
}

static void
more_than_a_sheet_is_refused_not_cut(void **state)
{
	struct doc_recommendation d = specimen_letter();
	struct pdf_result r;
	struct err e = { 0 };
	char *text = arena_alloc(arena, 3000);

	(void)state;
	for (size_t i = 0; i < 2999; i++)
		text[i] = i % 9 == 8 ? ' ' : 'W';
	d.address = text;
	assert_int_equal(recommendation_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "page:"));
}

static void
missing_fonts_and_a_full_arena_give_no_bytes(void **state)
{
	struct doc_recommendation d = specimen_letter();
	struct arena *small = arena_create(16384);
	struct pdf_result r = { .pages = -1 };
	struct err e = { 0 };

	(void)state;
	assert_int_equal(recommendation_render(small, &d, &r, &e), -1);
	assert_int_equal(e.kind, ERR_FULL);
	arena_free(small);
	d.page.fonts = "/nonexistent";
	e = (struct err){ 0 };
	assert_int_equal(recommendation_render(arena, &d, &r, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	assert_int_equal(r.pages, -1);
}

static void
the_canonical_text_names_every_fact_and_not_the_code(void **state)
{
	struct doc_recommendation d = specimen_letter();
	struct err e = { 0 };
	const char *plain = recommendation_canonical(arena, &d, &e);
	const char *coded;

	(void)state;
	assert_non_null(plain);
	assert_true(str_starts(plain, "rekam-rekomendasi-1\n"));
	assert_non_null(strstr(plain, "\nname: SITI CONTOH RAHAYU\n"));
	assert_non_null(strstr(plain, "\nnumber: 400.12.2.1/123/406.08/2026\n"));
	assert_non_null(strstr(plain, "\nbirth_day: 2009-09-15\n"));
	assert_non_null(strstr(plain, "\nground: 17_TAHUN\n"));
	d.code = "abc";
	coded = recommendation_canonical(arena, &d, &e);
	assert_string_equal(plain, coded);
	d.name = "SITI\nnik: 1";
	assert_null(recommendation_canonical(arena, &d, &e));
	assert_true(str_starts(e.text, "name:"));
}

static void
the_ground_follows_from_age_and_marital_status(void **state)
{
	const struct day on = { 2026, 11, 23 };

	(void)state;
	assert_int_equal(recommendation_ground((struct day){ 2009, 11, 23 }, "BELUM KAWIN", on),
	    GROUND_AGE);
	assert_int_equal(recommendation_ground((struct day){ 2009, 11, 24 }, "BELUM KAWIN", on),
	    GROUND_EARLY);
	assert_int_equal(recommendation_ground((struct day){ 2010, 1, 1 }, "KAWIN TERCATAT", on),
	    GROUND_MARRIED);
	assert_int_equal(recommendation_ground((struct day){ 2010, 1, 1 }, "CERAI MATI", on),
	    GROUND_WAS_MARRIED);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, open_arena, close_arena)
	const struct CMUnitTest tests[] = {
		T(the_specimen_letter_reads_as_the_office_writes_it),
		T(each_form_of_signature_has_its_block),
		T(each_ground_has_its_clause),
		T(without_a_village_letter_the_sentence_stays_whole),
		T(the_electronic_letter_carries_a_verification_code),
		T(a_replacement_revokes_the_letter_before_it),
		T(long_names_and_addresses_still_fit_one_sheet),
		T(letters_beyond_winansi_and_the_ayn_are_set),
		T(folio_paper_is_taken_too),
		T(the_same_letter_has_the_same_bytes),
		T(the_file_says_nothing_about_the_person_outside_of_its_page),
		T(a_letter_that_cannot_be_set_is_refused_by_name),
		T(more_than_a_sheet_is_refused_not_cut),
		T(missing_fonts_and_a_full_arena_give_no_bytes),
		T(the_canonical_text_names_every_fact_and_not_the_code),
		T(the_ground_follows_from_age_and_marital_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
