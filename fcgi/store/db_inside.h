/*
 * db_inside.h - what db.c (connection, transactions) and db_stmt.c (statements)
 * share; nobody else includes it, because it shows mysql.h.
 */
#ifndef STORE_DB_INSIDE_H
#define STORE_DB_INSIDE_H

#include <mysql.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"
#include "store/row.h"

#define SLOTS	512	/* power of two, well over the number of statements */

/* One value on the wire; places of the same input share one. */
struct cell {
	long long	 i;
	MYSQL_TIME	 t;
	const void	*p;
	unsigned long	 len;
	my_bool		 null, error;
};

struct slot {
	const struct sql_stmt	*s;
	MYSQL_STMT	*st;
	bool		 bound;		/* results are bound */
	MYSQL_BIND	*in, *out;
	struct cell	*inv, *outv;
};

struct db {
	MYSQL		*my;		/* NULL: not connected */
	const char	*account, *user, *password, *socket, *name;
	bool		 patient;	/* setup: no limit on a statement's time */
	bool		 in_tx, lost;	/* lost: the connection broke inside it */
	_Alignas(16) char	 held[DB_HELD];	/* of the transaction (db.h) */
	int64_t		 rest_until;
	int64_t		 last_id;
	unsigned	 queries;
	char		*rows;		/* grows, for db_many() */
	size_t		 rows_cap;
	struct slot	 slot[SLOTS];
};

/* Connected and not in a transaction that was lost; 0, -1. */
int	 db_ready(struct db *, struct err *);
/* Fills err from MariaDB's number and text, gives up a dead connection; -1. */
int	 db_fail(struct db *, const char *what, unsigned code, const char *text, struct err *);
void	 db_slot_free(struct slot *);

#endif
