#include "print/pdf_image.h"

#include <string.h>

#include "print/picture.h"

#define QUALITY	95	/* no colour is thinned out: an emblem keeps its edges */

static bool
side_ok(unsigned n)
{
	return n >= 1 && n <= PDF_IMAGE_SIDE_MAX;
}

/* Deflating a picture anew for every letter would take longer than the letter. */
static bool
as_jpeg(struct arena *a, struct picture *p, struct pdf_image *ret_image)
{
	struct bytes jpeg;
	bool good = picture_to_jpeg(a, p, QUALITY, true, &jpeg);

	if (good)
		*ret_image = (struct pdf_image){ (int)p->width, (int)p->height, jpeg };
	picture_free(p);
	return good;
}

static enum pdf_image_verdict
read_png(struct arena *a, struct bytes b, struct pdf_image *ret_image)
{
	struct picture p;

	switch (picture_from_png(b, PDF_IMAGE_SIDE_MAX, UINT64_MAX, &p)) {
	case PICTURE_GOOD: return as_jpeg(a, &p, ret_image) ? PDF_IMAGE_GOOD : PDF_IMAGE_BROKEN;
	case PICTURE_LARGE: return PDF_IMAGE_LARGE;
	case PICTURE_BROKEN: break;
	}
	return PDF_IMAGE_BROKEN;
}

static unsigned
two(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* From marker to marker up to the frame header; grey or colour of 8 bits, and an end. */
static enum pdf_image_verdict
read_jpeg(struct bytes b, struct pdf_image *ret_image)
{
	size_t i = 2;

	if (b.n < 16 || two(b.p) != 0xffd8 || two(b.p + b.n - 2) != 0xffd9)
		return PDF_IMAGE_BROKEN;
	while (i + 4 <= b.n) {
		unsigned mark = two(b.p + i), n = two(b.p + i + 2);
		const uint8_t *f = b.p + i + 4;

		if (mark < 0xffc0 || mark == 0xffda || n < 2 || i + 2 + n > b.n)
			return PDF_IMAGE_BROKEN;
		if (mark == 0xffc0 || mark == 0xffc1 || mark == 0xffc2) {
			if (n < 8 || f[0] != 8 || two(f + 1) == 0 || two(f + 3) == 0)
				return PDF_IMAGE_BROKEN;
			if (!side_ok(two(f + 1)) || !side_ok(two(f + 3)))
				return PDF_IMAGE_LARGE;
			if (f[5] != 1 && f[5] != 3)
				return f[5] == 4 ? PDF_IMAGE_COLOURS : PDF_IMAGE_BROKEN;
			*ret_image = (struct pdf_image){ (int)two(f + 3), (int)two(f + 1), b };
			return PDF_IMAGE_GOOD;
		}
		i += 2 + n;
	}
	return PDF_IMAGE_BROKEN;
}

static enum pdf_image_verdict
look(struct arena *a, struct bytes b, struct pdf_image *ret_image)
{
	static const uint8_t png[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	if (b.p == NULL || b.n < sizeof png)
		return PDF_IMAGE_BROKEN;
	return memcmp(b.p, png, sizeof png) == 0 ? read_png(a, b, ret_image) : read_jpeg(b, ret_image);
}

bool
pdf_image_read(struct arena *a, struct bytes b, struct pdf_image *ret_image)
{
	return look(a, b, ret_image) == PDF_IMAGE_GOOD;
}

enum pdf_image_verdict
pdf_image_clean(struct arena *a, struct bytes b, struct pdf_image *ret_image)
{
	struct pdf_image seen;
	enum pdf_image_verdict v = look(a, b, &seen);
	struct picture p;
	unsigned turn;

	if (v != PDF_IMAGE_GOOD)
		return v;
	if (seen.jpeg.p != b.p) {	/* a PNG, made a JPEG already */
		*ret_image = seen;
		return PDF_IMAGE_GOOD;
	}
	return picture_from_jpeg(b, PDF_IMAGE_SIDE_MAX, &p, &turn) == PICTURE_GOOD && as_jpeg(a, &p, ret_image) ?
	    PDF_IMAGE_GOOD : PDF_IMAGE_BROKEN;
}
