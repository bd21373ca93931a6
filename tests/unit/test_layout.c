/* The layout kit: paper sizes, line breaking, what fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "papers.h"
#include "print/layout.h"

static const struct doc_page page = { .fonts = "/usr/share/fonts/truetype/liberation",
    .media = "", .made = { 1763865660000000 } };
static struct sheet sheet;

static int
begin(void **state)
{
	(void)state;
	arena = arena_create(8u << 20);
	if (arena == NULL ||
	    sheet_open(&sheet, arena, &page, "iso_a4_210x297mm", NULL) == -1)
		return -1;
	sheet_begin(&sheet, &sheet_sizes[0]);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	sheet_close(&sheet);
	arena_free(arena);
	return 0;
}

static void
paper_sizes_are_read_from_their_names(void **state)
{
	static const char *const bad[] = { "", "A4", "iso_a4", "iso_a4_210x297", "x_210x297in",
	    "x_0x297mm", "x_210x9999mm", "x_nanx297mm", "x_210x297mm ", NULL };
	double w = 0, h = 0;

	(void)state;
	assert_true(media_size("iso_a4_210x297mm", &w, &h));
	assert_true(w == 210 && h == 297);
	assert_true(media_size("custom_f4_215x330mm", &w, &h));
	assert_true(w == 215 && h == 330);
	assert_true(media_size("iso_a5_148x210mm", &w, &h));
	for (size_t i = 0; bad[i] != NULL; i++)
		assert_false(media_size(bad[i], &w, &h));
	assert_false(media_size(NULL, &w, &h));
}

static void
lines_break_at_blanks_and_only_then_inside_words(void **state)
{
	struct pdf_result r;
	struct err e = { 0 };
	double y = sheet.y;
	char *text;

	(void)state;
	sheet_flow(&sheet, PDF_REGULAR, 12, (struct column){ 30, 30 }, false,
	    "  satu   dua tiga WWWWWWWWWWWWWWWWWWWWWW\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9 habis ");
	assert_true(sheet.y > y + 4 * sheet.line);
	assert_int_equal(sheet_finish(&sheet, "UJI", &r, &e), 0);
	text = paper_text(&r);
	assert_non_null(strstr(text, "satu dua tiga"));
	assert_non_null(strstr(text, "\u00e9"));
	assert_non_null(strstr(text, "habis"));
	free(text);
}

static void
an_empty_text_takes_no_line_but_an_empty_value_does(void **state)
{
	const struct fact f = { "label", "", PDF_REGULAR };
	double y = sheet.y;

	(void)state;
	sheet_paragraph(&sheet, "");
	assert_true(sheet.y == y);
	sheet_facts(&sheet, 0, 40, &f, 1);
	assert_true(sheet.y >= y + sheet.line);
}

static void
text_widths_are_those_of_arial(void **state)
{
	(void)state;
	/* 1000 times "0" of 556/1000 em at 12 points: 235.4 mm each hundred */
	assert_true(pdf_width(sheet.pdf, PDF_REGULAR, 1000, "0") / PDF_MM_PER_PT - 556 < 1);
	assert_true(pdf_width(sheet.pdf, PDF_BOLD, 12, "A") >
	    pdf_width(sheet.pdf, PDF_REGULAR, 12, "l"));
	assert_int_equal(pdf_missing(sheet.pdf, PDF_REGULAR, "caf\u00e9 \u0141"), 0);
	assert_int_equal(pdf_missing(sheet.pdf, PDF_REGULAR, "x\u674e"), 0x674e);
	assert_int_equal(pdf_missing(sheet.pdf, PDF_REGULAR, "\u02bc"), 0);
}

static void
what_does_not_fit_is_an_error(void **state)
{
	struct pdf_result r = { .pages = -1 };
	struct err e = { 0 };

	(void)state;
	while (sheet_fits(&sheet))
		sheet_paragraph(&sheet, "baris");
	assert_int_equal(sheet_finish(&sheet, "UJI", &r, &e), -1);
	assert_true(str_starts(e.text, "page:"));
	assert_int_equal(r.pages, -1);
}

static void
the_first_error_is_the_one_reported(void **state)
{
	struct pdf_result r;
	struct err e = { 0 };

	(void)state;
	sheet_check(&sheet, "name", "a\x01");
	sheet_check(&sheet, "job", "\u674e");
	assert_int_equal(sheet_finish(&sheet, "UJI", &r, &e), -1);
	assert_string_equal(e.text, "name: control character U+0001");
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paper_sizes_are_read_from_their_names),
		T(lines_break_at_blanks_and_only_then_inside_words),
		T(an_empty_text_takes_no_line_but_an_empty_value_does),
		T(text_widths_are_those_of_arial),
		T(what_does_not_fit_is_an_error),
		T(the_first_error_is_the_one_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
