/*
 * duty.h - what the office owes persons, from a terminal (UU 27/2022 Ps. 32 and 46).
 *
 *	subject NIK --out FILE		FILE is JSON (duty/extract.schema.json), FILE with .txt in
 *					the place of .json is the same for people; both 0600
 *	affected --from T --to T [--user NAME] [--address A] | [--station CODE]
 *	affected --backup NAME|T
 *		[--lists] [--csv]	a table, or CSV, on standard output
 *
 * T is WIB: 2026-11-23, 23-11-2026 09.41, 2026-11-23T09:41.  Both use the database account of
 * the pages and leave traces (address "rekamctl", the user of the terminal in the detail).
 */
#ifndef ADMIN_DUTY_H
#define ADMIN_DUTY_H

#include "admin/ctl.h"

ctl_command	 ctl_subject;
ctl_command	 ctl_affected;

#endif
