/*
 * signatory.h - who may sign in which form (DOMAIN 5.1, 5.4): directly, by delegation
 * (a.n.; a.n. with u.b. for two levels below) or in the place of the Camat (Plt., Plh.).
 * Acting in his place needs a Surat Perintah; a Plh. serves for days that are known.
 */
#ifndef SOP_SIGNATORY_H
#define SOP_SIGNATORY_H

#include <stdbool.h>

#include "base/day.h"
#include "sop/role.h"

/*	id	word		said after the name	order	end	who */
#define SOP_SIGN_FORMS(X)							\
	X(DIRECT, "LANGSUNG",	"",			0,	0,	ROLE_BIT(CAMAT))	\
	X(AN,	  "AN",		" (a.n. Camat)",	0,	0,	ROLE_BIT(SEKCAM) | ROLE_BIT(KASI)) \
	X(AN_UB,  "AN_UB",	" (a.n. Camat, u.b.)",	0,	0,	ROLE_BIT(KASI))		\
	X(PLT,	  "PLT",	" (Plt.)",		1,	0,	ROLE_SIGNERS)		\
	X(PLH,	  "PLH",	" (Plh.)",		1,	1,	ROLE_SIGNERS)

enum signatory_form {
#define X(id, word, said, order, end, who) SIGN_FORM_##id,
	SOP_SIGN_FORMS(X)
#undef X
	SIGN_FORM__MAX
};

struct signatory_rule {
	const char	*word, *said;
	bool		 order, end;	/* must be given */
	role_set	 who;		/* whose own office allows it */
};

extern const struct signatory_rule signatory_rule[SIGN_FORM__MAX];

enum signatory_form	 signatory_form_by_word(const char *);	/* SIGN_FORM__MAX: none */

struct signatory_term {
	enum signatory_form	 form;
	role_set	 role;		/* his own office, one of ROLE_SIGNERS */
	struct day	 from, to;	/* to.y == 0: open */
	bool		 order;		/* number and date of the order are given */
};

enum signatory_fault {
	SIGNATORY_GOOD,
	SIGNATORY_FORM,		/* his office does not sign in that form */
	SIGNATORY_ORDER,	/* the order is missing */
	SIGNATORY_END,		/* the last day is missing, or before the first */
};

enum signatory_fault	 signatory_judge(const struct signatory_term *);
/* Two who would both sit in the Camat's chair (LANGSUNG, PLT) on one day. */
bool	 signatory_clash(const struct signatory_term *, const struct signatory_term *);

#endif
