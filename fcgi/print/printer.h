/*
 * printer.h - CUPS servers as the print queue needs it; the only file of the programs
 * that knows cups.h (the backend bin/ledger.c aside).
 *
 * Every function opens its own connection (0.2 ms on the socket): nothing is to be
 * repaired when cupsd was away.  All act as one user, the owner of the jobs, because
 * CUPS hides job names from others.  Time limits: connect 3 s, answer 10 s.
 *
 * Errors: ERR_AWAY no cupsd; ERR_NOT_FOUND no such queue; ERR_BUSY the queue takes no
 * jobs now; ERR_INPUT CUPS refuses the job; ERR_BROKEN all else.
 */
#ifndef PRINT_PRINTER_H
#define PRINT_PRINTER_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/err.h"
#include "sop/print_job.h"

/* The server's socket path (or host name) and the owner of the jobs; once, in main. */
void	 printer_setup(const char *server, const char *user);

/* The server that the next calls ask: "" the one of printer_setup(), else HOST or HOST:PORT of another
 * computer (over TLS, unless it is this one), at most 120 characters.  One of another computer that did
 * not answer is not asked again (ERR_AWAY at once) before printer_round(): it must not cost every job
 * of its queues the three seconds. */
void	 printer_use(const char *server);
void	 printer_round(void);

struct printer_order {
	const char	*queue, *title, *media;
	const char	*tray;		/* media-source; "" or NULL: the printer's choice */
	int		 copies;
	bool		 fallback;	/* the backend gives a silent printer up: another one stands ready */
	struct bytes	 pdf;
};

enum printer_job_state {
	PJOB_WAITING, PJOB_HELD, PJOB_PRINTING, PJOB_STOPPED,
	PJOB_CANCELLED, PJOB_ABORTED, PJOB_COMPLETED
};

struct printer_job {
	int			 id;
	enum printer_job_state	 state;
	int			 sheets;	/* proved: see bin/ledger.c */
	bool			 begun;		/* CUPS has run a backend for it (time-at-processing) */
	char			 message[200];	/* job-printer-state-message */
};

struct printer_view {
	const char		*state;		/* idle printing stopped */
	bool			 accepting;
	bool			 ledger;	/* its device is the ledger backend */
	enum print_reason	 reason;	/* what keeps it from printing */
	char			 reasons[200];	/* the keywords, for the administrator */
	char			 supplies[300];	/* "Black Toner=40; Waste=10": percent, levels known */
};

/* 0 and the job's number, or -1; then CUPS has no such job (it was taken back). */
int	 printer_submit(const struct printer_order *, int *ret_job, struct err *);
/* Our job with this title, the newest if there are more: 1, 0, -1.  Looks through
 * unfinished and finished jobs, 500 at a time (CUPS' limit). */
int	 printer_find(const char *queue, const char *title, struct printer_job *ret_job,
	    struct err *);
int	 printer_job(int id, struct printer_job *ret_job, struct err *);	/* 1, 0, -1 */
/* Cancels it; purge: and removes job and document from the spool. */
int	 printer_cancel(const char *queue, int id, bool purge, struct err *);
int	 printer_view(const char *queue, struct printer_view *ret_view, struct err *);

#endif
