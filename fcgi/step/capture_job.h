/*
 * capture_job.h - orders to the station and what came of them.
 *
 * An order is a row (state `ordered`) before the station hears of it; its result is
 * fetched when the page asks, checked (signature, case, finger, job) and stored
 * sealed.  Nothing here waits for a finger.
 */
#ifndef STEP_CAPTURE_JOB_H
#define STEP_CAPTURE_JOB_H

#include "page/visit.h"
#include "sql/capture.h"
#include "sql/casefile.h"
#include "station/client.h"
#include "step/capture_station.h"

#define PURPOSE_RECORD	"REKAM"
#define PURPOSE_VERIFY	"VERIFIKASI"

/* Orders a capture of that finger.  0; -1 with v->err (ERR_BUSY, ERR_AWAY: the
 * order is stored as failed, so that the attempt is on record). */
int	 capture_order_finger(struct visit *, const struct casefile_get_row *, int finger,
	    const char *purpose);

/* What the last order is doing. */
struct capture_now {
	bool			 any;		/* there was an order */
	bool			 running;	/* it has not ended */
	bool			 away;		/* the station does not answer */
	struct capture_last_row	 last;
	struct station_status	 status;	/* of a running one */
	char			 job[37];
};

/* Asks the station about the last order, stores what ended; for an operator alone, others see what is stored.
 * 0, -1 (v->err). */
int	 capture_collect(struct visit *, const struct casefile_get_row *,
	    struct capture_now *ret_now);
/* Cancels the running order (what it gave already is stored first); ends the sessions at the case's stations.  Never
 * fails loudly. */
void	 capture_stop(struct visit *, const struct casefile_get_row *);
void	 capture_session_end(struct visit *, const struct casefile_get_row *);

#endif
