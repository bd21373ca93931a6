/* names.h - the words of names that were stored before there was a search by them. */
#ifndef ADMIN_NAMES_H
#define ADMIN_NAMES_H

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* Indexes every case that has no words yet; *ret_n: how many.  In pieces of a transaction each, so
 * that it can be broken off and begun again. */
int	 names_index(struct db *, int64_t *ret_n, struct err *);

#endif
