/* trace_view.h - rows of the traces in words that people read. */
#ifndef PAGE_TRACE_VIEW_H
#define PAGE_TRACE_VIEW_H

#include "page/view_audit.h"
#include "page/visit.h"
#include "sql/audit_page.h"

/* What is asked of the traces. */
struct trace_ask {
	int64_t		 case_id, actor;	/* 0: any */
	struct utc	 from, to;
	int64_t		 to_id;			/* keyset: rows before (to, to_id) */
	const char	*action;		/* "" any */
	bool		 denied;
	int64_t		 size;
};

/* Rows newest first, whichever statement fits; 0, -1. */
int	 trace_rows(struct visit *, const struct trace_ask *, struct trace_list_rows *ret,
	    struct err *);
struct view_trace	 trace_view(struct visit *, const struct trace_list_row *);
struct view_trace_list	 trace_views(struct visit *, const struct trace_list_row *, size_t n);
/* All actions with a label, for a choice; "" first. */
struct view_option_list	 trace_actions(struct visit *, const char *chosen);
bool	 trace_action_known(const char *word);
/* A move of THE TABLE. */
bool	 trace_is_move(const char *word);
/* The last anchor and what a page can see of the chain; 0, -1. */
int	 trace_anchor_view(struct visit *, struct view_anchor *ret);

#endif
