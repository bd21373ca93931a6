/*
 * seal.h - sealed capture record "rekam-bio-1": made by the station, checked by
 * everyone, opened only with the export secret from the safe (TRUST.md 5.1).
 *
 * Layout, big-endian, texts NUL-padded:
 *
 *	  0  12  magic "rekam-bio-1\n"
 *	 12   2  header length: 256
 *	 14   1  finger, ISO/IEC 19794-2 position 1..10; 0: no finger (any purpose but REKAM)
 *	 15   1  format of the image inside: 1 = raw 8 bit rows, 2 = PNG, 3 = JPEG
 *	 16  16  case uuid		32  16  capture job uuid
 *	 48   2  width			50   2  height, pixels
 *	 52   2  native pixels per inch, 0: unknown
 *	 54   1  flags: bit 0 = swipe reader (impression type 8),
 *		 bit 1 = taken below the office's quality, by the officer's decision
 *	 55   1  quality 0..100, home-made (never NFIQ)
 *	 56   8  time of capture, microseconds since 1970-01-01 UTC
 *	 64   8  epoch of the export key "2026-11"
 *	 72  32  libfprint driver	104  64  officer (user id)
 *	168  32  station code		200  16  purpose REKAM | FOTO | TANDA_TANGAN | FOTO_KECUALI
 *	216   4  bytes of the image	220   4  bytes of the ciphertext (image + 16)
 *	224  24  nonce			248   8  zero
 *	256   n  XChaCha20-Poly1305-IETF ciphertext with tag; key = DEK, AAD = bytes 0..255
 *	  +  112  crypto_box_seal(DEK || BLAKE2b-256(AAD)) for the epoch's X25519 key
 *	  +   64  Ed25519 signature of the station over
 *		  header || BLAKE2b-256(ciphertext) || wrapped DEK
 *
 * The DEK (32 bytes) and the nonce are fresh random bytes for every record.
 * crypto_box_seal knows no sender and no AAD: therefore the hash inside and the
 * signature outside.
 */
#ifndef STATION_SEAL_H
#define STATION_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"
#include "station/keys.h"

#define SEAL_HEADER	256
#define SEAL_WRAPPED	112
#define SEAL_SIGNATURE	64
#define SEAL_OVERHEAD	(SEAL_HEADER + 16 + SEAL_WRAPPED + SEAL_SIGNATURE)
#define SEAL_IMAGE_MAX	(4u << 20)	/* bytes of an image, refused above */

enum seal_format { SEAL_RAW8 = 1, SEAL_PNG = 2, SEAL_JPEG = 3 };

#define SEAL_FINGER	"REKAM"
#define SEAL_FACE	"FOTO"
#define SEAL_SIGN	"TANDA_TANGAN"
#define SEAL_EXCEPTION	"FOTO_KECUALI"	/* face and hands of who cannot give every finger */

/* Of a face, a signature or an exception: a picture that belongs to no finger. */
bool	 seal_is_picture(const char *purpose);

struct seal_head {
	char	 casefile[37], job[37];	/* lower-case uuids */
	int	 finger;		/* 1..10, 0 exactly where seal_is_picture(purpose) */
	enum seal_format format;
	int	 width, height, ppi;
	bool	 swipe, forced;
	int	 quality;
	struct utc captured;
	char	 epoch[SEAL_EPOCH_LEN + 1];
	char	 driver[33], officer[65], station[33], purpose[17];
	size_t	 image_size;		/* set by seal_verify; ignored by seal_make */
};

size_t	 seal_size(size_t image_size);	/* of the whole record */
/* Fills ret_record (seal_size(image.n) bytes).  head->epoch is taken from the
 * key.  -1 ERR_INPUT: a field does not fit its place. */
int	 seal_make(const struct seal_head *, struct bytes image,
	    const struct seal_station_key *, const struct seal_export_key *,
	    uint8_t *ret_record, struct err *);
/*
 * Everything that can be checked without the secret: lengths, every field in
 * range, signature.  ERR_BROKEN says which; ret_head only on success.
 */
int	 seal_verify(struct bytes record, const uint8_t station_public[32],
	    struct seal_head *ret_head, struct err *);
/*
 * Verifies, then opens.  ret_image: head.image_size bytes, best sodium_malloc'ed.
 * The secret must be that of the record's epoch (epoch is compared first).
 */
int	 seal_open(struct bytes record, const uint8_t station_public[32],
	    const char *epoch, const uint8_t export_secret[32],
	    uint8_t *ret_image, size_t image_size, struct err *);

#endif
