/*
 * paper.h - a finished paper becomes a document of the case: stored with its frozen bytes
 * and put into the print queue, inside the transaction of the change that makes it.
 */
#ifndef PAGE_PAPER_H
#define PAGE_PAPER_H

#include "page/visit.h"
#include "print/doc.h"
#include "sql/office.h"
#include "sop/paper.h"
#include "store/change.h"

/* CHANGE_DONE; CHANGE_REFUSED: the office has no active printer, the error's text says so
 * in Indonesian; CHANGE_FAILED.  copies 0: it is only stored. */
enum change_end	 paper_issue(struct visit *, struct change *, enum paper, const struct pdf_result *,
    int copies, struct err *);
/* The same, but an office without an active printer has the paper stored, to be opened and
 * printed from there: for papers that must not hold up the work. */
enum change_end	 paper_issue_or_keep(struct visit *, struct change *, enum paper,
    const struct pdf_result *, int copies, struct err *);
/* Only stored and frozen, for paper_enqueue(); its id, or -1. */
int64_t	 paper_keep(struct change *, enum paper, const struct pdf_result *, struct err *);
/* Only the print job, for a document that is frozen already; ends as above. */
enum change_end	 paper_enqueue(struct visit *, struct change *, int64_t document,
    const uint8_t sha256[32], int copies, struct err *);
/* The office as its papers name it, with its emblem where there is one.  0, -1. */
int	 paper_letterhead(struct visit *, struct db *, const struct office_get_row *, struct doc_office *ret,
	    struct err *);

#endif
