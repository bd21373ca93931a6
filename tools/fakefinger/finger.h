/*
 * finger.h - synthetic fingerprints: own invention, no person's data.
 *
 * A finger is a pure function of (seed, finger): an orientation field with
 * cores and deltas (zero-pole model), a smooth map of ridge periods, and ridges
 * grown from a few random seeds by iterated Gabor filtering.  An impression is
 * that finger moved, turned, slightly stretched and pressed on the glass with
 * pores, breaks and noise.  300 x 400 pixels at 500 ppi (FAP 20), dark ridges
 * on white.
 */
#ifndef FAKEFINGER_FINGER_H
#define FAKEFINGER_FINGER_H

#include <stdint.h>

#define FINGER_W	300
#define FINGER_H	400

enum finger_quality { FINGER_GOOD, FINGER_DRY, FINGER_WET, FINGER_PARTIAL, FINGER_FAINT,
	FINGER_QUALITY__MAX };

struct finger_order {
	uint64_t	 seed;		/* of the person */
	int		 finger;	/* ISO 1..10 */
	int		 impression;	/* 0.. */
	enum finger_quality quality;
};

/* FINGER_W * FINGER_H bytes; 0, or -1: no memory. */
int		 finger_draw(const struct finger_order *, uint8_t *ret_pixels);
/* A person's seed out of any text (the uuid of a case). */
uint64_t	 finger_seed(const char *text);

#endif
