/*
 * workbook.h - a table as a spreadsheet file (Office Open XML, ECMA-376: one sheet, strings in the
 * cells), made in memory: nothing of a person's goes into a temporary file.
 *
 * What is text stays text: a NIK keeps its sixteen digits, a name that begins with = is no formula.
 */
#ifndef PRINT_WORKBOOK_H
#define PRINT_WORKBOOK_H

#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/day.h"
#include "base/err.h"

enum workbook_kind { WORKBOOK_TEXT, WORKBOOK_NUMBER, WORKBOOK_DAY };

struct workbook_column {
	const char		*head;
	enum workbook_kind	 kind;
	int			 width;	/* characters */
};

struct workbook {
	const char			*sheet;		/* name of the sheet, at most 31 characters, none of []:*?/\ */
	const struct workbook_column	*column;
	size_t				 columns;	/* 1..50 */
	const char *const		*cell;		/* row after row; NULL and "": empty; days as 2026-11-23 */
	size_t				 rows;
	struct utc			 made;
};

/* The file's bytes in the arena; -1: ERR_FULL, or ERR_INPUT for a number or a day that is none. */
int	 workbook_render(struct arena *, const struct workbook *, struct bytes *ret_file, struct err *);

#endif
