/* compare.h - what was restored against what the manifest promises. */
#ifndef ADMIN_COMPARE_H
#define ADMIN_COMPARE_H

#include <stdbool.h>
#include <stdio.h>

#include "admin/figures.h"

/* One line per table to say; false when anything differs.  exact: rows, highest ids,
 * checksums and numbers are equal; else: none is larger than promised. */
bool	 compare_figures(const struct figures *want, const struct figures *got, bool exact,
	    FILE *say);

#endif
