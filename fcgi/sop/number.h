/*
 * number.h - how agenda and letter numbers are written (DOMAIN 5.2).
 * The two series are separate; both begin at 1 each calendar year (WIB).
 */
#ifndef SOP_NUMBER_H
#define SOP_NUMBER_H

#include <stdint.h>

#include "base/arena.h"

/* Words of counter.series. */
#define SERIES_AGENDA	"AGENDA"
#define SERIES_LETTER	"SURAT"

/* "0123/2026" */
char	*number_agenda(struct arena *, int64_t no, int64_t year);
/* "400.12.2.1/123/406.08/2026": class / running number / agency code / year */
char	*number_letter(struct arena *, const char *letter_class, int64_t no,
	    const char *agency_code, int64_t year);

#endif
