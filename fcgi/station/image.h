/* image.h - grey fingerprint images: PNG for the record, a small one to look at. */
#ifndef STATION_IMAGE_H
#define STATION_IMAGE_H

#include <stdint.h>

#include "station/secret.h"

#define PREVIEW_WIDTH	160	/* pixels at most; too coarse to match anything */

/* 8-bit grey PNG of w*h pixels, lossless.  0, -1: no memory or libpng failed. */
int	 image_png(const uint8_t *pixels, int w, int h, struct secret *ret_png);
/* Made smaller by averaging until it is at most PREVIEW_WIDTH wide. */
int	 image_preview(const uint8_t *pixels, int w, int h, struct secret *ret_png);

#endif
