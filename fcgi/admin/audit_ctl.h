/*
 * audit_ctl.h - "rekamctl audit": anchors and the check of the traces.
 *
 *	audit anchor	asks rekam-signd for an anchor now and prints its number and code
 *	audit verify	checks everything (audit_verify.h); exit 3 when something is wrong
 *	  --anchors F	a copy of the anchor log, kept outside; else the server's own
 *	  --public F	the public anchor key, else KEYS/anchor.pub
 */
#ifndef ADMIN_AUDIT_CTL_H
#define ADMIN_AUDIT_CTL_H

#include "admin/ctl.h"

#define CTL_FINDING	3

ctl_command	 ctl_audit;

#endif
