/*
 * restore.h - "rekamctl restore": a backup into a scratch folder, proved there.
 *
 * 1. the manifest's signature and the file's size and SHA-256 are checked, before
 *    anything of it is looked at; 2. age -d | zstd -d | mbstream -x into INTO/db;
 * 3. mariadb-backup --prepare; 4. a scratch mariadbd on INTO/mariadb.sock, no network;
 * 5. tables, counts, highest ids, CHECKSUM TABLE and the last numbers are compared with
 * the manifest; 6. the scratch server ends, the data stay in INTO/db.
 *
 * What is compared: the manifest's figures come from a consistent snapshot taken right
 * after the copy, at a known binary log position.  When nothing was written in between
 * (positions equal) every table must be equal.  When something was, and the binary logs
 * are at hand (--binlog FOLDER), they are replayed up to the snapshot and then every
 * table must be equal; without them only the schema version and that no table has more
 * rows or numbers than the manifest is checked, and the report says so.
 */
#ifndef ADMIN_RESTORE_H
#define ADMIN_RESTORE_H

#include <stdio.h>

#include "admin/ctl.h"
#include "base/conf.h"
#include "base/err.h"

struct restore_order {
	const char	*from;		/* the .age file; its .manifest lies beside it */
	const char	*identity;	/* private recovery key */
	const char	*into;		/* folder: not there yet, or empty */
	const char	*public_key;	/* NULL: [paths] keys/backup.pub */
	const char	*binlog;	/* folder of binary logs; NULL: none */
};

enum restore_end {
	RESTORE_EQUAL = 0,	/* everything as the manifest says */
	RESTORE_FAILED = 1,	/* a program failed; err says which */
	RESTORE_DIFFERS = 3,	/* it is not what the manifest says */
	RESTORE_REFUSED = 4,	/* file or manifest changed, cut, or signed by another */
	RESTORE_WRONG_KEY = 5,	/* this identity does not open it */
	RESTORE_PARTLY = 6	/* restored; only partly comparable (see above) */
};

/* Writes the report (one line per table) to say; e is filled unless equal. */
enum restore_end	 restore_run(const struct conf *, const struct restore_order *, FILE *say,
			    struct err *);

/* "rekamctl restore --from FILE --identity KEY --into DIR [--public KEY] [--binlog DIR]";
 * its exit status is an enum restore_end, but for 2: wrong words */
ctl_command	 ctl_restore;

#endif
