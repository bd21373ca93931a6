/* The small papers against golden files, and their refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "papers.h"

static void
the_registration_receipt_reads_as_the_office_writes_it(void **state)
{
	struct doc_registration d = specimen_registration();
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(registration_render(arena, &d, &r, &e), 0);
	expect_golden(&r, "receipt_registration");
	d.page.media = "iso_a4_210x297mm";
	d.agenda_no = 0;
	d.papers_n = 0;
	d.officer = "";
	assert_int_equal(registration_render(arena, &d, &r, &e), 0);
	expect_golden(&r, "receipt_registration_a4");
}

static void
the_handover_receipt_reads_as_the_office_writes_it(void **state)
{
	struct doc_handover d = specimen_handover();
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(handover_render(arena, &d, &r, &e), 0);
	expect_golden(&r, "receipt_handover");
}

static void
the_test_page_names_printer_and_paper(void **state)
{
	struct doc_test d = specimen_test_page();
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(test_page_render(arena, &d, &r, &e), 0);
	d.page.media = "iso_a4_210x297mm";
	assert_int_equal(test_page_render(arena, &d, &r, &e), 0);
	expect_golden(&r, "test_page");
}

static void
the_nik_is_masked_on_what_people_carry_home(void **state)
{
	struct doc_registration d = specimen_registration();
	struct doc_handover h = specimen_handover();
	struct pdf_result r;
	struct err e = { 0 };
	char *text;

	(void)state;
	assert_int_equal(registration_render(arena, &d, &r, &e), 0);
	text = paper_text(&r);
	assert_null(strstr(text, "3503085509099902"));
	free(text);
	assert_int_equal(handover_render(arena, &h, &r, &e), 0);
	text = paper_text(&r);
	assert_null(strstr(text, "3503085509099902"));
	free(text);
}

static void
long_texts_fit_a5_or_are_refused(void **state)
{
	static const char *papers[12];
	struct doc_registration d = specimen_registration();
	struct pdf_result r;
	struct err e = { 0 };
	char *huge = arena_alloc(arena, 20001);

	(void)state;
	for (size_t i = 0; i < 12; i++)
		papers[i] = "Fotokopi dokumen pendukung yang namanya panjang sekali dan berbaris dua";
	d.papers = papers;
	d.papers_n = 12;
	d.name = "WAHYUNINGTYAS WIDYAWATI MAHAMERU WIJAYAKUSUMAWARDHANI NINGRUM";
	d.officer = "Prof. Dr. Ir. Muhammad Wahyudiningrat Mangkuwijaya Kusumo, S.STP., M.Si.";
	assert_int_equal(registration_render(arena, &d, &r, &e), 0);
	memset(huge, 'W', 20000);
	d.village = huge;
	assert_int_equal(registration_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "page:"));
}

static void
missing_facts_are_refused_by_name(void **state)
{
	struct doc_registration d = specimen_registration();
	struct doc_handover h = specimen_handover();
	struct doc_test t = specimen_test_page();
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	d.nik = "";
	assert_int_equal(registration_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "nik:"));
	h.received_by = "";
	assert_int_equal(handover_render(arena, &h, &r, &e), -1);
	assert_true(str_starts(e.text, "received_by:"));
	h = specimen_handover();
	h.day = (struct day){ 0 };
	assert_int_equal(handover_render(arena, &h, &r, &e), -1);
	assert_true(str_starts(e.text, "day:"));
	t.printer = "\x07";
	assert_int_equal(test_page_render(arena, &t, &r, &e), -1);
	assert_true(str_starts(e.text, "printer:"));
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, open_arena, close_arena)
	const struct CMUnitTest tests[] = {
		T(the_registration_receipt_reads_as_the_office_writes_it),
		T(the_handover_receipt_reads_as_the_office_writes_it),
		T(the_test_page_names_printer_and_paper),
		T(the_nik_is_masked_on_what_people_carry_home),
		T(long_texts_fit_a5_or_are_refused),
		T(missing_facts_are_refused_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
