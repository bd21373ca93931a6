/*
 * job.h - what the commands about people and the office share: the database as account
 * migrate, the office of the configuration ([office] code), and the act under which
 * each change leaves its trace.
 *
 * Nobody is logged in at a terminal: actor is 0 and address is terminal_address().
 */
#ifndef ADMIN_JOB_H
#define ADMIN_JOB_H

#include "admin/ctl.h"
#include "base/arena.h"
#include "store/act.h"
#include "store/db.h"

struct job {
	const struct ctl	*ctl;
	struct db	*db;		/* outside a transaction */
	struct arena	*arena;
	struct act	 act;
	const char	*office;	/* its name */
	char		 request[33];
};

/* A verb of a command: words behind it, what it does.  Returns as a ctl_command. */
struct job_verb {
	const char	*word;
	int		 least, most;	/* words behind the verb */
	int		(*run)(struct job *, int argc, char **argv, struct err *);
};

/* Finds argv[1] among verbs (ended by word == NULL), opens the job, runs it with the words behind
 * the verb, closes it.  CTL_USAGE where there is no such verb or their number is wrong. */
int	 job_run(const struct ctl *, const struct job_verb *, int argc, char **argv, struct err *);

#endif
