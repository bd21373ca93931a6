/* capture_part.h - what belongs to step 5 beside the fingers, as lines of its page. */
#ifndef STEP_CAPTURE_PART_H
#define STEP_CAPTURE_PART_H

#include "page/view_layout.h"
#include "page/visit.h"
#include "sql/biometric.h"
#include "sql/casefile.h"
#include "step/capture_station.h"

#define PART_EXCEPTED	"KECUALI"

/* Photo and signature where the office takes them, the exception photo where there is an exception to show; the official enrolment and the iris always; ret_official:
 * the word of the official result that was noted last, "" none.  0, -1. */
/* Of its fingers; *ret_has.  0, -1. */
int	 capture_has_exception(struct visit *, int64_t id, bool *ret_has);
int	 capture_parts(struct visit *, const struct casefile_get_row *, const struct capture_rules *,
	    struct view_part_list *ret, const char **ret_official);
/* Of rows that stand newest first; NULL: none of that part. */
const struct enrolment_list_row	*enrolment_newest(const struct enrolment_list_rows *, const char *part);
const char	*enrolment_result_label(const char *word);	/* BERHASIL: "Berhasil" */
enum tone	 enrolment_result_tone(const char *word);

#endif
