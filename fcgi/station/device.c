/* device.c - see device.h. */
#include "station/device.h"

#include <fprint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/match.h"

#define OPEN_TRIES	4	/* the first open after plugging in often fails */
#define OPEN_PAUSE_MS	500
#define SETTLE_MS	15	/* finger status flickers within 3 ms */

struct device {
	const struct device_events *on;
	void		*ctx;
	char		 driver[41];
	FpContext	*context;
	FpDevice	*dev;			/* borrowed from context; NULL: absent */
	FpPrint		*gallery[11];		/* by finger */
	GCancellable	*cancel;		/* of the operation under way */
	guint		 t_wait, t_stuck, t_settle, t_again;
	enum station_reason why;		/* of our own cancel */
	int		 finger, timeout_s, attempt, tries;
	int		 compared[11];		/* fingers in the order of the gallery */
	bool		 all, capturing, open, touched, lifting, closing;
};

static void identify(struct device *d);
static void open_device(struct device *d);
static void close_device(struct device *d);

static void
timer_stop(guint *t)
{
	if (*t != 0)
		g_source_remove(*t);
	*t = 0;
}

static void
timer_start(guint *t, guint ms, GSourceFunc fn, struct device *d)
{
	timer_stop(t);
	*t = g_timeout_add(ms, fn, d);
}

