/* session.h - who is logged in, and putting an end to it. */
#ifndef ADMIN_SESSION_H
#define ADMIN_SESSION_H

#include "admin/ctl.h"

ctl_command	ctl_session;	/* words: admin/manual.c */

#endif
