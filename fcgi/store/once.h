/*
 * once.h - a form that stores something other than a case: whole or not at all, and a form
 * that was sent twice has one effect (change.h does the same for cases).
 */
#ifndef STORE_ONCE_H
#define STORE_ONCE_H

#include "base/arena.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

struct once {
	struct db		*db;
	struct arena		*arena;
	const struct act	*act;
	const char		*location;	/* set by run: where the answer leads; arena */
};

/* 1: commit; 0: refused, roll back; -1 with err. */
typedef int once_fn(struct once *, void *arg, struct err *);

/* Runs it in a transaction of its own, repeated at most twice after a deadlock.  1 and where to
 * go, also when this request was carried out before; 0: run refused; -1. */
int	 once_do(struct db *, struct arena *, const struct act *, once_fn *run, void *arg,
	    const char **ret_location, struct err *);

#endif
