/*
 * mark.h - a paper printed once more after it was handed over: the frozen PDF with a line in
 * its top margin and one in its bottom margin, on every page.
 *
 * The copy begins with the frozen bytes, unchanged, and adds a PDF update (ISO 32000-1,
 * 7.5.6) behind them: so what the first sheet said cannot have become another text, and
 * whoever cuts the file back to the first length has the first paper, to the bit.  Only PDFs
 * of print/pdf.h are read: one classic cross-reference table, page dictionaries in plain
 * text, pages of one size.
 */
#ifndef PRINT_MARK_H
#define PRINT_MARK_H

#include "print/doc.h"

struct mark {
	struct doc_page	 page;		/* fonts, made; media is not used */
	const char	*head;		/* CETAK ULANG KE-1 */
	const char	*foot;		/* whose it is, when, why */
	struct bytes	 paper;		/* the frozen PDF */
	int		 pages;		/* that it has */
};

/* ERR_INPUT "alasan: ...": a letter that the font lacks, or a text that does not fit on one
 * line of 6 points; ERR_BROKEN: not a PDF of ours. */
int	 mark_render(struct arena *, const struct mark *, struct pdf_result *ret_pdf, struct err *);

#endif
