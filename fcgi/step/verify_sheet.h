/*
 * verify_sheet.h - the sheet of step 2: its fields in the order of the family card, its rules, and
 * how it is kept.  The same sheet corrects a finished case (verify.c).
 */
#ifndef STEP_VERIFY_SHEET_H
#define STEP_VERIFY_SHEET_H

#include "http/form.h"
#include "page/view_step.h"
#include "page/visit.h"
#include "sql/casefile.h"

struct verify_sheet {
	const char	*nik, *kk, *name, *birth_place, *sex, *blood, *address, *rt, *rw, *religion;
	const char	*marital, *job, *citizenship, *phone, *guardian, *recorded, *repeat_reason;
	const char	*reason;	/* of the act; with cause, a word of sop/cause.h */
	const char	*cause, *again_cause;
	struct day	 birth_day, again_on;
	int64_t		 village;
	bool		 confirmed;
};

extern const struct form_field	 verify_form[];
/* None of them compulsory but who it is: for keeping half a sheet, and for the acts that end it. */
const struct form_field	*verify_form_lenient(struct arena *);

/* How the sheet is judged. */
struct verify_rules {
	bool	whole;		/* it will stand on a letter: everything applies */
	bool	corrects;	/* a finished case: a reason is needed */
};

/* Fills the fields of the page, as stored or as typed; 0 or -1 (v->err). */
int	 verify_sheet_fields(struct visit *, const struct casefile_get_row *, struct form_result *typed,
	    bool repeated, struct verify_page *);
/* Rules between fields; errors into the result.  0 or -1 (v->err). */
int	 verify_sheet_judge(struct visit *, const struct casefile_get_row *, const struct verify_sheet *,
	    const struct verify_rules *, struct form_result *, struct view_warning_list *ret_warnings,
	    bool *ret_repeated);
/* The case as it would stand with this sheet; but for the name of its village. */
struct casefile_get_row	 verify_sheet_over(struct visit *, const struct casefile_get_row *, const struct verify_sheet *);
/* Writes it to the locked case; 0 or -1. */
int	 verify_sheet_keep(struct visit *, struct change *, const struct verify_sheet *, struct err *);

#endif
