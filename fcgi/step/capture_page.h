/* capture_page.h - the page of step 5 and its form, shared by its moves and its commands. */
#ifndef STEP_CAPTURE_PAGE_H
#define STEP_CAPTURE_PAGE_H

#include "http/form.h"
#include "page/visit.h"
#include "sql/casefile.h"

struct capture_form {
	const char	*result, *reason, *finger, *cause, *note, *again_cause;
	const char	*hand, *take_reason, *skip, *skip_reason;
	int64_t		 station;
	struct day	 again_on;
};

extern const struct form_field capture_form[];
extern const char *const capture_results[], *const capture_result_labels[];	/* hasil_resmi */

struct capture_look {
	int				 status;
	const struct casefile_get_row	*row;
	struct form_result		*typed;
	const char			*trouble;	/* of a command to the station */
};

void	 capture_show(struct visit *, const struct capture_look *);

/* The station's commands and what is noted beside the moves: true, and it was answered. */
bool	 capture_command(struct visit *, const struct casefile_get_row *, const struct capture_form *,
	    struct form_result *);

#endif
