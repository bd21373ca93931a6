/* replay.h - from where a copy stands to where the manifest was taken, by binary log. */
#ifndef ADMIN_REPLAY_H
#define ADMIN_REPLAY_H

#include <stdint.h>

#include "base/err.h"

struct binlog_place {
	char	 file[128];	/* binlog.000012; "": the server writes none */
	int64_t	 position;
};

/* What mariadb-backup noted in the copy (xtrabackup_binlog_info). */
int	 binlog_place_read(const char *data, struct binlog_place *ret, struct err *);
/* Runs FOLDER's logs from the one place to the other against the server on socket:
 * mariadb-binlog | mariadb.  ERR_NOT_FOUND when one of the logs is missing. */
int	 binlog_replay(const char *folder, const struct binlog_place *from,
	    const struct binlog_place *to, const char *socket, int log, struct err *);

#endif
