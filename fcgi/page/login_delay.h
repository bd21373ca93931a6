/*
 * login_delay.h - how long a further try to log in must wait, and its trace.
 *
 * Failures of the last 15 minutes bring a delay, which runs from the last one of
 * that name and address, or of that address:
 *	name and address	5 free, then 2, 4, 8 ... 300 s
 *	address			the same for every fourth failure: many share one
 *	name anywhere		10 free, then 2, 4, 5 s, for who has failed there himself
 * So nobody at another address can keep a person out: the first try from an address
 * is free, and after a mistake of his own he waits 5 s, however often others fail.
 * Names are counted as they are typed, known or not.
 */
#ifndef PAGE_LOGIN_DELAY_H
#define PAGE_LOGIN_DELAY_H

#include <stdint.h>

struct visit;

/*
 * Counts the try as a failure, before the password is looked at: of tries at the
 * same time each sees the others, so no more of them get through than one after
 * the other.  *ret_wait > 0: refused for so many seconds, and not counted.
 * Otherwise *ret_try is its id; login_forgive() takes it back.  0, -1 (v->err).
 */
int	 login_try(struct visit *, const char *username, int64_t *ret_try, int64_t *ret_wait);
/*
 * The try has failed: audit GAGAL_MASUK of user/<id>, or of user/? for all unknown
 * names together (user 0), at most once in each minute of the clock.  0, -1.
 */
int	 login_trace(struct visit *, int64_t try, int64_t user, int64_t office);
/* Deletes some of what has had its day; a failure is logged and nothing more. */
void	 login_sweep(struct visit *);

#endif
