/* number_store.h - step 3 in the database. */
#ifndef STEP_NUMBER_STORE_H
#define STEP_NUMBER_STORE_H

#include "page/visit.h"
#include "store/change.h"

/* Makes the move NUMBER and gives the case the next agenda number and today's
 * date.  A case that has been returned and comes back keeps its number. */
enum change_end	 number_give(struct visit *, struct change *, struct err *);

#endif
