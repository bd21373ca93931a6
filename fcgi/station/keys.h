/*
 * keys.h - the keys of sealed capture records, as files.
 *
 *   KEYS/station.key       "rekam-station-key-1 HEX\n"  Ed25519 seed (32 bytes), mode 0600
 *   KEYS/station.pub       "HEX\n"                      Ed25519 public key
 *   KEYS/export.pub        one line per epoch: "2026-11 HEX\n"  X25519 public key
 *   SAFE/export-2026-11.key  "rekam-export-key-1 2026-11 HEX\n"  X25519 secret, mode 0600:
 *                          belongs into the Camat's safe, never on a server
 *
 * An epoch is a month.  Destroying the secret of an epoch destroys every record
 * of that epoch in the database and in all backups (TRUST.md 5.1).
 */
#ifndef STATION_KEYS_H
#define STATION_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"

#define SEAL_EPOCH_LEN	7	/* "2026-11" */

struct seal_station_key {	/* lives in sodium_malloc memory */
	uint8_t	 secret[64];	/* as libsodium wants it */
	uint8_t	 public_key[32];
};

struct seal_export_key {	/* public half */
	char	 epoch[SEAL_EPOCH_LEN + 1];
	uint8_t	 public_key[32];
};

bool	 seal_epoch_valid(const char *);	/* "2026-11" */
/*
 * Makes what is missing, never overwrites: the station's pair, and export pairs
 * for `months` months beginning with the month of `from` (WIB).  Both folders
 * exist already; files are written beside, synced and renamed.
 */
int	 seal_keys_create(const char *keys_dir, const char *safe_dir, struct utc from,
	    int months, struct err *);
/* NULL and e filled when missing, malformed, or readable by others. */
struct seal_station_key	*seal_station_key_read(const char *path, struct err *);
void	 seal_station_key_free(struct seal_station_key *);
int	 seal_public_key_read(const char *path, uint8_t ret_key[32], struct err *);
/* epoch "auto": the newest epoch not later than the month of now; else exactly that one. */
int	 seal_export_key_read(const char *path, const char *epoch, struct utc now,
	    struct seal_export_key *ret, struct err *);
/* The secret of one epoch, from the safe; caller wipes it. */
int	 seal_export_secret_read(const char *path, char ret_epoch[SEAL_EPOCH_LEN + 1],
	    uint8_t ret_secret[32], struct err *);

#endif
