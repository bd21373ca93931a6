/*
 * finger_file.h - opened capture records as the interchange files that other systems read.
 *
 * ISO/IEC 19794-4:2011, one finger a file, big-endian: general header of 16 bytes ("FIR\0"
 * "020\0", u32 length, u16 representations = 1, u8 certification = 0, u8 positions = 1), then
 * one representation: u32 length with these four bytes, capture time (u16 y, u8 m d h m s, u16
 * ms, UTC), u8 technology 0, u16 vendor 0, u16 type 0, u8 number of qualities 1, u8 score, u16
 * vendor 0, u16 algorithm 0 (home-made: never NFIQ), u8 position, u8 number 0, u8 scale 1
 * (pixels per inch), u16 x 4 scan and image rate, u8 depth 8, u8 compression 6 (PNG), u8
 * impression (0 live-scan plain, 8 swipe), u16 width, u16 height, u32 n, n bytes.  Image and scan
 * rate are the native one: nothing is enlarged.  Layout after the validator of mosip/bio-utils
 * (STATION.md 5).
 *
 * ANSI/NIST-ITL (traditional encoding): Type-1 and one Type-14 for each finger, PNG; a finger
 * that is not there is a Type-14 with 14.018 AMP alone (XX amputated, UP cannot be printed).
 * Fields after STATION.md 5, from general knowledge of the standard.
 */
#ifndef STATION_FINGER_FILE_H
#define STATION_FINGER_FILE_H

#include <stdio.h>

#include "station/seal.h"

#define FINGER_FILE_PPI_MIN	490	/* of an image for an identity file */

/* The record of one finger into f.  -1 ERR_INPUT: no finger, no PNG, resolution unknown (an ISO
 * record has no way to say so).  A resolution below FINGER_FILE_PPI_MIN is written as it is. */
int	 finger_iso(FILE *f, const struct seal_head *, struct bytes png, struct err *);

struct finger_missing {
	int		 finger;
	bool		 amputated;	/* else: cannot be printed */
};

struct finger_nist {
	const struct seal_head	*head;	/* of each image */
	const struct bytes	*png;
	size_t			 n;	/* at most 10 */
	const struct finger_missing *missing;
	size_t			 n_missing;
	const char		*origin;	/* 1.008 ORI, 14.004 SRC: the office, printable ASCII */
	const char		*transaction;	/* 1.009 TCN: the case */
	struct utc		 now;
};

int	 finger_nist(FILE *f, const struct finger_nist *, struct err *);

#endif
