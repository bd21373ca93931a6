/* The base room: arena, strings, days, formats, escaping, log lines. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/fmt.h"
#include "base/log.h"
#include "base/out.h"
#include "base/rnd.h"
#include "base/str.h"

static void
arena_runs_out_once_and_for_all(void **state)
{
	struct arena *a = arena_create(4096);

	(void)state;
	assert_non_null(arena_alloc(a, 1000));
	assert_false(arena_overflowed(a));
	assert_null(arena_alloc(a, 5000));
	assert_true(arena_overflowed(a));
	/* sticky: what would fit is refused too, strings are empty but never NULL */
	assert_null(arena_alloc(a, 1));
	assert_string_equal(arena_strdup(a, "abc"), "");
	arena_reset(a);
	assert_false(arena_overflowed(a));
	assert_string_equal(arena_printf(a, "%d-%s", 7, "x"), "7-x");
	assert_null(arena_array(a, SIZE_MAX / 2, 4));
	arena_free(a);
}

static void
arena_memory_is_zeroed_again_after_a_reset(void **state)
{
	struct arena *a = arena_create(4096);
	char *p = arena_alloc(a, 64);

	(void)state;
	memset(p, 0xff, 64);
	arena_reset(a);
	p = arena_alloc(a, 64);
	for (int i = 0; i < 64; i++)
		assert_int_equal(p[i], 0);
	arena_free(a);
}

