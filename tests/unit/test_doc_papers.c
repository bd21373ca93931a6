/* The other papers: text, picture, soundness; tables over pages, all sizes of paper, the logo. */
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
#include "print/doc_slip.h"
#include "print/layout.h"

static struct pdf_result r;
static struct err e;

static int
begin(void **state)
{
	memset(&e, 0, sizeof e);
	memset(&r, 0, sizeof r);
	return open_arena(state);
}

/* Text, picture and file are what they should be. */
static void
good(int rc, const char *name, int pages)
{
	if (rc == -1)
		fail_msg("%s: %s", name, e.text);
	assert_int_equal(r.pages, pages);
	expect_sound(&r);
	expect_golden(&r, name);
	expect_picture(&r, name);
}

static void
the_form_is_printed_blank_and_filled(void **state)
{
	struct doc_form d = specimen_form(), blank = { .page = d.page, .office = d.office,
	    .nik = "", .kk = "", .name = "", .birth_place = "", .sex = "", .blood = "", .religion = "",
	    .marital = "", .job = "", .citizenship = "", .address = "", .rt = "", .rw = "",
	    .village = "", .phone = "", .guardian = "", .recorded = "", .intro_number = "",
	    .papers = d.papers, .papers_n = d.papers_n };

	(void)state;
	good(form_render(arena, &d, &r, &e), "form_filled", 1);
	good(form_render(arena, &blank, &r, &e), "form_blank", 1);
}

static void
the_return_slip_names_its_reason(void **state)
{
	struct doc_returned d = specimen_returned();

	(void)state;
	good(returned_render(arena, &d, &r, &e), "returned", 1);
	d.why[RETURNED_INCOMPLETE] = false;
	d.why[RETURNED_DIFFERENT] = true;
	d.page.media = "iso_a4_210x297mm";
	d.reason = "Tanggal lahir pada KK berbeda dengan SIAK. Ajukan pembetulan ke Disdukcapil.";
	static const struct returned_difference differs[] = { { "Nama Lengkap", "SITI CONTOH RAHAYU", "SITI CONTOH RAHAYU NINGSIH" },
	    { "Tanggal Lahir", "15-09-2009", "" }, { "NIK", "berbeda", "" } };
	d.differs = differs;
	d.differs_n = 3;
	good(returned_render(arena, &d, &r, &e), "returned_step2", 1);
	d.reason = " \n ";
	assert_int_equal(returned_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "reason:"));
}

/* Five on a sheet, each with its number. */
static void
slips_have_their_numbers_and_room_to_write(void **state)
{
	static const int64_t no[] = { 120, 121, 123, 124, 125, 126 };
	const struct doc_form f = specimen_form();
	struct doc_slips d = { .page = f.page, .office = f.office, .no = no, .n = 6, .year = 2026 };

	(void)state;
	good(slips_render(arena, &d, &r, &e), "slips", 2);
	d.n = 0;
	assert_int_equal(slips_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "no:"));
}

/* What is made in the training office says so on every page, below what is written, and reads as before. */
static void
papers_of_the_training_office_are_stamped(void **state)
{
	static const int64_t no[] = { 1, 2, 3, 4, 5, 6 };
	struct doc_registration d = specimen_registration();
	struct doc_slips s = { .page = d.page, .office = d.office, .no = no, .n = 6, .year = 2026 };

	(void)state;
	d.office.training = s.office.training = true;
	d.office.agenda_format = "KTP-{nomor}/{tahun}";
	s.page.media = "iso_a4_210x297mm";
	good(registration_render(arena, &d, &r, &e), "receipt_training", 1);
	good(slips_render(arena, &s, &r, &e), "slips_training", 2);
}

static void
after_recording_the_receipt_says_so(void **state)
{
	struct doc_registration d = specimen_registration();

	(void)state;
	d.recorded_at = utc_from_wib((struct day){ 2026, 11, 23 }, 9, 41, 0);
	good(registration_render(arena, &d, &r, &e), "receipt_recorded", 1);
}

