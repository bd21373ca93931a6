/*
 * letter.h - the recommendation of a case: from its rows to frozen bytes.
 *
 * All functions work inside a transaction of change_case(), so a letter that
 * cannot be made gives its number back.
 */
#ifndef STEP_LETTER_H
#define STEP_LETTER_H

#include "page/visit.h"
#include "sql/casefile.h"
#include "sql/document.h"
#include "store/change.h"

/* Takes the next letter number (typed: store/letter_number.h) and adds the document row.
 * Ink: renders, freezes and queues the printing.  Electronic: stores the text that the signer
 * will see; the page is made by letter_finish().  unprinted: it goes to a certificate service, no sheet
 * is needed.  A letter that was there is void now. */
enum change_end	 letter_begin(struct visit *, struct change *, int64_t signatory, int64_t typed,
		    bool unprinted, struct err *);
/* The same for another signatory with the number that the unsigned letter has; the sheet that
 * was printed is to be destroyed.  Refused when the number belongs to a year that is over. */
enum change_end	 letter_reassign(struct visit *, struct change *, int64_t signatory, struct err *);

/* The letter that shall replace the signed one of a finished case, with a number of its own and the
 * revoking clause; pending until it is signed.  The case's own signatory stays. */
enum change_end	 letter_replace(struct visit *, struct change *, int64_t signatory, int64_t typed,
		    const struct document_letter_row *old, int64_t *ret_document, struct err *);

/* Electronic, after rekam-signd: renders with the verification code and freezes. */
enum change_end	 letter_finish(struct visit *, struct change *,
		    const struct document_letter_row *, const char *code, struct err *);

/* Could the letter of this person be made?  NULL: yes (or it cannot be said now);
 * else the name of the form's field that does not fit or has a letter that cannot
 * be printed.  Asked before a number is given to the case. */
const char	*letter_unprintable(struct visit *, const struct casefile_get_row *person);

/* Puts a frozen letter of the case into the print queue. */
enum change_end	 letter_print(struct visit *, struct change *, struct err *);

#endif
