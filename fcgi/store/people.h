/*
 * people.h - what an administrator does to accounts; the same rules for the pages
 * (account admin) and for rekamctl (account migrate).
 *
 * Each call is one transaction with its trace.  Whoever loses a role, a password or
 * the account itself loses every session in the same transaction (ASVS 7.4.2, 8.3.2).
 * The last administrator of an office can neither be disabled nor lose that role.
 *
 * A password is never set for somebody else: a new or reset account gets a one-time
 * code, 20 characters of a 32-letter alphabet (100 bits), good for PEOPLE_CODE_DAYS,
 * with which its owner sets the first password himself (ASVS 6.4.1).
 */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "sop/role.h"
#include "store/act.h"
#include "store/db.h"

#define PEOPLE_CODE_DAYS	7
#define PEOPLE_CODE_SIZE	24	/* ABCDE-FGHJK-MNPQR-STVWX and the NUL */

enum people_end {
	PEOPLE_DONE,
	PEOPLE_NOT_FOUND,	/* no such account in this office */
	PEOPLE_STALE,		/* somebody else changed it meanwhile */
	PEOPLE_TAKEN,		/* the user name exists */
	PEOPLE_LAST_ADMIN,
	PEOPLE_NO_ROLE,		/* at least one is needed */
	PEOPLE_NEEDS_END,	/* a pemeriksa has a last day and a surat tugas */
	PEOPLE_BAD_NAME,	/* user name: 2 to 40 of a-z 0-9 . _ - */
	PEOPLE_FAILED		/* err says why */
};

struct person_data {
	const char	*username;	/* only people_add() looks at it */
	const char	*name, *nip;
	role_set	 roles;
	struct day	 valid_to;	/* last day; y == 0: no end */
	const char	*assignment;	/* number of the surat tugas, or "" */
};

/* The office is act->office.  ret_code: to be shown once, it is stored as a hash. */
enum people_end	 people_create(struct db *, struct arena *, const struct act *, const struct person_data *,
		    int64_t *ret_id, char ret_code[PEOPLE_CODE_SIZE], struct err *);
/* version: of the page (people_get); 0: whatever it is now. */
enum people_end	 people_update(struct db *, struct arena *, const struct act *, int64_t id, int64_t version,
		    const struct person_data *, struct err *);
enum people_end	 people_set_active(struct db *, struct arena *, const struct act *, int64_t id, int64_t version,
		    bool active, struct err *);
/* A new code; the password, the PIN and every session are gone. */
enum people_end	 people_reset(struct db *, struct arena *, const struct act *, int64_t id, int64_t version,
		    char ret_code[PEOPLE_CODE_SIZE], struct err *);
enum people_end	 people_end_sessions(struct db *, struct arena *, const struct act *, int64_t id, struct err *);

/* Indonesian sentence for a page or a terminal; "" for PEOPLE_DONE and PEOPLE_FAILED. */
const char	*people_end_text(enum people_end);
/* As typed, with blanks or small letters; is it the code of this hash (32 bytes)? */
bool		 people_code_right(struct bytes hash, const char *typed);

#endif
