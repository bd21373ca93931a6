/*
 * kept_form.h - what is typed into steps 1 and 2 is kept on the server while it is typed, so that a power cut, a
 * closed browser or a session that ended costs nobody his work.  It is offered to the same person on the same
 * page, for a day, and gone once the form was sent.
 */
#ifndef PAGE_KEPT_FORM_H
#define PAGE_KEPT_FORM_H

#include "page/view_form.h"
#include "page/visit.h"

/* What is kept for this page; href NULL: nothing.  0 or -1 (v->err). */
int	 kept_form_offer(struct visit *, struct view_kept *ret);
/* ?isian=pakai: the request's query becomes the kept fields, as if they had been sent.  1; 0: not asked for, or nothing is
 * kept; -1. */
int	 kept_form_use(struct visit *);
/* The form of this page was sent and carried out.  A failure is only logged: the work is done. */
void	 kept_form_done(struct visit *);

#endif
