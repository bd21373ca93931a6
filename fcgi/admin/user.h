/*
 * user.h - people and their passwords, from a terminal.
 *
 * Passwords: 15 to 128 bytes of valid UTF-8, nothing else asked of them (NIST SP
 * 800-63B: length, no composition rules); stored as argon2id, t = 3, 64 MiB.
 * A new password and a disabled account end every session of that user.  Each
 * change leaves a row in audit (address "rekamctl", no actor).
 */
#ifndef ADMIN_USER_H
#define ADMIN_USER_H

#include "admin/ctl.h"
#include "sop/role.h"

#define USER_PASSWORD_MIN	15
#define USER_PASSWORD_MAX	128
#define USER_HASH_SIZE		128	/* crypto_pwhash_STRBYTES */

/* user list | add NAME ROLES 'Full Name' [NIP] | passwd NAME | disable NAME | enable NAME
 * The password is typed twice on a terminal, or is the first line of standard input. */
ctl_command	ctl_user;

/* -1 and ERR_INPUT for one that is too short, too long or no text. */
int	 user_hash(const char *password, char ret_hash[USER_HASH_SIZE], struct err *);
/* "petugas,operator"; -1 names the word that is no role. */
int	 user_roles(const char *words, role_set *ret_roles, struct err *);

#endif
