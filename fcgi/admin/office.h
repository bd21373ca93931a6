/* office.h - the office and how it works, from a terminal: what /pengaturan shows, and its letterhead. */
#ifndef ADMIN_OFFICE_H
#define ADMIN_OFFICE_H

#include "admin/ctl.h"

ctl_command	ctl_office;	/* words: admin/manual.c */

#endif
