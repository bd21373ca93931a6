/*
 * replacing.h - what happens to a surat pengganti (sop/replacement.h), inside change_case() of its
 * finished case.  Each writes its trace and moves the case's version on, not its status.
 */
#ifndef STEP_REPLACING_H
#define STEP_REPLACING_H

#include "page/visit.h"
#include "sql/document.h"
#include "store/change.h"

struct replacing {
	int64_t		 signatory, number;	/* number: typed, see store/letter_number.h */
	const char	*reason, *fate;
};

/* CHANGE_NOT_NOW: not finished, or one waits already; CHANGE_REFUSED with e as letter_begin(). */
enum change_end	 replacing_begin(struct visit *, struct change *, const struct replacing *, struct err *);
/* Its letter was signed: it is in force, the first one revoked. */
enum change_end	 replacing_signed(struct change *, const struct document_letter_row *, struct err *);
enum change_end	 replacing_drop(struct change *, const struct document_letter_row *, const char *reason,
		    struct err *);
enum change_end	 replacing_hand(struct change *, const struct document_letter_row *, const char *receiver,
		    struct err *);

#endif
