/* affected.h - the list of affected persons, shown in more than one place. */
#ifndef PAGE_AFFECTED_H
#define PAGE_AFFECTED_H

#include "duty/affected.h"
#include "page/view_duty.h"
#include "page/visit.h"

/* Rows from skip on, total and the neighbouring parts; 0, -1 (v->err). */
int	 affected_fill(struct visit *, const struct affected_question *, int64_t skip,
	    struct affected_page *);

#endif
