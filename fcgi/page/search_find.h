/*
 * search_find.h - what was typed into the search, and the cases that it means.
 *
 * The code of a receipt (sop/receipt_code.h) opens its case.  A number with "/" or of up to six digits is an agenda number; more digits are the beginning of a NIK or
 * a family card number; a date is a birth date; anything else is a name, first as it is spelt (words or
 * their beginnings, in any order), and, when nobody is called so, as it sounds (sop/name_key.h).
 */
#ifndef PAGE_SEARCH_FIND_H
#define PAGE_SEARCH_FIND_H

#include "page/visit.h"
#include "sql/queue.h"

struct search {
	const char	*text;		/* "": only the filters */
	int64_t		 village;	/* 0: all */
	const char	*status;	/* "": all */
	struct utc	 since, till;	/* of the application; till is not in it */
	bool		 all_time;	/* since and till leave nothing out */
	int64_t		 before;	/* keyset: id of the last row of the page before */
	int64_t		 size;
	bool		 near;		/* similar names too */
};

struct search_found {
	struct queue_list_rows	 rows;		/* newest first */
	bool			 near;		/* similar names stand among them */
	bool			 partial;	/* more names begin so than were looked at: type more letters */
};

/* 0 or -1 (v->err). */
int	 search_find(struct visit *, const struct search *, struct search_found *ret);
/* The case of that agenda number or of that receipt's code: 1, 0 none or neither, -1. */
int	 search_number(struct visit *, const char *text, int64_t *ret_case);

#endif
