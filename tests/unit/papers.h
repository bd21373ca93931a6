/* papers.h - specimens for the tests of papers, and what is looked at on them: text and picture
 * against golden files, soundness of the file, the QR. */
#ifndef TESTS_UNIT_PAPERS_H
#define TESTS_UNIT_PAPERS_H

#include "print/doc_book.h"
#include "print/doc_cover.h"
#include "print/doc_destroyed.h"
#include "print/doc_form.h"
#include "print/doc_minutes.h"
#include "print/doc_receipt.h"
#include "print/doc_recommendation.h"
#include "print/doc_report.h"
#include "print/doc_returned.h"

/* Each test of papers has a fresh arena of 16 MiB (setup and teardown). */
extern struct arena	*arena;
int	 open_arena(void **state);
int	 close_arena(void **state);

struct doc_recommendation	 specimen_letter(void);
struct doc_registration		 specimen_registration(void);
struct doc_handover		 specimen_handover(void);
struct doc_test			 specimen_test_page(void);

struct doc_form			 specimen_form(void);	/* filled */
struct doc_returned		 specimen_returned(void);
struct doc_cover		 specimen_cover(struct arena *, size_t rows);
struct doc_book			 specimen_register(struct arena *, size_t rows);
struct doc_book			 specimen_outgoing(struct arena *, size_t rows);
struct doc_report		 specimen_report(void);	/* monthly */
struct doc_minutes		 specimen_closing(void);
struct doc_minutes		 specimen_destruction(void);
struct doc_destroyed		 specimen_destroyed(struct arena *, size_t rows);
/* An emblem as PNG and as JPEG (tests/data/logo.png, logo.jpg). */
struct bytes			 specimen_logo(struct arena *, const char *file);

/* The text of the PDF as pdftotext -layout gives it (caller frees). */
char	*paper_text(const struct pdf_result *);
/* Fails the test unless it is the text of tests/golden/NAME.txt; with UPDATE_GOLDEN=1
 * in the environment the file is written instead. */
void	 expect_golden(const struct pdf_result *, const char *name);
/* Each page as a picture of 40 dpi against tests/golden/picture/NAME-PAGE.png: at most 4 in a
 * thousand points differ visibly. */
void	 expect_picture(const struct pdf_result *, const char *name);
/* qpdf finds nothing to say, all fonts are embedded. */
void	 expect_sound(const struct pdf_result *);
/* What an independent reader sees in the QR of page 1 printed at 150 dpi ("" none; caller frees). */
char	*paper_qr(const struct pdf_result *);

#endif
