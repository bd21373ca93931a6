/*
 * cups_queue.h - a queue of CUPS as rekam needs it: made, looked at, removed.  At the server of
 * printer_setup(), as the user of this process: CUPS lets root and its SystemGroup do this over
 * its socket, and nobody is asked for a password.
 *
 * Errors as in printer.h; ERR_INPUT also: CUPS does not let this user.
 */
#ifndef PRINT_CUPS_QUEUE_H
#define PRINT_CUPS_QUEUE_H

#include <stdbool.h>

#include "base/err.h"
#include "print/cups_device.h"

enum cups_queue_how {
	CUPS_QUEUE_PDF,		/* print/rekam.ppd: the printer gets the bytes that were frozen */
	CUPS_QUEUE_PPD,		/* a maker's PPD: CUPS converts */
	CUPS_QUEUE_EVERYWHERE	/* CUPS makes the PPD from the printer's answers, and converts */
};

struct cups_queue {
	const char	*name, *label;
	const struct cups_device *device;
	enum cups_queue_how	 how;
	const char	*ppd;		/* file of CUPS_QUEUE_PPD */
};

struct cups_queue_facts {
	char	device[1024];
	char	model[100];
	char	error_policy[32], policy[32];
	bool	sheets;		/* a banner before or after each job */
	bool	shared, accepting, stopped;
	bool	ledger;		/* its device is the ledger backend */
	bool	same_bytes;	/* and nothing converts the document */
};

/* Makes it or sets all of it anew: device, PPD, error policy retry-job, no banners, not shared,
 * operation policy default, accepting, enabled. */
int	 cups_queue_make(const struct cups_queue *, struct err *);
int	 cups_queue_remove(const char *name, struct err *);
int	 cups_queue_look(const char *name, struct cups_queue_facts *ret, struct err *);
/* What is wrong with a queue and what to do, NULL behind the last: i from 0 on. */
const char	*cups_queue_wrong(const struct cups_queue_facts *, int i);

#endif
