/* duty_inside.h - what the two commands of duty.h share. */
#ifndef ADMIN_DUTY_INSIDE_H
#define ADMIN_DUTY_INSIDE_H

#include "admin/ctl.h"
#include "base/arena.h"
#include "store/act.h"
#include "store/db.h"

struct duty_job {
	struct db	*db;
	struct arena	*arena;
	struct act	 act;		/* .office is that of [office] code */
	char		 request[33];
	const char	*who;		/* "root (terminal)" */
	const char	*office;
};

/* Opens the database as account web and finds the office; 0, -1.  duty_job_end() in any case. */
int	 duty_job_begin(const struct ctl *, struct duty_job *, struct err *);
void	 duty_job_end(struct duty_job *);

#endif
