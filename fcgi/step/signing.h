/*
 * signing.h - what both ways of signing share: who verified does not sign as well
 * (sop/duty.h), and the snapshot of what was signed (store/signature.h).
 */
#ifndef STEP_SIGNING_H
#define STEP_SIGNING_H

#include "page/visit.h"
#include "sign/factor.h"
#include "sop/duty.h"
#include "sql/document.h"
#include "store/change.h"

struct signing_duty {
	enum duty	 duty;
	const char	*verifier;	/* name of who verified */
	const char	*text;		/* what the page says about it; NULL: nothing */
};

/* signs: user of the signatory.  0, -1 (v->err). */
int	 signing_duty(struct visit *, int64_t case_id, int64_t signs, struct signing_duty *ret);

/* Inside the change that signs, after its move: asks the rule again with the case locked,
 * traces a deviation, writes the snapshot.  CHANGE_REFUSED: the rule says no. */
enum change_end	 signing_done(struct visit *, struct change *, const struct document_letter_row *,
		    int64_t signs, enum factor_kind, const char *reason, struct err *);
/* The rule alone, for choosing a signatory. */
enum change_end	 signing_may(struct visit *, struct change *, int64_t signs, struct err *);

#endif
