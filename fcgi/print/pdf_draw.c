/* The drawing that was noted, carried out by libharu. */
#include "print/pdf_inside.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "print/glyph.h"

static HPDF_REAL
pt(double mm)
{
	return (HPDF_REAL)(mm / PDF_MM_PER_PT);
}

/* The text in the encoding of the document. */
static const char *
encode(struct pdf *p, const char *text)
{
	char *s = glyph_encode(p->arena, text, p->utf8);

	if (s == NULL)
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
	return s == NULL ? "" : s;
}

static void
show(struct pdf *p, HPDF_Page page, double x, double y, const char *text)
{
	(void)HPDF_Page_BeginText(page);
	(void)HPDF_Page_TextOut(page, pt(x), pt(p->height - y), encode(p, text));
	(void)HPDF_Page_EndText(page);
}

/* Word spacing acts on one-byte codes only, so UTF-8 lines go word by word. */
static void
draw_text(struct pdf *p, HPDF_Page page, const struct op *op)
{
	const char *s = op->text, *e;
	double x = op->a;

	if (!pdf_need_font(p, op->face))
		return;
	(void)HPDF_Page_SetFontAndSize(page, p->font[op->face], (HPDF_REAL)op->size);
	if (!p->utf8 || op->c <= 0) {
		(void)HPDF_Page_SetWordSpace(page, op->c > 0 ? pt(op->c) : 0);
		show(p, page, op->a, op->b, op->text);
		return;
	}
	while (*s != '\0') {
		e = s + strcspn(s, " ");
		if (*e == ' ')
			e++;
		show(p, page, x, op->b, arena_strndup(p->arena, s, (size_t)(e - s)));
		x += pdf_width_n(p, op->face, op->size, s, (size_t)(e - s));
		if (e[-1] == ' ')
			x += op->c;
		s = e;
	}
}

static void
draw_image(struct pdf *p, HPDF_Page page, const struct op *op)
{
	(void)str_copy(p->where, sizeof p->where, "image");
	if (p->drawn == NULL)
		p->drawn = HPDF_LoadJpegImageFromMem(p->doc, p->image.jpeg.p, (HPDF_UINT)p->image.jpeg.n);
	if (p->drawn != NULL && !pdf_failed(p))
		(void)HPDF_Page_DrawImage(page, p->drawn, pt(op->a),
		    pt(p->height - op->b - op->d), pt(op->c), pt(op->d));
}

static void
draw(struct pdf *p, HPDF_Page page, const struct op *op)
{
	double y = p->height - op->b;

	switch (op->kind) {
	case OP_TEXT:
		draw_text(p, page, op);
		break;
	case OP_LINE:
		(void)HPDF_Page_SetLineWidth(page, pt(op->size));
		(void)HPDF_Page_MoveTo(page, pt(op->a), pt(y));
		(void)HPDF_Page_LineTo(page, pt(op->c), pt(p->height - op->d));
		(void)HPDF_Page_Stroke(page);
		break;
	case OP_FRAME:
		(void)HPDF_Page_SetLineWidth(page, pt(op->size));
		(void)HPDF_Page_Rectangle(page, pt(op->a), pt(y - op->d), pt(op->c), pt(op->d));
		(void)HPDF_Page_Stroke(page);
		break;
	case OP_FILL:
		(void)HPDF_Page_Rectangle(page, pt(op->a), pt(y - op->d), pt(op->c), pt(op->d));
		/* those that follow are filled together: a QR is hundreds of them */
		if (op->next == NULL || op->next->kind != OP_FILL)
			(void)HPDF_Page_Fill(page);
		break;
	case OP_IMAGE:
		draw_image(p, page, op);
		break;
	}
}

static void
set_info(struct pdf *p, const struct pdf_info *info)
{
	struct day d = utc_day_wib(info->made);
	HPDF_Date date = { .year = d.y, .month = d.m, .day = d.d, .ind = '+', .off_hour = 7 };

	utc_clock_wib(info->made, &date.hour, &date.minutes, &date.seconds);
	(void)str_copy(p->where, sizeof p->where, "document information");
	(void)HPDF_SetInfoAttr(p->doc, HPDF_INFO_TITLE, info->title);
	(void)HPDF_SetInfoAttr(p->doc, HPDF_INFO_CREATOR, "rekam");
	(void)HPDF_SetInfoDateAttr(p->doc, HPDF_INFO_CREATION_DATE, date);
}

