/*
 * act.h - who does something, when, from where, within which request.
 *
 * Every store function that writes takes one, so that no change can be made
 * without a trace (ARCHITECTURE 4, Audit).
 */
#ifndef STORE_ACT_H
#define STORE_ACT_H

#include <stdint.h>

#include "base/day.h"
#include "sop/role.h"

struct act {
	int64_t		 actor;		/* user.id; 0: the system */
	role_set	 roles;
	int64_t		 office;	/* office.id */
	const char	*address;	/* of the browser, as nginx saw it */
	const char	*session;	/* 16 hex digits: begin of the session's token hash; "" or NULL: none */
	const char	*request;	/* 32 hex digits: the form's own id, or the request's */
	struct utc	 at;
};

#endif
