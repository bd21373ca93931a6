/*
 * factor_check.h - is this code this person's, and may it be used for this?  Inside rekam-signd,
 * with its database account: it alone opens the secrets, and writes down used and wrong codes.
 */
#ifndef SIGN_FACTOR_CHECK_H
#define SIGN_FACTOR_CHECK_H

#include "sign/check.h"
#include "sign/factor.h"
#include "store/db.h"

struct factor_ask {
	int64_t		 user;
	const char	*code;		/* as factor_code() makes it */
	const uint8_t	*binding;	/* 32 bytes of factor_binding() */
	bool		 confirmed;	/* an enrolment that is not finished does not count */
	struct utc	 now;
};

/*
 * SIGN_OK: the code is right and now used up for this binding; *ret_kind says which kind.
 * Else FACTOR (none), CODE, USED (for another binding), TRIES with *ret_wait seconds, AWAY or
 * INTERNAL with e filled.  A wrong code is counted, a used one is not: it tells nothing new.
 */
enum sign_refusal	 factor_check(struct db *, struct arena *, const struct box_key *,
	    const struct factor_ask *, enum factor_kind *ret_kind, int64_t *ret_wait, struct err *);

#endif
