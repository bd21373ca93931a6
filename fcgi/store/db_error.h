/* db_error.h - what MariaDB's error numbers mean to us; see the list in db.h. */
#ifndef STORE_DB_ERROR_H
#define STORE_DB_ERROR_H

#include <stdbool.h>

#include "base/err.h"

enum err_kind	 db_error_kind(unsigned code);
/* The connection is of no more use after this one. */
bool		 db_error_gone(unsigned code);
/* The transaction was rolled back through no fault of its own: repeat it. */
bool		 db_error_retry(unsigned code);

#endif
