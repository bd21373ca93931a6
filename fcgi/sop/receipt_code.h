/*
 * receipt_code.h - the code on an applicant's receipt: RK and ten hexadecimal digits of the case's uuid.
 * Read by a scanner it opens the case; it says nothing about the person and cannot be guessed (40 bits).
 */
#ifndef SOP_RECEIPT_CODE_H
#define SOP_RECEIPT_CODE_H

#include "base/arena.h"

/* "RK3F2A91C0D4" */
const char	*receipt_code(struct arena *, const char *uuid);
/* The beginning of the uuid, "3f2a91c0-d4", as LIKE takes it with a % behind; NULL: not such a code.  Blanks and
 * hyphens do not matter, nor does the case of letters. */
const char	*receipt_code_uuid(struct arena *, const char *typed);

#endif
