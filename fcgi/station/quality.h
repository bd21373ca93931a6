/*
 * quality.h - is this a usable fingerprint?  Block features of a plain image
 * and a home-made score 0..100 out of them.
 *
 * The score is not NFIQ and must never be called so; in standard records it is
 * written with vendor 0, algorithm 0.  The number of minutiae is no quality:
 * noise has more of them than a finger (STATION.md 0.7).
 *
 * Blocks of 32 x 32 pixels every 16 pixels at 500 ppi (other resolutions are
 * resampled first; unknown ones taken as 500).  A block is ridged when one
 * ridge frequency (period 5.5..15 px) holds more than .30 of its energy across
 * the ridges, coherence of the gradients is above .25 and contrast above 12.
 */
#ifndef STATION_QUALITY_H
#define STATION_QUALITY_H

#include <stdint.h>

#include "station/word.h"

#define QUALITY_GOOD	40	/* from here on: no remark */
#define QUALITY_USABLE	12	/* below: refused, there is no finger on it */

struct quality {
	int	 score;		/* 0..100 */
	enum station_cause cause; /* what it lacks most; POOR_NONE where nothing stands out */
	int	 blocks;	/* with any contrast */
	double	 ridge_mm2;	/* area of the ridged blocks */
	double	 ridged;	/* their share of the blocks */
	double	 coherence;	/* mean over the blocks, 0..1 */
	double	 contrast;	/* median standard deviation of grey */
	double	 dark;		/* share of dark pixels where ridged: dry .25, wet .5 */
	double	 period;	/* median ridge period in pixels at 500 ppi, 0: none */
	double	 flat_rows;	/* share of rows without any contrast */
	double	 black_rows;	/* share of flat dark ones: a transfer that broke off */
};

/* 0, or -1: no memory or an impossible size.  ppi 0: unknown. */
int	 quality_of(const uint8_t *pixels, int w, int h, int ppi, struct quality *ret);

#endif
