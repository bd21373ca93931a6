/*
 * trace.h - what rekamctl did leaves a trace as what people do at the pages.
 *
 * After the deed, which may be older than the database or on another machine: a trace that
 * cannot be written is said on standard error and does not undo what was done.
 */
#ifndef ADMIN_TRACE_H
#define ADMIN_TRACE_H

#include "base/conf.h"

/* account: the database account that writes it ("migrate", "backup"). */
void	 ctl_trace(const struct conf *, const char *account, const char *action,
	    const char *object, const char *detail);

#endif
