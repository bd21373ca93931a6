/* The Kasi does without a compulsory paper in one case, with a reason (DOMAIN 8.3, G8). */
#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "step/step.h"

struct waiver {
	int64_t		 requirement;
	const char	*reason;
};

static const struct form_field form[] = {
	FORM_AS("syarat", struct waiver, requirement, 1, INT64_MAX, "Persyaratan"),
	FORM_LINES_AS("alasan", struct waiver, reason, 400, "Alasan"),
	FORM_END
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct waiver *w = arg;
	const struct case_requirement_list_in in = { .id = c->id, .sop = c->sop_version };
	const struct waiver_add_in add = { .id = c->id, .requirement = w->requirement, .reason = w->reason,
	    .at = c->act->at, .actor = c->act->actor };
	struct case_requirement_list_rows rows;
	const char *label = NULL;

	if ((c->act->roles & SOP_KASI) == 0)
		return CHANGE_NOT_YOU;
	if (c->status != STATUS_DRAF && c->status != STATUS_BERKAS_DIKEMBALIKAN)
		return CHANGE_NOT_NOW;
	if (case_requirement_list(c->db, c->arena, &in, &rows, e) == -1)
		return CHANGE_FAILED;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id == w->requirement && rows.at[i].waivable != 0 && rows.at[i].present == 0 && rows.at[i].waived == NULL)
			label = rows.at[i].label;
	if (label == NULL)
		return CHANGE_NOT_NOW;
	if (waiver_add(c->db, &add, e) < 0)
		return CHANGE_FAILED;
	return change_touch(c, "BEBASKAN_SYARAT", arena_printf(c->arena, "%s: %s", label, w->reason), e);
}

void
waiver_post(struct visit *v)
{
	struct casefile_get_row row;
	struct form_result r;
	struct waiver in;
	const char *location;

	if (!visit_action_is(v, "BEBASKAN") || !case_load(v, &row))
		return;
	const char *back = case_href(v, row.id, NULL);
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		visit_error_text(v, 422, "Persyaratan belum dibebaskan", r.at[0].message);
		return;
	}
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run, .arg = &in, .location = back };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE__MAX, back, location, "syarat-dibebaskan", form);
}
