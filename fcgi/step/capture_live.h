/* capture_live.h - the refreshed part of step 5: hands, instruction, buttons. */
#ifndef STEP_CAPTURE_LIVE_H
#define STEP_CAPTURE_LIVE_H

#include "page/view_step.h"
#include "page/visit.h"
#include "sql/casefile.h"

/* A verification counts from this score on: the station's "same finger" (station/match.h). */
enum { CAPTURE_VERIFIED = 60 };

/* Collects what the station has, then describes it; 0, -1 (v->err).
 * trouble: a sentence about the command that was just refused, or NULL. */
int	 capture_live_make(struct visit *, const struct casefile_get_row *, const char *trouble,
	    struct capture_live *ret_live);

#endif
