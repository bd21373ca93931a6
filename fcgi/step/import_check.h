/*
 * import_check.h - is a PDF that came back from the certificate service the signed letter that was
 * sent there?  Held against the frozen letter, the certificates that the office trusts, and what
 * poppler reads in it (rekam-render).
 */
#ifndef STEP_IMPORT_CHECK_H
#define STEP_IMPORT_CHECK_H

#include "page/visit.h"
#include "sign/signed_pdf.h"
#include "sql/document.h"

#define IMPORT_MOST	((size_t)2 << 20)	/* bytes of a file */

struct import_found {
	struct signed_pdf	 pdf;
	bool			 same_bytes;	/* the frozen letter, and something behind it */
	int			 pages;
};

/* 1; 0: *ret_why says it to a clerk; -1 (v->err; ERR_AWAY: rekam-render does not answer).
 * frozen: the letter's own row; nik: of its case. */
int	 import_check(struct visit *, struct bytes file, const struct document_letter_row *letter,
	    const struct document_bytes_row *frozen, const char *nik, struct import_found *ret, const char **ret_why);
/* The signature alone, against what is trusted now: as above. */
int	 import_signed(struct visit *, struct bytes file, struct signed_pdf *ret, const char **ret_why);

/* Do the name of a certificate and that of an official mean one person?  Letters only, without
 * the titles behind a comma. */
bool	 import_same_name(const char *certificate, const char *official);

#endif
