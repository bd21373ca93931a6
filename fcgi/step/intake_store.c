#include "step/intake_store.h"

#include "base/rnd.h"
#include "base/str.h"
#include "page/case_paper.h"
#include "sop/nik.h"
#include "sql/casefile.h"
#include "sql/office.h"
#include "store/name_index.h"

static enum change_end
create(struct change *c, struct intake_order *o, struct err *e)
{
	struct visit *v = o->visit;
	const struct office_get_in office_in = { .id = c->act->office };
	const struct sop_current_in sop_in = { .office = c->act->office, .today = v->today };
	struct office_get_row office;
	struct sop_current_row sop;
	char uuid[37];

	if (office_get(c->db, v->arena, &office_in, &office, e) != 1 ||
	    sop_current(c->db, v->arena, &sop_in, &sop, e) != 1)
		return CHANGE_FAILED;
	rnd_uuid(uuid);
	const struct casefile_add_in add = {
		.uuid = uuid, .office = c->act->office, .sop = sop.id,
		.sign_mode = office.sign_mode, .at = c->act->at,
		.nik = o->in->nik, .name = str_upper(v->arena, o->in->name),
		.birth_day = o->in->birth_day, .village_id = o->in->village,
		.guardian = str_upper(v->arena, o->in->guardian), .recorded = o->in->recorded,
		.phone = o->in->phone, .intro_number = o->in->intro_number,
		.intro_day = o->in->intro_day, .follows = o->in->follows, .nik_doubt = nik_doubt(o->in->nik),
	};
	int64_t id = casefile_add(c->db, &add, e);
	if (id < 0)
		return CHANGE_FAILED;
	const struct casefile_copy_sheet_in sheet = { .id = id, .office = c->act->office, .follows = o->in->follows };
	if (o->in->follows != 0 && casefile_copy_sheet(c->db, &sheet, e) < 0)
		return CHANGE_FAILED;
	if (name_index_write(c->db, c->arena, c->act->office, id, add.name, e) == -1)
		return CHANGE_FAILED;
	c->id = id;
	c->version = 1;
	c->status = STATUS_DRAF;
	c->electronic = str_eq(office.sign_mode, "ELEKTRONIK");
	c->sop_version = sop.id;
	const struct case_event_add_in event = {
		.id = id, .version = 1, .from_status = "", .to_status = sop_status_word(STATUS_DRAF),
		.step = STEP_INTAKE, .actor = c->act->actor, .at = c->act->at, .reason = "",
		.request = c->act->request,
	};
	const struct step_time_begin_in clock = {
		.id = id, .step = STEP_INTAKE, .at = visit_form_opened(v), .actor = c->act->actor };
	if (case_event_add(c->db, &event, e) < 0 || step_time_begin(c->db, &clock, e) < 0)
		return CHANGE_FAILED;
	return CHANGE_DONE;
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
