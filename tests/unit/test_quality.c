/* Quality of images: synthetic fingers in all states, and what is no finger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

#include "station/image.h"
#include "station/quality.h"
#include "tools/fakefinger/finger.c"

static uint8_t finger[FINGER_W * FINGER_H];

static struct quality
measured(enum finger_quality state, uint64_t seed, int number)
{
	struct finger_order o = { seed, number, 0, state };
	struct quality q;

	assert_int_equal(finger_draw(&o, finger), 0);
	assert_int_equal(quality_of(finger, FINGER_W, FINGER_H, 500, &q), 0);
	return q;
}

static void
a_good_finger_scores_high(void **state)
{
	int f;

	(void)state;
	for (f = 1; f <= 10; f += 4) {
		struct quality q = measured(FINGER_GOOD, 7, f);
		assert_in_range(q.score, 85, 100);
		assert_in_range(q.ridge_mm2, 170, 260);
		assert_in_range(q.period * 10, 80, 115);
	}
}

static void
dry_and_wet_fingers_score_lower_and_show_why(void **state)
{
	struct quality good = measured(FINGER_GOOD, 7, 2), dry = measured(FINGER_DRY, 7, 2),
	    wet = measured(FINGER_WET, 7, 2);

	(void)state;
	assert_true(dry.score < good.score && wet.score < good.score);
	assert_true(dry.score >= QUALITY_GOOD && wet.score >= QUALITY_GOOD);
	assert_true(dry.dark < .32 && dry.coherence < .75);
	assert_true(wet.dark > .47 && wet.contrast < 40);
}

static void
a_finger_tip_only_is_small(void **state)
{
	struct quality q = measured(FINGER_PARTIAL, 7, 2);

	(void)state;
	assert_true(q.ridge_mm2 < 80);
	assert_in_range(q.score, QUALITY_USABLE, 60);
}

static void
a_faint_print_is_refused(void **state)
{
	(void)state;
	assert_true(measured(FINGER_FAINT, 7, 2).score < QUALITY_USABLE);
}

/* What is told to the applicant is what is wrong with the skin, for nearly every finger of ten people. */
static void
the_cause_of_a_poor_print_is_named(void **state)
{
	static const struct { enum finger_quality kind; enum station_cause cause; } kinds[] = { { FINGER_GOOD, POOR_NONE },
		{ FINGER_DRY, POOR_DRY }, { FINGER_WET, POOR_WET }, { FINGER_PARTIAL, POOR_PARTIAL }, { FINGER_FAINT, POOR_FAINT } };

	(void)state;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		int right = 0;
		for (int seed = 1; seed <= 10; seed++) {
			struct quality q = measured(kinds[k].kind, (uint64_t)seed, 1 + seed % 10);
			right += q.cause == kinds[k].cause;
			if (q.cause != kinds[k].cause)
				print_message("kind %d: %s, ridges %.0f coherence %.2f contrast %.0f dark %.2f\n", (int)kinds[k].kind,
				    station_cause_word(q.cause), q.ridge_mm2, q.coherence, q.contrast, q.dark);
		}
		assert_true(right >= 9);
	}
}

static void
noise_black_white_and_grey_are_no_finger(void **state)
{
	static uint8_t p[384 * 290];
	struct dice d = { 5 };
	struct quality q;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(p); i++)
		p[i] = (uint8_t)(roll(&d) & 0xff);
	assert_int_equal(quality_of(p, 384, 290, 512, &q), 0);
	assert_true(q.score < QUALITY_USABLE);
	for (i = 0; i < 3; i++) {
		memset(p, (int)(i * 127), sizeof(p));
		assert_int_equal(quality_of(p, 384, 290, 512, &q), 0);
		assert_int_equal(q.score, 0);
		assert_int_equal(q.blocks, 0);
		assert_true(q.flat_rows > .99);
	}
}

static void
an_image_cut_off_in_the_middle_shows_black_rows(void **state)
{
	struct quality q;

	(void)state;
	(void)measured(FINGER_GOOD, 7, 3);
	memset(finger + FINGER_W * FINGER_H / 2, 0, FINGER_W * FINGER_H / 2);
	assert_int_equal(quality_of(finger, FINGER_W, FINGER_H, 500, &q), 0);
	assert_true(q.black_rows > .45);
}