static void
strings_are_trimmed_and_checked(void **state)
{
	static const struct { const char *in, *out; } trim[] = {
		{ "", "" }, { "   ", "" }, { " a  b ", "a b" }, { "\t SITI\n RAHAYU ", "SITI RAHAYU" },
		{ "x", "x" },
	};
	static const struct { const char *s; size_t n; bool ok; } utf8[] = {
		{ "abc", 3, true }, { "\xc3\xa9", 2, true }, { "\xc0\xaf", 2, false },
		{ "\xed\xa0\x80", 3, false }, { "\xf0\x9f\x98\x80", 4, true }, { "\xf5\x80\x80\x80", 4, false },
		{ "a\0b", 3, false }, { "\xc3", 1, false }, { "\xe2\x82", 2, false },
	};
	struct arena *a = arena_create(65536);
	int64_t n = 5;

	(void)state;
	for (size_t i = 0; i < sizeof trim / sizeof *trim; i++)
		assert_string_equal(str_trim(a, trim[i].in), trim[i].out);
	for (size_t i = 0; i < sizeof utf8 / sizeof *utf8; i++)
		assert_int_equal(str_utf8_valid(utf8[i].s, utf8[i].n), utf8[i].ok);
	assert_string_equal(str_upper(a, "si\xc3\xa9ti"), "SI\xc3\x89TI");
	assert_string_equal(str_digits(a, "3503 0855.09-09"), "350308550909");
	assert_true(str_int("-9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MIN);
	assert_false(str_int("9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_false(str_int("12x", 0, 99, &n));
	assert_false(str_int("", 0, 99, &n));
	assert_false(str_int("100", 0, 99, &n));
	assert_true(n == INT64_MIN);	/* untouched by failures */
	arena_free(a);
}

static void
hex_goes_there_and_back(void **state)
{
	uint8_t in[4] = { 0x00, 0x7f, 0xa5, 0xff }, back[4];
	char hex[9];

	(void)state;
	str_hex(hex, in, 4);
	assert_string_equal(hex, "007fa5ff");
	assert_true(str_unhex(back, 4, hex));
	assert_memory_equal(in, back, 4);
	assert_false(str_unhex(back, 4, "007fa5f"));
	assert_false(str_unhex(back, 4, "007fa5fg"));
	assert_false(str_unhex(back, 4, "007fa5ff0"));
}

static void
dates_are_read_as_people_type_them(void **state)
{
	static const char *const good[] = { "15092009", "15-9-2009", "15/09/2009", "15.9.2009",
	    "15 9 2009", "2009-09-15", " 15-09-2009 " };
	static const char *const bad[] = { "", "15", "31-4-2009", "29022009", "2009-15-09", "15-9-09",
	    "150920091", "15--9-2009", "15-9-2009x", "0-0-0", "15-9" };
	struct day d;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		d = (struct day){ 0 };
		assert_true(day_parse(good[i], &d));
		assert_int_equal(day_cmp(d, (struct day){ 2009, 9, 15 }), 0);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(day_parse(bad[i], &d));
	assert_true(day_parse("29-2-2008", &d));
}

static void
every_day_of_three_centuries_has_its_number(void **state)
{
	int64_t n = day_number((struct day){ 1900, 1, 1 });

	(void)state;
	assert_int_equal(day_number((struct day){ 1970, 1, 1 }), 0);
	for (struct day d = { 1900, 1, 1 }; d.y < 2200; n++) {
		assert_true(day_valid(d));
		assert_int_equal(day_number(d), n);
		assert_int_equal(day_cmp(day_from_number(n), d), 0);
		d = day_from_number(n + 1);
	}
}

static void
a_birthday_counts_from_its_own_day(void **state)
{
	static const struct { struct day birth, on; int age; } t[] = {
		{ { 2009, 9, 15 }, { 2026, 9, 14 }, 16 }, { { 2009, 9, 15 }, { 2026, 9, 15 }, 17 },
		{ { 2008, 2, 29 }, { 2025, 2, 28 }, 16 }, { { 2008, 2, 29 }, { 2025, 3, 1 }, 17 },
		{ { 2008, 2, 29 }, { 2028, 2, 29 }, 20 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(day_age(t[i].birth, t[i].on), t[i].age);
}

static void
the_office_lives_seven_hours_ahead(void **state)
{
	/* 2026-12-31T17:00:00Z is already the new year in Watulimo */
	struct utc before = utc_from_wib((struct day){ 2026, 12, 31 }, 23, 59, 59);
	struct utc after = { before.us + 1000000 };
	struct fmt f;

	(void)state;
	assert_int_equal(utc_day_wib(before).y, 2026);
	assert_int_equal(utc_day_wib(after).y, 2027);
	assert_string_equal(fmt_machine(&f, after), "2026-12-31T17:00:00Z");
	assert_string_equal(fmt_when(&f, before), "31-12-2026 23.59 WIB");
}

static void
values_look_as_on_paper(void **state)
{
	struct day d = { 2026, 11, 23 };
	struct fmt f;

	(void)state;
	assert_string_equal(fmt_long(&f, d), "23 November 2026");
	assert_string_equal(fmt_weekday(&f, d), "Senin, 23 November 2026");
	assert_string_equal(fmt_long(&f, (struct day){ 0 }), "");
	assert_string_equal(fmt_nik(&f, "3503085509099902"), "350308 550909 9902");
	assert_string_equal(fmt_nik_masked(&f, "3503085509099902"), "350308******9902");
	assert_string_equal(fmt_thousands(&f, -1234567), "-1.234.567");
	assert_string_equal(fmt_agenda(&f, 123), "0123");
	assert_string_equal(fmt_span(&f, 245), "4 menit 05 detik");
	assert_string_equal(fmt_span(&f, 4320), "1 jam 12 menit");
	assert_string_equal(fmt_title(&f, "PELAJAR/MAHASISWA"), "Pelajar/Mahasiswa");
}

static void
text_cannot_leave_its_place_in_html(void **state)
{
	struct out o;

	(void)state;
	out_init(&o, 4096);
	OUT_TEXT(&o, "<script>\"&'</script>");
	out_raw(&o, "", 1);
	assert_string_equal(o.p, "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;");
	out_reset(&o);
	OUT_LIT(&o, "href=\"");
	OUT_URL(&o, "javascript:alert(1)");
	out_raw(&o, "", 1);
	assert_string_equal(o.p, "href=\"#");
	out_reset(&o);
	OUT_LIT(&o, "href=\"");
	OUT_URL(&o, "//evil.example/");
	out_raw(&o, "", 1);
	assert_string_equal(o.p, "href=\"#");
	out_reset(&o);
	OUT_LIT(&o, "href=\"");
	OUT_URL(&o, "/cari?q=a b\"&x=1");
	out_raw(&o, "", 1);
	assert_string_equal(o.p, "href=\"/cari?q=a%20b%22&amp;x=1");
	out_free(&o);
}

static void
an_answer_past_its_cap_is_marked(void **state)
{
	struct out o;

	(void)state;
	out_init(&o, 10);
	out_str(&o, "0123456789");
	assert_false(o.failed);
	out_str(&o, "x");
	assert_true(o.failed);
	out_free(&o);
}

static void
a_log_line_cannot_be_forged(void **state)
{
	char line[1024];
	int fd[2], err = dup(STDERR_FILENO);

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)dup2(fd[1], STDERR_FILENO);
	log_event(LOG_LEVEL_WARN, "denied", "name", "x\nlevel=info event=\"ok\"\x1b[2J", NULL);
	(void)dup2(err, STDERR_FILENO);
	ssize_t n = read(fd[0], line, sizeof line - 1);
	assert_true(n > 0);
	line[n] = '\0';
	/* one line, and no escape sequence in it */
	assert_ptr_equal(strchr(line, '\n'), line + n - 1);
	assert_null(strchr(line, '\x1b'));
	assert_null(strstr(line, "event=\"ok\""));
	(void)close(fd[0]);
	(void)close(fd[1]);
	(void)close(err);
}

static void
an_error_keeps_its_kind_under_a_new_head(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(err_set(&e, ERR_AWAY, 111, "no socket %s", "x"), -1);
	assert_int_equal(err_wrap(&e, "database"), -1);
	assert_string_equal(e.text, "database: no socket x");
	assert_int_equal(e.kind, ERR_AWAY);
}

static void
uuids_have_their_version(void **state)
{
	char a[37], b[37];

	(void)state;
	rnd_uuid(a);
	rnd_uuid(b);
	assert_int_equal(strlen(a), 36);
	assert_int_equal(a[14], '4');
	assert_non_null(strchr("89ab", a[19]));
	assert_string_not_equal(a, b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_runs_out_once_and_for_all),
		cmocka_unit_test(arena_memory_is_zeroed_again_after_a_reset),
		cmocka_unit_test(strings_are_trimmed_and_checked),
		cmocka_unit_test(hex_goes_there_and_back),
		cmocka_unit_test(dates_are_read_as_people_type_them),
		cmocka_unit_test(every_day_of_three_centuries_has_its_number),
		cmocka_unit_test(a_birthday_counts_from_its_own_day),
		cmocka_unit_test(the_office_lives_seven_hours_ahead),
		cmocka_unit_test(values_look_as_on_paper),
		cmocka_unit_test(text_cannot_leave_its_place_in_html),
		cmocka_unit_test(an_answer_past_its_cap_is_marked),
		cmocka_unit_test(a_log_line_cannot_be_forged),
		cmocka_unit_test(an_error_keeps_its_kind_under_a_new_head),
		cmocka_unit_test(uuids_have_their_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
