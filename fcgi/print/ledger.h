/*
 * ledger.h - the print ledger: what was begun and what was done, on disk before the
 * printer hears of it.  Kept by the CUPS backend bin/ledger.c; no CUPS in here.
 *
 * One text file DIR/ledger, lines appended and fdatasync'ed one by one, never changed:
 *	S title cups-job sha256 time	started: from now on paper may have come out
 *	P title printer-job time	the printer's own number of the job
 *	N title why time		nothing was sent: the start is taken back
 *	D title how time		done: paper came out, never print it again
 *	U title why time		nobody knows; a person must look
 * A torn last line (power cut) is closed with a line feed and ignored: its writer had
 * not gone on.  While a backend works on a title it holds flock on DIR/lock-title.
 *
 * Titles are "rekam-<job id>-<first 8 hex digits of the document's SHA-256>".
 */
#ifndef PRINT_LEDGER_H
#define PRINT_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define LEDGER_TITLE_MAX	60

struct ledger {
	int	dir, file, lock;
};

/* What the ledger says about one title. */
struct ledger_fact {
	bool	done;
	bool	started;	/* and not taken back */
	int	printer_job;	/* of that start; 0: the printer gave none */
};

/* buf: LEDGER_TITLE_MAX bytes */
char	*ledger_title(char *buf, int64_t job, const uint8_t sha256[32]);
/* True when title has that shape; prefix: the 4 bytes of the hash. */
bool	 ledger_title_parse(const char *title, int64_t *ret_job, uint8_t ret_prefix[4]);

/* Opens the ledger and waits for the title's lock (another backend may be printing it;
 * a signal ends the waiting with ERR_BUSY). */
int	 ledger_open(struct ledger *, const char *dir, const char *title, struct err *);
/* Forgets the lock file too when the title is done. */
void	 ledger_close(struct ledger *, const char *title, bool done);
int	 ledger_read(const struct ledger *, const char *title, struct ledger_fact *, struct err *);
/* One durable line: kind is S P N D or U; word must not contain white space. */
int	 ledger_note(const struct ledger *, char kind, const char *title, const char *word,
	    struct err *);

#endif
