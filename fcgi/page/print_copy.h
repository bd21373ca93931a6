/* print_copy.h - CETAK ULANG ke-n: a handed-over paper once more, as a document of its own. */
#ifndef PAGE_PRINT_COPY_H
#define PAGE_PRINT_COPY_H

#include "page/visit.h"

/* Makes the marked copy of a printed job's paper (print/mark.h), freezes it, orders one sheet; all
 * or nothing, once for a request.  1; 0: not printed, its case is not finished, the paper is
 * void; -1: ERR_NOT_FOUND no active printer, ERR_INPUT the reason cannot be printed. */
int	 print_copy_make(struct visit *, int64_t job, const char *reason);

#endif
