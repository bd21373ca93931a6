/*
 * device_inside.h - between device.c (a reader: found, opened, closed, unplugged)
 * and device_capture.c (one capture on it).  The only place that sees libfprint.
 */
#ifndef STATION_DEVICE_INSIDE_H
#define STATION_DEVICE_INSIDE_H

#include <fprint.h>
#include <stdbool.h>

#include "station/device.h"

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
	int		 compared[11], n_compared;	/* fingers in the order of the gallery */
	int		 ppi;			/* as measured; 0: the table's */
	int		 turn;			/* degrees clockwise */
	bool		 all, capturing, open, touched, lifting, closing;
};

void	 timer_stop(guint *);
void	 timer_start(guint *, guint ms, GSourceFunc, struct device *);

/* device.c */
void	 device_shut(struct device *);	/* when nothing is under way */

/* device_capture.c */
void	 capture_begin(struct device *);	/* the device is open */
void	 capture_failed(struct device *, enum station_reason);
void	 capture_stop(struct device *, enum station_reason);	/* cancels libfprint's call */
void	 capture_finger_status(FpDevice *, GParamSpec *, gpointer device);
gboolean capture_timeout(gpointer device);	/* of the wait for the finger */
gboolean capture_stuck(gpointer device);
enum station_reason capture_reason(const struct device *, const GError *);

#endif
