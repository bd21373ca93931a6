/*
 * audit_find.h - what the check of the traces has found, and the points that anchors fix.
 * Shared by audit_verify.c (rows) and audit_anchors.c (anchors).
 */
#ifndef ADMIN_AUDIT_FIND_H
#define ADMIN_AUDIT_FIND_H

#include "admin/audit_verify.h"
#include "base/arena.h"
#include "store/db.h"

/* An anchor says: this row of this strand has this hash. */
struct verify_point {
	int64_t		 strand, seq, anchor;
	uint8_t		 hash[32];
};

struct verify_anchor {		/* one that is known, by number */
	int64_t		 no;
	uint8_t		 digest[32];
};

struct verify {
	const struct verify_order	*order;
	struct db	*db;
	struct arena	*arena;
	int64_t		 findings, rows, strands;
	struct verify_point	*point;		/* sorted by strand and seq */
	size_t		 points, points_cap;
	struct verify_anchor	*anchor;	/* of the log, ascending */
	size_t		 anchors, anchors_cap;
	int64_t		 table_last;		/* of the table; 0: none */
	char		 code[20];		/* of the newest anchor anywhere */
	int64_t		 newest;
};

/* One line of what is wrong. */
void	 verify_finding(struct verify *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
/* The log, before the snapshot is taken; then the table, inside of it. */
int	 verify_log(struct verify *, struct err *);
int	 verify_table(struct verify *, struct err *);

#endif
