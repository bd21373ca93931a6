/*
 * anchoring.h - when rekam-signd makes an anchor, and when it refuses to.
 *
 * Due: there is none yet, the first minute of a new day (WIB), or ANCHOR_ROWS rows since the
 * last.  Before it signs, and at every look besides, it compares the heads with the last anchor
 * of its own log: a head that is gone, went back, or no longer has the row that was anchored
 * means that the database was rolled back or rewritten.  Then nothing is signed any more until a
 * person has looked; the log says how to go on after an intended restore (README).
 * An anchor is in the log, synced, before it is in the table; what the table lacks after a crash
 * is put there at the next look.
 */
#ifndef SIGN_ANCHORING_H
#define SIGN_ANCHORING_H

#include <limits.h>

#include "base/arena.h"
#include "sign/anchor.h"
#include "store/db.h"

#define ANCHOR_ROWS	1000

struct anchoring {
	char		 path[PATH_MAX];	/* of the log */
	const struct letter_key	*key;
	size_t		 size;			/* of the log, as we left it */
	bool		 ready;			/* the log was read and is good */
	bool		 known;			/* last is one */
	struct anchor	 last;
	uint8_t		 digest[ANCHOR_HASH];	/* of its body */
};

/* Reads the log: every entry whole, signed by this key, each the next of the one before.
 * -1: it is not; the log was changed by somebody else. */
int	 anchoring_open(struct anchoring *, const char *path, const struct letter_key *,
	    struct err *);
/* 1: made (see last, digest); 0: not due; -1: ERR_CONFLICT the traces are not those that
 * were anchored, anything else: not now.  now: due or not. */
int	 anchoring_look(struct anchoring *, struct db *, struct arena *, bool now, struct err *);

#endif
