/* device_capture.c - one capture, from the first wait to its image; see device.h. */
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/device_inside.h"
#include "station/match.h"

#define SETTLE_MS	15	/* finger status flickers within 3 ms */

void
timer_stop(guint *t)
{
	if (*t != 0)
		g_source_remove(*t);
	*t = 0;
}

void
timer_start(guint *t, guint ms, GSourceFunc fn, struct device *d)
{
	timer_stop(t);
	*t = g_timeout_add(ms, fn, d);
}

/* ---- the end of a capture, one way or the other ---- */

static void
capture_over(struct device *d)
{
	timer_stop(&d->t_wait);
	timer_stop(&d->t_stuck);
	timer_stop(&d->t_settle);
	timer_stop(&d->t_again);
	g_clear_object(&d->cancel);
	d->capturing = false;
}

void
capture_failed(struct device *d, enum station_reason why)
{
	if (!d->capturing)
		return;
	capture_over(d);
	d->on->failed(d->ctx, why);
	if (d->closing)
		device_shut(d);
}

gboolean
capture_stuck(gpointer user)
{
	struct device *d = user;

	d->t_stuck = 0;
	d->on->stuck(d->ctx);
	return G_SOURCE_REMOVE;
}

/* Asks libfprint to stop; its answer, or stuck(), follows. */
void
capture_stop(struct device *d, enum station_reason why)
{
	if (d->cancel == NULL || g_cancellable_is_cancelled(d->cancel))
		return;
	d->why = why;
	timer_start(&d->t_stuck, DEVICE_STUCK_MS, capture_stuck, d);
	g_cancellable_cancel(d->cancel);
}

gboolean
capture_timeout(gpointer user)
{
	struct device *d = user;

	d->t_wait = 0;
	if (d->cancel == NULL)
		capture_failed(d, REASON_TIMEOUT);
	else
		capture_stop(d, d->lifting ? REASON_REMOVE_FINGER : REASON_TIMEOUT);
	return G_SOURCE_REMOVE;
}

static enum station_reason
reason_of_device_error(int code)
{
	switch (code) {
	case FP_DEVICE_ERROR_NOT_SUPPORTED:
		return REASON_NO_IMAGE;
	case FP_DEVICE_ERROR_BUSY:
		return REASON_BUSY;
	case FP_DEVICE_ERROR_GENERAL:
	case FP_DEVICE_ERROR_PROTO:
	case FP_DEVICE_ERROR_DATA_INVALID:
		return REASON_PROTOCOL;
	case FP_DEVICE_ERROR_REMOVED:
		return REASON_REMOVED;
	case FP_DEVICE_ERROR_TOO_HOT:
		return REASON_TOO_HOT;
	default:
		return REASON_INTERNAL;
	}
}

enum station_reason
capture_reason(const struct device *d, const GError *e)
{
	static const enum station_reason retry[] = { REASON_GENERAL, REASON_TOO_SHORT,
		REASON_CENTER, REASON_REMOVE_FINGER };

	if (g_error_matches(e, G_IO_ERROR, G_IO_ERROR_CANCELLED))
		return d->why;
	if (e->domain == FP_DEVICE_RETRY)
		return e->code >= 0 && e->code < 4 ? retry[e->code] : REASON_GENERAL;
	if (e->domain == FP_DEVICE_ERROR)
		return reason_of_device_error(e->code);
	/* g-usb-device-error: 3 is "no device" */
	if (str_eq(g_quark_to_string(e->domain), "g-usb-device-error-quark") && e->code == 3)
		return REASON_REMOVED;
	return REASON_PROTOCOL;
}

/* ---- identify ---- */

/* Turns the picture clockwise in its place, which is this print's own; a quarter turn changes its sides. */
static void
turn(guchar *p, struct device_image *i, int degrees)
{
	gsize w = (gsize)i->w, h = (gsize)i->h, n = w * h;
	guchar *old = g_memdup2(p, n);

	for (gsize k = 0; k < n; k++) {
		gsize x = k % w, y = k / w;
		gsize to = degrees == 90 ? x * h + (h - 1 - y) : degrees == 180 ? n - 1 - k : (w - 1 - x) * h + y;
		p[to] = old[k];
	}
	if (degrees != 180) {
		i->w = (int)h;
		i->h = (int)w;
	}
	explicit_bzero(old, n);
	g_free(old);
}

