/* libFuzzer: PDFs that came back from outside, certificates, and requests to rekam-render. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "print/render.h"
#include "sign/pdf_ranges.h"
#include "sign/signed_pdf.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* Whatever is called a signature lies within the file, and nothing but digits is left out of it. */
static void
ranges(struct bytes pdf)
{
	struct pdf_signature s[PDF_SIGNATURES_MOST];
	int found = pdf_signatures(pdf, s);

	if (found > PDF_SIGNATURES_MOST)
		abort();
	for (int i = 0; i < found; i++) {
		if (s[i].before.p != pdf.p || s[i].hex.p != pdf.p + s[i].before.n + 1 ||
		    s[i].behind.p != s[i].hex.p + s[i].hex.n + 1 || s[i].hex.n % 2 != 0 ||
		    s[i].behind.p + s[i].behind.n > pdf.p + pdf.n ||
		    s[i].whole != (s[i].behind.p + s[i].behind.n == pdf.p + pdf.n))
			abort();
		for (size_t k = 0; k < s[i].hex.n; k++)
			if (memchr("0123456789abcdefABCDEF", s[i].hex.p[k], 22) == NULL)
				abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_create(4u << 20);
	struct render_request r;
	struct signed_pdf pdf;
	struct certificate c;
	struct err e = { 0 };

	if (a == NULL)
		abort();
	ranges((struct bytes){ p, n });
	/* nobody is trusted: whatever it is, it is not good */
	if (signed_pdf_check(a, (struct bytes){ p, n }, NULL, 0, (struct utc){ 1790000000000000 }, &pdf, &e) == SIGNED_PDF_GOOD)
		abort();
	(void)certificate_read(a, (struct bytes){ p, n }, &c, &e);
	if (n >= RENDER_HEADER && render_header_read(p, &r) &&
	    (r.size < 1 || r.size > RENDER_PDF_MOST || r.page < 1 || r.dpi < RENDER_DPI_LEAST || r.dpi > RENDER_DPI_MOST))
		abort();
	arena_free(a);
	return 0;
}
