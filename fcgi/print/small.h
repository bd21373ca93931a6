/*
 * small.h - the frame of the papers that people carry home: A5, the upper half of A4 or F4,
 * or a roll of 80 mm; and what all papers check of their facts.
 */
#ifndef PRINT_SMALL_H
#define PRINT_SMALL_H

#include "print/letter.h"

#define SMALL_A5	"iso_a5_148x210mm"

/* Opens with the margins of the paper; -1 as sheet_open(). */
int	 small_open(struct sheet *, struct arena *, const struct doc_page *, struct err *);
/* Width of the labels of its facts. */
double	 small_label(const struct sheet *);
/* Kop in the size of the paper, and the title. */
void	 small_head(struct sheet *, const struct doc_office *, const char *title);
/* Draws with the sizes from large to small until it fits, and closes the sheet. */
int	 small_finish(struct sheet *, void (*compose)(struct sheet *, const void *doc),
	    const void *doc, const char *title, struct pdf_result *, struct err *);

/* "field: is missing", or as sheet_check(). */
void	 paper_need(struct sheet *, const char *field, const char *text);
void	 paper_check_office(struct sheet *, const struct doc_office *);
/* As the office writes it, or in words that it comes later. */
const char	*paper_agenda(struct arena *, const struct doc_office *, int64_t no, int year);
const char	*paper_no(struct arena *, int64_t no);		/* 0123 */
const char	*paper_masked(struct arena *, const char *nik);
const char	*paper_moment(struct arena *, struct utc);	/* 23 November 2026, 09.12 WIB */
const char	*paper_short(struct arena *, struct day);	/* 23-11-2026; none: "" */
/* What was typed on several lines as one: "a; b". */
const char	*paper_one_line(struct arena *, const char *);

#endif
