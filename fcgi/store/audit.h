/*
 * audit.h - traces of what was done and seen.  Rows are only ever inserted, and each is
 * chained to the one before it in its strand (audit_form.h).
 *
 * Inside a transaction a trace is part of it; outside of one it is a transaction of its
 * own (repeated after a deadlock).  The first trace of a transaction takes a head of its
 * account that nobody holds; further ones go on with the same.  Locks are taken in the
 * order case, everything else, head: as an account has more heads than connections, who
 * holds one waits for nobody because of it.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/arena.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

/* object: "casefile/12", at most 40 characters; detail: no personal data beyond what the
 * object says; what does not fit into 500 characters or is no text is cut or marked "?". */
int	 audit_write(struct db *, const struct act *, const char *action,
	    const char *object, const char *detail, struct err *);
/* A look: one row per session, action, object and ten minutes. */
int	 audit_look(struct db *, struct arena *, const struct act *, const char *action,
	    const char *object, struct err *);

#endif
