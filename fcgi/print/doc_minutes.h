/*
 * doc_minutes.h - BERITA ACARA: that a register was closed, and that sheets of void letters were
 * destroyed.  Both say the day in words, as such papers do.  Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_MINUTES_H
#define PRINT_DOC_MINUTES_H

#include <stddef.h>

#include "print/doc.h"

struct minutes_fact {
	const char	*label;
	int64_t		 n;
};

struct minutes_sheet {
	const char	*number;	/* of the letter */
	struct day	 day;
	int64_t		 sheets;	/* that were printed */
	const char	*why;
};

struct doc_minutes {
	struct doc_page		 page;
	struct doc_office	 office;
	struct day	 day;		/* of the act */
	const char	*officer;
	/* closing: rows NULL */
	int		 year;		/* of the register */
	struct day	 first, last;	/* the days it is about */
	int64_t		 first_no, last_no;	/* 0: none */
	const struct minutes_fact *facts;
	size_t		 facts_n;
	/* destruction */
	const struct minutes_sheet *sheets;
	size_t		 n;
};

int	 closing_render(struct arena *, const struct doc_minutes *, struct pdf_result *ret_pdf,
	    struct err *);
int	 destruction_render(struct arena *, const struct doc_minutes *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
