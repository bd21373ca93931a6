/* name_index.h - the words of a case's name, for searching (sop/name_key.h). */
#ifndef STORE_NAME_INDEX_H
#define STORE_NAME_INDEX_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* The words of that case are those of this name from now on; inside the transaction that sets the name. */
int	 name_index_write(struct db *, struct arena *, int64_t office, int64_t case_id, const char *name, struct err *);

#endif
