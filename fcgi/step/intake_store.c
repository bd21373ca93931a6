#include "step/intake_store.h"

#include "base/str.h"
#include "page/case_paper.h"
#include "sop/nik.h"
#include "sql/casefile.h"
#include "step/case_begin.h"
#include "store/name_index.h"

static enum change_end
create(struct change *c, struct intake_order *o, struct err *e)
{
	struct visit *v = o->visit;
	const struct casefile_add_in add = {
		.at = c->act->at, .nik = o->in->nik, .name = str_upper(v->arena, o->in->name),
		.birth_day = o->in->birth_day, .village_id = o->in->village,
		.guardian = str_upper(v->arena, o->in->guardian), .recorded = o->in->recorded,
		.phone = o->in->phone, .intro_number = o->in->intro_number,
		.intro_day = o->in->intro_day, .follows = o->in->follows,
		.repeat_reason = o->in->repeat_reason, .guardian_consent = o->in->consent,
	};

	if (case_begin(v, c, &add, visit_form_opened(v), "", e) == -1)
		return CHANGE_FAILED;
	const struct casefile_copy_sheet_in sheet = { .id = c->id, .office = c->act->office, .follows = o->in->follows };
	return o->in->follows != 0 && casefile_copy_sheet(c->db, &sheet, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

static enum change_end
update(struct change *c, struct intake_order *o, struct err *e)
{
	struct arena *a = o->visit->arena;
	const struct casefile_set_intake_in set = {
		.id = c->id, .nik = o->in->nik, .name = str_upper(a, o->in->name),
		.birth_day = o->in->birth_day, .village_id = o->in->village,
		.guardian = str_upper(a, o->in->guardian), .recorded = o->in->recorded,
		.phone = o->in->phone, .intro_number = o->in->intro_number,
		.intro_day = o->in->intro_day, .nik_doubt = nik_doubt(o->in->nik),
		.repeat_reason = o->in->repeat_reason, .guardian_consent = o->in->consent,
	};

	if (c->status != STATUS_DRAF && c->status != STATUS_BERKAS_DIKEMBALIKAN)
		return CHANGE_NOT_NOW;
	if ((c->act->roles & SOP_CLERK) == 0)
		return CHANGE_NOT_YOU;
	return casefile_set_intake(c->db, &set, e) < 0 ||
	    name_index_write(c->db, a, c->act->office, c->id, set.name, e) == -1 ? CHANGE_FAILED : CHANGE_DONE;
}

static enum change_end
checklist(struct change *c, struct intake_order *o, struct err *e)
{
	for (size_t i = 0; i < o->requirements.n; i++) {
		const struct view_requirement *r = &o->requirements.at[i];
		int64_t id = 0;
		/* the control is named after the row: syarat_<id> */
		if (!str_int(r->name + sizeof "syarat_" - 1, 1, INT64_MAX, &id))
			return err_set(e, ERR_BROKEN, 0, "requirement %s", r->name), CHANGE_FAILED;
		const struct case_requirement_set_in set = {
			.id = c->id, .requirement = id, .present = r->present,
			.remark = r->remark == NULL ? "" : r->remark,
		};
		if (case_requirement_set(c->db, &set, e) < 0)
			return CHANGE_FAILED;
	}
	return CHANGE_DONE;
}

enum change_end
intake_store(struct change *c, void *arg, struct err *e)
{
	struct intake_order *o = arg;
	struct visit *v = o->visit;
	bool fresh = c->id == 0;
	enum change_end end = fresh ? create(c, o, e) : update(c, o, e);

	if (end != CHANGE_DONE || (end = checklist(c, o, e)) != CHANGE_DONE)
		return end;
	if (o->move == MOVE__MAX)
		return fresh ? CHANGE_DONE : change_touch(c, "SIMPAN_DRAF", "", e);
	enum move m = o->move;
	if (m == MOVE_ACCEPT && c->status == STATUS_BERKAS_DIKEMBALIKAN)
		m = MOVE_ACCEPT_AGAIN;
	if ((end = change_move(c, m, o->in->reason, e)) != CHANGE_DONE)
		return end;
	/* what the applicant takes home comes out by itself: back with his papers, or after step 3 with his number */
	return m == MOVE_RETURN_PAPERS ? case_paper_issue(v, c, PAPER_RETURNED, e) : case_paper_preflight(v, c, e);
}