void
pdf_stamp(struct pdf *p, const char *word)
{
	if (p != NULL)
		p->stamp = word;
}

/* From corner to corner, as large as fits. */
static void
draw_stamp(struct pdf *p, HPDF_Page page, double width, double height)
{
	const double reach = hypot(width, height), c = width / reach, s = height / reach;
	const double at_1 = pdf_width(p, PDF_BOLD, 1, p->stamp), size = 0.66 * reach / at_1;
	const double w = at_1 * size, cap = 0.7 * size * PDF_MM_PER_PT;
	const double x = width / 2 - c * w / 2 + s * cap / 2, y = height / 2 - s * w / 2 - c * cap / 2;

	if (!pdf_need_font(p, PDF_BOLD))
		return;
	(void)HPDF_Page_GSave(page);
	(void)HPDF_Page_SetFontAndSize(page, p->font[PDF_BOLD], (HPDF_REAL)size);
	(void)HPDF_Page_SetGrayFill(page, 0.87f);
	(void)HPDF_Page_BeginText(page);
	(void)HPDF_Page_SetTextMatrix(page, (HPDF_REAL)c, (HPDF_REAL)s, (HPDF_REAL)-s, (HPDF_REAL)c, pt(x), pt(y));
	(void)HPDF_Page_ShowText(page, encode(p, p->stamp));
	(void)HPDF_Page_EndText(page);
	(void)HPDF_Page_GRestore(page);
}

static void
make_page(struct pdf *p, const struct pdf_page *of)
{
	HPDF_Page page;

	(void)str_copy(p->where, sizeof p->where, "page");
	page = HPDF_AddPage(p->doc);
	if (page == NULL || pdf_failed(p))
		return;
	p->height = of->height;
	(void)HPDF_Page_SetWidth(page, pt(of->width));
	(void)HPDF_Page_SetHeight(page, pt(of->height));
	if (p->stamp != NULL)
		draw_stamp(p, page, of->width, of->height);
	for (const struct op *op = of->first; op != NULL && !pdf_failed(p); op = op->next)
		draw(p, page, op);
}

static void
make(struct pdf *p, const struct pdf_info *info)
{
	if (p->utf8)		/* fonts of another encoder must not get in */
		pdf_new_doc(p);
	if (pdf_failed(p))
		return;
	set_info(p, info);
	pdf_turn(p, 0);
	for (const struct pdf_page *g = p->first; g != NULL && !pdf_failed(p); g = g->next)
		make_page(p, g);
	(void)str_copy(p->where, sizeof p->where, "output");
	if (!pdf_failed(p))
		(void)HPDF_SaveToStream(p->doc);
}

int
pdf_bytes(struct pdf *p, const struct pdf_info *info, struct pdf_result *ret_pdf,
    struct err *e)
{
	uint8_t *buf;
	HPDF_UINT32 n, got;

	if (p == NULL)
		return err_set(e, ERR_FULL, 0, "page: arena is full");
	make(p, info);
	n = pdf_failed(p) ? 0 : HPDF_GetStreamSize(p->doc);
	got = n;
	buf = n == 0 ? NULL : arena_alloc(p->arena, n);
	if (!pdf_failed(p) && buf == NULL)
		(void)err_set(&p->err, ERR_FULL, 0, "page: no room for %u bytes", n);
	if (!pdf_failed(p))
		(void)HPDF_ReadFromStream(p->doc, buf, &got);
	if (!pdf_failed(p) && got != n)
		(void)err_set(&p->err, ERR_BROKEN, 0, "libharu gave %u of %u bytes", got, n);
	if (!pdf_failed(p) && arena_overflowed(p->arena))
		(void)err_set(&p->err, ERR_FULL, 0, "page: arena is full");
	if (pdf_failed(p)) {
		if (e != NULL)
			*e = p->err;
		return -1;
	}
	ret_pdf->bytes = (struct bytes){ .p = buf, .n = n };
	ret_pdf->pages = p->pages;
	(void)crypto_hash_sha256(ret_pdf->sha256, buf, n);
	return 0;
}