static void
another_resolution_is_brought_to_500_first(void **state)
{
	static uint8_t twice[4 * FINGER_W * FINGER_H];
	struct quality q, r = measured(FINGER_GOOD, 7, 4);
	int x, y;

	(void)state;
	for (y = 0; y < 2 * FINGER_H; y++)
		for (x = 0; x < 2 * FINGER_W; x++)
			twice[y * 2 * FINGER_W + x] = finger[y / 2 * FINGER_W + x / 2];
	assert_int_equal(quality_of(twice, 2 * FINGER_W, 2 * FINGER_H, 1000, &q), 0);
	assert_true(fabs(q.period - r.period) < .9);
	assert_true(abs(q.score - r.score) < 10);
}

static void
impossible_sizes_are_refused_and_tiny_ones_survive(void **state)
{
	static uint8_t p[64] = { 0 };
	struct quality q;
	int w, h;

	(void)state;
	assert_int_equal(quality_of(p, 0, 8, 500, &q), -1);
	assert_int_equal(quality_of(p, 8, -1, 500, &q), -1);
	assert_int_equal(quality_of(p, 2001, 1, 500, &q), -1);
	for (w = 1; w <= 8; w++)
		for (h = 1; h <= 8; h++) {
			assert_int_equal(quality_of(p, w, h, 500, &q), 0);
			assert_int_equal(quality_of(p, w, h, 2000, &q), 0);
			assert_int_equal(q.score, 0);
		}
}

static void
a_png_gives_back_every_pixel_and_a_preview_is_small(void **state)
{
	png_image in = { .version = PNG_IMAGE_VERSION };
	static uint8_t back[FINGER_W * FINGER_H];
	struct secret png, small;

	(void)state;
	(void)measured(FINGER_GOOD, 9, 1);
	assert_int_equal(image_png(finger, FINGER_W, FINGER_H, &png), 0);
	assert_true(png_image_begin_read_from_memory(&in, png.p, png.n));
	assert_int_equal(in.format, PNG_FORMAT_GRAY);
	assert_true(png_image_finish_read(&in, NULL, back, 0, NULL));
	assert_memory_equal(back, finger, sizeof(back));
	assert_int_equal(image_preview(finger, FINGER_W, FINGER_H, &small), 0);
	assert_true(png_image_begin_read_from_memory(&in, small.p, small.n));
	assert_int_equal(in.width, 150);
	assert_int_equal(in.height, 200);
	png_image_free(&in);
	secret_free(&png);
	secret_free(&small);
	assert_int_equal(image_preview(finger, 1, 1, &small), 0);
	secret_free(&small);
	assert_int_equal(image_png(finger, 0, 5, &small), -1);
}

static void
a_finger_is_the_same_on_every_machine(void **state)
{
	struct finger_order o = { finger_seed("uji"), 5, 2, FINGER_GOOD };
	static uint8_t again[FINGER_W * FINGER_H];
	size_t i, differ = 0;

	(void)state;
	assert_int_equal(finger_draw(&o, finger), 0);
	assert_int_equal(finger_draw(&o, again), 0);
	assert_memory_equal(again, finger, sizeof(again));
	o.impression = 3;
	assert_int_equal(finger_draw(&o, again), 0);
	for (i = 0; i < sizeof(again); i++)
		differ += abs(again[i] - finger[i]) > 60;
	assert_true(differ > sizeof(again) / 20);	/* moved and turned */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_finger_scores_high),
		cmocka_unit_test(dry_and_wet_fingers_score_lower_and_show_why),
		cmocka_unit_test(a_finger_tip_only_is_small),
		cmocka_unit_test(a_faint_print_is_refused),
		cmocka_unit_test(the_cause_of_a_poor_print_is_named),
		cmocka_unit_test(noise_black_white_and_grey_are_no_finger),
		cmocka_unit_test(an_image_cut_off_in_the_middle_shows_black_rows),
		cmocka_unit_test(another_resolution_is_brought_to_500_first),
		cmocka_unit_test(impossible_sizes_are_refused_and_tiny_ones_survive),
		cmocka_unit_test(a_png_gives_back_every_pixel_and_a_preview_is_small),
		cmocka_unit_test(a_finger_is_the_same_on_every_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
