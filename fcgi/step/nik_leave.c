/* The Kasi lets a NIK through whose digits break a rule (DOMAIN 2.2, E*), with a reason. */
#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "sop/nik.h"
#include "step/step.h"

struct leave {
	const char	*reason;
};

static const struct form_field form[] = {
	FORM_LINES_AS("alasan", struct leave, reason, 400, "Alasan"),
	FORM_END
};

struct order {
	const struct casefile_get_row	*row;
	const struct leave		*in;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct nik_override_add_in add = { .office = c->act->office, .nik = o->row->nik, .finding = nik_doubt(o->row->nik),
	    .case_id = c->id, .reason = o->in->reason, .at = c->act->at, .actor = c->act->actor };

	if ((c->act->roles & SOP_KASI) == 0)
		return CHANGE_NOT_YOU;
	if (!sop_status_open(c->status) || *add.finding == '\0')
		return CHANGE_NOT_NOW;
	if (nik_override_add(c->db, &add, e) < 0)
		return CHANGE_FAILED;
	return change_touch(c, "IZIN_NIK", o->in->reason, e);
}

void
nik_leave_post(struct visit *v)
{
	struct casefile_get_row row;
	struct form_result r;
	struct leave in;
	const char *location;

	if (!visit_action_is(v, "IZIN_NIK") || !case_load(v, &row))
		return;
	const char *back = case_href(v, row.id, NULL);
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		visit_error_text(v, 422, "NIK belum diizinkan", r.at[0].message);
		return;
	}
	struct order o = { &row, &in };
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run, .arg = &o, .location = back };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE__MAX, back, location, "nik-diizinkan", form);
}
