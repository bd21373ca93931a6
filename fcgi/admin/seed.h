/*
 * seed.h - the demonstration office: Kecamatan Watulimo with its villages, SOP and
 * requirements (sql/seed/watulimo.sql), invented signatories, the printer queue, the
 * station with the public key that "keys init" made, and one account per role with
 * one shared password.  May be run again: what is there stays as it is.  The table
 * of accounts goes to standard output and, where it can be written, to
 * akun-demo.txt beside the config (mode 0600).
 */
#ifndef ADMIN_SEED_H
#define ADMIN_SEED_H

#include "admin/ctl.h"

#define SEED_PASSWORD	"watulimo-demo-2026"

ctl_command	ctl_seed_demo;		/* seed-demo */

#endif
