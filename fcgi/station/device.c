/* device.c - see device.h. */
#include "station/device.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/device_inside.h"
#include "station/match.h"

#define OPEN_TRIES	4	/* the first open after plugging in often fails */
#define OPEN_PAUSE_MS	500

static void open_device(struct device *d);

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
	ret->ppi = d->ppi != 0 ? d->ppi : device_ppi(ret->driver, NULL);
}

void
device_setup(struct device *d, int ppi, int turn)
{
	d->ppi = ppi;
	d->turn = turn;
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
		device_shut(d);
		return;
	}
	if (d->open) {
		capture_begin(d);
		return;
	}
	log_event(LOG_LEVEL_WARN, "reader does not open", "text", e->message, NULL);
	if (d->closing || d->dev == NULL ||
	    g_error_matches(e, G_IO_ERROR, G_IO_ERROR_CANCELLED) || ++d->tries >= OPEN_TRIES)
		capture_failed(d, d->dev == NULL ? REASON_REMOVED : capture_reason(d, e));
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

void
device_shut(struct device *d)
{
	if (d->dev == NULL || !d->open) {
		d->on->closed(d->ctx);
		return;
	}
	timer_start(&d->t_stuck, DEVICE_STUCK_MS, capture_stuck, d);
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
		timer_start(&d->t_stuck, DEVICE_STUCK_MS, capture_stuck, d);
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
	g_signal_connect(dev, "notify::finger-status", G_CALLBACK(capture_finger_status), d);
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
	timer_start(&d->t_wait, (guint)timeout_s * 1000, capture_timeout, d);
	if (d->open)
		capture_begin(d);
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
		capture_stop(d, REASON_CANCELLED);
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
		device_shut(d);
}
