/* What papers do with bad input: broken logos and fonts, texts that are too long or none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "papers.h"
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

static void
a_broken_logo_is_left_out(void **state)
{
	static const char *const file[] = { "logo.png", "logo.jpg" };
	struct doc_recommendation d = specimen_letter();
	struct pdf_result plain;

	(void)state;
	arena_free(arena);
	arena = arena_create(256u << 20);
	assert_non_null(arena);
	assert_int_equal(recommendation_render(arena, &d, &plain, &e), 0);
	for (size_t i = 0; i < 2; i++) {
		struct bytes logo = specimen_logo(arena, file[i]);
		uint8_t *p = arena_alloc(arena, logo.n);

		for (size_t cut = 0; cut < logo.n; cut += 1 + logo.n / 40) {
			memcpy(p, logo.p, logo.n);
			d.office.logo = (struct bytes){ p, cut };
			if (recommendation_render(arena, &d, &r, &e) == -1)
				fail_msg("%s cut at %zu: %s", file[i], cut, e.text);
			assert_int_equal(r.bytes.n, plain.bytes.n);
		}
		for (size_t k = 2; k < logo.n; k += 1 + logo.n / 60) {
			memcpy(p, logo.p, logo.n);
			p[k] ^= 0x5a;
			d.office.logo = (struct bytes){ p, logo.n };
			if (recommendation_render(arena, &d, &r, &e) == -1)
				fail_msg("%s, byte %zu: %s", file[i], k, e.text);
		}
	}
}

static void
wide_names_long_addresses_and_any_latin_name(void **state)
{
	struct doc_book b = specimen_register(arena, 2);
	struct doc_form f = specimen_form();
	struct doc_registration d = specimen_registration();
	struct register_row *row = arena_alloc(arena, 2 * sizeof *row);
	char *wide = arena_alloc(arena, 61), *street = arena_alloc(arena, 201);

	(void)state;
	memset(wide, 'W', 60);
	memset(street, 'M', 200);
	memcpy(row, b.rows, 2 * sizeof *row);
	row[0].name = wide;
	row[0].address = street;
	row[1].name = "MAʼARIF ØSTERGÅRD ÉÈ ŁUKASZ ŞAHİN";
	b.rows = row;
	assert_int_equal(register_render(arena, &b, &r, &e), 0);
	expect_sound(&r);
	f.name = wide;
	f.address = street;
	assert_int_equal(form_render(arena, &f, &r, &e), 0);
	expect_sound(&r);
	d.name = wide;
	assert_int_equal(registration_render(arena, &d, &r, &e), 0);
	d.page.media = "om_roll_80x297mm";
	assert_int_equal(registration_render(arena, &d, &r, &e), 0);
}

/* Empty, cut off, overwritten in part, gone: libharu would set letters from most of them. */
static void
a_corrupt_font_is_reported_and_no_paper_comes_out(void **state)
{
	static const char *const t[] = {
		": > $F", "head -c 100 $S > $F", "head -c 40000 $S > $F",
		"head -c 4096 /dev/zero > $F", "yes RUSAK | head -c 400000 > $F",
		"cp $S $F; printf '\\377\\377\\377\\377' | dd of=$F bs=1 seek=4 conv=notrunc status=none",
		"cp $S $F; head -c 300 /dev/zero | tr '\\0' '\\377' | dd of=$F bs=1 seek=12 conv=notrunc status=none",
		"cp $S $F; head -c 20000 /dev/zero | tr '\\0' '\\252' | dd of=$F bs=1 seek=2000 conv=notrunc status=none",
		"rm -f $F",
	};
	char dir[] = "/tmp/rekam-font-XXXXXX", line[512];
	struct doc_recommendation d = specimen_letter();

	(void)state;
	assert_non_null(mkdtemp(dir));
	d.page.fonts = dir;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		int rc, status;
		pid_t child;

		(void)snprintf(line, sizeof line, "S=/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf; "
		    "cp /usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf %s/; F=%s/LiberationSans-Bold.ttf; %s",
		    dir, dir, t[i]);
		assert_int_equal(system(line), 0);
		/* alone, so that a crash is seen as one */
		child = fork();
		if (child == 0) {
			(void)alarm(10);
			rc = recommendation_render(arena, &d, &r, &e);
			_exit(rc == 0 ? 0 : e.text[0] != '\0' ? 1 : 2);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
			fail_msg("font %zu (%s): status %x", i, t[i], (unsigned)status);
	}
	(void)snprintf(line, sizeof line, "rm -r %s", dir);
	assert_int_equal(system(line), 0);
}

static void
control_and_direction_characters_are_refused(void **state)
{
	static const char *const bad[] = { "SITI\x07", "SITI \xe2\x80\xae" "UYAHAR", "SITI\xff", "\xe5\xbc\xa0\xe4\xbc\x9f" };
	struct doc_form f = specimen_form();
	struct doc_returned b = specimen_returned();
	struct doc_book k = specimen_register(arena, 1);
	struct register_row row = k.rows[0];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		f.name = b.name = row.name = bad[i];
		k.rows = &row;
		assert_int_equal(form_render(arena, &f, &r, &e), -1);
		assert_true(str_starts(e.text, "name:"));
		assert_int_equal(returned_render(arena, &b, &r, &e), -1);
		assert_true(str_starts(e.text, "name:"));
		assert_int_equal(register_render(arena, &k, &r, &e), -1);
		assert_true(str_starts(e.text, "name:"));
	}
}

/* As many rows as a page of the office asks for at once, in the room that a request has. */
static void
a_thousand_rows_fit_a_request(void **state)
{
	struct doc_book d = specimen_register(arena, 1000);

	(void)state;
	for (size_t i = 0; i < d.n; i++)	/* 28 days, then the next month again: only the count matters */
		((struct register_row *)(uintptr_t)&d.rows[i])->day = (struct day){ 2026, 11, (int8_t)(1 + i / 50) };
	size_t before = arena_used(arena);
	int64_t begun = mono_us();
	if (register_render(arena, &d, &r, &e) == -1)
		fail_msg("%s", e.text);
	print_message("%d pages, %zu kB of arena, %zu kB, %lld ms\n", r.pages, (arena_used(arena) - before) / 1024,
	    r.bytes.n / 1024, (long long)((mono_us() - begun) / 1000));
	expect_sound(&r);
	assert_true(arena_used(arena) - before < 10u << 20);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, close_arena)
	const struct CMUnitTest tests[] = {
		T(a_broken_logo_is_left_out),
		T(wide_names_long_addresses_and_any_latin_name),
		T(a_corrupt_font_is_reported_and_no_paper_comes_out),
		T(control_and_direction_characters_are_refused),
		T(a_thousand_rows_fit_a_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
