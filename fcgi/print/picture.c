#include "print/picture.h"

#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct jpeg_fault {
	struct jpeg_error_mgr	 mgr;
	jmp_buf			 out;
};

static void
silent(j_common_ptr c)
{
	(void)c;
}

static void
on_fault(j_common_ptr c)
{
	longjmp(((struct jpeg_fault *)(void *)c->err)->out, 1);
}

/* From malloc, which the caller frees; NULL: no memory. */
static uint8_t *
encode(const struct picture *p, int quality, bool fine, unsigned long *ret_n)
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
	c.image_width = p->width;
	c.image_height = p->height;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, quality, TRUE);
	if (fine)
		c.comp_info[0].h_samp_factor = c.comp_info[0].v_samp_factor = 1;
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < p->height) {
		JSAMPROW row = p->rgb + (size_t)c.next_scanline * p->width * 3;
		(void)jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	return out;
}

bool
picture_to_jpeg(struct arena *a, const struct picture *p, int quality, bool fine, struct bytes *ret_jpeg)
{
	unsigned long n;
	uint8_t *jpeg = encode(p, quality, fine, &n), *kept;

	if (jpeg == NULL)
		return false;
	if ((kept = arena_alloc(a, n)) != NULL) {
		memcpy(kept, jpeg, n);
		*ret_jpeg = (struct bytes){ kept, n };
	}
	explicit_bzero(jpeg, n);
	free(jpeg);
	return kept != NULL;
}

void
picture_free(struct picture *p)
{
	if (p->rgb != NULL)	/* a face, or an applicant's paper */
		explicit_bzero(p->rgb, (size_t)p->width * p->height * 3);
	free(p->rgb);
	*p = (struct picture){ 0 };
}

enum picture_end
picture_from_png(struct bytes b, unsigned side_most, uint64_t pixels_most, struct picture *ret)
{
	png_color white = { 255, 255, 255 };
	png_image png = { .version = PNG_IMAGE_VERSION };
	struct picture p;

	if (png_image_begin_read_from_memory(&png, b.p, b.n) == 0)
		return PICTURE_BROKEN;
	png.format = PNG_FORMAT_RGB;
	if (png.width < 1 || png.height < 1 || png.width > side_most || png.height > side_most ||
	    (uint64_t)png.width * png.height > pixels_most) {
		png_image_free(&png);
		return PICTURE_LARGE;
	}
	p = (struct picture){ malloc(PNG_IMAGE_SIZE(png)), png.width, png.height };
	bool good = p.rgb != NULL && png_image_finish_read(&png, &white, p.rgb, 0, NULL) != 0 && png.warning_or_error == 0;
	png_image_free(&png);
	if (!good) {
		picture_free(&p);
		return PICTURE_BROKEN;
	}
	*ret = p;
	return PICTURE_GOOD;
}

/* EXIF orientation (TIFF tag 0x112) of an APP1 segment; 1 when there is none. */
static unsigned
orientation(const uint8_t *p, size_t n)
{
	if (n < 14 || memcmp(p, "Exif\0", 6) != 0 || (memcmp(p + 6, "II", 2) != 0 && memcmp(p + 6, "MM", 2) != 0))
		return 1;
	const bool little = p[6] == 'I';
	const uint8_t *t = p + 6;
	size_t left = n - 6, at;
#define U16(o)	((unsigned)(little ? t[o] | t[(o) + 1] << 8 : t[o] << 8 | t[(o) + 1]))
	at = little ? (size_t)U16(4) | (size_t)U16(6) << 16 : (size_t)U16(4) << 16 | (size_t)U16(6);
	if (at > left || left - at < 2)
		return 1;
	for (size_t i = 0, count = U16(at); i < count && left - at >= 2 + 12 * (i + 1); i++) {
		size_t o = at + 2 + 12 * i;
		if (U16(o) == 0x112) {
			unsigned v = U16(o + 8);
			return v >= 1 && v <= 8 ? v : 1;
		}
	}
#undef U16
	return 1;
}

enum picture_end
picture_from_jpeg(struct bytes b, unsigned side_most, struct picture *ret, unsigned *ret_turn)
{
	struct jpeg_decompress_struct d;
	struct jpeg_fault fault;
	uint8_t *volatile rgb = NULL;

	d.err = jpeg_std_error(&fault.mgr);
	fault.mgr.error_exit = on_fault;
	fault.mgr.output_message = silent;
	if (setjmp(fault.out) != 0) {
		jpeg_destroy_decompress(&d);
		free(rgb);
		return PICTURE_BROKEN;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, b.p, b.n);
	jpeg_save_markers(&d, JPEG_APP0 + 1, 0xffff);
	(void)jpeg_read_header(&d, TRUE);
	*ret_turn = 1;
	for (jpeg_saved_marker_ptr m = d.marker_list; m != NULL && *ret_turn == 1; m = m->next)
		*ret_turn = orientation(m->data, m->data_length);
	d.out_color_space = JCS_RGB;
	d.scale_num = d.scale_denom = 1;
	while (d.scale_denom < 8 && (d.image_width / d.scale_denom > side_most || d.image_height / d.scale_denom > side_most))
		d.scale_denom *= 2;
	(void)jpeg_start_decompress(&d);
	bool large = d.output_width > side_most + 1 || d.output_height > side_most + 1;
	if (!large)
		rgb = malloc((size_t)d.output_width * d.output_height * 3);
	while (rgb != NULL && d.output_scanline < d.output_height) {
		JSAMPROW row = rgb + (size_t)d.output_scanline * d.output_width * 3;
		(void)jpeg_read_scanlines(&d, &row, 1);
	}
	*ret = (struct picture){ rgb, d.output_width, d.output_height };
	if (rgb != NULL)
		(void)jpeg_finish_decompress(&d);
	bool good = rgb != NULL && d.err->num_warnings == 0;
	jpeg_destroy_decompress(&d);
	if (!good)
		picture_free(ret);
	return good ? PICTURE_GOOD : large ? PICTURE_LARGE : PICTURE_BROKEN;
}
