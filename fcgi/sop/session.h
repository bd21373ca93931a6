/*
 * session.h - what an open session may do now: pure rules over its row.
 *
 * A session lasts at most SESSION_HOURS (its row's ends_at).  Without a sign of life
 * for the office's idle minutes it is locked until its owner gives his PIN or
 * password; nothing is lost by it.  What needs a fresh proof (ROUTE_FRESH) asks for
 * the password or the code when the last one is older than SESSION_FRESH_MINUTES
 * (ASVS 7.3.1, 7.3.2, 7.5.3; NIST SP 800-63B-4, reauthentication).
 */
#ifndef SOP_SESSION_H
#define SOP_SESSION_H

#include <stdbool.h>

#include "base/day.h"
#include "sop/password.h"

#define SESSION_HOURS		12
#define SESSION_FRESH_MINUTES	5
#define SESSION_PIN_TRIES	5	/* wrong ones in a row; then the password is asked */

#define SESSION_STAGE_FULL	"PENUH"
#define SESSION_STAGE_CODE	"KODE"	/* the password was right, the second factor is missing */

enum session_state {
	SESSION_OPEN,
	SESSION_LOCKED,		/* idle too long, or locked by hand */
	SESSION_CODE,		/* the second factor comes first */
	SESSION_PASSWORD	/* the password is too old: a new one comes first */
};

struct session_facts {
	const char	*stage;
	struct utc	 seen_at, locked_at;	/* locked_at.us == 0: not by hand */
	struct utc	 password_at;
	int64_t		 idle_minutes;
	const struct password_policy	*policy;
};

enum session_state	 session_judge(const struct session_facts *, struct utc now);
bool	 session_fresh(struct utc fresh_at, struct utc now);

#endif
