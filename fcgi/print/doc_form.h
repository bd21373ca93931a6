/*
 * doc_form.h - FORMULIR PERMOHONAN REKOMENDASI PEREKAMAN BIOMETRIK KTP-el (K.P1): blank for the
 * counter, or filled with what is known of an applicant.  What is "" is left to be written in.
 * Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_FORM_H
#define PRINT_DOC_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "print/doc.h"

struct doc_form {
	struct doc_page		 page;
	struct doc_office	 office;
	int64_t		 agenda_no;	/* 0: none */
	int		 agenda_year;
	const char	*nik, *kk, *name, *birth_place;
	struct day	 birth_day;
	const char	*sex, *blood, *religion, *marital, *job, *citizenship;
	const char	*address, *rt, *rw, *village, *phone, *guardian;
	const char	*recorded;	/* TIDAK YA TIDAK_TAHU */
	const char	*intro_number;
	struct day	 intro_day;
	const char	*const *papers;	/* labels of the requirements */
	const bool	*present;	/* which of them were handed in; NULL: none */
	size_t		 papers_n;
};

int	 form_render(struct arena *, const struct doc_form *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
