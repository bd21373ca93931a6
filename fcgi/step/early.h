/*
 * early.h - recording before the signature: off unless the office allows it, by the Kasi (Sekcam,
 * Camat) alone, with a reason, and reported as penyimpangan SOP (SOP.txt: signature, then recording).
 *
 * The case goes MENUNGGU_TTD -> SEDANG_DIREKAM -> MENUNGGU_TTD and waits for its signature with the
 * recording in it; once signed it is TEREKAM at once.  Nothing is TEREKAM that is not signed.
 */
#ifndef STEP_EARLY_H
#define STEP_EARLY_H

#include "page/visit.h"
#include "sql/casefile.h"
#include "store/change.h"

/* Inside a change: the move, and its trace as a deviation. */
enum change_end	 early_allow(struct change *, const char *reason, struct err *);
/* Inside the change that signed the letter: on to TEREKAM if the person is recorded already; an
 * electronic letter, frozen by then, goes to the printer. */
enum change_end	 early_signed(struct visit *, struct change *, struct err *);

#endif
