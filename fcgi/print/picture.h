/*
 * picture.h - pictures as rows of RGB: read from a stranger's PNG or JPEG, written as a baseline JPEG that holds
 * nothing else.  libpng and libjpeg are seen by this file alone; a warning of theirs is a broken file too, since
 * nothing of ours writes such, and what they say of a stranger's file belongs into no log.
 */
#ifndef PRINT_PICTURE_H
#define PRINT_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"

struct picture {
	uint8_t		*rgb;		/* from malloc: picture_free() */
	unsigned	 width, height;	/* pixels */
};

enum picture_end {
	PICTURE_GOOD,
	PICTURE_BROKEN,		/* or no memory */
	PICTURE_LARGE
};

/* side_most: while a side is longer the picture is halved as it is read, at most three times, so that a telephone's
 * needs no memory of its size.  ret_turn: EXIF orientation, 1 to 8. */
enum picture_end	 picture_from_jpeg(struct bytes, unsigned side_most, struct picture *ret, unsigned *ret_turn);
/* Over white. */
enum picture_end	 picture_from_png(struct bytes, unsigned side_most, uint64_t pixels_most, struct picture *ret);
/* fine: no colour is thinned out.  false: no memory. */
bool	 picture_to_jpeg(struct arena *, const struct picture *, int quality, bool fine, struct bytes *ret_jpeg);
void	 picture_free(struct picture *);

#endif
