/*
 * cups_device.h - a printer's own address, and what the printer there says of itself.
 *
 * The backend ledger (bin/ledger.c) proves paper by asking the printer for its job, so only
 * printers that speak IPP can stand behind it: ipp://, ipps://, and the same written as
 * ledger://, ledgers://.
 */
#ifndef PRINT_CUPS_DEVICE_H
#define PRINT_CUPS_DEVICE_H

#include <stdbool.h>

#include "base/err.h"

struct cups_device {
	char	host[256], path[256];
	int	port;
	bool	tls;
	char	real[1024];	/* ipp://host:port/path */
	char	ledger[1024];	/* ledger://host:port/path: what CUPS is given */
};

struct cups_device_facts {
	bool	pdf;		/* document-format-supported has application/pdf */
	char	model[100];	/* printer-make-and-model; "" */
};

/* 0; -1, ERR_INPUT: not such an address, and what would be one. */
int	 cups_device_parse(const char *uri, struct cups_device *ret, struct err *);
/* Asks the printer (connect 5 s, answer 10 s).  0; -1, ERR_AWAY: nobody answers there;
 * ERR_NOT_FOUND: something answers, but there is no printer at this path. */
int	 cups_device_ask(const struct cups_device *, struct cups_device_facts *ret, struct err *);

#endif
