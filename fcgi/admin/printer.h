/*
 * printer.h - `rekamctl printer`: the office's printers and their queues at CUPS.
 *
 * CUPS alone prints twice after crashes (bin/ledger.c), so each queue has the ledger in front of
 * the printer and the settings of cups_queue_make(); the row in table printer is what pages offer.
 */
#ifndef ADMIN_PRINTER_H
#define ADMIN_PRINTER_H

#include "admin/ctl.h"

ctl_command	 ctl_printer;

#endif
