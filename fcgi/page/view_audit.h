/* view_audit.h - the traces: /audit, and who looked at a case. */
#ifndef PAGE_VIEW_AUDIT_H
#define PAGE_VIEW_AUDIT_H

#include "page/view_case.h"

/* Where the chain stands, as far as a page can say; shown also under the register. */
struct view_anchor {
	bool		 there;
	int64_t		 no, total, since;	/* rows at the anchor, rows after it */
	struct utc	 at;
	const char	*code;			/* 3F2A-91C0-77DE-0B12 */
	struct view_status	 status;
	const char	*advice;		/* NULL: nothing to do */
};

struct view_match {
	const char	*href, *name;
	const char	*agenda;	/* "": none */
	const char	*village;
};

struct view_match_list {
	const struct view_match	*at;
	size_t			 n;
};

/* /audit */
struct audit_page {
	struct layout		 layout;
	struct view_form	 form;		/* POST: the search for a case */
	struct view_anchor	 anchor;
	const char		*from, *to;	/* days as typed or meant, 23-11-2026 */
	struct view_option_list	 people, actions;
	bool			 denied;
	const char		*search;	/* as typed; NULL: none */
	struct view_match_list	 matches;	/* when it fits several cases */
	bool			 nothing;	/* it fits none */
	int64_t			 case_id;	/* 0: all */
	const char		*case_name, *case_href, *without_case;
	struct view_traces	 traces;	/* 50 */
	const char		*first, *next, *export;
};

#endif
