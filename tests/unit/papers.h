/* papers.h - specimens for the tests of papers, and the golden files of their text. */
#ifndef TESTS_UNIT_PAPERS_H
#define TESTS_UNIT_PAPERS_H

#include "print/doc_receipt.h"
#include "print/doc_recommendation.h"

struct doc_recommendation	 specimen_letter(void);
struct doc_registration		 specimen_registration(void);
struct doc_handover		 specimen_handover(void);
struct doc_test			 specimen_test_page(void);

/* The text of the PDF as pdftotext -layout gives it (caller frees). */
char	*paper_text(const struct pdf_result *);
/* Fails the test unless it is the text of tests/golden/NAME.txt; with UPDATE_GOLDEN=1
 * in the environment the file is written instead. */
void	 expect_golden(const struct pdf_result *, const char *name);

#endif
