/* book_make.h - books, reports and minutes made from what is stored. */
#ifndef PAGE_BOOK_MAKE_H
#define PAGE_BOOK_MAKE_H

#include "page/paper.h"

#define BOOK_ROWS_MAX	1000

enum book { BOOK_REGISTER, BOOK_OUTGOING, BOOK_DAY, BOOK_MONTH, BOOK_CLOSING, BOOK_DESTROYED, BOOK__MAX };

/* What was asked for; days within one year, numbers 1..NUMBER_MAX when none were given. */
struct book_order {
	enum book	 kind;
	int		 year;
	struct day	 first, last;
	int64_t		 no_first, no_last;
	bool		 by_number;
};

enum paper	 book_paper(enum book);	/* its kind as a document */
/* CHANGE_DONE; CHANGE_REFUSED: what to change stands in e->text, a sentence for the clerk;
 * CHANGE_FAILED. */
enum change_end	 book_render(struct visit *, struct db *, const struct book_order *,
    struct pdf_result *ret_pdf, struct err *);
/* The reports' part of it: 0, -1. */
int	 book_report(struct visit *, struct db *, const struct book_order *,
	    const char *media, const struct doc_office *, struct pdf_result *ret_pdf, struct err *);

#endif
