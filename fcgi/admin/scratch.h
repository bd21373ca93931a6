/*
 * scratch.h - a mariadbd of our own on a restored data folder: socket only, nobody else
 * can reach it, gone when this process is gone.
 */
#ifndef ADMIN_SCRATCH_H
#define ADMIN_SCRATCH_H

#include <limits.h>
#include <sys/types.h>

#include "base/conf.h"
#include "base/err.h"
#include "store/db.h"

struct scratch {
	pid_t		 pid;		/* 0: not running */
	char		 socket[100];
	struct conf	*conf;
	struct db	*db;
};

/* Starts it on INTO/db (the socket is INTO/mariadb.sock, the database `name`) and waits
 * until it answers. */
int	 scratch_start(struct scratch *, const char *into, const char *name, int log,
	    struct err *);
/* Ends it properly; NULL-safe, may be called after a failed start. */
void	 scratch_stop(struct scratch *);

#endif
