/*
 * queue_runner.h - what printd does with one job, as a function of what CUPS says: no
 * database, no clock, no CUPS in here (the hands do that; tests give others).
 *
 *	claimed --find--> accepted      CUPS has it already: never sent twice
 *	        --submit-> accepted
 *	        --------> queued        CUPS away, queue closed: later, with back-off
 *	        --------> held          bytes changed, refused, no such queue
 *	accepted -------> printed       CUPS: completed, and behind a ledger queue
 *	                                with the sheets that its backend proved
 *	        --------> held          the backend held it and said why, cancelled, aborted
 *	        --------> queued        CUPS lost it or the backend died: sent again if the
 *	                                ledger guards the printer, else held as unknown;
 *	                                CUPS lost its bytes: sent again, nothing came out
 *	        --------> accepted      still at it; the reason says what it waits for
 *	        --------> withdrawn     cancelled by a wish, before any backend ran for it
 *
 * Where another printer stands ready (fallback) a job moves on to it, but only while nothing
 * can have come out: CUPS has not got it, has never run a backend for it (asked again after it
 * was cancelled), or the backend says that it never reached the printer.  The title stays,
 * so that a ledger which knows better holds the job instead of printing twice.
 *
 * A held job is taken back from CUPS, so that no document stays in its spool.
 */
#ifndef PRINT_QUEUE_RUNNER_H
#define PRINT_QUEUE_RUNNER_H

#include "print/printer.h"
#include "sop/print_job.h"

/* Sends that CUPS refused or lost before the job is held. */
#define RUNNER_ATTEMPTS	5

struct print_task {
	int64_t			 id;
	enum print_state	 state;		/* CLAIMED or ACCEPTED */
	enum print_reason	 reason;	/* the one stored now */
	const char	*title, *queue, *media, *tray;
	bool		 fallback;	/* another printer stands ready */
	bool		 cancel;	/* a person wishes so */
	int		 copies, attempts, cups_job;	/* 0: not known */
	/* only looked at when it is sent */
	struct bytes	 pdf, sha256;
	bool		 is_void;
};

struct print_outcome {
	enum print_state	 state;		/* QUEUED ACCEPTED PRINTED HELD WITHDRAWN */
	enum print_reason	 reason;
	char		 detail[200];
	int		 cups_job, attempts;
	int		 wait;		/* seconds until the next step */
	bool		 move;		/* QUEUED: to the other printer, at once */
};

/* The functions of printer.h, or a test's. */
struct print_hands {
	int	(*submit)(const struct printer_order *, int *ret_job, struct err *);
	int	(*find)(const char *queue, const char *title, struct printer_job *, struct err *);
	int	(*job)(int id, struct printer_job *, struct err *);
	int	(*cancel)(const char *queue, int id, bool purge, struct err *);
	int	(*view)(const char *queue, struct printer_view *, struct err *);
};

extern const struct print_hands	 print_hands_cups;

void	 runner_step(const struct print_hands *, const struct print_task *,
	    struct print_outcome *ret);
/* Seconds before attempt n (1, 2, ...) is repeated: 2 4 8 ... 60. */
int	 runner_backoff(int attempts);

#endif
