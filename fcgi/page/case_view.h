/*
 * case_view.h - the parts of a case that several pages show, made from its rows.
 * Functions that ask the database return -1 with v->err filled.
 */
#ifndef PAGE_CASE_VIEW_H
#define PAGE_CASE_VIEW_H

#include "page/view_step.h"
#include "page/visit.h"
#include "sql/casefile.h"

/* 1; or 0 after the answer was made (404, 503): the handler just returns. */
int	 case_load(struct visit *, struct casefile_get_row *ret_row);
/* Address of the case: "/permohonan/12", with "/verifikasi" when path is given. */
const char	*case_href(struct visit *, int64_t id, const char *path);

struct view_case	 case_view_head(struct visit *, const struct casefile_get_row *);
struct view_person	 case_view_person(struct visit *, const struct casefile_get_row *);
/* The six steps as a task list; total handling seconds and the SOP's minutes. */
int	 case_view_tasks(struct visit *, const struct casefile_get_row *,
	    struct view_task_list *ret_tasks, int64_t *ret_seconds, int *ret_minutes);
/* One step's clock, for the top of its page. */
int	 case_view_clock(struct visit *, const struct casefile_get_row *, enum step,
	    struct view_clock *ret_clock);
/* Events after that version of the case (0: all), oldest first. */
int	 case_view_events(struct visit *, int64_t id, int64_t after_version,
	    struct view_event_list *ret_events);
int	 case_view_requirements(struct visit *, const struct casefile_get_row *,
	    struct view_requirement_list *ret_list);
/* Papers with their print state; kind NULL: all. */
int	 case_view_papers(struct visit *, const struct casefile_get_row *, const char *kind,
	    struct view_paper_list *ret_papers);
/* One print job as a line; job 0: never sent to a printer. */
struct view_print	 case_view_print(struct visit *, int64_t job, const char *state,
			    const char *reason, const char *printer, int64_t copies, struct utc at);
/* The reason of the last transition into the present status; "" when none. */
int	 case_view_last_reason(struct visit *, const struct casefile_get_row *,
	    const char **ret_reason, const char **ret_who);

#endif
