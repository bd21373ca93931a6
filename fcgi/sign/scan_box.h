/*
 * scan_box.h - pictures of papers, enciphered before they reach the database.
 *
 * Stored is crypto_box_seal("rekam-scan-1" || case id (8, big-endian) || JPEG), sealed to KEYS/scan.key (box_key.h),
 * which the pool upload alone reads: who can read the table sees nothing, and a row put under another case is refused.
 */
#ifndef SIGN_SCAN_BOX_H
#define SIGN_SCAN_BOX_H

#include "base/arena.h"
#include "base/bytes.h"
#include "sign/box_key.h"

#define SCAN_KEY	"scan"	/* its name in KEYS */
#define SCAN_KEY_ID_LEN	8

/* First bytes of BLAKE2b-256 of the public half: by which key a row was sealed. */
void	 scan_key_id(const struct box_key *, uint8_t ret[SCAN_KEY_ID_LEN]);
/* In the arena; n == 0: it is full. */
struct bytes	 scan_seal(struct arena *, const struct box_key *, int64_t case_id, struct bytes jpeg);
/* n == 0: not sealed to this key, altered, or another case's. */
struct bytes	 scan_open(struct arena *, const struct box_key *, int64_t case_id, struct bytes sealed);

#endif
