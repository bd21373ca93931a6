/*
 * pwhash.h - passwords and PINs as argon2id strings: t = 3, 64 MiB, p = 1 (TRUST 5.2;
 * above the least of ASVS 11.4.2 and RFC 9106's second choice).  About 0.1 s each.
 */
#ifndef BASE_PWHASH_H
#define BASE_PWHASH_H

#include <stdbool.h>

#include "base/err.h"

#define PWHASH_SIZE	128	/* with the NUL; libsodium's crypto_pwhash_STRBYTES */

/* 0; -1: no memory for it. */
int	 pwhash_make(const char *password, char ret_hash[PWHASH_SIZE], struct err *);
/* hash NULL or "": takes as long and is false, so that nobody sees who exists. */
bool	 pwhash_right(const char *hash, const char *password);
/* Made with other parameters than today's. */
bool	 pwhash_old(const char *hash);

#endif
