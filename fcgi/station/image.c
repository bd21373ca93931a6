/* image.c - see image.h. */
#include "station/image.h"

#include <png.h>
#include <string.h>

int
image_png(const uint8_t *pixels, int w, int h, struct secret *ret_png)
{
	png_image image = { .version = PNG_IMAGE_VERSION, .width = (png_uint_32)w,
		.height = (png_uint_32)h, .format = PNG_FORMAT_GRAY };
	struct secret room, png;
	png_alloc_size_t n = 0;

	if (w < 1 || h < 1 || !png_image_write_get_memory_size(image, n, 0, pixels, w, NULL))
		return -1;
	if (secret_alloc(&room, n) != 0)
		return -1;
	if (!png_image_write_to_memory(&image, room.p, &n, 0, pixels, w, NULL) ||
	    secret_alloc(&png, n) != 0) {
		secret_free(&room);
		return -1;
	}
	memcpy(png.p, room.p, n);
	secret_free(&room);
	*ret_png = png;
	return 0;
}

/* Mean of the source pixels under one pixel of the smaller image. */
static uint8_t
mean_under(const uint8_t *pixels, int w, int h, int x, int y, int factor)
{
	int i, j, sum = 0, n = 0;

	for (j = y * factor; j < (y + 1) * factor && j < h; j++)
		for (i = x * factor; i < (x + 1) * factor && i < w; i++) {
			sum += pixels[(size_t)j * (size_t)w + (size_t)i];
			n++;
		}
	return (uint8_t)(n == 0 ? 255 : (sum + n / 2) / n);
}

int
image_preview(const uint8_t *pixels, int w, int h, struct secret *ret_png)
{
	int factor = (w + PREVIEW_WIDTH - 1) / PREVIEW_WIDTH, sw, sh, x, y, rc;
	struct secret small;

	if (w < 1 || h < 1)
		return -1;
	sw = (w + factor - 1) / factor;
	sh = (h + factor - 1) / factor;
	if (secret_alloc(&small, (size_t)sw * (size_t)sh) != 0)
		return -1;
	for (y = 0; y < sh; y++)
		for (x = 0; x < sw; x++)
			small.p[(size_t)y * (size_t)sw + (size_t)x] =
			    mean_under(pixels, w, h, x, y, factor);
	rc = image_png(small.p, sw, sh, ret_png);
	secret_free(&small);
	return rc;
}
