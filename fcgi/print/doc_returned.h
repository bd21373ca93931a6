/*
 * doc_returned.h - TANDA PENGEMBALIAN BERKAS (DOMAIN 5.4): the file goes back to the applicant at
 * step 1 (papers are missing) or at step 2 (the data differ).  A small paper; errors as in
 * doc_recommendation.h.
 */
#ifndef PRINT_DOC_RETURNED_H
#define PRINT_DOC_RETURNED_H

#include <stdbool.h>
#include <stddef.h>

#include "print/doc.h"

enum returned_why {
	RETURNED_INCOMPLETE,	/* berkas belum lengkap */
	RETURNED_DIFFERENT,	/* data tidak sesuai */
	RETURNED_RECORDED,	/* telah melakukan perekaman sebelumnya */
	RETURNED_NOT_OBLIGED,	/* belum memenuhi ketentuan usia/status perkawinan */
	RETURNED_OTHER,		/* sebab lain */
	RETURNED__MAX
};

struct doc_returned {
	struct doc_page		 page;
	struct doc_office	 office;
	const char	*name, *nik;
	struct utc	 at;		/* when the papers were taken in */
	bool		 why[RETURNED__MAX];
	const char	*reason;	/* as the clerk wrote it, may have line breaks */
	const char	*missing;	/* labels of what is missing; "": none */
	const struct returned_difference { const char *label, *entered, *found; } *differs;	/* found "": not noted */
	size_t		 differs_n;
	const char	*officer;
};

int	 returned_render(struct arena *, const struct doc_returned *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
