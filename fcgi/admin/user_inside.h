/* user_inside.h - the verbs of `rekamctl user`, between user.c and user_change.c. */
#ifndef ADMIN_USER_INSIDE_H
#define ADMIN_USER_INSIDE_H

#include "admin/job.h"
#include "sql/people.h"

/* The account of that name in the job's office; -1 says that there is none. */
int	 user_find(struct job *, const char *name, struct people_get_row *ret_row, struct err *);

int	 user_add(struct job *, int argc, char **argv, struct err *);
int	 user_code(struct job *, int argc, char **argv, struct err *);
int	 user_passwd(struct job *, int argc, char **argv, struct err *);
int	 user_set_roles(struct job *, int argc, char **argv, struct err *);
int	 user_rename(struct job *, int argc, char **argv, struct err *);
int	 user_until(struct job *, int argc, char **argv, struct err *);
int	 user_disable(struct job *, int argc, char **argv, struct err *);
int	 user_enable(struct job *, int argc, char **argv, struct err *);
int	 user_totp_reset(struct job *, int argc, char **argv, struct err *);

#endif
