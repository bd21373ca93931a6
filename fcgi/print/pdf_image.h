/*
 * pdf_image.h - a logo on its way into a PDF.
 *
 * A PNG is decoded here, over white, because libharu's reader ends the program on a broken
 * file (libpng's error function must not return), and becomes a JPEG, which goes into a PDF as it
 * is; a baseline or progressive JPEG does so after its markers were walked.  What cannot be read is no error: a paper without a logo
 * is a paper.  The bytes come from the upload, which made them itself.
 */
#ifndef PRINT_PDF_IMAGE_H
#define PRINT_PDF_IMAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/bytes.h"

#define PDF_IMAGE_SIDE_MAX	1200	/* pixels */

struct pdf_image {
	int		width, height;	/* pixels, 1..PDF_IMAGE_SIDE_MAX */
	struct bytes	jpeg;
};

/* false and nothing written: neither PNG nor JPEG, broken, too large, or the arena is full. */
bool	 pdf_image_read(struct arena *, struct bytes, struct pdf_image *ret_image);

enum pdf_image_verdict {
	PDF_IMAGE_GOOD,
	PDF_IMAGE_BROKEN,	/* neither PNG nor JPEG, or not all of it is as it should be */
	PDF_IMAGE_LARGE,	/* a side of more than PDF_IMAGE_SIDE_MAX */
	PDF_IMAGE_COLOURS	/* a JPEG of four colours */
};

/* An upload, decoded whole and made anew: a baseline JPEG that holds its picture and nothing else of the
 * file. */
enum pdf_image_verdict	 pdf_image_clean(struct arena *, struct bytes, struct pdf_image *ret_image);

#endif
