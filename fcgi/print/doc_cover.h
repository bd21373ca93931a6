/*
 * doc_cover.h - SURAT PENGANTAR of a batch to the Dinas with its list of names (DOMAIN 5.5): a
 * letter of one page, and a list that lies on its side and goes on over pages.  Errors as in
 * doc_recommendation.h.
 */
#ifndef PRINT_DOC_COVER_H
#define PRINT_DOC_COVER_H

#include <stddef.h>

#include "print/doc.h"

struct cover_row {
	int64_t		 agenda_no;
	const char	*letter_number;
	const char	*nik, *name, *sex, *birth_place, *village;
	struct day	 birth_day, recorded_day;
	const char	*taken;		/* Pasfoto/TT/SJ/Iris: "ya/ya/10/2" */
	const char	*exception;	/* "" : none */
	const char	*note;		/* "mencabut Nomor ..." */
};

struct doc_cover {
	struct doc_page		 page;
	struct doc_office	 office;
	struct doc_signer	 signer;
	const char	*number;
	struct day	 day;
	const char	*to;		/* Kepala Dinas Kependudukan dan Pencatatan Sipil */
	const char	*to_place;	/* Trenggalek */
	struct day	 first, last;	/* days of recording */
	const struct cover_row	*rows;	/* at least one */
	size_t		 n;
};

int	 cover_render(struct arena *, const struct doc_cover *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
