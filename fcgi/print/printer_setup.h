/*
 * printer_setup.h - CUPS queues as an administrator sets them up (TRUST.md 0.4): our backend with its
 * ledger before an IPP printer, and the identity filter, so that the printer gets the bytes that were
 * frozen.  A printer that takes no PDF, or is no IPP printer, needs a driver (PPD); without IPP there is
 * no ledger, and each of its sheets is confirmed by a clerk.
 *
 * Errors as in printer.h; setting up needs the right to administer CUPS (root, or group lpadmin).
 */
#ifndef PRINT_PRINTER_SETUP_H
#define PRINT_PRINTER_SETUP_H

#include <stdbool.h>

#include "base/err.h"

/* The PPD that changes nothing between us and the printer. */
extern const char	 printer_identity_ppd[];

/* ipp://host[:port]/path and ipps:// become ledger:// and ledgers://, others stay.  false: no device URI,
 * or too long for buf. */
bool	 printer_device(const char *uri, char *buf, unsigned size);
/* A queue's name: 1..60 of A-Z a-z 0-9 . _ - */
bool	 printer_queue_name(const char *);

struct printer_probe {
	char	 model[100];
	bool	 pdf;		/* takes application/pdf as it is */
};

/* Asks an ipp:// or ipps:// printer itself.  0; -1, ERR_AWAY: it does not answer. */
int	 printer_probe(const char *uri, struct printer_probe *ret, struct err *);

struct printer_queue {
	const char	*name, *label;
	const char	*device;	/* as printer_device() made it */
	const char	*driver;	/* file name of a PPD */
};

/* Makes the queue or changes it to this: not shared, no banners, retried, taking jobs. */
int	 printer_queue_put(const struct printer_queue *, struct err *);
/* 1; 0: there was none; -1. */
int	 printer_queue_remove(const char *name, struct err *);

struct printer_standing {
	char	 device[256], state[16], policy[24], reasons[200];
	bool	 accepting, shared, ledger;
};

/* 1; 0: no such queue; -1. */
int	 printer_standing(const char *name, struct printer_standing *ret, struct err *);

#endif
