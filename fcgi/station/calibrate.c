#include "station/calibrate.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "station/quality.h"

#define MM_PER_INCH	25.4
#define TOUCH_S		60
#define READER_S	5
#define CLEAR		3	/* times as much ridge in one half as in the other */
#define RIDGE_MIN_MM	0.3
#define RIDGE_MAX_MM	0.7

/* How much the rows from..to change from pixel to pixel. */
static double
ridges(const struct device_image *i, int from, int to)
{
	double sum = 0;

	for (int y = from; y < to; y++)
		for (int x = 1; x < i->w; x++)
			sum += abs(i->pixels[(size_t)y * (size_t)i->w + (size_t)x] - i->pixels[(size_t)y * (size_t)i->w + (size_t)x - 1]);
	return sum;
}

int
calibration_of(const struct device_image *i, double mm, struct calibration *ret, struct err *e)
{
	double ppi = i->w * MM_PER_INCH / mm, above, below;
	struct quality q;

	if (!(mm >= 5 && mm <= 60))
		return err_set(e, ERR_INPUT, 0, "the glass of a reader is between 5 and 60 mm wide");
	if (ppi < DEVICE_PPI_MIN || ppi > DEVICE_PPI_MAX)
		return err_set(e, ERR_INPUT, 0, "%d pixels on %.2f mm would be %.0f ppi: measure the glass again", i->w, mm, ppi);
	*ret = (struct calibration){ .ppi = (int)lround(ppi) };
	if (quality_of(i->pixels, i->w, i->h, ret->ppi, &q) == -1)
		return err_set(e, ERR_FULL, 0, "no memory");
	ret->ridge_mm = q.period * MM_PER_INCH / 500;
	above = ridges(i, 0, i->h / 2);
	below = ridges(i, i->h / 2, i->h);
	ret->way = above > below * CLEAR ? WAY_UP : below > above * CLEAR ? WAY_TURNED : WAY_UNCLEAR;
	return 0;
}

/* ---- at the terminal ---- */

struct sitting {
	GMainLoop		*loop;
	struct device_info	 info;
	struct calibration	 found;
	double			 mm;
	bool			 waiting;	/* for the finger */
	int			 rc;
	struct err		*e;
};

static void
over(struct sitting *s, int rc)
{
	s->rc = rc;
	g_main_loop_quit(s->loop);
}

static void
on_info(void *ctx, const struct device_info *i)
{
	struct sitting *s = ctx;

	s->info = *i;
	if (!s->waiting)	/* for the finger: an unplugged reader ends that by on_failed() */
		g_main_loop_quit(s->loop);
}

static void
on_image(void *ctx, const struct device_image *i)
{
	struct sitting *s = ctx;

	printf("image       %d x %d pixels\n", i->w, i->h);
	over(s, calibration_of(i, s->mm, &s->found, s->e));
}

static void
on_failed(void *ctx, enum station_reason why)
{
	struct sitting *s = ctx;

	over(s, err_set(s->e, ERR_AWAY, 0, "no image: %s; try again", station_reason_word(why)));
}

static void
on_attempt(void *ctx, int n)
{
	(void)ctx, (void)n;
}

static void
on_state(void *ctx, enum station_state state, enum station_reason why)
{
	(void)ctx, (void)state, (void)why;
}

static void
on_closed(void *ctx)
{
	(void)ctx;
}

static void
on_stuck(void *ctx)
{
	over(ctx, err_set(((struct sitting *)ctx)->e, ERR_AWAY, 0, "the reader does not answer; unplug it and plug it in again"));
}

static gboolean
on_late(gpointer loop)
{
	g_main_loop_quit(loop);
	return G_SOURCE_REMOVE;
}

static int
report(const struct sitting *s)
{
	const char *source;
	int known = device_ppi(s->info.driver, &source);
	bool plausible = s->found.ridge_mm >= RIDGE_MIN_MM && s->found.ridge_mm <= RIDGE_MAX_MM;

	printf("resolution  %d ppi on a glass of %.2f mm (the table says %d: %s)\n", s->found.ppi, s->mm, known, source);
	printf("ridges      %.2f mm apart: %s\n", s->found.ridge_mm, plausible ? "as on a finger" :
	    "not as on a finger; measure the glass again, or take another finger");
	printf("way up      %s\n", s->found.way == WAY_UP ? "the tip of the finger is on top" : s->found.way == WAY_TURNED ?
	    "upside down" : "unclear: lay the tip of the finger on the far half of the glass alone");
	if (!plausible || s->found.way == WAY_UNCLEAR)
		return err_set(s->e, ERR_INPUT, 0, "nothing to write down yet");
	printf("\nInto rekam.conf:\n\n[reader]\nppi=%d\nturned=%s\n", s->found.ppi, s->found.way == WAY_TURNED ? "yes" : "no");
	return 0;
}

int
calibrate(const char *driver, double mm, struct err *e)
{
	static const struct device_events events = { on_info, on_attempt, on_state, on_image, on_failed, on_closed, on_stuck };
	struct sitting s = { .loop = g_main_loop_new(NULL, FALSE), .mm = mm, .rc = 0, .e = e };
	struct device *d = device_create(driver, &events, &s, e);

	if (d == NULL)
		return -1;
	device_info(d, &s.info);
	if (!s.info.present) {
		guint late = g_timeout_add_seconds(READER_S, on_late, s.loop);
		g_main_loop_run(s.loop);
		if (s.info.present)
			(void)g_source_remove(late);
	}
	if (!s.info.present)
		return err_set(e, ERR_AWAY, 0, "no reader is there; is it plugged in, and rekam-reader stopped?");
	if (!s.info.image)
		return err_set(e, ERR_INPUT, 0, "%s gives no image (match-on-chip): it cannot be used", s.info.name);
	if (s.info.swipe)
		return err_set(e, ERR_INPUT, 0, "%s is a swipe reader: its images have no fixed height and are not calibrated", s.info.name);
	printf("reader      %s (%s)\nLay the tip of a finger on the far half of the glass, away from you, and lift it when the light changes.\n",
	    s.info.name, s.info.driver);
	(void)fflush(stdout);
	s.waiting = true;
	device_capture(d, 2, TOUCH_S, false);
	g_main_loop_run(s.loop);
	return s.rc == -1 ? -1 : report(&s);
}
