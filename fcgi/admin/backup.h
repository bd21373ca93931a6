/*
 * backup.h - "rekamctl backup": the whole database, compressed, encrypted for a key that
 * is not on this machine, with a signed manifest of what it must contain.
 *
 * A set in the folder [backup] folder is two files, UTC in the name:
 *	rekam-20261122T183000Z.age		mariadb-backup | zstd | age -r recipient
 *	rekam-20261122T183000Z.manifest		see manifest.h; a set without one does not count
 * Both are written as .part, synced and renamed; after any crash the older sets are whole
 * and no half file has a final name.  One backup at a time (flock on FOLDER/.lock).  The
 * newest [backup] keep= sets stay.  The process has to be able to read the database's
 * data folder: run it as root or as the database's account.
 *
 * FOLDER/terakhir.ini tells the pages how it went (conf_read() reads it):
 *	[terakhir]   ok=1  at=2026-11-22T18:30:07Z  us=...  file=...  bytes=...  ms=...  error=
 *	[berhasil]   at=  us=  file=  bytes=	the last that succeeded; none yet: absent
 * FOLDER/terakhir.log has what the programs said.
 */
#ifndef ADMIN_BACKUP_H
#define ADMIN_BACKUP_H

#include <stddef.h>

#include "admin/ctl.h"
#include "base/conf.h"
#include "base/err.h"

#define BACKUP_STATUS_FILE	"terakhir.ini"

/* 0 and the path of the new .age file; -1: ERR_BUSY (another one is running),
 * ERR_FULL (disk), ERR_AWAY (database), ERR_INPUT (configuration), ERR_BROKEN. */
int	 backup_run(const struct conf *, char *ret_path, size_t size, struct err *);

/* "rekamctl backup" */
ctl_command	 ctl_backup;

#endif
