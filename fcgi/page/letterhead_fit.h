/*
 * letterhead_fit.h - would a letter with the longest names still fit below this letterhead?  Asked before a
 * letterhead or an emblem is stored, since afterwards no letter could be made.
 */
#ifndef PAGE_LETTERHEAD_FIT_H
#define PAGE_LETTERHEAD_FIT_H

#include "page/visit.h"
#include "print/doc.h"

struct letterhead_fit {
	bool		 fits;
	const char	*said;		/* what the renderer says otherwise: "FIELD: ..." */
	bool		 name_alone;	/* it would fit with a short name of the office */
};

/* number: of the specimen; "": any.  0, -1 (v->err). */
int	 letterhead_fit(struct visit *, const struct doc_office *, const char *paper, const char *number,
	    struct letterhead_fit *ret);

#endif
