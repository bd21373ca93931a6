#include "print/pdf_image.h"

#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define QUALITY	95	/* no colour is thinned out: an emblem keeps its edges */

static bool
side_ok(unsigned n)
{
	return n >= 1 && n <= PDF_IMAGE_SIDE_MAX;
}

struct jpeg_fault {
	struct jpeg_error_mgr	 mgr;
	jmp_buf			 out;
};

static void
silent(j_common_ptr c)
{
	(void)c;	/* what it says of a stranger's file belongs into no log */
}

static void
on_fault(j_common_ptr c)
{
	longjmp(((struct jpeg_fault *)(void *)c->err)->out, 1);
}

/* RGB rows as a JPEG from malloc, which the caller frees; NULL: no memory. */
static uint8_t *
encode(uint8_t *rgb, unsigned width, unsigned height, unsigned long *ret_n)
{
	struct jpeg_compress_struct c;
	struct jpeg_fault fault;
	uint8_t *volatile kept = NULL;
	uint8_t *out = NULL;

	c.err = jpeg_std_error(&fault.mgr);
	fault.mgr.error_exit = on_fault;
	fault.mgr.output_message = silent;
	if (setjmp(fault.out) != 0) {
		jpeg_destroy_compress(&c);
		free(kept);
		return NULL;
	}
	jpeg_create_compress(&c);
	*ret_n = 0;
	jpeg_mem_dest(&c, &out, ret_n);
	kept = out;
	c.image_width = width;
	c.image_height = height;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, QUALITY, TRUE);
	c.comp_info[0].h_samp_factor = c.comp_info[0].v_samp_factor = 1;
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < height) {
		JSAMPROW row = rgb + (size_t)c.next_scanline * width * 3;
		(void)jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	return out;
}

/* Deflating a picture anew for every letter would take longer than the letter. */
static bool
as_jpeg(struct arena *a, uint8_t *rgb, unsigned width, unsigned height, struct pdf_image *ret_image)
{
	unsigned long n;
	uint8_t *jpeg = encode(rgb, width, height, &n), *kept;

	if (jpeg == NULL)
		return false;
	if ((kept = arena_alloc(a, n)) != NULL) {
		memcpy(kept, jpeg, n);
		*ret_image = (struct pdf_image){ (int)width, (int)height, { kept, n } };
	}
	free(jpeg);
	return kept != NULL;
}

static enum pdf_image_verdict
read_png(struct arena *a, struct bytes b, struct pdf_image *ret_image)
{
	png_color white = { 255, 255, 255 };
	png_image png = { .version = PNG_IMAGE_VERSION };
	enum pdf_image_verdict v = PDF_IMAGE_BROKEN;
	uint8_t *rgb = NULL;

	if (png_image_begin_read_from_memory(&png, b.p, b.n) == 0)
		return v;
	png.format = PNG_FORMAT_RGB;
	if (side_ok(png.width) && side_ok(png.height))
		rgb = arena_alloc(a, PNG_IMAGE_SIZE(png));
	else
		v = PDF_IMAGE_LARGE;
	/* a warning is a broken file too: nothing of ours writes such */
	if (rgb != NULL && png_image_finish_read(&png, &white, rgb, 0, NULL) != 0 &&
	    png.warning_or_error == 0 && as_jpeg(a, rgb, png.width, png.height, ret_image))
		v = PDF_IMAGE_GOOD;
	png_image_free(&png);
	return v;
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

/* A JPEG as RGB rows in the arena; a warning is a broken file too. */
static uint8_t *
decode(struct arena *a, struct bytes b, unsigned *ret_width, unsigned *ret_height)
{
	struct jpeg_decompress_struct d;
	struct jpeg_fault fault;
	uint8_t *volatile rgb = NULL;

	d.err = jpeg_std_error(&fault.mgr);
	fault.mgr.error_exit = on_fault;
	fault.mgr.output_message = silent;
	if (setjmp(fault.out) != 0) {
		jpeg_destroy_decompress(&d);
		return NULL;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, b.p, b.n);
	(void)jpeg_read_header(&d, TRUE);
	d.out_color_space = JCS_RGB;
	if (side_ok(d.image_width) && side_ok(d.image_height))
		rgb = arena_alloc(a, (size_t)d.image_width * d.image_height * 3);
	if (rgb == NULL) {
		jpeg_destroy_decompress(&d);
		return NULL;
	}
	(void)jpeg_start_decompress(&d);
	while (d.output_scanline < d.output_height) {
		JSAMPROW row = rgb + (size_t)d.output_scanline * d.output_width * 3;
		(void)jpeg_read_scanlines(&d, &row, 1);
	}
	*ret_width = d.output_width;
	*ret_height = d.output_height;
	(void)jpeg_finish_decompress(&d);
	bool good = d.err->num_warnings == 0;
	jpeg_destroy_decompress(&d);
	return good ? rgb : NULL;
}

enum pdf_image_verdict
pdf_image_clean(struct arena *a, struct bytes b, struct pdf_image *ret_image)
{
	struct pdf_image seen;
	enum pdf_image_verdict v = look(a, b, &seen);
	unsigned width, height;
	uint8_t *rgb;

	if (v != PDF_IMAGE_GOOD)
		return v;
	if (seen.jpeg.p != b.p) {	/* a PNG, made a JPEG already */
		*ret_image = seen;
		return PDF_IMAGE_GOOD;
	}
	rgb = decode(a, b, &width, &height);
	return rgb != NULL && as_jpeg(a, rgb, width, height, ret_image) ? PDF_IMAGE_GOOD : PDF_IMAGE_BROKEN;
}
