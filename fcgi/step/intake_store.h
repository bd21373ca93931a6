/* intake_store.h - step 1 in the database: the case, its checklist, its first move. */
#ifndef STEP_INTAKE_STORE_H
#define STEP_INTAKE_STORE_H

#include "base/day.h"
#include "page/view_case.h"
#include "page/visit.h"
#include "store/change.h"

struct intake {
	const char	*nik, *name, *recorded, *intro_number, *guardian, *phone, *reason, *repeat_reason;
	struct day	 birth_day, intro_day;
	int64_t		 village;
	int64_t		 follows;	/* closed case that this one takes up again; 0: none */
	bool		 consent;	/* the guardian signed K.P1 for the minor */
	bool		 confirmed;
};

struct intake_order {
	struct visit			*visit;
	const struct intake		*in;
	struct view_requirement_list	 requirements;	/* as ticked */
	enum move			 move;		/* MOVE__MAX: keep as a draft */
};

/* change_fn for a new case (c->id == 0) and for one that is there; arg: intake_order. */
enum change_end	 intake_store(struct change *, void *order, struct err *);

#endif
