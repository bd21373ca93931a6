/*
 * user.h - people, from a terminal; the same rules as on /pengguna (store/people.h).
 *
 * A new account gets a one-time code, which is printed once, to be handed over; its owner
 * sets the password himself.  A new password, another role, an end that is past and a
 * disabled account end every session of that person at once.  Each change leaves its trace.
 */
#ifndef ADMIN_USER_H
#define ADMIN_USER_H

#include "admin/ctl.h"
#include "sop/role.h"

/* list | show NAME | add | code | passwd | roles | rename | until | disable | enable; admin/manual.c */
ctl_command	ctl_user;

/* "petugas,operator"; -1 names the word that is no role. */
int	 user_roles(const char *words, role_set *ret_roles, struct err *);

#endif
