/*
 * password.h - a password that is typed at a terminal.
 *
 * Twice without an echo, or the first line of standard input where that is no terminal.
 * It must be what the office's policy asks (sop/password.h); stored as argon2id (base/pwhash.h).
 */
#ifndef ADMIN_PASSWORD_H
#define ADMIN_PASSWORD_H

#include "base/conf.h"
#include "base/err.h"
#include "base/pwhash.h"
#include "sop/password.h"

/* Asks, checks, hashes, wipes.  policy: office.password_policy. */
int	 password_new(const struct conf *, const char *policy, const struct password_person *,
	    char ret_hash[PWHASH_SIZE], struct err *);

#endif
