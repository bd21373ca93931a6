/* typed.h - what was typed into the form that was sent, to be shown again. */
#ifndef PAGE_TYPED_H
#define PAGE_TYPED_H

#include "http/form.h"
#include "page/visit.h"
#include "sql/casefile.h"

/* Every field that is not empty, without the hidden ones and passwords; labels from
 * the form's table, where there is one (NULL: the controls' names).  now: the case
 * as it stands, beside which the typed values are shown; NULL: alone. */
struct view_typed_list	 typed_list(struct visit *, const struct form_field *form,
			    const struct casefile_get_row *now);

#endif
