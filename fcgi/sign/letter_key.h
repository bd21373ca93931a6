/*
 * letter_key.h - the Ed25519 key that signs letters, as a file.
 *
 *   KEYS/letter.key	"rekam-letter-key-1 HEX\n"	32-byte seed, mode 0600
 *   KEYS/letter.pub	"HEX\n"				public key, for the notice board
 *
 * Only rekam-signd reads letter.key.
 */
#ifndef SIGN_LETTER_KEY_H
#define SIGN_LETTER_KEY_H

#include <stdint.h>

#include "base/err.h"

#define LETTER_KEY_ID_LEN	4

struct letter_key {		/* lives in sodium_malloc memory */
	uint8_t	 secret[64];
	uint8_t	 public_key[32];
	uint8_t	 id[LETTER_KEY_ID_LEN];
};

/* Makes both files where the key is missing (1), never overwrites (0). */
int	 letter_key_create(const char *keys_dir, struct err *);
/* NULL and e filled when missing, malformed, or readable by others. */
struct letter_key	*letter_key_read(const char *path, struct err *);
/* The same for another purpose: KEYS/NAME.key with "rekam-NAME-key-1 ", KEYS/NAME.pub.
 * A key of one purpose is not read as one of another. */
int	 signing_key_create(const char *keys_dir, const char *name, struct err *);
struct letter_key	*signing_key_read(const char *path, const char *name, struct err *);
void	 letter_key_free(struct letter_key *);
int	 letter_public_read(const char *path, uint8_t ret_key[32], struct err *);
void	 letter_key_id(const uint8_t public_key[32], uint8_t ret_id[LETTER_KEY_ID_LEN]);

/* The files of any pair, for keys of another kind (factor_key.h): KEYS/NAME.key holds the secret
 * half 0600 behind its tag, KEYS/NAME.pub the other.  1 made, 0 there already, -1. */
int	 key_pair_create(const char *keys_dir, const char *name, const uint8_t secret[32],
	    const uint8_t public_key[32], struct err *);
int	 key_secret_read(const char *path, const char *name, uint8_t ret_secret[32], struct err *);

#endif
