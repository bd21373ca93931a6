/*
 * letter_public.h - the public half of every key that ever signed this office's letters, so that
 * a letter is still checked after its key was replaced.
 *
 *   KEYS/letter-keys.pub	"HEX\n" for each, oldest first; mode 0644
 *
 * Written by `rekamctl keys init` alone and a file, not a table: no database account and no pool
 * can add a key, and no secret stands in it.  KEYS/letter.pub (letter_key.h) counts as its last
 * line, whether or not it has been noted there.
 */
#ifndef SIGN_LETTER_PUBLIC_H
#define SIGN_LETTER_PUBLIC_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "sign/letter_code.h"

#define LETTER_PUBLIC_MAX	64

struct letter_public {
	uint8_t	 at[LETTER_PUBLIC_MAX][32];	/* oldest first; the last one signs today */
	size_t	 n;				/* 0: no key was made yet */
};

/* Missing files are no error; ERR_BROKEN where one is malformed. */
int	 letter_public_list(const char *keys_dir, struct letter_public *ret, struct err *);
/* Writes the list down, KEYS/letter.pub included. */
int	 letter_public_note(const char *keys_dir, struct err *);
/* As letter_code_verify() under whichever key fits: ERR_INPUT no letter code, ERR_NOT_FOUND
 * signed with a key that is not ours, ERR_BROKEN altered. */
int	 letter_public_verify(const struct letter_public *, const char *text,
	    struct letter_code *ret, struct err *);

#endif
