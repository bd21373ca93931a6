/*
 * intake_papers.h - the checklist of step 1: what is asked for, what was ticked, what is missing.
 */
#ifndef STEP_INTAKE_PAPERS_H
#define STEP_INTAKE_PAPERS_H

#include "http/form.h"
#include "page/view_case.h"
#include "page/visit.h"
#include "sql/casefile.h"

/* As stored; row NULL: of the SOP in force, for a new case.  0 or -1 (v->err). */
int	 intake_papers(struct visit *, const struct casefile_get_row *row, struct view_requirement_list *ret);
/* With ticks and remarks as they were sent; what a remark breaks is added to the form's errors. */
struct view_requirement_list	 intake_papers_typed(struct visit *, const struct form_field *form,
				    struct view_requirement_list, struct form_result *);
/* An error when a compulsory paper is neither there nor waived. */
void	 intake_papers_complete(struct visit *, const struct form_field *form, struct view_requirement_list,
	    struct form_result *);

#endif
