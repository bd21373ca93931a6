/* figures.h - what a database holds, table by table, at one moment. */
#ifndef ADMIN_FIGURES_H
#define ADMIN_FIGURES_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

#define FIGURES_TABLES	96
#define FIGURES_NUMBERS	512

struct figure {
	char	 name[65];
	int64_t	 rows, highest;		/* highest id, 0 where a table has none */
	int64_t	 checksum;		/* CHECKSUM TABLE */
};

struct figure_number {			/* the last number of a gapless series */
	int64_t	 office, year, n;
	char	 series[16];
};

struct figures {
	int64_t			 schema;
	char			 binlog[128];	/* file of the snapshot, "": none */
	int64_t			 position;
	struct figure		 table[FIGURES_TABLES];
	size_t			 tables;
	struct figure_number	 number[FIGURES_NUMBERS];
	size_t			 numbers;
};

/* Reads all of it in one consistent snapshot, without stopping anybody.  ERR_BROKEN
 * when a table is missing in sql/query/backup.sql.  Large: give it static memory. */
int	 figures_read(struct db *, struct figures *ret, struct err *);

#endif
