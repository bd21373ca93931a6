/*
 * capture_except.h - exceptions of step 5 in the database (DOMAIN 1.6): a missing
 * finger never blocks a case.
 */
#ifndef STEP_CAPTURE_EXCEPT_H
#define STEP_CAPTURE_EXCEPT_H

#include "store/change.h"

struct capture_exception {
	const char	*fingers;	/* "1".."10", KANAN, KIRI, KEDUA */
	const char	*cause;		/* word of enum finger_reason; NULL: take it back */
	const char	*note;
};

/* The fingers as a bit set, bit f for ISO finger f; 0: no such word. */
unsigned	 capture_fingers(const char *word);
/* change_fn; arg: struct capture_exception.  Only while the case is being recorded,
 * and only by an operator. */
enum change_end	 capture_except(struct change *, void *exception, struct err *);

#endif
