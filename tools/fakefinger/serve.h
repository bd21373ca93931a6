/*
 * serve.h - the virtual reader's user: waits until libfprint opens its virtual
 * image device and presents the finger that is asked for.
 *
 * SOCKET is libfprint's (FP_VIRTUAL_IMAGE).  What is asked stands in SOCKET.hint,
 * "CASE FINGER JOB ATTEMPT\n", written by rekam-reader for each touch it waits
 * for.  The person is made from the uuid of the case, so everyone has fingers of
 * his own.  Commands come as datagrams to SOCKET.ctl, one per touch to come:
 *
 *	good | dry | wet | partial | faint	the asked finger in that state
 *	finger N	another finger than the asked one
 *	retry N		0 general, 1 too short, 2 centre, 3 remove finger; then good
 *	error N		a device error (FP_DEVICE_ERROR)
 *	remove		the reader is unplugged
 *	silent		nobody comes
 *	stay		the finger is laid down and never lifted
 *	size W H	noise of that size
 *	cut		an image whose lower half is missing
 *	delay MS	from now on (not a touch)
 *	clear		forget what was queued
 */
#ifndef FAKEFINGER_SERVE_H
#define FAKEFINGER_SERVE_H

#include <stdint.h>

#include "fakefinger/finger.h"

struct serve {
	const char	*socket;
	const char	*control;	/* NULL: SOCKET.ctl */
	const char	*hint;		/* NULL: SOCKET.hint */
	const char	*seed;		/* mixed into every person; NULL: none */
	int		 delay_ms;	/* before a touch */
};

int		 serve_run(const struct serve *);	/* until SIGTERM: 0; 1 after a message */
int		 serve_say(const char *control, const char *command);	/* send one command */
int		 quality_named(const char *word);	/* -1: none */

#endif