void
device_info(const struct device *d, struct device_info *ret)
{
	memset(ret, 0, sizeof(*ret));
	if (d->dev == NULL)
		return;
	ret->present = true;
	ret->image = fp_device_has_feature(d->dev, FP_DEVICE_FEATURE_CAPTURE);
	/* the virtual reader calls itself a swipe reader; its images are plain */
	ret->swipe = fp_device_get_scan_type(d->dev) == FP_SCAN_TYPE_SWIPE &&
	    !str_eq(fp_device_get_driver(d->dev), "virtual_image");
	str_copy(ret->driver, sizeof(ret->driver), fp_device_get_driver(d->dev));
	str_copy(ret->name, sizeof(ret->name), fp_device_get_name(d->dev));
	ret->ppi = device_ppi(ret->driver, NULL);
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

static void
capture_failed(struct device *d, enum station_reason why)
{
	if (!d->capturing)
		return;
	capture_over(d);
	d->on->failed(d->ctx, why);
	if (d->closing)
		close_device(d);
}

static gboolean
on_stuck(gpointer user)
{
	struct device *d = user;

	d->t_stuck = 0;
	d->on->stuck(d->ctx);
	return G_SOURCE_REMOVE;
}

/* Asks libfprint to stop; its answer, or stuck(), follows. */
static void
stop_with(struct device *d, enum station_reason why)
{
	if (d->cancel == NULL || g_cancellable_is_cancelled(d->cancel))
		return;
	d->why = why;
	timer_start(&d->t_stuck, DEVICE_STUCK_MS, on_stuck, d);
	g_cancellable_cancel(d->cancel);
}

static gboolean
on_timeout(gpointer user)
{
	struct device *d = user;

	d->t_wait = 0;
	if (d->cancel == NULL)
		capture_failed(d, REASON_TIMEOUT);
	else
		stop_with(d, d->lifting ? REASON_REMOVE_FINGER : REASON_TIMEOUT);
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

static enum station_reason
reason_of(const struct device *d, const GError *e)
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
	out.score = match_log_best(&index);
	if (index >= 0 && index < 10)
		out.like = d->compared[index];
	out.minutiae = minutiae == NULL ? 0 : (int)minutiae->len;
	if (fp_print_serialize(print, &data, &len, NULL))
		out.print = (struct bytes){ data, len };
	capture_over(d);
	d->on->image(d->ctx, &out);
	if (data != NULL)
		memset(data, 0, len);
	g_free(data);
	if (d->closing)
		close_device(d);
}

static gboolean
on_again(gpointer user)
{
	struct device *d = user;

	d->t_again = 0;
	identify(d);
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
	why = e == NULL ? REASON_NO_IMAGE : reason_of(d, e);
	if (e != NULL && e->domain == FP_DEVICE_RETRY && !d->closing && d->t_wait != 0) {
		/* not final: say why and wait for the next touch */
		if (d->lifting)
			timer_start(&d->t_wait, (guint)d->timeout_s * 1000, on_timeout, d);
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

static void
identify(struct device *d)
{
	g_autoptr(GPtrArray) gallery = g_ptr_array_new_with_free_func(g_object_unref);
	int f, n = 0;

	for (f = 1; f <= 10; f++)
		if (d->gallery[f] != NULL && (f != d->finger || d->all)) {
			g_ptr_array_add(gallery, g_object_ref(d->gallery[f]));
			d->compared[n++] = f;
		}
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
			timer_start(&d->t_wait, DEVICE_LIFT_S * 1000, on_timeout, d);
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

static void
on_finger_status(FpDevice *dev, GParamSpec *spec, gpointer user)
{
	struct device *d = user;

	(void)dev;
	(void)spec;
	if (d->capturing && d->t_settle == 0)
		d->t_settle = g_timeout_add(SETTLE_MS, on_settled, d);
}

/* ---- open, close ---- */

static gboolean
on_open_again(gpointer user)
{
	struct device *d = user;

	d->t_again = 0;
	open_device(d);
	return G_SOURCE_REMOVE;
}

static void
on_opened(GObject *source, GAsyncResult *result, gpointer user)
{
	struct device *d = user;
	g_autoptr(GError) e = NULL;

	d->open = fp_device_open_finish(FP_DEVICE(source), result, &e);
	timer_stop(&d->t_stuck);
	g_clear_object(&d->cancel);
	if (d->closing && d->open && !d->capturing) {
		close_device(d);
		return;
	}
	if (d->open) {
		identify(d);
		return;
	}
	log_event(LOG_LEVEL_WARN, "reader does not open", "text", e->message, NULL);
	if (d->closing || d->dev == NULL ||
	    g_error_matches(e, G_IO_ERROR, G_IO_ERROR_CANCELLED) || ++d->tries >= OPEN_TRIES)
		capture_failed(d, d->dev == NULL ? REASON_REMOVED : reason_of(d, e));
	else
		timer_start(&d->t_again, OPEN_PAUSE_MS, on_open_again, d);
}

static void
open_device(struct device *d)
{
	if (d->dev == NULL) {
		capture_failed(d, REASON_REMOVED);
		return;
	}
	d->cancel = g_cancellable_new();
	fp_device_open(d->dev, d->cancel, on_opened, d);
}

static void
on_closed(GObject *source, GAsyncResult *result, gpointer user)
{
	struct device *d = user;
	g_autoptr(GError) e = NULL;

	(void)fp_device_close_finish(FP_DEVICE(source), result, &e);
	timer_stop(&d->t_stuck);
	d->open = false;
	d->on->closed(d->ctx);
}

static void
close_device(struct device *d)
{
	if (d->dev == NULL || !d->open) {
		d->on->closed(d->ctx);
		return;
	}
	timer_start(&d->t_stuck, DEVICE_STUCK_MS, on_stuck, d);
	fp_device_close(d->dev, NULL, on_closed, d);
}

/* ---- readers come and go ---- */

static bool
wanted(const struct device *d, FpDevice *dev)
{
	const char *driver = fp_device_get_driver(dev);

	if (str_eq(d->driver, "usb"))
		return !str_starts(driver, "virtual_");
	return str_eq(d->driver, driver);
}

/* The device's own signal: at once, while the context's waits for the close. */
static void
on_removed(FpDevice *dev, gpointer user)
{
	struct device *d = user;
	struct device_info info;

	if (dev != d->dev)
		return;
	d->dev = NULL;
	d->open = false;
	if (d->cancel == NULL)
		capture_failed(d, REASON_REMOVED);
	else	/* libfprint's own answer ends the capture */
		timer_start(&d->t_stuck, DEVICE_STUCK_MS, on_stuck, d);
	device_info(d, &info);
	d->on->info(d->ctx, &info);
}

static void
on_added(FpContext *context, FpDevice *dev, gpointer user)
{
	struct device *d = user;
	struct device_info info;

	(void)context;
	if (!wanted(d, dev) || (d->dev != NULL && (d->capturing || d->open ||
	    fp_device_has_feature(d->dev, FP_DEVICE_FEATURE_CAPTURE) ||
	    !fp_device_has_feature(dev, FP_DEVICE_FEATURE_CAPTURE))))
		return;
	d->dev = dev;
	g_signal_connect(dev, "notify::finger-status", G_CALLBACK(on_finger_status), d);
	g_signal_connect(dev, "removed", G_CALLBACK(on_removed), d);
	device_info(d, &info);
	d->on->info(d->ctx, &info);
}

struct device *
device_create(const char *driver, const struct device_events *on, void *ctx, struct err *e)
{
	struct device *d = calloc(1, sizeof(*d));

	if (d == NULL) {
		err_set(e, ERR_FULL, 0, "no memory");
		return NULL;
	}
	d->on = on;
	d->ctx = ctx;
	if (str_eq(driver, "usb")) {
		g_unsetenv("FP_VIRTUAL_IMAGE");
		g_unsetenv("FP_VIRTUAL_DEVICE");
		g_unsetenv("FP_VIRTUAL_DEVICE_STORAGE");
	} else
		g_setenv("FP_DRIVERS_WHITELIST", driver, TRUE);
	str_copy(d->driver, sizeof(d->driver), driver);
	match_log_install();
	d->context = fp_context_new();
	g_signal_connect(d->context, "device-added", G_CALLBACK(on_added), d);
	fp_context_enumerate(d->context);
	return d;
}

void
device_capture(struct device *d, int finger, int timeout_s, bool all)
{
	if (d->capturing || d->closing) {
		d->on->failed(d->ctx, REASON_BUSY);
		return;
	}
	if (d->dev == NULL) {
		d->on->failed(d->ctx, REASON_READER_AWAY);
		return;
	}
	if (!fp_device_has_feature(d->dev, FP_DEVICE_FEATURE_CAPTURE)) {
		d->on->failed(d->ctx, REASON_NO_IMAGE);
		return;
	}
	d->capturing = true;
	d->touched = d->lifting = false;
	d->finger = finger;
	d->all = all;
	d->timeout_s = timeout_s;
	d->attempt = d->tries = 0;
	timer_start(&d->t_wait, (guint)timeout_s * 1000, on_timeout, d);
	if (d->open)
		identify(d);
	else
		open_device(d);
}

void
device_cancel(struct device *d)
{
	if (!d->capturing)
		return;
	if (d->cancel == NULL)	/* between two attempts */
		capture_failed(d, REASON_CANCELLED);
	else
		stop_with(d, REASON_CANCELLED);
}

void
device_keep(struct device *d, int finger, struct bytes data)
{
	g_autoptr(GError) e = NULL;
	FpPrint *print;

	if (finger < 1 || finger > 10 || data.n < 4)
		return;
	print = fp_print_deserialize(data.p, data.n, &e);
	if (print == NULL || (d->dev != NULL && !fp_print_compatible(print, d->dev))) {
		log_event(LOG_LEVEL_WARN, "template refused", "text",
		    e == NULL ? "of another reader" : e->message, NULL);
		g_clear_object(&print);
		return;
	}
	g_clear_object(&d->gallery[finger]);
	d->gallery[finger] = print;
}

void
device_close(struct device *d)
{
	if (d->closing)
		return;
	d->closing = true;
	if (d->capturing)
		device_cancel(d);
	else
		close_device(d);
}
