/*
 * import_take.h - a letter that came back signed becomes the letter of its case: a document of its own with
 * the same number, whose bytes are those of the file; the unsigned sheets are void.
 */
#ifndef STEP_IMPORT_TAKE_H
#define STEP_IMPORT_TAKE_H

#include "page/visit.h"
#include "sql/document.h"
#include "sql/signed_letter.h"
#include "store/change.h"

struct import_take_order {
	struct visit				*visit;
	const struct document_letter_row	*letter;	/* that was sent to be signed */
	const struct import_get_row		*file;
	int64_t					 signs;		/* user of the signatory; 0: none */
	const char				*reason;	/* why the verifier signs; "" */
};

/* A change_fn; arg: struct import_take_order.  The move, the document, the signature's snapshot and
 * the print job.  CHANGE_STALE: another file was uploaded meanwhile. */
enum change_end	 import_taken(struct change *, void *arg, struct err *);

#endif