static void
receipts_come_out_of_a_roll_cut_below_the_text(void **state)
{
	struct doc_registration d = specimen_registration();
	struct doc_handover h = specimen_handover();
	struct doc_returned b = specimen_returned();

	(void)state;
	d.page.media = h.page.media = b.page.media = "om_roll_80x297mm";
	good(registration_render(arena, &d, &r, &e), "roll_registration", 1);
	good(handover_render(arena, &h, &r, &e), "roll_handover", 1);
	assert_int_equal(returned_render(arena, &b, &r, &e), 0);
	assert_int_equal(r.pages, 1);
}

static void
the_cover_letter_has_a_list_over_pages(void **state)
{
	struct doc_cover d = specimen_cover(arena, 60);

	(void)state;
	good(cover_render(arena, &d, &r, &e), "cover", 4);
	char *text = paper_text(&r), *at = text;
	int heads = 0;
	while ((at = strstr(at, "Nomor Rekomendasi")) != NULL)
		heads++, at++;
	assert_int_equal(heads, 3);
	free(text);
	d = specimen_cover(arena, 1);
	d.first = d.last;
	d.signer.form = "AN_UB";
	d.signer.title = "Kepala Seksi Pelayanan dan Perizinan";
	d.page.media = "na_foolscap_215x330mm";
	good(cover_render(arena, &d, &r, &e), "cover_one", 2);
	d.n = 0;
	assert_int_equal(cover_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "rows:"));
}

static void
the_register_closes_its_days(void **state)
{
	struct doc_book d = specimen_register(arena, 60);

	(void)state;
	good(register_render(arena, &d, &r, &e), "register", 4);
	char *text = paper_text(&r);
	assert_non_null(strstr(text, "Ditutup pada tanggal 16 November 2026 dengan nomor agenda 0109/2026 (9 (sembilan)"));
	assert_non_null(strstr(text, "Ditutup pada tanggal 22 November 2026 dengan nomor agenda 0160/2026"));
	free(text);
	/* the day of printing is not over, and a day that is not whole is not closed */
	d.page.made = utc_from_wib((struct day){ 2026, 11, 22 }, 10, 0, 0);
	d.closed_to = (struct day){ 2026, 11, 20 };
	assert_int_equal(register_render(arena, &d, &r, &e), 0);
	text = paper_text(&r);
	assert_non_null(strstr(text, "Ditutup pada tanggal 20 November"));
	assert_null(strstr(text, "Ditutup pada tanggal 21 November"));
	assert_null(strstr(text, "Ditutup pada tanggal 22 November"));
	free(text);
	d.n = 0;
	assert_int_equal(register_render(arena, &d, &r, &e), 0);
	assert_int_equal(r.pages, 1);
}

static void
the_book_of_outgoing_letters_marks_the_void_ones(void **state)
{
	struct doc_book d = specimen_outgoing(arena, 12);

	(void)state;
	good(outgoing_render(arena, &d, &r, &e), "outgoing", 2);
}

static void
reports_count_and_say_what_they_count(void **state)
{
	struct doc_report d = specimen_report();

	(void)state;
	good(report_render(arena, &d, &r, &e), "report_month", 1);
	d.first = d.last = (struct day){ 2026, 11, 23 };
	good(report_render(arena, &d, &r, &e), "report_day", 1);
	d.first = (struct day){ 2026, 12, 1 };
	assert_int_equal(report_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "day:"));
}

static void
minutes_say_the_day_in_words(void **state)
{
	struct doc_minutes d = specimen_closing();

	(void)state;
	good(closing_render(arena, &d, &r, &e), "minutes_closing", 1);
	d = specimen_destruction();
	good(destruction_render(arena, &d, &r, &e), "minutes_destruction", 1);
	d.n = 0;
	assert_int_equal(destruction_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "sheets:"));
}

