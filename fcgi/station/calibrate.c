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

struct part {
	int	 left, top, right, bottom;	/* pixels; right and bottom are outside */
};

/* How much a part of the picture changes from pixel to pixel, along and across. */
static double
ridges(const struct device_image *i, struct part p)
{
	double sum = 0;

	for (int y = p.top + 1; y < p.bottom; y++)
		for (int x = p.left + 1; x < p.right; x++) {
			const uint8_t *at = i->pixels + (size_t)y * (size_t)i->w + (size_t)x;
			sum += abs(at[0] - at[-1]) + abs(at[0] - *(at - i->w));
		}
	return sum;
}

/* Half of the glass was left free: the tip is where the ridges are. */
static int
turn_of(const struct device_image *i)
{
	double above = ridges(i, (struct part){ 0, 0, i->w, i->h / 2 }), below = ridges(i, (struct part){ 0, i->h / 2, i->w, i->h });
	double left = ridges(i, (struct part){ 0, 0, i->w / 2, i->h }), right = ridges(i, (struct part){ i->w / 2, 0, i->w, i->h });
	const struct { bool clear; int turn; } ways[] = {
		{ above > below * CLEAR, 0 }, { left > right * CLEAR, 90 }, { below > above * CLEAR, 180 }, { right > left * CLEAR, 270 },
	};
	int ret = CALIBRATION_UNCLEAR, n = 0;

	for (size_t k = 0; k < sizeof ways / sizeof *ways; k++)
		if (ways[k].clear) {
			ret = ways[k].turn;
			n++;
		}
	return n == 1 ? ret : CALIBRATION_UNCLEAR;	/* a corner is no half */
}

int
calibration_of(const struct device_image *i, double mm, struct calibration *ret, struct err *e)
{
	int turn = turn_of(i), across = turn == 90 || turn == 270 ? i->h : i->w;
	double ppi = across * MM_PER_INCH / mm;
	struct quality q;

	if (!(mm >= 5 && mm <= 60))
		return err_set(e, ERR_INPUT, 0, "the glass of a reader is between 5 and 60 mm wide");
	if (ppi < DEVICE_PPI_MIN || ppi > DEVICE_PPI_MAX)
		return err_set(e, ERR_INPUT, 0, "%d pixels on %.2f mm would be %.0f ppi: measure the glass again", across, mm, ppi);
	*ret = (struct calibration){ .ppi = (int)lround(ppi), .turn = turn };
	if (quality_of(i->pixels, i->w, i->h, ret->ppi, &q) == -1)
		return err_set(e, ERR_FULL, 0, "no memory");
	ret->ridge_mm = q.period * MM_PER_INCH / 500;
	return 0;
}

/* ---- at the terminal ---- */

struct sitting {
	GMainLoop		*loop;
	struct device_info	 info;
	struct calibration	 found;
	double			 mm;
	int			 turn;		/* of the picture already */
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

static const char *
way_text(int turn)
{
	switch (turn) {
	case 0: return "the tip of the finger is on top";
	case 90: return "the tip of the finger is on the left";
	case 180: return "upside down";
	case 270: return "the tip of the finger is on the right";
	default: return "unclear: lay the tip of the finger on the far half of the glass alone";
	}
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
	printf("way up      %s (the table says: %s)\n", way_text(s->found.turn), device_way(s->info.driver));
	if (!plausible || s->found.turn == CALIBRATION_UNCLEAR)
		return err_set(s->e, ERR_INPUT, 0, "nothing to write down yet");
	printf("\nInto rekam.conf:\n\n[reader]\nppi=%d\nturn=%d\n", s->found.ppi, (s->turn + s->found.turn) % 360);
	return 0;
}

int
calibrate(const char *driver, double mm, int turn, struct err *e)
{
	static const struct device_events events = { on_info, on_attempt, on_state, on_image, on_failed, on_closed, on_stuck };
	struct sitting s = { .loop = g_main_loop_new(NULL, FALSE), .mm = mm, .turn = turn, .rc = 0, .e = e };
	struct device *d = device_create(driver, &events, &s, e);

	if (d == NULL)
		return -1;
	device_setup(d, 0, turn);
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
