/*
 * change.h - the one way in which a case changes.
 *
 * change_case() opens a transaction, locks the case, checks that it is still the
 * version the page was made from, remembers the request id, runs the caller's
 * function and commits; a deadlock repeats the whole at most twice.  So every
 * effect of one form (data, status, numbers, documents, print jobs, traces)
 * comes whole or not at all, and a form sent twice has one effect.
 *
 * Inside, change_move() makes one move of THE TABLE: asks sop_may(), sets the
 * status, writes event, clock and audit.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "base/arena.h"
#include "base/err.h"
#include "sop/sop.h"
#include "store/act.h"
#include "store/db.h"

enum change_end {
	CHANGE_DONE,
	CHANGE_REPEATED,	/* this request id was carried out before: same answer */
	CHANGE_STALE,		/* another version now: somebody else was faster */
	CHANGE_NOT_FOUND,
	CHANGE_NOT_NOW,		/* sop_may(): the status does not allow it */
	CHANGE_NOT_YOU,		/* sop_may(): the role does not */
	CHANGE_GUARD,		/* sop_may(): the guard says no */
	CHANGE_REFUSED,		/* the caller's function refused; nothing was stored */
	CHANGE_FAILED		/* err says why: database away, broken */
};

struct change {
	struct db	*db;
	struct arena	*arena;
	const struct act	*act;
	int64_t		 id;
	int64_t		 version;	/* as locked; +1 with every move */
	enum status	 status;
	bool		 electronic;
	bool		 is_signed, recorded;
	int64_t		 sop_version;
	int64_t		 agenda_year, agenda_no;	/* 0: none yet */
};

/* CHANGE_DONE to go on and commit; anything else rolls back. */
typedef enum change_end change_fn(struct change *, void *arg, struct err *);

struct change_order {
	int64_t		 id;		/* of the case */
	int64_t		 version;	/* the page's; another one now: CHANGE_STALE */
	const char	*location;	/* where the answer leads; kept for a repeat */
	change_fn	*run;
	void		*arg;
};

/* *ret_location: where to go after CHANGE_DONE and CHANGE_REPEATED (arena). */
enum change_end	 change_case(struct db *, struct arena *, const struct act *,
	    const struct change_order *, const char **ret_location, struct err *);
/* CHANGE_DONE, or why not. */
enum change_end	 change_move(struct change *, enum move, const char *reason, struct err *);
/* The same with a word of sop/cause.h. */
enum change_end	 change_move_for(struct change *, enum move, const char *cause, const char *reason,
	    struct err *);
/* A trace without a move: data were corrected. */
enum change_end	 change_touch(struct change *, const char *action, const char *detail,
	    struct err *);

/* A trace and the next version, where something beside the procedure was added: the status stays since when it was. */
enum change_end	 change_note(struct change *, const char *action, const char *detail, struct err *);

/* Creating a case is the same without a lock: run gets c->id == 0 and sets it. */
enum change_end	 change_new(struct db *, struct arena *, const struct act *,
	    change_fn *run, void *arg, const char **ret_location, struct err *);

/* Finds the answer of a request that was carried out already; 1, 0, -1. */
int	 change_repeated(struct db *, struct arena *, const struct act *,
	    const char **ret_location, struct err *);

#endif
