/*
 * schema.h - is the database the one this program was built for?
 *
 * The numbered files of sql/schema are compiled in.  Every program that stores or
 * reads asks once at start and refuses to run on another schema: an older one
 * (run rekamctl migrate), a newer one (the program is old), a changed file, or a
 * migration that was interrupted.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

#define SCHEMA_SHA256	32

/* A numbered file of sql/schema: "0001_office.sql". */
struct schema_file {
	int64_t		 version;
	const char	*name, *text;
	uint8_t		 sha256[SCHEMA_SHA256];
};

/* The i-th file in order of version, from 1 (0 is migrate's own); 0 when there is none. */
int	 schema_file(size_t i, struct schema_file *ret);
/* 0, or -1 with a text that says what to do (ERR_AWAY: ask again later). */
int	 schema_check(struct db *, struct err *);

#endif
