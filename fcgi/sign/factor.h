/*
 * factor.h - a person's second factor: the sealed secret of his authenticator application,
 * his recovery codes, and the rules around them.  Nothing here asks the database.
 *
 * KEYS/factor.key (box_key.h) is read by rekam-signd alone; the pool that enrols has KEYS/factor.pub.
 *
 * A secret is stored as crypto_box_seal("rekam-factor-1" || user id (8, big-endian) || secret
 * (20)): who can read the table reads nothing, and a row put under another user's id is
 * refused.  A recovery code is 120 random bits, written in Crockford's base32 (no I L O U) in six
 * groups of four and stored as its hash; from 112 bits on no slow hash is needed (ASVS 6.5.2).
 *
 * A code is used once: rekam-signd inserts (user, token) and what it was used for, the
 * binding.  The same code again is good for the same binding only: for a repeat of the same
 * act after an answer was lost, never for another.
 */
#ifndef SIGN_FACTOR_H
#define SIGN_FACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"
#include "sign/box_key.h"
#include "sign/totp.h"

#define FACTOR_SEALED_LEN	(14 + 8 + TOTP_SECRET_LEN + 48)
#define FACTOR_RECOVERY_CODES	10
#define FACTOR_RECOVERY_LEN	24	/* characters without the hyphens */
#define FACTOR_CODE_SIZE	(FACTOR_RECOVERY_LEN + 1)

/*	id		word in signature.factor, on the wire	label on pages */
#define FACTOR_KINDS(X)							\
	X(TOTP,		"TOTP",		"kode OTP")			\
	X(RECOVERY,	"PEMULIHAN",	"kode pemulihan")		\
	X(INK,		"TINTA",	"tanda tangan tinta")			\
	X(CERTIFICATE,	"SERTIFIKAT",	"sertifikat elektronik")

enum factor_kind {
#define X(id, word, label) FACTOR_##id,
	FACTOR_KINDS(X)
#undef X
	FACTOR__MAX
};

const char	*factor_word(enum factor_kind);
const char	*factor_label(enum factor_kind);
enum factor_kind	 factor_by_word(const char *);	/* FACTOR__MAX: none */

#define FACTOR_KEY	"factor"	/* its name in KEYS */

/* A new secret, sealed to the public half. */
int	 factor_seal(const uint8_t public_key[32], int64_t user, uint8_t ret_secret[TOTP_SECRET_LEN],
	    uint8_t ret_sealed[FACTOR_SEALED_LEN], struct err *);
/* false: not sealed to this key, altered, or another user's. */
bool	 factor_open(const struct box_key *, int64_t user, struct bytes sealed,
	    uint8_t ret_secret[TOTP_SECRET_LEN]);
/* What the QR code says, for the application. */
char	*factor_uri(struct arena *, const char *issuer, const char *account, const char *base32);

/* A code as it was typed, in the form that is asked for: blanks, dots and hyphens are taken
 * out, small letters become capitals, and in a recovery code O is 0, I and L are 1.
 * FACTOR__MAX: neither six digits nor a recovery code. */
enum factor_kind	 factor_code(const char *typed, char ret_code[FACTOR_CODE_SIZE]);

void	 factor_recovery_new(char ret_code[FACTOR_CODE_SIZE]);
void	 factor_recovery_hash(int64_t user, const char *code, uint8_t ret_hash[32]);
/* "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX" */
char	*factor_recovery_show(struct arena *, const char *code);

/* What a code is used for.  act: FACTOR_SIGN or the like; the two domains never meet. */
#define FACTOR_SIGN	"rekam-factor-sign-1"	/* data: the document's text_hash */
#define FACTOR_CHECK	"rekam-factor-check-1"	/* data: what the caller of CHECK said */
void	 factor_binding(const char *act, const uint8_t data[32], uint8_t ret[32]);

/* Seconds until a further try is heard.  quarter: wrong ones of the last 15 minutes since the
 * last right one, day: of the last 24 hours, last: the last of them.  5 free, then 30, 60, 120
 * ... 300 s; from 20 a day on 900 s.  Others are never kept out by them. */
int64_t	 factor_wait(int64_t quarter, int64_t day, struct utc last, struct utc now);

#endif
