/* lock.h - the page that asks who is there before it goes on (/kunci, /masuk-ulang). */
#ifndef PAGE_LOCK_H
#define PAGE_LOCK_H

#include "page/view_people.h"
#include "page/visit.h"

enum lock_why {
	LOCK_IDLE,		/* PIN or password unlocks the session */
	LOCK_PROOF		/* the password again: what comes is grave */
};

/* held: the form that waits behind it, or NULL; message: what was wrong, or NULL. */
void	 lock_page(struct visit *, enum lock_why, const struct view_held *held, int status,
	    const char *message);

#endif
