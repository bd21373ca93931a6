/*
 * doc_slip.h - slips with agenda numbers on them, for a day without the program: written on by hand, keyed in
 * later (/register/slip/{id}).  Five on an A4 sheet, cut apart.  Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_SLIP_H
#define PRINT_DOC_SLIP_H

#include <stddef.h>

#include "print/doc.h"

struct doc_slips {
	struct doc_page		 page;
	struct doc_office	 office;
	const int64_t		*no;	/* rising */
	size_t			 n;
	int			 year;
};

int	 slips_render(struct arena *, const struct doc_slips *, struct pdf_result *ret_pdf, struct err *);

#endif
