/*
 * ledger_paper.h - the document as the ledger backend takes it from cupsd, and whether it
 * is the one that the job's title promises.
 */
#ifndef PRINT_LEDGER_PAPER_H
#define PRINT_LEDGER_PAPER_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct ledger_paper {
	int	fd;		/* memory file, inherited over exec */
	size_t	size;
	uint8_t	sha256[32];
};

/* Reads in to its end; at most 64 MiB. */
int	 ledger_take(struct ledger_paper *, int in, struct err *);
/* NULL when it is a PDF whose SHA-256 begins as the title (ledger_title) says, else why
 * not.  final: the type that CUPS made of it for the printer; where that is neither
 * empty nor PDF the bytes are a conversion and only must not be empty. */
const char	*ledger_damage(const struct ledger_paper *, const char *title,
		    const char *final);

#endif
