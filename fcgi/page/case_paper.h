/*
 * case_paper.h - the small papers of a case, made from what is stored: Tanda Bukti Pendaftaran,
 * Tanda Bukti Perekaman, Tanda Pengembalian Berkas, Formulir K.P1 filled in.
 */
#ifndef PAGE_CASE_PAPER_H
#define PAGE_CASE_PAPER_H

#include "page/paper.h"

/* Which of them can be made of a case in that status. */
bool		 case_paper_fits(enum paper, const char *status);
/* Renders one, inside the transaction of the change; CHANGE_DONE, CHANGE_REFUSED with the
 * field's name first in e->text, CHANGE_FAILED. */
enum change_end	 case_paper_render(struct visit *, struct db *, int64_t id, enum paper,
    struct pdf_result *ret_pdf, struct err *);
/* And issues it: printed once, or only stored when no printer is active. */
enum change_end	 case_paper_issue(struct visit *, struct change *, enum paper, struct err *);
/* Could Tanda Bukti Pendaftaran be printed with these data?  Asked at step 1, where they can still be typed anew. */
enum change_end	 case_paper_preflight(struct visit *, struct change *, struct err *);
/* Does the office want Tanda Bukti Pendaftaran by itself, after step 3, with the agenda number (DOMAIN 5.6)?  1, 0, -1. */
int		 case_paper_receipt_wanted(struct visit *, struct change *, struct err *);
/* What cannot be printed, for the clerk; field: the control's name of step 1. */
const char	*case_paper_trouble(struct visit *, const struct err *, const char **ret_field);

#endif
