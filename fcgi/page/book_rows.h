/* book_rows.h - the rows of the two books, for paper, screen and spreadsheets alike. */
#ifndef PAGE_BOOK_ROWS_H
#define PAGE_BOOK_ROWS_H

#include "page/book_make.h"
#include "print/doc_book.h"

/* Rising numbers, void ones among them.  CHANGE_DONE; CHANGE_REFUSED with a sentence in e when there are more
 * than max; CHANGE_FAILED. */
enum change_end	 book_register_rows(struct visit *, struct db *, const struct book_order *, int64_t max,
	    const struct register_row **ret_rows, size_t *ret_n, struct err *);
enum change_end	 book_outgoing_rows(struct visit *, struct db *, const struct book_order *, const char *regency, int64_t max,
	    const struct outgoing_row **ret_rows, size_t *ret_n, struct err *);

#endif
