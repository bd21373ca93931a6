/*
 * template_box.h - a finger's template, sealed by the station for itself.
 *
 * The templates of a case let the station tell "the same finger twice" and verify
 * also after a crash, or when the applicant comes back.  They are kept by the
 * server until the case is recorded, and only this station can open them:
 *
 *	 0  12  magic "rekam-tpl-1\n"
 *	12  24  nonce
 *	36   n  XChaCha20-Poly1305-IETF ciphertext with tag
 *
 * key = BLAKE2b-256("rekam template 1", keyed with the station's Ed25519 seed);
 * AAD = magic || case uuid (36 characters) || finger (1 byte), so that a template
 * moved to another case or finger does not open.  A corrupt template would abort
 * libfprint (STATION.md 0.8): none is handed to the reader that did not open here.
 */
#ifndef STATION_TEMPLATE_BOX_H
#define STATION_TEMPLATE_BOX_H

#include "base/bytes.h"
#include "base/err.h"
#include "station/keys.h"
#include "station/secret.h"

#define TEMPLATE_MAX	8192	/* bytes of a print; 200 minutiae are some 2,600 */
#define TEMPLATE_OVERHEAD 52

/* 0 with the box (caller frees), or -1: ERR_INPUT too large, ERR_FULL. */
int	 template_box_make(const struct seal_station_key *, const char *casefile, int finger,
	    struct bytes print, struct secret *ret_box, struct err *);
/* 0 with the print (caller frees), or -1: ERR_BROKEN when it is not ours, or of
 * another case or finger. */
int	 template_box_open(const struct seal_station_key *, const char *casefile, int finger,
	    struct bytes box, struct secret *ret_print, struct err *);

#endif
