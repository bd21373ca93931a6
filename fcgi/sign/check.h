/*
 * check.h - may this document be signed?  Pure rules over the row that
 * rekam-signd itself read; it believes nothing that the caller says.
 */
#ifndef SIGN_CHECK_H
#define SIGN_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"
#include "sign/letter_code.h"
#include "sop/role.h"

/*	id		word on the wire	English */
#define SIGN_REFUSALS(X)						\
	X(REQUEST,	"request",	"not a request")		\
	X(UNKNOWN,	"unknown",	"no such document")		\
	X(KIND,		"kind",		"not a letter that is signed")	\
	X(VOID,		"void",		"the document was cancelled")	\
	X(FROZEN,	"frozen",	"the document is finished already") \
	X(MODE,		"mode",		"the office signs in ink")	\
	X(STATUS,	"status",	"the case does not wait for a signature") \
	X(NUMBER,	"number",	"the letter has no number or date") \
	X(APPROVAL,	"approval",	"nobody has approved it")	\
	X(SIGNER,	"signer",	"approved by somebody who may not sign") \
	X(SET,		"set",		"not the set of letters that was approved together") \
	X(TEXT,		"text",		"the text is not the approved one") \
	X(SAME,		"same",		"the person who verified the case may not sign it") \
	X(FACTOR,	"factor",	"the signer has no second factor") \
	X(CODE,		"code",		"the code is wrong")		\
	X(USED,		"used",		"the code was used for something else") \
	X(TRIES,	"tries",	"too many wrong codes")		\
	X(HISTORY,	"history",	"the traces are not those that were anchored") \
	X(KEY,		"key",		"there is no key for it: run rekamctl keys init") \
	X(AWAY,		"away",		"the database does not answer")	\
	X(INTERNAL,	"internal",	"internal error")

enum sign_refusal {
	SIGN_OK,
#define X(id, word, text) SIGN_NO_##id,
	SIGN_REFUSALS(X)
#undef X
	SIGN_REFUSAL__MAX
};

/* Letters that were approved in one go share a code: it is bound to all of them. */
#define SIGN_SET_MOST	20

struct sign_set_member {
	int64_t		 document;
	struct bytes	 text_hash;	/* 32 bytes */
};

/* SHA-256 of "rekam-kumpulan-1" and, by rising id, each id (8 bytes, big-endian) with its text hash.
 * The members are sorted in place. */
void	 sign_set_digest(struct sign_set_member *, size_t n, uint8_t ret[32]);

struct sign_facts {		/* a document and what it belongs to */
	const char	*kind;		/* REKOMENDASI */
	const char	*sign_mode;	/* of the case */
	const char	*status;	/* of the case */
	const char	*case_uuid, *agency;
	bool		 void_, frozen;
	bool		 replacing;	/* a surat pengganti that waits, of a finished case */
	int64_t		 letter_no, letter_year;
	struct day	 letter_day;
	const char	*canonical;	/* NULL: none */
	struct bytes	 text_hash;
	int64_t		 approved_by;	/* user; 0: nobody */
	struct utc	 approved_at;
	bool		 signer_active;	/* that user */
	role_set	 signer_roles;
	int64_t		 signatory_user;	/* whose name stands under it */
	struct day	 signatory_from, signatory_to;	/* to: no date = open */
	int64_t		 document;
	struct bytes	 set;		/* document.approved_set; none: approved alone */
	struct sign_set_member	*members;	/* all with that set and that person */
	size_t		 members_n;
	const char	*same_person;	/* the office's rule, sop/duty.h */
	int64_t		 verified_by;	/* user; 0: nobody */
};

/* All but the signer's own code (factor_check.h).  SIGN_OK and ret_code filled (without key id), or why not. */
enum sign_refusal	 sign_check(const struct sign_facts *, struct letter_code *ret_code);
const char	*sign_refusal_word(enum sign_refusal);
const char	*sign_refusal_text(enum sign_refusal);
enum sign_refusal	 sign_refusal_by_word(const char *);	/* SIGN_REFUSAL__MAX: none */

#endif
