/*
 * signature.h - what was signed, as an INSERT-only snapshot in the words of that day: renaming a
 * user or a signatory changes nothing in it.  Called in the transaction that signs (account web).
 */
#ifndef STORE_SIGNATURE_H
#define STORE_SIGNATURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

struct signature {
	int64_t		 case_id, document;
	bool		 electronic;
	const char	*canonical;	/* the signed text: it names the signatory */
	struct bytes	 text_hash;
	const char	*factor;	/* TOTP, PEMULIHAN; TINTA in ink */
};

/* 0, -1; ERR_CONFLICT: this document was signed before. */
int	 signature_write(struct db *, struct arena *, const struct act *, const struct signature *,
	    struct err *);
/* The value of "key: value" in a canonical text; "" when it is not there. */
const char	*signature_fact(struct arena *, const char *canonical, const char *key);

#endif
