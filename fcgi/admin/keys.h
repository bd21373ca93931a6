/*
 * keys.h - "rekamctl keys": every key of an installation, each made once; the end of an export key.
 *
 *	KEYS/station.key .pub	the station's signature (station/keys.h)
 *	KEYS/export.pub		export keys of the months to come; secrets in SAFE
 *	KEYS/letter.key .pub	rekam-signd's signature (sign/letter_key.h)
 *	KEYS/factor.key .pub	opens the second factors, rekam-signd's (sign/factor.h)
 *	KEYS/backup.key .pub	signature of the backups' manifests; .pub also in SAFE
 *	KEYS/anchor.key .pub	signature of the anchors (sign/anchor.h); .pub also in SAFE
 *	KEYS/recovery.pub	age recipient of the backups; the identity is SAFE/recovery.key
 *	SAFE/BACA-SAYA.txt	what these are and where they belong
 *
 * What lies in SAFE must not stay on a server: in an office it goes, printed or on a
 * USB stick, into the Camat's safe.
 */
#ifndef ADMIN_KEYS_H
#define ADMIN_KEYS_H

#include <stdio.h>

#include "admin/ctl.h"
#include "base/conf.h"
#include "base/err.h"

/* Says one line per thing made; nothing is ever overwritten. */
int	 keys_init(const struct conf *, FILE *say, struct err *);
/* The recipient of backups: [backup] recipient, else KEYS/recovery.pub. */
int	 keys_recipient(const struct conf *, char *ret_recipient, size_t size, struct err *);

/* "keys destroy MONTH [--safe DIR]": the secret of a month's export key is written over and removed, and its public
 * half is withdrawn; refused while images of that month are kept or before it is over. */
int	 keys_destroy(const struct ctl *, int argc, char **argv, struct err *);

/* "rekamctl keys init|destroy" */
ctl_command	 ctl_keys;

#endif
