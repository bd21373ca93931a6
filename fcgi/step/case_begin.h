/* case_begin.h - the one way in which a case comes into being: as a draft, with its first event and its clock. */
#ifndef STEP_CASE_BEGIN_H
#define STEP_CASE_BEGIN_H

#include "page/visit.h"
#include "sql/casefile.h"
#include "store/change.h"

/* add: who it is; uuid, office, SOP, way of signing and nik_doubt are filled in here.  opened: when the handling
 * began.  reason: of the first event.  c becomes the new case; 0 or -1. */
int	 case_begin(struct visit *, struct change *c, const struct casefile_add_in *add, struct utc opened,
	    const char *reason, struct err *);

#endif
