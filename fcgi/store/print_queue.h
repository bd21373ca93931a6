/*
 * print_queue.h - the print queue as rows: what pages put in and what printd takes out.
 *
 * print_enqueue() is called inside the transaction that freezes the document (accounts
 * web and station).  The others are orders of a person (account web): each locks the job's
 * document first, so that orders for one paper come one after the other; works in the
 * caller's transaction or in one of its own (a deadlock repeats it); leaves a trace
 * (audit); and remembers act->request: the same request again is 1 and changes nothing.
 * Lists and single rows are the compiled statements of sql/query/print_queue.sql:
 * print_waiting, print_history, print_one, print_printers.
 */
#ifndef STORE_PRINT_QUEUE_H
#define STORE_PRINT_QUEUE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/act.h"
#include "store/db.h"

/* A new job for a frozen document on the printer that the routes give to this kind of paper
 * when act->address orders it (sql/schema/0011_printing.sql), else the first active one; title
 * rekam-<job id>-<first 8 hex of sha256>.  0, or -1; ERR_NOT_FOUND: the office has no
 * active printer and no row was written, which is for a person to mend, not a fault. */
int	 print_enqueue(struct db *, struct arena *, const struct act *, int64_t document,
	    const uint8_t sha256[32], int copies, struct err *);

/* One copy on just this printer: the test page. */
int	 print_enqueue_on(struct db *, struct arena *, const struct act *, int64_t printer,
	    int64_t document, const uint8_t sha256[32], struct err *);

/* Prints the same document once more: a new job with the same copies.  The old job, when
 * it is held, is withdrawn in the same transaction.  1; 0: no such job in this office, its
 * document is void or not frozen, it is a case's paper that came out (print_spoiled, or a
 * marked copy), it waits or is on its way to the printer, or another job of the document is
 * not final; -1, ERR_NOT_FOUND as above. */
int	 print_reprint(struct db *, struct arena *, const struct act *, int64_t job, struct err *);
/* A held job whose paper is in the tray.  1; 0: it is not held (any more); -1. */
int	 print_mark_printed(struct db *, struct arena *, const struct act *, int64_t job,
	    struct err *);
/* Takes back a job that waits or is held; one on its way is called off by printd.  1; 0: too
 * late; -1. */
int	 print_take_back(struct db *, struct arena *, const struct act *, int64_t job,
	    struct err *);
/* A printed sheet of an unfinished case is torn or smudged: it is noted as destroyed, and why, and
 * one new one is ordered, unmarked.  1; 0: not printed, noted before, finished; -1. */
int	 print_spoiled(struct db *, struct arena *, const struct act *, int64_t job, const char *why,
	    struct err *);
/* To another active printer.  1; 0: no such printer, the same one, or not waiting nor held; -1. */
int	 print_move_to(struct db *, struct arena *, const struct act *, int64_t job, int64_t printer,
	    struct err *);
/* A clerk prints the frozen PDF at his own PC: a job that waits or is held is held as
 * unconfirmed (from-pc), so that printd does not print it too.  1; 0: too late; -1. */
int	 print_at_pc(struct db *, struct arena *, const struct act *, int64_t job, struct err *);

#endif
