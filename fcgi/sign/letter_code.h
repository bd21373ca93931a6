/*
 * letter_code.h - the code on an electronically signed letter (kode
 * verifikasi, printed as QR), by which anybody can check it off line.
 *
 * Bytes, integers big-endian, nothing optional:
 *
 *	 0	 1	version, 1
 *	 1	 4	key id: first 4 bytes of BLAKE2b-256(public key)
 *	 5	 1	n: length of the agency code, 1..20
 *	 6	 n	agency code (kode perangkat daerah), [A-Za-z0-9./-]
 *	 6+n	 4	letter number, 1..999999
 *	10+n	 2	letter year, 2000..2199
 *	12+n	 4	letter date: year (2), month (1), day (1); a real date
 *	16+n	 8	case: first 8 bytes of its UUID
 *	24+n	16	first 16 bytes of SHA-256 of the canonical text of the letter
 *	40+n	 2	print serial, 1..65535
 *	42+n	64	Ed25519 signature over "rekam-letter-1" || bytes 0 .. 41+n
 *
 * together base64url without padding: 150 characters for "406.08".  There is
 * exactly one text for one letter; any other spelling is refused.  No NIK, no
 * name, no biometrics (TRUST.md 5.4).
 */
#ifndef SIGN_LETTER_CODE_H
#define SIGN_LETTER_CODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "sign/letter_key.h"

#define LETTER_AGENCY_MAX	20
#define LETTER_CODE_BYTES_MAX	(42 + LETTER_AGENCY_MAX + 64)
#define LETTER_CODE_SIZE	200	/* text with its NUL */

struct letter_code {
	uint8_t		 key_id[LETTER_KEY_ID_LEN];
	char		 agency[LETTER_AGENCY_MAX + 1];
	uint32_t	 no;
	uint16_t	 year;
	struct day	 day;
	uint8_t		 case_id[8];
	uint8_t		 text[16];
	uint16_t	 serial;
};

/* Fills key_id from the key.  ERR_INPUT when a field is out of its range. */
int	 letter_code_sign(const struct letter_code *, const struct letter_key *,
	    char ret_text[LETTER_CODE_SIZE], struct err *);
/* Reads without judging who signed: ERR_INPUT when it is no letter code. */
int	 letter_code_read(const char *text, struct letter_code *ret, struct err *);
/* ERR_INPUT: no letter code; ERR_NOT_FOUND: signed with another key;
 * ERR_BROKEN: the signature does not fit, the code was altered. */
int	 letter_code_verify(const char *text, const uint8_t public_key[32],
	    struct letter_code *ret, struct err *);
/* UUID text to the 8 bytes; ERR_INPUT when it is none. */
int	 letter_code_case(const char *uuid, uint8_t ret[8], struct err *);

#endif
