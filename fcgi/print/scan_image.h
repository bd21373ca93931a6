/*
 * scan_image.h - the picture of a paper, from a scanner or a telephone: decoded whole and made anew, small enough to
 * be kept, upright whatever its EXIF says; nothing of the file's markers is left.
 */
#ifndef PRINT_SCAN_IMAGE_H
#define PRINT_SCAN_IMAGE_H

#include "base/arena.h"
#include "base/bytes.h"

#define SCAN_SIDE_MAX	2480	/* pixels: an A4 sheet at 210 dpi */

struct scan_image {
	int		width, height;	/* pixels, 1 to SCAN_SIDE_MAX + 1 */
	struct bytes	jpeg;		/* in the arena */
};

enum scan_verdict {
	SCAN_GOOD,
	SCAN_BROKEN,	/* neither PNG nor JPEG, or not all of it is as it should be */
	SCAN_LARGE	/* a PNG of more than nine million pixels, a JPEG of a side beyond 8 times SCAN_SIDE_MAX */
};

enum scan_verdict	 scan_image_clean(struct arena *, struct bytes, struct scan_image *ret);

#endif
