#include "page/typed.h"

#include "base/str.h"
#include "http/csrf.h"

struct view_typed_list
typed_list(struct visit *v, const struct form_field *form)
{
	const struct pairs *p = &v->req->form;
	struct view_typed *at = ARENA_ARRAY(v->arena, p->n, struct view_typed);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < p->n; i++) {
		const char *label = p->at[i].name;
		if (str_empty(p->at[i].value) || str_eq(label, CSRF_FIELD) ||
		    str_eq(label, "permintaan") || str_eq(label, "versi") ||
		    str_eq(label, "tindakan") || str_starts(label, "kata_sandi"))
			continue;
		for (const struct form_field *f = form; f != NULL && f->name != NULL; f++)
			if (str_eq(f->name, label))
				label = f->label;
		at[n++] = (struct view_typed){ .label = label, .mine = p->at[i].value };
	}
	return (struct view_typed_list){ at, n };
}
