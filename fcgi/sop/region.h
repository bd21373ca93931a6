/*
 * region.h - the Kemendagri region codes in a NIK (digits 1..6) and in a family card number.
 *
 * A NIK keeps the code of its first registration, so codes of older maps are known too; which came
 * before 2022 is not (DOMAIN 4.3): an unknown code is a reason to look again, never to refuse.
 * The table is made at build time (tools/region.mjs) from data under the Open Database License.
 */
#ifndef SOP_REGION_H
#define SOP_REGION_H

#include "base/arena.h"

/* Whose licence asks that it is shown where the data go. */
#define REGION_NOTICE	"Contains data from idn-area-data (github.com/fityannugroho/idn-area-data), ODbL 1.0"

enum region_known {
	REGION_KNOWN,
	REGION_RETIRED,		/* a code of an older map */
	REGION_NO_PROVINCE,	/* rule N6 */
	REGION_NO_REGENCY,	/* rule N7 */
	REGION_NO_DISTRICT	/* rule N8 */
};

/* digits: at least six ASCII digits PPKKCC; what follows is not looked at. */
enum region_known	 region_find(const char *digits);
/* "KABUPATEN TRENGGALEK, JAWA TIMUR", as far as the code is known; "" when it is not. */
const char	*region_name(struct arena *, const char *digits);

#endif
