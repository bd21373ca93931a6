/* queue_view.h - rows of the queue, as the queue page and the home page show them. */
#ifndef PAGE_QUEUE_VIEW_H
#define PAGE_QUEUE_VIEW_H

#include "page/view_work.h"
#include "page/visit.h"
#include "sql/queue.h"

/* Minutes of the SOP in force, by step number; 0: it gives none. */
struct queue_minutes {
	int	 of[STEP__MAX];
};
int	 queue_minutes_read(struct visit *, struct queue_minutes *ret);

/* Would a move from this status be mine to make? */
bool	 queue_mine(role_set, enum status, bool electronic);
struct view_queue_row	 queue_row(struct visit *, const struct queue_minutes *,
			    const struct queue_list_row *);
/* How many open cases wait in each step; six rows. */
int	 queue_counts_view(struct visit *, struct view_step_count_list *ret, int64_t *ret_open);

#endif
