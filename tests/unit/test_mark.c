/* A marked copy: the frozen bytes first, the mark on every page, still a valid PDF. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/str.h"
#include "papers.h"
#include "print/mark.h"

static struct err e;

static int
start(void **state)
{
	(void)state;
	arena = arena_create((size_t)32 << 20);
	return sodium_init() == -1 || arena == NULL ? -1 : 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int
fresh(void **state)
{
	(void)state;
	arena_reset(arena);
	e = (struct err){ .kind = ERR_NONE };
	return 0;
}

static struct pdf_result
letter(void)
{
	struct doc_recommendation d = specimen_letter();
	struct pdf_result r;

	if (recommendation_render(arena, &d, &r, &e) == -1)
		fail_msg("%s", e.text);
	return r;
}

static struct mark
of(const struct pdf_result *paper, const char *foot)
{
	return (struct mark){ .page = specimen_letter().page, .head = "CETAK ULANG KE-1", .foot = foot,
	    .paper = paper->bytes, .pages = paper->pages };
}

static void
the_copy_begins_with_the_frozen_bytes_and_says_what_it_is(void **state)
{
	struct pdf_result paper = letter(), copy;
	struct mark m = of(&paper, "Cetak ulang ke-1 pada 26-11-2026. Alasan: lembar hilang di jalan");
	char *before = paper_text(&paper), *after;

	(void)state;
	if (mark_render(arena, &m, &copy, &e) == -1)
		fail_msg("%s", e.text);
	assert_true(copy.bytes.n > paper.bytes.n);
	assert_memory_equal(copy.bytes.p, paper.bytes.p, paper.bytes.n);
	assert_int_equal(copy.pages, paper.pages);
	after = paper_text(&copy);
	assert_non_null(strstr(after, "CETAK ULANG KE-1"));
	assert_non_null(strstr(after, "Alasan: lembar hilang di jalan"));
	assert_null(strstr(before, "CETAK ULANG"));
	assert_non_null(strstr(after, "REKOMENDASI"));
	free(before);
	free(after);
	expect_golden(&copy, "letter_copy");
	if (getenv("MARK_PDF") != NULL) {
		FILE *f = fopen(getenv("MARK_PDF"), "w");

		assert_non_null(f);
		assert_int_equal(fwrite(copy.bytes.p, 1, copy.bytes.n, f), copy.bytes.n);
		assert_int_equal(fclose(f), 0);
	}
}

static void
the_same_mark_gives_the_same_bytes(void **state)
{
	struct pdf_result paper = letter(), a, b;
	struct mark m = of(&paper, "sebab");

	(void)state;
	assert_int_equal(mark_render(arena, &m, &a, &e), 0);
	assert_int_equal(mark_render(arena, &m, &b, &e), 0);
	assert_memory_equal(a.sha256, b.sha256, 32);
}

static void
small_papers_are_marked_too(void **state)
{
	struct doc_handover d = specimen_handover();
	struct pdf_result paper, copy;
	char *text;

	(void)state;
	assert_int_equal(handover_render(arena, &d, &paper, &e), 0);
	struct mark m = of(&paper, "Cetak ulang ke-2. Alasan: kertas basah");
	if (mark_render(arena, &m, &copy, &e) == -1)
		fail_msg("%s", e.text);
	text = paper_text(&copy);
	assert_non_null(strstr(text, "kertas basah"));
	free(text);
}

static void
what_cannot_be_marked_is_refused_with_the_reason(void **state)
{
	struct pdf_result paper = letter(), copy;
	struct mark m = of(&paper, "Alasan: \xe4\xb8\xad\xe6\x96\x87");
	char long_text[400];

	(void)state;
	assert_int_equal(mark_render(arena, &m, &copy, &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	assert_true(str_starts(e.text, "alasan:"));
	memset(long_text, 'W', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	m.foot = long_text;
	assert_int_equal(mark_render(arena, &m, &copy, &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);
	m = of(&paper, "x");
	m.pages = 2;
	assert_int_equal(mark_render(arena, &m, &copy, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);
	/* cut off anywhere: refused, never read beyond its end */
	for (size_t n = 0; n < paper.bytes.n; n += 97) {
		m = of(&paper, "x");
		m.paper = (struct bytes){ paper.bytes.p, n };
		arena_reset(arena);
		paper = letter();
		m.paper.p = paper.bytes.p;
		assert_int_equal(mark_render(arena, &m, &copy, &e), -1);
	}
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup(f, fresh)
	const struct CMUnitTest tests[] = {
		T(the_copy_begins_with_the_frozen_bytes_and_says_what_it_is),
		T(the_same_mark_gives_the_same_bytes),
		T(small_papers_are_marked_too),
		T(what_cannot_be_marked_is_refused_with_the_reason),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
