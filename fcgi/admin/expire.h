/* expire.h - rekamctl expire: closes what nobody moved for longer than the office waits. */
#ifndef ADMIN_EXPIRE_H
#define ADMIN_EXPIRE_H

#include "admin/ctl.h"

/* Account web, each case a transaction of its own, as if by a page: status, event, letter void, trace. */
ctl_command	 ctl_expire;

#endif
