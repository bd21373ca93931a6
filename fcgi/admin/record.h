/*
 * record.h - "rekamctl record": sealed records out of the database, and opened where the key is.
 *
 *	list CASE			what is there of a case (its number in the program)
 *	copy CASE --into FOLDER		the sealed records as files, for the medium that goes to the safe
 *	open FOLDER --keys SAFE --into FOLDER2	needs no database: on the export laptop
 *
 * `copy` writes finger-02.rekam, foto.rekam, tanda-tangan.rekam, and isi.txt with one line each:
 *	case UUID
 *	station CODE HEX		public key, which the records are checked with
 *	record FILE KEY-MONTH SHA256
 *	missing FINGER AMPUTASI|LAIN
 * `open` checks every record (station's signature, that it is of this case and finger), opens it
 * with SAFE/export-MONTH.key, and writes finger-02.png and .fir (ISO/IEC 19794-4:2011) and
 * sidik-jari.an2 (ANSI/NIST-ITL Type-14), foto.jpg, tanda-tangan.jpg.  What fails is named, the rest
 * goes on, and the command fails.  Every `copy` leaves a trace.
 */
#ifndef ADMIN_RECORD_H
#define ADMIN_RECORD_H

#include "admin/ctl.h"

ctl_command	 ctl_record;

/* record_open.c */
int	 record_open(const char *from, const char *keys, const char *into, struct err *);

#endif
