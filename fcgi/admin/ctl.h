/*
 * ctl.h - what every command of rekamctl gets.
 *
 * A command is a row of the table in bin/rekamctl.c and a function here:
 * 0 done; -1 failed, err says why (main prints it, exit 1); CTL_USAGE the words
 * were wrong (main prints the row's help, exit 2).  What it has to say goes to
 * standard output, one line per fact.
 */
#ifndef ADMIN_CTL_H
#define ADMIN_CTL_H

#include "base/conf.h"
#include "base/err.h"

#define CTL_USAGE	2

struct ctl {
	const struct conf	*conf;
	const char		*conf_path;
};

/* argv[0] is the command's own word, argv[argc] is NULL. */
typedef int ctl_command(const struct ctl *, int argc, char **argv, struct err *);

#endif
