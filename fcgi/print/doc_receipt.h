/*
 * doc_receipt.h - the small papers: TANDA BUKTI PENDAFTARAN (step 1), TANDA BUKTI PEREKAMAN
 * (step 5), TANDA TERIMA REKOMENDASI (step 6), all DOMAIN 5.6, and UJI CETAK, the
 * administrator's test page.
 *
 * page.media "" is iso_a5_148x210mm here; iso_a4_210x297mm and the F4 sizes put the same block
 * on the upper half of a sheet; om_roll_80x297mm is a roll of 80 mm, cut below the text.  The
 * NIK is printed masked.  Errors as in doc_recommendation.h.
 */
#ifndef PRINT_DOC_RECEIPT_H
#define PRINT_DOC_RECEIPT_H

#include <stddef.h>

#include "print/doc.h"

struct doc_registration {
	struct doc_page		 page;
	struct doc_office	 office;
	int64_t		 agenda_no;	/* 0: not numbered yet, the line says so */
	int		 agenda_year;
	struct utc	 at;		/* when the papers were taken in */
	const char	*name, *nik;
	const char	*village_kind, *village;
	const char	*const *papers;	/* labels of the requirements received */
	size_t		 papers_n;
	const char	*officer;	/* name under "Petugas penerima" */
	struct utc	 recorded_at;	/* not none: TANDA BUKTI PEREKAMAN */
	const char	*code;		/* as bars, for the counter's scanner; NULL: none */
};

struct doc_handover {
	struct doc_page		 page;
	struct doc_office	 office;
	const char	*number;	/* of the recommendation */
	struct day	 day;		/* of the recommendation */
	int64_t		 agenda_no;
	int		 agenda_year;
	const char	*name, *nik;	/* the applicant */
	const char	*village_kind, *village;
	const char	*received_by;	/* who took it */
	const char	*received_as;	/* "": the applicant himself; else e.g. Orang tua/wali */
	struct utc	 at;
	const char	*officer;	/* name under "Yang menyerahkan" */
	int		 sheets;	/* 1 (satu) lembar */
};

struct doc_test {
	struct doc_page		 page;
	struct doc_office	 office;
	const char	*printer;	/* label of the printer */
	struct utc	 at;
};

int	 registration_render(struct arena *, const struct doc_registration *,
	    struct pdf_result *ret_pdf, struct err *);
int	 handover_render(struct arena *, const struct doc_handover *,
	    struct pdf_result *ret_pdf, struct err *);
int	 test_page_render(struct arena *, const struct doc_test *,
	    struct pdf_result *ret_pdf, struct err *);

#endif
