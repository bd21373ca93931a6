/*
 * audit_verify.h - is every trace there as it was written?
 *
 * An implementation of its own of the canonical form that store/audit_form.h describes; it
 * uses nothing that writes traces.  Reads one snapshot of the database, strand by strand in
 * batches, and finds: a row that was changed, taken out, put in or moved; a tail that was cut
 * (against the heads and against the anchors); a past that was written anew, and a database
 * that was rolled back to an older one (against the anchors; the latter only against a log
 * outside of the database); an anchor that is missing, changed or signed by somebody else.
 * What it says of these is Indonesian: the office's administrator reads it to the Camat.
 */
#ifndef ADMIN_AUDIT_VERIFY_H
#define ADMIN_AUDIT_VERIFY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/conf.h"
#include "base/err.h"

struct verify_order {
	const char	*log;		/* anchor log; NULL: none is there */
	bool		 outside;	/* log is a copy from elsewhere and may be older */
	bool		 has_key;
	uint8_t		 public_key[32];
	FILE		*say;
};

/* 0: checked, *ret_findings says how much is wrong; -1: could not be checked. */
int	 audit_verify(const struct conf *, const struct verify_order *, int64_t *ret_findings,
	    struct err *);

#endif
