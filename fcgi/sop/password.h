/*
 * password.h - what a password must be, by the office's policy.
 *
 *	NIST	15 characters and more, nothing asked of their kind, no end, no
 *		history (NIST SP 800-63B-4; ASVS 6.2.1, 6.2.9, 6.2.10)
 *	BSSN	12 characters and more of all four kinds, a new one after six months,
 *		none of the last five again (Peraturan BSSN 4/2021 as spelled out by
 *		Pemkot Magelang, DOMAIN 6.2)
 *
 * Under both, what a guesser tries first is refused (ASVS 6.2.4, 6.2.11): the common
 * ones of a list, the names of the place, of the program and of the person, also with
 * digits and signs around them, said twice, as runs of the keyboard, or with little
 * else left.  Numbers alone are refused: they are a NIP, a NIK or a telephone.
 * Every Unicode character is allowed and counts; nothing is cut (PASSWORD_BYTES).
 */
#ifndef SOP_PASSWORD_H
#define SOP_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"

#define PASSWORD_BYTES	512	/* 128 characters of four bytes */
#define PASSWORD_MAX	128	/* characters */

struct password_policy {
	const char	*word, *label;
	int		 least;		/* characters */
	bool		 kinds;		/* upper, lower, digit and sign: one of each */
	int		 months;	/* a new one after so many; 0: no end */
	int		 history;	/* not one of the last so many; 0: not asked */
};

/* By the word in office.password_policy; NIST when there is no such word. */
const struct password_policy	*password_policy(const char *word);
extern const char *const password_policy_words[];	/* NULL-terminated, for forms */

/* Common passwords in lower case, sorted by strcmp(). */
struct password_list {
	const char	*const *at;
	size_t		 n;
};

struct password_person {
	const char	*username, *name;
	const char	*place;		/* words of the office: "KECAMATAN WATULIMO Trenggalek" */
};

enum password_fault {
	PASSWORD_GOOD,
	PASSWORD_NOT_TEXT,	/* not valid UTF-8, or a control character */
	PASSWORD_SHORT,
	PASSWORD_LONG,
	PASSWORD_KINDS,		/* the policy wants all four kinds */
	PASSWORD_NUMBER,	/* digits and signs only */
	PASSWORD_COMMON,	/* what everybody tries first */
	PASSWORD_PERSONAL,	/* name of the person, the place or the program and little else */
	PASSWORD__MAX
};

enum password_fault	 password_check(const struct password_policy *, const char *password,
		    const struct password_person *, struct password_list);
/* Indonesian sentence with the remedy; "" for PASSWORD_GOOD. */
const char	*password_fault_text(enum password_fault);
bool	 password_expired(const struct password_policy *, struct utc set_at, struct utc now);

/* A PIN for the quick unlock: 6 to 12 digits, no run and no single digit repeated. */
bool	 pin_good(const char *);

#endif
