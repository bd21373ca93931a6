#include "print/scan_image.h"

#include <stdlib.h>
#include <string.h>

#include "print/picture.h"

#define QUALITY		75
#define PNG_PIXELS	UINT64_C(9000000)	/* an A4 sheet at 300 dpi */

/* Means of squares of n by n. */
static void
shrink(struct picture *r, unsigned n)
{
	unsigned w = r->width / n, h = r->height / n;

	for (unsigned y = 0; y < h; y++)
		for (unsigned x = 0; x < w; x++)
			for (unsigned c = 0; c < 3; c++) {
				unsigned sum = 0;
				for (unsigned k = 0; k < n * n; k++)
					sum += r->rgb[((size_t)(y * n + k / n) * r->width + x * n + k % n) * 3 + c];
				r->rgb[((size_t)y * w + x) * 3 + c] = (uint8_t)(sum / (n * n));
			}
	r->width = w;
	r->height = h;
}

/* As its maker's camera was held (EXIF 2.3, 4.6.4 A): 2 to 8 are mirrored or turned. */
static bool
upright(struct picture *r, unsigned turn)
{
	bool across = turn >= 5;
	unsigned w = across ? r->height : r->width, h = across ? r->width : r->height;
	uint8_t *to;

	if (turn == 1)
		return true;
	if ((to = malloc((size_t)w * h * 3)) == NULL)
		return false;
	for (unsigned y = 0; y < h; y++)
		for (unsigned x = 0; x < w; x++) {
			unsigned sx = across ? y : x, sy = across ? x : y;
			if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
				sx = r->width - 1 - sx;
			if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
				sy = r->height - 1 - sy;
			memcpy(to + ((size_t)y * w + x) * 3, r->rgb + ((size_t)sy * r->width + sx) * 3, 3);
		}
	picture_free(r);
	*r = (struct picture){ to, w, h };
	return true;
}

enum scan_verdict
scan_image_clean(struct arena *a, struct bytes b, struct scan_image *ret)
{
	struct picture p = { 0 };
	unsigned turn = 1;
	enum picture_end end;

	if (b.p == NULL || b.n < 16)
		return SCAN_BROKEN;
	if (b.p[0] == 0xff && b.p[1] == 0xd8)
		end = picture_from_jpeg(b, SCAN_SIDE_MAX, &p, &turn);
	else
		end = picture_from_png(b, UINT32_MAX, PNG_PIXELS, &p);
	if (end != PICTURE_GOOD)
		return end == PICTURE_LARGE ? SCAN_LARGE : SCAN_BROKEN;
	unsigned most = p.width > p.height ? p.width : p.height;
	if (most > SCAN_SIDE_MAX + 1)
		shrink(&p, (most + SCAN_SIDE_MAX - 1) / SCAN_SIDE_MAX);
	bool good = p.width > 0 && p.height > 0 && upright(&p, turn) && picture_to_jpeg(a, &p, QUALITY, false, &ret->jpeg);
	ret->width = (int)p.width;
	ret->height = (int)p.height;
	picture_free(&p);
	return good ? SCAN_GOOD : SCAN_BROKEN;
}
