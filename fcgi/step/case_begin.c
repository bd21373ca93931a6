#include "step/case_begin.h"

#include "base/rnd.h"
#include "base/str.h"
#include "sop/nik.h"
#include "sql/office.h"
#include "store/name_index.h"

static int
insert(struct visit *v, struct change *c, struct casefile_add_in add, struct err *e)
{
	const struct office_get_in office_in = { .id = c->act->office };
	const struct sop_current_in sop_in = { .office = c->act->office, .today = v->today };
	struct office_get_row office;
	struct sop_current_row sop;
	char uuid[37];

	if (office_get(c->db, c->arena, &office_in, &office, e) != 1 ||
	    sop_current(c->db, c->arena, &sop_in, &sop, e) != 1)
		return -1;
	rnd_uuid(uuid);
	add.uuid = uuid;
	add.office = c->act->office;
	add.sop = sop.id;
	add.sign_mode = office.sign_mode;
	add.nik_doubt = nik_doubt(add.nik);
	if ((c->id = casefile_add(c->db, &add, e)) < 0)
		return -1;
	c->version = 1;
	c->status = STATUS_DRAF;
	c->electronic = str_eq(office.sign_mode, "ELEKTRONIK");
	c->sop_version = sop.id;
	return 0;
}

int
case_begin(struct visit *v, struct change *c, const struct casefile_add_in *add, struct utc opened,
    const char *reason, struct err *e)
{
	if (insert(v, c, *add, e) == -1)
		return -1;
	const struct case_event_add_in event = {
		.id = c->id, .version = 1, .from_status = "", .to_status = sop_status_word(STATUS_DRAF),
		.step = STEP_INTAKE, .actor = c->act->actor, .at = c->act->at, .cause = "", .reason = reason,
		.request = c->act->request,
	};
	const struct step_time_begin_in clock = {
		.id = c->id, .step = STEP_INTAKE, .at = opened, .actor = c->act->actor };

	if (case_event_add(c->db, &event, e) < 0 || step_time_begin(c->db, &clock, e) < 0)
		return -1;
	return name_index_write(c->db, c->arena, c->act->office, c->id, add->name, e);
}
