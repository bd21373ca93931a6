/*
 * barcode.h - Code 128 (ISO/IEC 15417), which any counter scanner reads: the bars come from libzint,
 * the drawing is ours.
 */
#ifndef PRINT_BARCODE_H
#define PRINT_BARCODE_H

#include "print/layout.h"

/* Bars of this height (mm) from the left margin at the sheet's y, with the text below them; y stands below both
 * afterwards.  text: 1..24 letters and digits.  A text that cannot be set is an error of the sheet ("barcode: ..."). */
void	 barcode_put(struct sheet *, double height, const char *text);

#endif
