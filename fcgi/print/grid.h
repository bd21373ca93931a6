/*
 * grid.h - tables with ruled cells that go on over pages.
 *
 * A row is never divided; when it does not fit, the next page begins with the heads again.
 * Cells wrap; a row higher than a page is an error of the sheet ("page: ...").
 */
#ifndef PRINT_GRID_H
#define PRINT_GRID_H

#include "print/layout.h"

#define GRID_COLUMNS_MAX	20

struct grid_column {
	const char	*head;
	double		 share;		/* of the width, in any unit: 2 is twice 1 */
	bool		 right;		/* numbers */
};

struct grid {
	struct sheet	*sheet;
	const struct grid_column *column;
	size_t		 n;
	double		 size;		/* of the type, points */
	double		 x[GRID_COLUMNS_MAX + 1];
	int		 rows;		/* on all pages */
};

/* Draws the heads from the sheet's y on. */
void	 grid_begin(struct grid *, struct sheet *, double size,
	    const struct grid_column *, size_t n);
/* n texts, NULL and "" are empty cells. */
void	 grid_row(struct grid *, const char *const *cell);
/* A line over the whole width, bold: sums and closings. */
void	 grid_note(struct grid *, const char *text);

#endif
