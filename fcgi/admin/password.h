/*
 * password.h - a password that is typed at a terminal.
 *
 * Twice without an echo, or the first line of standard input where that is no terminal.
 * It must be what the office's policy asks (sop/password.h); stored as argon2id, t = 3, 64 MiB.
 */
#ifndef ADMIN_PASSWORD_H
#define ADMIN_PASSWORD_H

#include "base/conf.h"
#include "base/err.h"
#include "sop/password.h"

#define USER_HASH_SIZE	128	/* crypto_pwhash_STRBYTES */

/* Asks, checks, hashes, wipes.  policy: office.password_policy. */
int	 password_new(const struct conf *, const char *policy, const struct password_person *,
	    char ret_hash[USER_HASH_SIZE], struct err *);
/* -1 and ERR_INPUT for what is no text or too long. */
int	 password_hash(const char *password, char ret_hash[USER_HASH_SIZE], struct err *);

#endif
