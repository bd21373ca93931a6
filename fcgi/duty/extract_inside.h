/* extract_inside.h - how the files of extract.h make facts; nobody else includes it. */
#ifndef DUTY_EXTRACT_INSIDE_H
#define DUTY_EXTRACT_INSIDE_H

#include "base/bytes.h"
#include "duty/extract.h"

/* A list of facts being filled; cap is what it may hold. */
struct filling {
	struct arena		*arena;
	struct extract_facts	 facts;
	size_t			 cap;
};

struct filling	 filling_begin(struct arena *, size_t cap);
/* NULL or "" is absent. */
void	 fill_text(struct filling *, const char *key, const char *label, const char *);
/* Two forms of the same value. */
void	 fill_both(struct filling *, const char *key, const char *label, const char *machine,
	    const char *shown);
void	 fill_number(struct filling *, const char *key, const char *label, int64_t);
void	 fill_day(struct filling *, const char *key, const char *label, struct day);
void	 fill_when(struct filling *, const char *key, const char *label, struct utc);
void	 fill_hash(struct filling *, const char *key, const char *label, struct bytes);

struct extract_table	 table_begin(struct arena *, const char *key, const char *title,
	    const char *none, size_t rows);
/* Takes the filled row. */
void	 table_add(struct extract_table *, const struct filling *);

/* Facts and tables of one case; 1; 0: it went away; -1. */
int	 extract_case_load(struct db *, struct arena *, const struct act *, int64_t id,
	    struct extract *, struct extract_case *ret, struct err *);
/* Traces, lists and requests. */
int	 extract_tables_load(struct db *, struct arena *, const struct act *, const char *nik,
	    struct extract_tables *ret, struct err *);

#endif
