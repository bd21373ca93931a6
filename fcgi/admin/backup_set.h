/* backup_set.h - the folder of backups: its sets, what is left over, how the last went. */
#ifndef ADMIN_BACKUP_SET_H
#define ADMIN_BACKUP_SET_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define BACKUP_NAME_MAX	40	/* rekam-20261122T183000Z */

struct backup_status {
	const char	*at, *file;	/* UTC; name without folder */
	int64_t		 us;		/* at, as struct utc */
	int64_t		 bytes, ms;
	const char	*error;		/* NULL: it succeeded */
};

/* -1 with ERR_BUSY when another process holds it; the lock ends with the process. */
int	 backup_set_lock(const char *folder, struct err *);
/* Removes what a killed backup left: *.part, and .age files without manifest. */
int	 backup_set_clean(const char *folder, struct err *);
/* Removes the oldest sets until keep are left. */
int	 backup_set_keep(const char *folder, int64_t keep, struct err *);
/* terakhir.ini; what was known of the last success stays in it. */
int	 backup_set_status(const char *folder, const struct backup_status *, struct err *);
/* Is there room for bytes more? */
int	 backup_set_room(const char *folder, int64_t bytes, struct err *);
/* Size of the newest set's .age file; 0: there is none. */
int64_t	 backup_set_last_size(const char *folder);

#endif
