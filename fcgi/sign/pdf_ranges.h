/*
 * pdf_ranges.h - where the signatures of a PDF lie and which bytes they are over (ISO 32000-1 12.8.1).
 *
 * Strict, so that nothing can hide: a /ByteRange begins at 0, its one gap is exactly the hexadecimal
 * string of /Contents, and nothing but digits is in the gap.  Reads bytes, no PDF objects.
 */
#ifndef SIGN_PDF_RANGES_H
#define SIGN_PDF_RANGES_H

#include <stdbool.h>

#include "base/bytes.h"

#define PDF_SIGNATURES_MOST	4

struct pdf_signature {
	struct bytes	 before, behind;	/* what is signed, around the gap */
	struct bytes	 hex;			/* the digits in the gap, an even number */
	bool		 cms;			/* adbe.pkcs7.detached or ETSI.CAdES.detached */
	bool		 whole;			/* nothing of the file is outside of it */
};

/* How many there are, in the file's order; -1: too many, or one that is not as above. */
int	 pdf_signatures(struct bytes pdf, struct pdf_signature ret[PDF_SIGNATURES_MOST]);

#endif
