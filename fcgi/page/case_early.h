/*
 * case_early.h - what pages say of recording before the signature, a deviation from the SOP
 * (step/early.h makes it).
 */
#ifndef PAGE_CASE_EARLY_H
#define PAGE_CASE_EARLY_H

#include "page/visit.h"
#include "sql/casefile.h"

/* Whether this visitor may allow it now for that case: 1, 0, -1. */
int	 case_early_offered(struct visit *, const struct casefile_get_row *);
/* One sentence for the pages of a case that deviates; NULL: it does not.  0, -1. */
int	 case_early_text(struct visit *, const struct casefile_get_row *, const char **ret);

#endif
