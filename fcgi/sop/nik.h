/*
 * nik.h - the national identity number and the family card number.
 *
 * NIK: PPKKCC DDMMYY SSSS, 16 digits, no check digit; women have 40 added to
 * the day.  The region is that of the first registration and is never changed,
 * nor is the number when a birth date is corrected (PP 40/2019; DOMAIN 2.1).
 * Rules N1..N10 of DOMAIN 2.2.  A region code that is not the
 * office's own is no finding at all (N11).
 */
#ifndef SOP_NIK_H
#define SOP_NIK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/day.h"

enum nik_finding {
	NIK_OK,
	NIK_FORMAT,	/* N1: not 16 ASCII digits */
	NIK_DAY,	/* N2: day part 00, 32..40, 72..99 */
	NIK_MONTH,	/* N3 */
	NIK_DATE,	/* N4: no such day in that month */
	NIK_SERIAL,	/* N5: 0000 */
	NIK_BIRTH,	/* N9: differs from the birth date of the family card */
	NIK_SEX,	/* N10: differs from the sex of the family card */
	NIK_PROVINCE,	/* N6: no such province (sop/region.h) */
	NIK_REGENCY,	/* N7 */
	NIK_DISTRICT,	/* N8 */
	NIK__MAX
};

enum nik_severity {
	NIK_PASS,
	NIK_WARN,	/* the clerk ticks "sesuai KK/SIAK" */
	NIK_OVERRIDE,	/* blocks; the Kasi may override with a reason */
	NIK_BLOCK	/* blocks */
};

/* Without spaces, dots and hyphens; every other character stays (and fails). */
char		*nik_normal(struct arena *, const char *typed);
/* The first structural finding, NIK_FORMAT..NIK_SERIAL, or NIK_OK. */
enum nik_finding	 nik_check(const char *nik);
/* NIK_OK, NIK_BIRTH or NIK_SEX; born.y == 0 or sex == NULL: not known.
 * sex: "LAKI-LAKI" or "PEREMPUAN".  nik must pass nik_check(). */
enum nik_finding	 nik_compare_birth(const char *nik, struct day born);
enum nik_finding	 nik_compare_sex(const char *nik, const char *sex);
/* NIK_OK, NIK_PROVINCE, NIK_REGENCY or NIK_DISTRICT; codes of older maps are NIK_OK (N12). */
enum nik_finding	 nik_region(const char *nik);
enum nik_severity	 nik_severity(enum nik_finding);
/* "NIK_DAY", as it is stored; "" for NIK_OK. */
const char	*nik_word(enum nik_finding);
/* The word of the rule that only the Kasi's leave lets through (NIK_OVERRIDE); "" when there is none. */
const char	*nik_doubt(const char *nik);
/* What the clerk reads (DOMAIN 7.5); "" for NIK_OK. */
const char	*nik_text(enum nik_finding);
/* Family card number: 16 digits with a plausible date DDMMYY; true: as it should be. */
bool		 kk_plausible(const char *kk);

#endif
