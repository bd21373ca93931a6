/* form_parts.h - what forms are filled in with by hand: boxes, ticks, lines. */
#ifndef PRINT_FORM_PARTS_H
#define PRINT_FORM_PARTS_H

#include "print/layout.h"

#define FORM_BOX	5.0	/* mm: side of a box for one character */

/* n boxes from x on with the characters of text (ASCII); where they end. */
double	 form_boxes(struct sheet *, double x, const char *text, size_t n);
/* A box to be crossed and its text; where the next one may begin. */
double	 form_tick(struct sheet *, double x, bool on, const char *text);
/* A line to write on, at the foot of the sheet's present line. */
void	 form_line(struct sheet *, double x1, double x2);

#endif
