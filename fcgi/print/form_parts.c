#include "print/form_parts.h"

#include <string.h>

double
form_boxes(struct sheet *s, double x, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++, x += FORM_BOX) {
		char one[2] = { 0 };

		pdf_frame(s->pdf, x, s->y - 0.4, FORM_BOX, FORM_BOX, 0.2);
		if (i < strlen(text))
			one[0] = text[i];
		if (one[0] != '\0')
			sheet_put(s, PDF_REGULAR, s->size, x + (FORM_BOX -
			    pdf_width(s->pdf, PDF_REGULAR, s->size, one)) / 2, one);
	}
	return x;
}

double
form_tick(struct sheet *s, double x, bool on, const char *text)
{
	double side = s->size * PDF_MM_PER_PT * 0.85, y = s->y + s->line * 0.15;

	pdf_frame(s->pdf, x, y, side, side, 0.2);
	if (on) {
		pdf_line(s->pdf, x, y, x + side, y + side, 0.35);
		pdf_line(s->pdf, x, y + side, x + side, y, 0.35);
	}
	sheet_put(s, PDF_REGULAR, s->size, x + side + 1.5, text);
	return x + side + 5 + pdf_width(s->pdf, PDF_REGULAR, s->size, text);
}

void
form_line(struct sheet *s, double x1, double x2)
{
	pdf_line(s->pdf, x1, s->y + s->line - 0.6, x2, s->y + s->line - 0.6, 0.15);
}
