#include "sop/signatory.h"

#include <string.h>

const struct signatory_rule signatory_rule[SIGN_FORM__MAX] = {
#define X(id, word, said, order, end, who) [SIGN_FORM_##id] = { word, said, order, end, who },
	SOP_SIGN_FORMS(X)
#undef X
};

enum signatory_form
signatory_form_by_word(const char *word)
{
	enum signatory_form f = 0;

	while (f < SIGN_FORM__MAX && strcmp(signatory_rule[f].word, word) != 0)
		f++;
	return f;
}

enum signatory_fault
signatory_judge(const struct signatory_term *t)
{
	const struct signatory_rule *r;

	if (t->form >= SIGN_FORM__MAX || (signatory_rule[t->form].who & t->role) == 0)
		return SIGNATORY_FORM;
	r = &signatory_rule[t->form];
	if (r->order && !t->order)
		return SIGNATORY_ORDER;
	if ((r->end && t->to.y == 0) || (t->to.y != 0 && day_cmp(t->to, t->from) < 0))
		return SIGNATORY_END;
	return SIGNATORY_GOOD;
}

static bool
chair(enum signatory_form f)
{
	return f == SIGN_FORM_DIRECT || f == SIGN_FORM_PLT;
}

bool
signatory_clash(const struct signatory_term *a, const struct signatory_term *b)
{
	return chair(a->form) && chair(b->form) &&
	    (b->to.y == 0 || day_cmp(a->from, b->to) <= 0) &&
	    (a->to.y == 0 || day_cmp(b->from, a->to) <= 0);
}
