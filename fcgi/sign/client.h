/*
 * client.h - ask rekam-signd for the signature of a document.
 *
 * Protocol, Unix stream socket, one request per connection, ASCII lines:
 *	"SIGN <document id>\n"  ->  "OK <letter code>\n"
 *				 or "NO <word> <text>\n"	words: sign/check.h
 *	"ANCHOR\n"		->  "OK <no> <code> <rows>\n", or NO as above
 */
#ifndef SIGN_CLIENT_H
#define SIGN_CLIENT_H

#include <stdint.h>

#include "base/err.h"
#include "sign/check.h"
#include "sign/letter_code.h"

/* 0: ret_code holds the letter code.  -1: ERR_AWAY (nobody there, or no answer
 * in 2 s), ERR_CONFLICT (a refusal; *ret_refusal says which, may be NULL),
 * ERR_BROKEN (an answer that is none). */
int	 sign_document(const char *socket_path, int64_t document_id,
	    char ret_code[LETTER_CODE_SIZE], enum sign_refusal *ret_refusal, struct err *);

/* Has the traces anchored now (sign/anchoring.h).  0: ret_code holds the anchor's code for
 * paper.  -1 as above; ERR_CONFLICT: it refuses, err says why. */
int	 sign_anchor(const char *socket_path, int64_t *ret_no, int64_t *ret_rows, char ret_code[20],
	    struct err *);

#endif
