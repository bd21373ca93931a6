/*
 * box_key.h - a key that opens what was sealed to it (crypto_box_seal), and who a sealed thing belongs to.
 *
 *   KEYS/NAME.key	"rekam-NAME-key-1 HEX\n"	X25519 secret, 0600
 *   KEYS/NAME.pub	"HEX\n"				for those who only seal
 */
#ifndef SIGN_BOX_KEY_H
#define SIGN_BOX_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct box_key {		/* lives in sodium_malloc memory */
	uint8_t	 secret[32], public_key[32];
};

int	 box_key_create(const char *keys_dir, const char *name, struct err *);	/* 1 made, 0 there, -1 */
/* NULL: not there, or a key of another name. */
struct box_key	*box_key_read(const char *path, const char *name, struct err *);
void	 box_key_free(struct box_key *);

/* tag || owner (8, big-endian): stands first in what is sealed, so that a row under another id is refused.
 * dst: strlen(tag) + 8 bytes. */
void	 box_head(uint8_t *dst, const char *tag, int64_t owner);

#endif
