/*
 * db.h - one connection to MariaDB, and nothing of MariaDB outside of db.c.
 *
 * The connection is made when it is first needed and made again only between
 * transactions: what was lost inside one is reported (ERR_AWAY) until
 * db_rollback(), never repeated silently.  A connection that died while idle
 * (server restarted) is noticed before the next request uses it.
 * Session: utf8mb4, strict mode, time zone +00:00, READ COMMITTED, connect 2 s,
 * read and write 10 s, lock wait 5 s, a statement at most 8 s.
 *
 * Kinds of errors; code is MariaDB's number:
 *	ERR_AWAY	cannot connect, connection lost, server shutting down, read only
 *	ERR_CONFLICT	1062 duplicate key, 1451 still referred to
 *	ERR_BUSY	deadlock, lock wait, certification failure (see db_retry),
 *			a statement that took too long
 *	ERR_INPUT	too long, out of range, a CHECK or a reference says no
 *	ERR_FULL	disk or table full, arena overflow
 *	ERR_BROKEN	all else: a bug, a missing grant, a truncated value
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"

struct db;

/* account: "web" reads [account.web] user= password=; does not connect yet.
 * The conf must outlive it.  NULL: a key is missing, no memory. */
struct db	*db_open(const struct conf *, const char *account, struct err *);
/* As database user `user` without a password over the socket (setup: root). */
struct db	*db_open_as(const struct conf *, const char *user, struct err *);
/* Before it connects: its statements may take as long as they need (reports, setup). */
void		 db_patient(struct db *);
void		 db_close(struct db *);			/* NULL is fine */
/* Connects when it is not connected; 0, -1. */
int		 db_connect(struct db *, struct err *);

int		 db_begin(struct db *, struct err *);
int		 db_commit(struct db *, struct err *);
/* Without a transaction it does nothing; a lost one is simply over. */
int		 db_rollback(struct db *, struct err *);
bool		 db_in_transaction(const struct db *);
/* The word that db_open() was called with; "" for db_open_as(). */
const char	*db_account(const struct db *);
/* DB_HELD bytes that live as long as the transaction in hand, zero at its begin: for what
 * a store function holds locked in it and need not look up twice.  NULL outside of one. */
#define DB_HELD	64
void		*db_held(struct db *);
/* Deadlock 1213, lock wait 1205, certification failure 1020: roll back and
 * repeat the whole command (at most twice). */
bool		 db_retry(const struct err *);

/* Id made by the last :insert, or by LAST_INSERT_ID(expr) in the last :exec. */
int64_t		 db_last_insert_id(const struct db *);
/* Round trips since db_count_reset(), which also marks the begin of a request. */
unsigned	 db_queries(const struct db *);
void		 db_count_reset(struct db *);

/* Several statements separated by ';' (schema, grants; rekamctl only). */
int		 db_script(struct db *, const char *text, struct err *);

#endif
