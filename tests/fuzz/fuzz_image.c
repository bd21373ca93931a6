/* libFuzzer: pictures that somebody has in the row of a logo or uploads as a paper, and texts on their way into a PDF. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "print/glyph.h"
#include "print/pdf_image.h"
#include "print/scan_image.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_create(16u << 20);
	struct pdf_image i = { 0 };
	char *s = malloc(n + 1);

	if (a == NULL || s == NULL)
		abort();
	if (pdf_image_read(a, (struct bytes){ p, n }, &i)) {
		if (i.width < 1 || i.height < 1 || i.width > PDF_IMAGE_SIDE_MAX || i.height > PDF_IMAGE_SIDE_MAX ||
		    i.jpeg.n < 16 || i.jpeg.p[0] != 0xff)
			abort();
	} else if (i.width != 0)
		abort();
	struct scan_image scan = { 0 };
	if (scan_image_clean(a, (struct bytes){ p, n }, &scan) == SCAN_GOOD && (scan.width < 1 || scan.height < 1 ||
	    scan.width > SCAN_SIDE_MAX + 1 || scan.height > SCAN_SIDE_MAX + 1 || scan.jpeg.n < 16))
		abort();
	memcpy(s, p, n);
	s[n] = '\0';
	if (str_utf8_valid(s, strlen(s)))
		for (int utf8 = 0; utf8 < 2; utf8++)
			if (glyph_encode(a, s, utf8 != 0) == NULL && !arena_overflowed(a))
				abort();
	free(s);
	arena_free(a);
	return 0;
}
