/* audit.h - traces of what was done and seen.  Rows are only ever inserted. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/arena.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

/* object: "casefile/12"; detail: no personal data beyond what the object says. */
int	 audit_write(struct db *, const struct act *, const char *action,
	    const char *object, const char *detail, struct err *);
/* A look: one row per actor, object and ten minutes. */
int	 audit_look(struct db *, struct arena *, const struct act *, const char *action,
	    const char *object, struct err *);

#endif
