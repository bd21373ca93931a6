/*
 * proof.h - is it the person whose session this is?  Tries of the password are
 * counted and delayed as at login (login_delay.h), those of the PIN by the session.
 */
#ifndef PAGE_PROOF_H
#define PAGE_PROOF_H

#include "page/visit.h"
#include "sql/people.h"

enum proof {
	PROOF_RIGHT,
	PROOF_WRONG,
	PROOF_WAIT,		/* *ret_wait: so many seconds */
	PROOF_FAILED		/* v->err */
};

/* secret: the password, or where pin_too the PIN (all digits: no password is).
 * ret_row (may be NULL): the account's own row. */
enum proof	 proof_of(struct visit *, const char *secret, bool pin_too, int64_t *ret_wait,
		    struct people_secrets_row *ret_row);
/* The sentence for PROOF_WRONG and PROOF_WAIT. */
const char	*proof_text(struct visit *, enum proof, bool pin_too, int64_t wait);

#endif
