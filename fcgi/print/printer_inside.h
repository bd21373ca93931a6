/* printer_inside.h - what the files that speak to CUPS share: printer.c for the print queue,
 * cups_queue.c and cups_device.c for the administrator. */
#ifndef PRINT_PRINTER_INSIDE_H
#define PRINT_PRINTER_INSIDE_H

#include <cups/cups.h>

#include "base/err.h"

/* A connection to the server of printer_setup(); NULL and ERR_AWAY. */
http_t	*printer_dial(struct err *);
/* Says what went wrong in the last call; -1. */
int	 printer_blame(struct err *, const char *what);

#endif
