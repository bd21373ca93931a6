/*
 * doc_book.h - pages of the office's books (DOMAIN 5.7), lying on their side: BUKU REGISTER
 * PERMOHONAN PEREKAMAN KTP-el and BUKU AGENDA SURAT KELUAR.
 *
 * Rows come in the order of their numbers.  Behind the last row of a day stands "Ditutup pada
 * tanggal ... dengan nomor agenda ...": for each day before the day of printing, and only when
 * the rows reach the day's last number (closed_to says how far they are known to be whole).
 * Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_BOOK_H
#define PRINT_DOC_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include <stdbool.h>

#include "print/doc.h"

struct register_row {
	int64_t		 no;
	int		 year;
	struct day	 day;		/* of the number */
	struct day	 asked;		/* the application came in */
	const char	*name, *nik, *kk, *sex, *birth_place;
	struct day	 birth_day;
	const char	*address, *rt, *rw, *village;
	const char	*intro_number;
	struct day	 intro_day;
	const char	*papers, *verified;	/* Lengkap, Sesuai */
	const char	*letter_number;
	struct day	 letter_day;
	const char	*signer;
	struct day	 recorded;
	const char	*result;	/* Direkam; 2 pengecualian */
	struct day	 handed;
	const char	*receiver, *cover_number, *note;
	bool		 voided;	/* nobody's number: only no, year, day and note are looked at */
};

struct outgoing_row {
	int64_t		 no;
	int		 year;
	struct day	 day;
	const char	*number, *class_code, *to, *subject, *enclosure, *unit, *note;
};

struct doc_book {
	struct doc_page		 page;
	struct doc_office	 office;
	const char	*range;		/* "tanggal 1 s.d. 30 November 2026", stands below the title */
	struct day	 closed_to;	/* the last day whose rows are all here; none: no day */
	const char	*officer;	/* who keeps the book */
	const char	*printed_by;
	const struct register_row *rows;
	const struct outgoing_row *letters;	/* one of both */
	size_t		 n;
};

int	 register_render(struct arena *, const struct doc_book *, struct pdf_result *ret_pdf,
	    struct err *);
int	 outgoing_render(struct arena *, const struct doc_book *, struct pdf_result *ret_pdf,
	    struct err *);

#endif
