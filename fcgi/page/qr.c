#include "page/qr.h"

#include <qrencode.h>
#include <sodium.h>

enum { QUIET = 4 };		/* the empty border that readers ask for, in modules */

/* One path of unit squares, run by run. */
static void
modules(struct out *o, const QRcode *qr)
{
	for (int y = 0; y < qr->width; y++)
		for (int x = 0, run; x < qr->width; x += run) {
			const unsigned char *row = qr->data + y * qr->width;

			for (run = 1; x + run < qr->width && (row[x] & 1) == (row[x + run] & 1); run++)
				;
			if (row[x] & 1)
				out_printf(o, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
		}
}

struct html
qr_svg(struct arena *a, const char *text, const char *label)
{
	QRcode *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct html svg = { NULL };
	struct out o = { 0 };

	if (qr == NULL)
		return svg;
	out_init(&o, 1 << 16);
	out_printf(&o, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
	    qr->width + 2 * QUIET, qr->width + 2 * QUIET);
	out_esc_str(&o, label);
	OUT_LIT(&o, "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h");
	out_printf(&o, "%dv%dH0z\"/><path fill=\"#000\" d=\"", qr->width + 2 * QUIET,
	    qr->width + 2 * QUIET);
	modules(&o, qr);
	OUT_LIT(&o, "\"/></svg>");
	if (!o.failed)
		svg.s = arena_strndup(a, o.p, o.n);
	if (o.p != NULL)
		sodium_memzero(o.p, o.n);
	out_free(&o);
	QRcode_free(qr);
	return svg;
}
