/*
 * second_factor.h - whether a person has a second factor, and taking it away.  The factor itself
 * is made in page/second_factor.c and looked at by rekam-signd alone (sign/factor.h).
 */
#ifndef STORE_SECOND_FACTOR_H
#define STORE_SECOND_FACTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

struct second_factor {
	bool	 has;		/* one that was confirmed */
	bool	 login;		/* and it is asked at login too */
};

/* Accounts web, auth, admin, migrate.  0, -1. */
int	 second_factor_state(struct db *, struct arena *, int64_t user, struct second_factor *ret,
	    struct err *);
/* After the right password: is a code still missing (session.stage KODE)? */
int	 second_factor_wanted(struct db *, struct arena *, int64_t user, bool *ret, struct err *);
/* Takes it away with its recovery codes, in the caller's transaction; trace KODE_OTP_HAPUS of
 * user/<id>.  Accounts auth (the person), admin and migrate (who lost the telephone: then the
 * person's sessions end too).  The caller knows that he belongs to the office.  1; 0: there
 * was none; -1. */
int	 second_factor_remove(struct db *, struct arena *, const struct act *, int64_t user,
	    struct err *);

#endif
