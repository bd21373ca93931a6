/*
 * come_back.h - the applicant comes back another day (DOMAIN 8.3, G17): why, and when.
 */
#ifndef PAGE_COME_BACK_H
#define PAGE_COME_BACK_H

#include "page/field.h"
#include "page/visit.h"
#include "sop/cause.h"
#include "sql/casefile.h"

#define COME_BACK_MOST_DAYS	90	/* ahead: later the case would expire first */

/* Controls sebab_tunda (select) and kembali (date). */
void	 come_back_fields(const struct field_source *, enum cause_place, const struct casefile_get_row *,
	    struct view_field *ret_cause, struct view_field *ret_day);
/* Both are needed; the day lies ahead. */
void	 come_back_check(struct visit *, const struct form_field *, enum cause_place, const char *cause,
	    struct day on, struct form_result *);
/* Step 2: only that day is noted; the status stays. */
enum change_end	 come_back_put_off(struct change *, const char *cause, struct day on, struct err *);
/* The same after a move that put the case off. */
int	 come_back_note(struct change *, const char *cause, struct day on, struct err *);
/* "Pemohon kembali Senin, 30 November 2026: Jaringan atau SIAK luring."; NULL: no such day. */
const char	*come_back_text(struct arena *, const struct casefile_get_row *);

#endif
