/* role.h - the roles of the program and what each may do, printed from the tables (sop/role.h, sop/sop.h). */
#ifndef ADMIN_ROLE_H
#define ADMIN_ROLE_H

#include "admin/ctl.h"

ctl_command	ctl_role;	/* words: admin/manual.c */

#endif
