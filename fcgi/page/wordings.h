/* wordings.h - the office's sentences from the database, and a specimen letter that shows them. */
#ifndef PAGE_WORDINGS_H
#define PAGE_WORDINGS_H

#include "page/visit.h"
#include "print/doc_recommendation.h"
#include "sql/office.h"

/* id 0: those in force.  *ret_id, *ret_version: 0 for the built-in ones (no row).  0, -1. */
int	 wordings_read(struct visit *, struct db *, int64_t id, struct wordings *ret, int64_t *ret_id,
	    int64_t *ret_version, struct err *);
/* A letter about nobody: names say CONTOH, the number is 0.  wide: the longest that a name and an address
 * may be, to see whether all fits. */
struct doc_recommendation	 wordings_specimen(struct visit *, const char *media, const struct doc_office *,
				    const struct wordings *, enum recommendation_ground, bool wide);

#endif
