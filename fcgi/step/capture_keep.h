/*
 * capture_keep.h - what a capture gave: fetched from the station, checked (signature, case, finger, job, a living
 * export key) and stored sealed, with its template and what is known of the attempt.  Used by capture_job.c.
 */
#ifndef STEP_CAPTURE_KEEP_H
#define STEP_CAPTURE_KEEP_H

#include "step/capture_job.h"

/* Ends the row of an order; s NULL: nothing is known of it.  0, -1. */
int	 capture_row_end(struct visit *, int64_t id, const char *state, enum station_reason, const struct station_status *s);
/* A finished job: metadata and image in one transaction, once, and only while the case is being recorded.
 * 0 (now->away: later), -1. */
int	 capture_keep(struct visit *, const struct casefile_get_row *, struct capture_now *now,
	    const struct capture_station *, struct station_client *);
/* Takes the best print of that finger that was refused as poor, with the officer's reason: 1, also when
 * it has been done; 0: none is held (any more); -1 (v->err; ERR_INPUT: tried less often than `least`). */
int	 capture_take_held(struct visit *, const struct casefile_get_row *, int finger, int least, const char *why);

#endif
