/* book_table.h - the two books as tables for spreadsheets. */
#ifndef PAGE_BOOK_TABLE_H
#define PAGE_BOOK_TABLE_H

#include "base/out.h"
#include "page/book_make.h"
#include "print/workbook.h"

#define BOOK_TABLE_MAX	5000

/* A book (BOOK_REGISTER or BOOK_OUTGOING) as text cells; errors as book_register_rows(). */
enum change_end	 book_table(struct visit *, struct db *, const struct book_order *, struct workbook *ret, struct err *);
/* RFC 4180 with a byte order mark, so that spreadsheets take it as UTF-8.  A NIK is written in groups, as on
 * screens: no spreadsheet makes a rounded number of it.  What would be a formula gets an apostrophe in front. */
void	 book_table_csv(struct arena *, struct out *, const struct workbook *);

#endif
