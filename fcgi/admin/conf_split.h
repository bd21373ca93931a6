/*
 * conf_split.h - one master configuration, and a file for each program made from it.
 *
 * The master (/etc/rekam/rekam.conf, 0600, root) holds every account's password.  A program's own
 * file holds the sections it needs and the one database account it uses; it belongs to root and
 * the program's group, 0640.  Key files that a program reads are given to its group the same way.
 * Which program gets what is one table in conf_split.c; a test holds the sources against it.
 */
#ifndef ADMIN_CONF_SPLIT_H
#define ADMIN_CONF_SPLIT_H

#include <stdio.h>

#include "admin/ctl.h"

struct split_program {
	const char	*name;		/* of the file: "web-pages" */
	const char	*user;		/* of the system; its group reads the file */
	const char	*account;	/* of the database; "" none */
	const char	*sections;	/* "paths database web" */
	const char	*keys;		/* settings that name key files: "signd.letter_key paths.keys/backup.key" */
};
extern const struct split_program split_program[];	/* ended by name == NULL */

/* config split [--into DIR] [--own].  DIR: default /etc/rekam. */
ctl_command	ctl_config;

/* The program's own file as text. */
int	 split_write(const struct conf *, const struct split_program *, FILE *, struct err *);

#endif
