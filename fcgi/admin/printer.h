/* printer.h - printers from the terminal: queue at CUPS, row in the database, both or none. */
#ifndef ADMIN_PRINTER_H
#define ADMIN_PRINTER_H

#include "admin/ctl.h"

ctl_command	ctl_printer;	/* words: admin/manual.c */

/* cupsd's own settings against those of TRUST.md 0.4, from the files in etc ("/etc/cups").  Prints a line for
 * each; 0 all are right, -1 with how many are not. */
int	 printer_check(const char *etc, struct err *);

#endif
