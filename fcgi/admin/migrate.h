/*
 * migrate.h - brings the database to the schema this program was built with.
 *
 * Forward only.  Each numbered file of sql/schema (compiled in) runs once, in
 * order, as account migrate; its SHA-256 is remembered and a file that changed
 * afterwards is refused, before anything runs.  DDL is no transaction: a file
 * that was interrupted stays marked, and migrate refuses to go on until somebody
 * has restored the backup taken before (or finished it by hand and set done_at).
 * One migrate at a time: a lease row of LEASE_S seconds (GET_LOCK does not work
 * on Galera).  At the end sql/grants.sql runs, each time, with the accounts'
 * names from the config; the accounts themselves are made by whoever sets up the
 * server (tools/devrun, the package), and migrate holds all rights on the
 * database WITH GRANT OPTION and none elsewhere.
 */
#ifndef ADMIN_MIGRATE_H
#define ADMIN_MIGRATE_H

#include "admin/ctl.h"

ctl_command	ctl_migrate;		/* migrate */
ctl_command	ctl_schema;		/* schema: is it the right one? */

#endif
