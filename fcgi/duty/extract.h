/*
 * extract.h - everything that is stored about one person, with who looked at it and who
 * changed it, as one tree that JSON, text and page are made from (UU 27/2022 Ps. 32).
 *
 * A fact has a key (JSON), a label (people), a machine value and a shown one.  An absent
 * value is NULL in both.  Fingerprints are never in it: only which, how good, when and where.
 * All memory is the arena's.
 */
#ifndef DUTY_EXTRACT_H
#define DUTY_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/out.h"
#include "store/act.h"
#include "store/db.h"

#define EXTRACT_FORM	"rekam-ekstrak-subjek-1"

struct extract_fact {
	const char	*key, *label;
	const char	*machine;	/* NULL: absent */
	const char	*shown;		/* "" when absent */
	bool		 number;	/* machine is a JSON number */
};

struct extract_facts {
	struct extract_fact	*at;
	size_t			 n;
};

struct extract_row {
	struct extract_facts	 cells;	/* the same keys and labels in each row */
};

struct extract_rows {
	struct extract_row	*at;
	size_t			 n;
};

struct extract_table {
	const char		*key, *title;
	const char		*none;	/* what is said when there is no row */
	struct extract_rows	 rows;
};

struct extract_tables {
	struct extract_table	*at;
	size_t			 n;
};

struct extract_case {
	int64_t			 id;
	const char		*title;		/* "Permohonan nomor agenda 0123/2026" */
	struct extract_row	 facts;
	struct extract_tables	 tables;	/* requirements, events, steps, papers, captures, exceptions */
};

struct extract_cases {
	struct extract_case	*at;
	size_t			 n;
};

struct extract {
	const char		*nik, *name;	/* of the newest case */
	const char		*office;
	struct extract_row	 head;		/* what this file is, when and by whom it was made */
	struct extract_cases	 cases;
	struct extract_tables	 tables;	/* traces, lists, requests */
};

/* Reads it all.  by: who has it made, as the file shall say.  1; 0: nothing is stored about
 * that NIK in the act's office; -1. */
int	 extract_load(struct db *, struct arena *, const struct act *, const char *nik,
	    const char *by, struct extract *ret, struct err *);
/* One trace at each case of the person: action EKSTRAK or UNDUH_EKSTRAK. */
int	 extract_trace(struct db *, struct arena *, const struct act *, const struct extract *,
	    const char *action, const char *detail, struct err *);

/* UTF-8, indented, in the form of extract.schema.json; 0, -1 (no memory). */
int	 extract_json(const struct extract *, struct out *);
/* The same for people, 78 columns. */
void	 extract_text(const struct extract *, struct out *);

#endif
