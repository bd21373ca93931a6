/*
 * totp.h - codes of an authenticator application (RFC 6238): SHA-1, six digits, steps of 30 s.
 * The only place that sees liboath.
 */
#ifndef SIGN_TOTP_H
#define SIGN_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define TOTP_STEP_SECONDS	30
#define TOTP_DIGITS		6
#define TOTP_WINDOW		1	/* steps before and after that are accepted too */
#define TOTP_SECRET_LEN		20

/* The code of a step; false: liboath failed. */
bool	 totp_code(const uint8_t *secret, size_t n, int64_t step, char ret_code[TOTP_DIGITS + 1]);
/* Which step within the window of that time has this code?  Takes as long when none has.
 * false: none; *ret_step is untouched. */
bool	 totp_match(const uint8_t *secret, size_t n, int64_t unix_seconds, const char *code,
	    int64_t *ret_step);
/* The secret as people type it: base32 without padding.  NULL: no memory. */
char	*totp_base32(struct arena *, const uint8_t *secret, size_t n);

#endif
