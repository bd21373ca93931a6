/* qr.h - a QR code as an SVG that stands in a page; no style, no script. */
#ifndef PAGE_QR_H
#define PAGE_QR_H

#include "base/arena.h"
#include "base/out.h"

/* label: what a screen reader says (a literal of ours).  s NULL: the text does not fit. */
struct html	 qr_svg(struct arena *, const char *text, const char *label);

#endif
