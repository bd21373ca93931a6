/*
 * doc_destroyed.h - BERITA ACARA: that sealed images of fingers, photos and signatures were destroyed,
 * and that the export key of a month was, which ends those in the backups too (UU 27/2022: erasure
 * and destruction; TRUST 5.1).  No names: agenda numbers.  Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_DESTROYED_H
#define PRINT_DOC_DESTROYED_H

#include <stddef.h>

#include "print/doc.h"
#include "print/minutes.h"

struct destroyed_case {
	int64_t		 agenda_no;	/* 0: it never had one */
	int		 agenda_year;
	struct day	 day;		/* of the last image */
	int64_t		 fingers, parts;
	const char	*state;		/* of the case */
};

struct doc_destroyed {
	struct doc_page		 page;
	struct doc_office	 office;
	struct minutes_hands	 hands;
	/* images */
	const char		*time;	/* how long they were to stay, in words: "sampai permohonan selesai" */
	const char		*basis;	/* of the office's decision */
	const struct destroyed_case *cases;
	size_t			 n;
	/* key */
	struct day		 month;	/* its first day */
	const char		*how;	/* what was done to the media */
};

int	 images_destroyed_render(struct arena *, const struct doc_destroyed *, struct pdf_result *ret_pdf,
	    struct err *);
int	 key_destroyed_render(struct arena *, const struct doc_destroyed *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
