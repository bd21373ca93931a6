/*
 * approval.h - the signer's yes to one letter or to several at once, in electronic mode.
 *
 * Two transactions with rekam-signd between them: (1) the yes is stored, bound to the hash of each
 * text that was on the screen; (2) signd, which reads the rows itself and takes the code of the person
 * in them, gives each letter its verification code; the page is made, frozen, and the case goes on.  If
 * signd is away after (1), nothing is lost: the same button and the same code repeat (2), the letter
 * number is the same.  A code that is refused takes (1) back.  A code is good for one letter, or for
 * one set of letters (sign/check.h) and for no other.
 */
#ifndef STEP_APPROVAL_H
#define STEP_APPROVAL_H

#include "page/visit.h"
#include "sign/client.h"
#include "sql/casefile.h"
#include "sql/document.h"
#include "sql/office.h"
#include "store/change.h"

#define APPROVAL_MOST	20

struct approval {
	struct casefile_get_row		 row;
	struct document_letter_row	 letter;
	struct signatory_get_row	 signer;
	const char			*reason;	/* why he signs what he verified; "" */
	bool				 replaces;	/* a surat pengganti of a finished case */
};

/* The letter of that case and whose name is under it; 1, 0 (none: nothing to decide), -1. */
int	 approval_letter(struct visit *, const struct casefile_get_row *, struct approval *);
/* 64 hex digits of a text's hash; "" when there is none. */
const char	*approval_hash(struct visit *, struct bytes);
/* Waits in electronic mode for the person who asks. */
bool	 approval_mine(const struct visit *, const struct approval *);

/* (1) for all or for none: 1; 0 *ret_stale (index) is another one now; -1. */
int	 approval_yes(struct visit *, const struct approval *, size_t n, size_t *ret_stale);
/* Takes it back; why: for the trace.  0, -1. */
int	 approval_no(struct visit *, const struct approval *, size_t n, const char *why);
/* What the signer can mend himself; NULL: not a matter of the code. */
const char	*approval_code_message(struct visit *, const struct sign_answer *);
/* (2), after signd's answer.  *ret_location as change_case(). */
enum change_end	 approval_finish(struct visit *, const struct approval *, const struct sign_answer *,
		    const struct act *, const char *location, const char **ret_location);
/* Sends it back to the clerk; its letter is void (a surat pengganti is given up). */
enum change_end	 approval_return(struct visit *, const struct approval *, const char *location,
		    const char **ret_location);

#endif