static void
deliver(struct device *d, FpPrint *print)
{
	FpImage *image = fp_print_get_image(print);
	GPtrArray *minutiae = fp_image_get_minutiae(image);
	struct device_image out = { .w = (int)fp_image_get_width(image),
		.h = (int)fp_image_get_height(image) };
	guchar *data = NULL;
	gsize n = 0, len = 0;
	int index;

	out.pixels = fp_image_get_data(image, &n);
	if (out.w < DEVICE_SIDE_MIN || out.w > DEVICE_SIDE_MAX || out.h < DEVICE_SIDE_MIN ||
	    out.h > DEVICE_SIDE_MAX || n != (gsize)out.w * (gsize)out.h) {
		capture_failed(d, REASON_BAD_IMAGE);
		return;
	}
	if (d->turn != 0)
		turn((guchar *)(uintptr_t)out.pixels, &out, d->turn);	/* libfprint hands out its own bytes as const */
	out.score = match_log_best(&index);
	if (index >= 0 && index < 10)
		out.like = d->compared[index];
	/* libfprint ended at the first finger over its driver's own threshold, and the others were not compared: one of
	 * them may be this very finger, so the officer looks again */
	if (!d->all && out.score < MATCH_LIKE && match_log_count() < d->n_compared)
		out.score = MATCH_LIKE;
	out.minutiae = minutiae == NULL ? 0 : (int)minutiae->len;
	if (fp_print_serialize(print, &data, &len, NULL))
		out.print = (struct bytes){ data, len };
	capture_over(d);
	d->on->image(d->ctx, &out);
	if (data != NULL)
		memset(data, 0, len);
	g_free(data);
	if (d->closing)
		device_shut(d);
}

static gboolean
on_again(gpointer user)
{
	struct device *d = user;

	d->t_again = 0;
	capture_begin(d);
	return G_SOURCE_REMOVE;
}

static void
on_identified(GObject *source, GAsyncResult *result, gpointer user)
{
	struct device *d = user;
	g_autoptr(GError) e = NULL;
	g_autoptr(FpPrint) print = NULL;
	g_autoptr(FpPrint) match = NULL;
	enum station_reason why;
	bool ok;

	ok = fp_device_identify_finish(FP_DEVICE(source), result, &match, &print, &e);
	timer_stop(&d->t_stuck);
	timer_stop(&d->t_settle);
	g_clear_object(&d->cancel);
	if (ok && print != NULL && fp_print_get_image(print) != NULL) {
		deliver(d, print);
		return;
	}
	why = e == NULL ? REASON_NO_IMAGE : capture_reason(d, e);
	if (e != NULL && e->domain == FP_DEVICE_RETRY && !d->closing && d->t_wait != 0) {
		/* not final: say why and wait for the next touch */
		if (d->lifting)
			timer_start(&d->t_wait, (guint)d->timeout_s * 1000, capture_timeout, d);
		d->lifting = false;
		d->touched = false;
		d->on->state(d->ctx, STATION_WAITING, why);
		timer_start(&d->t_again, 100, on_again, d);
		return;
	}
	if (e != NULL)
		log_event(LOG_LEVEL_INFO, "capture ended", "reason", station_reason_word(why),
		    "text", e->message, NULL);
	capture_failed(d, why);
}

void
capture_begin(struct device *d)
{
	g_autoptr(GPtrArray) gallery = g_ptr_array_new_with_free_func(g_object_unref);
	int n = 0;

	/* libfprint stops at the first print over its threshold: in a verification the
	 * asked finger stands first, so that a look-alike does not answer for it. */
	for (int i = 0; i <= 10; i++) {
		int f = i == 0 ? d->finger : i;
		if (d->gallery[f] == NULL || (f == d->finger && (i != 0 || !d->all)))
			continue;
		g_ptr_array_add(gallery, g_object_ref(d->gallery[f]));
		d->compared[n++] = f;
	}
	d->n_compared = n;
	match_log_reset();
	d->cancel = g_cancellable_new();
	d->on->attempt(d->ctx, ++d->attempt);
	fp_device_identify(d->dev, gallery, d->cancel, NULL, NULL, NULL, on_identified, d);
}

/* ---- what the finger does ---- */

static gboolean
on_settled(gpointer user)
{
	struct device *d = user;
	FpFingerStatusFlags s;

	d->t_settle = 0;
	if (!d->capturing || d->dev == NULL)
		return G_SOURCE_REMOVE;
	s = fp_device_get_finger_status(d->dev);
	if (s & FP_FINGER_STATUS_PRESENT)
		d->touched = true;
	if ((s & FP_FINGER_STATUS_PRESENT) && !(s & FP_FINGER_STATUS_NEEDED)) {
		if (!d->lifting)
			timer_start(&d->t_wait, DEVICE_LIFT_S * 1000, capture_timeout, d);
		d->lifting = true;
		d->on->state(d->ctx, STATION_LIFT, REASON_NONE);
	} else if (s & FP_FINGER_STATUS_PRESENT)
		d->on->state(d->ctx, STATION_HOLD, REASON_NONE);
	else if (s & FP_FINGER_STATUS_NEEDED)
		d->on->state(d->ctx, STATION_WAITING, REASON_NONE);
	else if (d->touched)
		d->on->state(d->ctx, STATION_READING, REASON_NONE);
	return G_SOURCE_REMOVE;
}

void
capture_finger_status(FpDevice *dev, GParamSpec *spec, gpointer user)
{
	struct device *d = user;

	(void)dev;
	(void)spec;
	if (d->capturing && d->t_settle == 0)
		d->t_settle = g_timeout_add(SETTLE_MS, on_settled, d);
}