static void
what_was_destroyed_is_listed_before_a_witness(void **state)
{
	struct doc_destroyed d = specimen_destroyed(arena, 4);

	(void)state;
	good(images_destroyed_render(arena, &d, &r, &e), "minutes_images", 1);
	good(key_destroyed_render(arena, &d, &r, &e), "minutes_key", 1);
	d = specimen_destroyed(arena, 200);
	assert_int_equal(images_destroyed_render(arena, &d, &r, &e), 0);
	assert_in_range(r.pages, 3, 8);
	d.n = 0;
	assert_int_equal(images_destroyed_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "cases:"));
	d.hands.witness = "";
	assert_int_equal(key_destroyed_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "witness:"));
	d.hands.witness = "Sri Saksi Contoh";
	d.month.m = 0;
	assert_int_equal(key_destroyed_render(arena, &d, &r, &e), -1);
	assert_true(str_starts(e.text, "month:"));
}

static void
the_letter_carries_a_logo_and_a_qr_that_can_be_read(void **state)
{
	struct doc_recommendation d = specimen_letter();
	char code[200], *seen;

	(void)state;
	for (size_t i = 0; i < sizeof code - 1; i++)
		code[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
		    [i * 7 % 64];
	code[sizeof code - 1] = '\0';
	d.code = code;
	for (int i = 0; i < 2; i++) {
		d.office.logo = specimen_logo(arena, i == 0 ? "logo.png" : "logo.jpg");
		assert_int_equal(recommendation_render(arena, &d, &r, &e), 0);
		expect_sound(&r);
		expect_picture(&r, i == 0 ? "letter_logo_png" : "letter_logo_jpg");
		seen = paper_qr(&r);
		assert_string_equal(seen, code);
		free(seen);
	}
}

static void
every_letter_size_of_paper_is_known(void **state)
{
	static const char *const t[] = { "iso_a4_210x297mm", "om_f4_215x330mm", "om_folio_210x330mm" };
	struct doc_recommendation d = specimen_letter();
	struct doc_book b = specimen_register(arena, 3);

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		d.page.media = b.page.media = t[i];
		assert_int_equal(recommendation_render(arena, &d, &r, &e), 0);
		expect_sound(&r);
		assert_int_equal(register_render(arena, &b, &r, &e), 0);
		expect_sound(&r);
	}
	b.page.media = "om_roll_60x297mm";
	assert_int_equal(register_render(arena, &b, &r, &e), -1);
	assert_true(str_starts(e.text, "media:"));
}

static void
the_same_paper_has_the_same_bytes(void **state)
{
	struct doc_cover d = specimen_cover(arena, 30);
	struct pdf_result twice;

	(void)state;
	d.office.logo = specimen_logo(arena, "logo.png");
	assert_int_equal(cover_render(arena, &d, &r, &e), 0);
	assert_int_equal(cover_render(arena, &d, &twice, &e), 0);
	assert_int_equal(r.bytes.n, twice.bytes.n);
	assert_memory_equal(r.bytes.p, twice.bytes.p, r.bytes.n);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, close_arena)
	const struct CMUnitTest tests[] = {
		T(the_form_is_printed_blank_and_filled),
		T(the_return_slip_names_its_reason),
		T(slips_have_their_numbers_and_room_to_write),
		T(papers_of_the_training_office_are_stamped),
		T(after_recording_the_receipt_says_so),
		T(receipts_come_out_of_a_roll_cut_below_the_text),
		T(the_cover_letter_has_a_list_over_pages),
		T(the_register_closes_its_days),
		T(the_book_of_outgoing_letters_marks_the_void_ones),
		T(reports_count_and_say_what_they_count),
		T(minutes_say_the_day_in_words),
		T(what_was_destroyed_is_listed_before_a_witness),
		T(the_letter_carries_a_logo_and_a_qr_that_can_be_read),
		T(every_letter_size_of_paper_is_known),
		T(the_same_paper_has_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
