/* printer_inside.h - what printer.c and printer_setup.c share; nobody else. */
#ifndef PRINT_PRINTER_INSIDE_H
#define PRINT_PRINTER_INSIDE_H

#include <cups/cups.h>

#include "base/err.h"

http_t	*printer_dial(struct err *);
/* Says what went wrong in the last call; -1. */
int	 printer_blame(struct err *, const char *what);
/* A request about that queue, from the owner of the jobs. */
ipp_t	*printer_request(ipp_op_t, const char *queue);
/* The answer (caller deletes it); NULL and e filled when CUPS says no.  file: a document that goes with
 * the request, or NULL. */
ipp_t	*printer_converse(ipp_t *, const char *path, const char *file, const char *what, struct err *);

#endif
