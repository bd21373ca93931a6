/* Leaving the procedure: the applicant withdraws or walks away. */
#include "base/str.h"
#include "page/case_view.h"
#include "http/form.h"
#include "sql/document.h"
#include "step/step.h"

struct cancel {
	const char	*reason;
};

static const struct form_field form[] = {
	FORM_LINES_AS("alasan", struct cancel, reason, 400, "Alasan"),
	FORM_END
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct cancel *in = arg;
	const struct document_void_in letter = { .case_id = c->id, .kind = "REKOMENDASI" };
	enum change_end end = change_move(c, MOVE_CANCEL, in->reason, e);

	if (end != CHANGE_DONE)
		return end;
	/* the letter's number stays and is marked */
	return document_void(c->db, &letter, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

void
cancel_post(struct visit *v)
{
	const char *back = case_href(v, visit_id(v), NULL), *location;
	struct form_result r;
	struct cancel in;

	if (!visit_action_is(v, "CANCEL"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		visit_error_text(v, 422, "Permohonan belum dibatalkan", r.at[0].message);
		return;
	}
	const struct change_order order = { .id = visit_id(v), .version = visit_version(v), .run = run,
	    .arg = &in, .location = back };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE_CANCEL, back, location, "dibatalkan", form);
}
