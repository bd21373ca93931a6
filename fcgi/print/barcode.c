#include "print/barcode.h"

#include <string.h>
#include <zint.h>

#define MODULE	0.33	/* mm: the narrowest bar that a 203 dpi roll printer draws evenly is 0.25 */
#define QUIET	(10 * MODULE)

static void
bars(struct sheet *s, const struct zint_symbol *z, double height)
{
	double x = s->left + QUIET;

	for (int i = 0; i < z->width;) {
		int from = i;
		bool black = (z->encoded_data[0][i / 8] >> (i % 8) & 1) != 0;
		while (i < z->width && ((z->encoded_data[0][i / 8] >> (i % 8) & 1) != 0) == black)
			i++;
		if (black)
			pdf_fill(s->pdf, x + from * MODULE, s->y, (i - from) * MODULE, height);
	}
}

void
barcode_put(struct sheet *s, double height, const char *text)
{
	unsigned char copy[25] = { 0 };
	struct zint_symbol *z;

	if (strlen(text) == 0 || strlen(text) >= sizeof copy || (z = ZBarcode_Create()) == NULL) {
		sheet_fail(s, "barcode", "no text, or too long");
		return;
	}
	memcpy(copy, text, strlen(text));
	z->symbology = BARCODE_CODE128;
	if (ZBarcode_Encode(z, copy, (int)strlen(text)) != 0 || QUIET * 2 + z->width * MODULE > sheet_inner(s))
		sheet_fail(s, "barcode", "does not fit");
	else {
		bars(s, z, height);
		s->y += height + 0.5;
		sheet_put(s, PDF_REGULAR, s->size * 0.85, s->left + QUIET, text);
		s->y += sheet_line_height(s, s->size * 0.85);
	}
	ZBarcode_Delete(z);
}
