/*
 * difference.h - step 2: which data differ from the family card or SIAK (DOMAIN 8.4), field by
 * field.  A row is marked with its tick, or by writing down what KK or SIAK say.
 */
#ifndef STEP_DIFFERENCE_H
#define STEP_DIFFERENCE_H

#include "http/form.h"
#include "page/view_step.h"
#include "page/visit.h"
#include "sql/casefile.h"

/* All rows of the sheet with what was entered; ticks and notes as they were sent, where they were. */
struct view_difference_list	 difference_rows(struct visit *, const struct casefile_get_row *);
/* What was marked; a text that breaks a rule, or a cause that needs a mark, into the result. */
struct view_difference_list	 difference_marked(struct visit *, const struct form_field *form,
				    struct view_difference_list rows, bool needed, struct form_result *);
int	 difference_store(struct change *, struct view_difference_list marked, struct err *);
/* As declared last; none: n == 0.  0 or -1 (v->err). */
int	 difference_last(struct visit *, int64_t case_id, struct view_difference_list *ret);

#endif
