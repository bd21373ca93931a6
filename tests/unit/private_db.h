/*
 * private_db.h - a MariaDB of the test's own: temporary folder, socket only,
 * accounts as in an instance; nothing is left behind.
 */
#ifndef UNIT_PRIVATE_DB_H
#define UNIT_PRIVATE_DB_H

#include "base/conf.h"

/* NULL: MariaDB is not installed or does not start (the reason is on stderr).
 * The database "rekam" is empty; the accounts exist, migrate may do everything in it. */
struct private_db	*private_db_start(void);
void	 private_db_stop(struct private_db *);	/* NULL is fine */
/* Ends the server (SIGKILL) / starts it again on the same data. */
void	 private_db_kill(struct private_db *);
int	 private_db_again(struct private_db *);
const struct conf	*private_db_conf(const struct private_db *);
const char	*private_db_conf_path(const struct private_db *);
const char	*private_db_folder(const struct private_db *);

#endif
