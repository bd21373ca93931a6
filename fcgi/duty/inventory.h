/*
 * inventory.h - sql/inventory.csv, compiled in: every column and every kind of file that holds
 * something, with its class, purpose, retention and readers (TRUST 1.3).
 *
 * The file: `#` begins a remark, except the first line
 *	#ditinjau,SCHEMA,YYYY-MM-DD		the schema and the day of the last review
 * Every other line is
 *	TABLE,COLUMN,CLASS,PURPOSE,RETENTION,READERS
 * where a value with a comma stands between double quotes; COLUMN `*` says what the table is
 * for; TABLE `berkas:NAME` with COLUMN `*` is a kind of file; CLASS is one of
 * inventory_classes, RETENTION a code of the table retention.
 */
#ifndef DUTY_INVENTORY_H
#define DUTY_INVENTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"

#define INVENTORY_FILE_PREFIX	"berkas:"

/* umum pribadi spesifik rahasia teknis, ended by NULL */
extern const char *const inventory_classes[];

struct inventory_line {
	const char	*table, *column, *class, *purpose, *retention, *readers;
	int		 line;		/* in the file */
};

struct inventory {
	int64_t			 schema;	/* reviewed for this version */
	struct day		 reviewed;
	const struct inventory_line	*at;
	size_t			 n;
};

/* Of the compiled-in file; -1 names the line that is wrong. */
int	 inventory_read(struct arena *, struct inventory *ret, struct err *);
/* Of any text (tests, canary). */
int	 inventory_parse(struct arena *, const char *text, struct inventory *ret, struct err *);
bool	 inventory_is_file(const struct inventory_line *);

#endif
