/*
 * pipeline.h - programs joined by pipes, without a shell, every exit status looked at.
 *
 * What they say on standard error goes to one log file.  They get SIGTERM when this
 * process dies, so a killed backup leaves nobody behind.
 */
#ifndef ADMIN_PIPELINE_H
#define ADMIN_PIPELINE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

#define PIPELINE_MAX	4

struct pipeline {
	const char	*const *argv[PIPELINE_MAX];	/* as for execvp; filled by the caller */
	size_t		 n;
	int		 in;		/* standard input of the first, -1: nothing */
	int		 log;		/* standard error of all */
	/* Of several that failed, which was the cause: packing, who stops reading kills those
	 * before him (true); unpacking, who stops writing starves those behind (false). */
	bool		 blame_last;
	int		 keep;		/* one more descriptor that the first inherits, -1: none */
	/* filled by pipeline_start() */
	pid_t		 pid[PIPELINE_MAX];
	int		 out;		/* read the last one's output here */
};

/* Starts all; on failure those already started are ended.  out: the caller closes it. */
int	 pipeline_start(struct pipeline *, struct err *);
/* Waits for all.  0: each ended with 0; else the one to blame is named in err (code: its
 * exit status) and its place is returned as -1 - place. */
int	 pipeline_wait(struct pipeline *, struct err *);
/* Ends all of them, for the caller that gives up. */
void	 pipeline_abort(struct pipeline *);
/* One program whose output does not matter; 0 or -1. */
int	 pipeline_run(const char *const *argv, int log, struct err *);

#endif
