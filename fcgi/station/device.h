/*
 * device.h - one fingerprint reader through libfprint (the only fprint.h).
 *
 * Runs on GLib's default main context in one thread: everything else hangs
 * (STATION.md 4).  A capture is fp_device_identify() against the fingers taken
 * earlier in this session: image, template and same-finger check in one call.
 * libfprint has no time-outs of its own and may never complete a cancel; ours
 * end every wait, and stuck() tells the owner to end the process.
 */
#ifndef STATION_DEVICE_H
#define STATION_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/err.h"
#include "station/word.h"

#define DEVICE_SIDE_MIN		16	/* pixels; libfprint crashes near 8 */
#define DEVICE_SIDE_MAX		1200	/* detection takes minutes above */
#define DEVICE_PPI_MIN		100	/* what a reader may have */
#define DEVICE_PPI_MAX		2000
#define DEVICE_LIFT_S		30	/* to lift the finger */
#define DEVICE_STUCK_MS		3000	/* to complete a cancel or a close */

struct device_info {
	bool	 present, image, swipe;
	char	 driver[41], name[97];
	int	 ppi;			/* of the delivered image, 0: unknown */
};

struct device_image {
	const uint8_t	*pixels;	/* w*h, rows from the top, dark ridges on white */
	int		 w, h;
	int		 score;		/* best against the gallery, 0: nothing compared */
	int		 like;		/* finger of that score, 0: none */
	int		 minutiae;
	struct bytes	 print;		/* template, for device_keep */
};

/* What the device says; none may call back into the device but device_cancel. */
struct device_events {
	void	(*info)(void *ctx, const struct device_info *);		/* came or went */
	void	(*attempt)(void *ctx, int n);	/* the reader waits for the n-th touch */
	void	(*state)(void *ctx, enum station_state, enum station_reason);
	void	(*image)(void *ctx, const struct device_image *);	/* ends a capture */
	void	(*failed)(void *ctx, enum station_reason);		/* ends a capture */
	void	(*closed)(void *ctx);		/* after device_close */
	void	(*stuck)(void *ctx);		/* end the process */
};

struct device;

/* driver: "usb" (first USB reader, one with images preferred) or a libfprint
 * driver's name.  Enumerates; calls info() when a reader is there or comes. */
struct device	*device_create(const char *driver, const struct device_events *,
		    void *ctx, struct err *);
/* What was measured of this very reader (calibrate.h).  ppi 0: the table's; turn: 0, 90, 180 or 270 degrees clockwise
 * by which its images are turned before they are delivered (templates are libfprint's own and need no turning). */
void		 device_setup(struct device *, int ppi, int turn);
void		 device_info(const struct device *, struct device_info *ret);
/* Ends with image() or failed(), never both, also when it fails at once.
 * finger 1..10; all: its own earlier print is compared too. */
void		 device_capture(struct device *, int finger, int timeout_s, bool all);
void		 device_cancel(struct device *);	/* then failed(CANCELLED) */
/* Into the gallery, in place of an earlier print of that finger. */
void		 device_keep(struct device *, int finger, struct bytes print);
void		 device_close(struct device *);	/* cancels first; then closed() or stuck() */

/* Native resolution by driver, with its source; 0: unknown. */
int		 device_ppi(const char *driver, const char **ret_source);
/* Which way its images come, as far as anybody has written it down; for people: nothing is turned by it, because
 * models of one driver differ.  "unknown" where nothing is known. */
const char	*device_way(const char *driver);

#endif
