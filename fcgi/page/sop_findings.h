/* sop_findings.h - what was found in the office's SOP while the program was built (DOMAIN.md 8.3),
 * and how the program handles it.  The SOP's own text is never altered. */
#ifndef PAGE_SOP_FINDINGS_H
#define PAGE_SOP_FINDINGS_H

#include "page/view_sop.h"

extern const struct view_findings	 sop_findings;

#endif
