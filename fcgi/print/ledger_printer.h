/*
 * ledger_printer.h - what the printer itself says of a job, asked over IPP (RFC 8011) by
 * the ledger backend.  The only truth about paper: neither cupsd nor ipp's exit code is.
 */
#ifndef PRINT_LEDGER_PRINTER_H
#define PRINT_LEDGER_PRINTER_H

#include <stdbool.h>

struct ledger_printer {
	const char	*uri;		/* ipp://host:port/path or ipps: */
	const char	*user;		/* in whose name jobs are sent */
	const char	*title;		/* job-name of the job asked for, unique */
};

enum ledger_state {
	LEDGER_SILENT,		/* the printer does not answer */
	LEDGER_STRANGER,	/* it has no such job, or one of another name */
	LEDGER_EMPTY,		/* created, but no document ever came (job-data-insufficient) */
	LEDGER_WORKING,		/* it has the document, or is getting it */
	LEDGER_COMPLETED,
	LEDGER_CANCELLED,
	LEDGER_ABORTED
};

/* True when a connection to the printer can be made, within 5 s. */
bool	 ledger_printer_there(const struct ledger_printer *);
/* Get-Job-Attributes of the printer's job of that number. */
enum ledger_state	 ledger_printer_job(const struct ledger_printer *, int job);
/* The number of the job with the title, among those that wait or work or else ended with
 * paper or a fault; 0: none is known; -1: the printer does not answer. */
int	 ledger_printer_find(const struct ledger_printer *);
/* Cancel-Job of a job that is LEDGER_EMPTY: true when it is gone and not a sheet came out,
 * so that the document may be sent anew without a doubt. */
bool	 ledger_printer_withdraw(const struct ledger_printer *, int job);

#endif
