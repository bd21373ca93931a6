/*
 * table.h - tables with ruled cells that go on over pages.
 *
 * A row is never divided; when it does not fit, the next page begins with the heads again.
 * Cells wrap; a row higher than a page is an error of the sheet ("page: ...").
 */
#ifndef PRINT_TABLE_H
#define PRINT_TABLE_H

#include "print/layout.h"

#define TABLE_COLUMNS_MAX	20

struct table_column {
	const char	*head;
	double		 share;		/* of the width, in any unit: 2 is twice 1 */
	bool		 right;		/* numbers */
};

struct table {
	struct sheet	*sheet;
	const struct table_column *column;
	size_t		 n;
	double		 size;		/* of the type, points */
	double		 x[TABLE_COLUMNS_MAX + 1];
	int		 rows;		/* on all pages */
};

/* Draws the heads from the sheet's y on. */
void	 table_begin(struct table *, struct sheet *, double size,
	    const struct table_column *, size_t n);
/* n texts, NULL and "" are empty cells. */
void	 table_row(struct table *, const char *const *cell);
/* A line over the whole width, bold: sums and closings. */
void	 table_note(struct table *, const char *text);

#endif
