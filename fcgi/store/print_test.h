/* print_test.h - the test page as a document of its own, and its job on just one printer. */
#ifndef STORE_PRINT_TEST_H
#define STORE_PRINT_TEST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

struct print_test {
	int64_t		 printer;
	const char	*queue;		/* its name, for the trace */
	struct bytes	 bytes;
	const uint8_t	*sha256;	/* 32 bytes */
	int64_t		 pages;
};

/* In the caller's transaction (accounts web and migrate): document, job and trace.  The document's
 * id; -1, ERR_NOT_FOUND: the office has no such active printer. */
int64_t	 print_test_add(struct db *, struct arena *, const struct act *, const struct print_test *,
	    struct err *);

#endif
