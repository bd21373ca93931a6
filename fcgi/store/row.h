/*
 * row.h - what a compiled SQL statement looks like, and its typed runtime.
 *
 * tools/sqlc.c writes one struct sql_stmt per statement of sql/query/ and a typed
 * function that calls db_one(), db_many() or db_exec() with it; nothing else
 * should.  The structs of inputs and rows are plain; the tables of columns say
 * where each value lies.
 *
 *	sql type	C type			SQL type		none (?)
 *	int64		int64_t			any integer, DECIMAL	0
 *	text		const char *		CHAR, VARCHAR, TEXT	NULL
 *	day		struct day		DATE			y == 0
 *	utc		struct utc		DATETIME(6), UTC	us == 0
 *	blob		struct bytes		BINARY, BLOB		p == NULL
 *
 * Without '?' an absent text, day or blob as input, and a NULL in a row, are
 * errors that name statement and column (ERR_BROKEN).  A text never holds more
 * than its column: longer values are refused by the server (strict mode).
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"

struct db;

enum sql_type { SQL_INT64, SQL_TEXT, SQL_DAY, SQL_UTC, SQL_BLOB };

enum sql_kind { SQL_ONE, SQL_MANY, SQL_EXEC, SQL_INSERT };

struct sql_col {
	const char	*name;
	enum sql_type	 type;
	bool		 null;		/* declared with '?' */
	size_t		 at;		/* offset in the struct */
};

struct sql_stmt {
	const char	*name, *text;	/* text has '?' in the places of :name */
	const char	*by;		/* accounts that run it: "web station" */
	enum sql_kind	 kind;
	const struct sql_col	*in, *row;
	size_t		 nin, nrow;
	const uint8_t	*place;		/* which input stands at each '?' */
	size_t		 nplace;
	size_t		 row_size;
};

struct sql_rows {
	const void	*at;		/* in the arena; NULL when n == 0 */
	size_t		 n;
};

/* One row into *ret_row: 1; no row: 0; failed: -1.  A second row is ERR_BROKEN. */
int	 db_one(struct db *, struct arena *, const struct sql_stmt *, const void *in,
	    void *ret_row, struct err *);
int	 db_many(struct db *, struct arena *, const struct sql_stmt *, const void *in,
	    struct sql_rows *ret_rows, struct err *);
/* Rows matched; for :insert the new id; -1: failed. */
int64_t	 db_exec(struct db *, const struct sql_stmt *, const void *in, struct err *);
/* Prepares it and compares its shape with the declaration (tests). */
int	 db_prepare(struct db *, const struct sql_stmt *, struct err *);

/* ---- between the structs and store/db.c ---- */

/* A value on its way to or from the database. */
struct row_value {
	bool		 null;
	int64_t		 i;		/* SQL_INT64 */
	const void	*p;		/* SQL_TEXT, SQL_BLOB */
	size_t		 n;
	struct day	 day;		/* SQL_DAY, SQL_UTC */
	int		 hour, minute, second;
	int		 micro;
};

/* Input i of the statement; -1 where a value must not be absent. */
int	 row_get(const struct sql_stmt *, const void *in, size_t i, struct row_value *ret,
	    struct err *);
/* Column i into the row; -1 where NULL must not come or the day is none. */
int	 row_put(const struct sql_stmt *, void *row, size_t i, const struct row_value *,
	    struct err *);

#endif
