/*
 * client.h - ask rekam-signd: for the signature of a document, or whether a code is right.
 *
 * Protocol, Unix stream socket, one request per connection, ASCII lines:
 *	"SIGN <document id> <code>\n"		->  "OK <letter code> <kind>\n"
 *	"CHECK <user id> <code> <64 hex>\n"	->  "OK <kind>\n"
 *	"ANCHOR\n"				->  "OK <no> <code> <rows>\n"
 *					or "NO <word> <text>\n"
 * code: factor_code(); kind: FACTOR_KINDS of sign/factor.h; words: sign/check.h, the text of
 * "tries" is the number of seconds to wait.  SIGN takes the code of the person who approved the
 * document and binds it to that text; CHECK binds it to the 32 bytes.
 */
#ifndef SIGN_CLIENT_H
#define SIGN_CLIENT_H

#include <stdint.h>

#include "base/err.h"
#include "sign/check.h"
#include "sign/factor.h"
#include "sign/letter_code.h"

struct sign_answer {
	enum sign_refusal	 why;		/* SIGN_OK, or what was refused */
	int64_t			 wait;		/* seconds, of SIGN_NO_TRIES */
	enum factor_kind	 factor;	/* which kind of code it was */
	char			 code[LETTER_CODE_SIZE];	/* of SIGN */
};

/* 0: *ret says yes.  -1: ERR_AWAY (nobody there, or no answer in 2 s), ERR_CONFLICT (a refusal:
 * ret->why), ERR_BROKEN (an answer that is none); ret->why is set with each of them. */
int	 sign_document(const char *socket_path, int64_t document_id, const char *code,
	    struct sign_answer *ret, struct err *);
int	 sign_check_code(const char *socket_path, int64_t user, const char *code,
	    const uint8_t binding[32], struct sign_answer *ret, struct err *);

/* Has the traces anchored now (sign/anchoring.h).  0: ret_code holds the anchor's code for
 * paper.  -1 as above; ERR_CONFLICT: it refuses, err says why. */
int	 sign_anchor(const char *socket_path, int64_t *ret_no, int64_t *ret_rows, char ret_code[20],
	    struct err *);

#endif
