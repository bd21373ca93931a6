/*
 * manifest.h - what a backup must contain, signed by the server that made it.
 *
 * Two lines of text: a JSON object, and "ed25519 KEYID SIGNATURE" (hex) over
 * "rekam-backup-1" || the first line without its line end.
 */
#ifndef ADMIN_MANIFEST_H
#define ADMIN_MANIFEST_H

#include <stdint.h>

#include "admin/figures.h"
#include "base/err.h"
#include "sign/anchor.h"
#include "sign/letter_key.h"

struct manifest {
	char		 file[80];	/* name of the .age file, without folder */
	char		 at[32];	/* when the copy was complete, UTC */
	char		 server[128];	/* host that made it */
	int64_t		 bytes;
	char		 sha256[65];	/* of the .age file */
	struct figures	 figures;
	/* the last anchor in the copy (sign/anchor.h); anchor_no 0: there was none */
	int64_t		 anchor_no;
	char		 anchor_code[ANCHOR_CODE_SIZE], anchor_key[2 * LETTER_KEY_ID_LEN + 1];
	char		 anchor_signature[2 * ANCHOR_SIGNATURE + 1];
	char		 anchor_body[ANCHOR_BODY_MAX];
};

int	 manifest_write(const char *path, const struct manifest *, const struct letter_key *,
	    struct err *);
/* ERR_BROKEN: not a manifest, changed, or signed by another key. */
int	 manifest_read(const char *path, const uint8_t public_key[32], struct manifest *ret,
	    struct err *);

#endif
