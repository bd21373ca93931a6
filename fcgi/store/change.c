#include "store/change.h"

#include <stdio.h>

#include "base/str.h"
#include "sql/audit.h"
#include "sql/capture.h"
#include "sql/casefile.h"
#include "store/audit.h"

enum { TRIES = 3 };

static int
facts_fill(struct change *c, enum guard guard, const char *reason, struct sop_facts *f,
    struct err *e)
{
	*f = (struct sop_facts){
		.status = c->status, .electronic = c->electronic,
		.numbered = c->agenda_no != 0, .reason = reason,
		.is_signed = c->is_signed, .recorded = c->recorded,
	};
	if (guard == GUARD_COMPLETE) {
		const struct casefile_missing_in in = { .id = c->id, .sop = c->sop_version };
		struct casefile_missing_row row;
		if (casefile_missing(c->db, c->arena, &in, &row, e) < 0)
			return -1;
		f->missing = (size_t)row.n;
	}
	if (guard == GUARD_FIRST) {
		const struct casefile_record_first_in in = { .office = c->act->office };
		struct casefile_record_first_row row;
		if (casefile_record_first(c->db, c->arena, &in, &row, e) < 0)
			return -1;
		f->record_first = row.allowed != 0;
	}
	if (guard == GUARD_FINGERS || guard == GUARD_FINGERS_FIRST) {
		const struct capture_fingers_open_in in = { .case_id = c->id };
		struct capture_fingers_open_row row;
		if (capture_fingers_open(c->db, c->arena, &in, &row, e) < 0)
			return -1;
		f->fingers_open = (size_t)row.n;
	}
	return 0;
}

/* The step that the move belongs to has ended when the case waits elsewhere;
 * the one it waits in now has begun. */
static int
clock_turn(struct change *c, enum step moved, enum status to, struct err *e)
{
	enum step waits = sop_status_step(to);
	const struct step_time_turn_in turn = {
		.id = c->id, .ended = moved, .begun = waits, .at = c->act->at, .actor = c->act->actor };
	const struct step_time_resume_in begin = {
		.id = c->id, .step = waits, .at = c->act->at, .actor = c->act->actor };
	const struct step_time_end_in end = {
		.id = c->id, .step = moved, .at = c->act->at, .actor = c->act->actor };
	bool ends = moved != STEP_NONE && waits != moved, begins = waits != STEP_NONE;

	if (ends && begins)
		return step_time_turn(c->db, &turn, e) < 0 ? -1 : 0;
	if (ends && step_time_end(c->db, &end, e) < 0)
		return -1;
	return begins && step_time_resume(c->db, &begin, e) < 0 ? -1 : 0;
}

static int
trace(struct change *c, const char *action, const char *detail, struct err *e)
{
	char object[40];

	(void)snprintf(object, sizeof object, "casefile/%lld", (long long)c->id);
	return audit_write(c->db, c->act, action, object, detail, e);
}

enum change_end
change_move(struct change *c, enum move m, const char *reason, struct err *e)
{
	return change_move_for(c, m, "", reason, e);
}

enum change_end
change_move_for(struct change *c, enum move m, const char *cause, const char *reason, struct err *e)
{
	const struct sop_move *move = &sop_move[m];
	struct sop_facts facts;

	if (facts_fill(c, move->guard, reason, &facts, e) == -1)
		return CHANGE_FAILED;
	switch (sop_may(m, c->act->roles, &facts)) {
	case SOP_YES: break;
	case SOP_NOT_NOW: return CHANGE_NOT_NOW;
	case SOP_NOT_YOU: return CHANGE_NOT_YOU;
	case SOP_GUARD: return CHANGE_GUARD;
	}
	const struct casefile_set_status_in set = {
		.id = c->id, .version = c->version, .status = sop_status_word(move->to),
		.open = sop_status_open(move->to), .at = c->act->at,
	};
	int64_t n = casefile_set_status(c->db, &set, e);
	if (n < 0)
		return CHANGE_FAILED;
	if (n != 1)
		return CHANGE_STALE;
	c->version++;
	const struct case_event_add_in event = {
		.id = c->id, .version = c->version, .from_status = sop_status_word(c->status),
		.to_status = sop_status_word(move->to), .step = move->step,
		.actor = c->act->actor, .at = c->act->at, .cause = cause,
		.reason = reason == NULL ? "" : reason, .request = c->act->request,
	};
	if (case_event_add(c->db, &event, e) < 0 ||
	    clock_turn(c, move->step, move->to, e) == -1 ||
	    trace(c, move->word, "", e) == -1)
		return CHANGE_FAILED;
	c->status = move->to;
	return CHANGE_DONE;
}

enum change_end
change_touch(struct change *c, const char *action, const char *detail, struct err *e)
{
	const struct casefile_set_status_in set = {
		.id = c->id, .version = c->version, .status = sop_status_word(c->status),
		.open = sop_status_open(c->status), .at = c->act->at,
	};
	int64_t n = casefile_set_status(c->db, &set, e);

	if (n < 0)
		return CHANGE_FAILED;
	if (n != 1)
		return CHANGE_STALE;
	c->version++;
	return trace(c, action, detail, e) == -1 ? CHANGE_FAILED : CHANGE_DONE;
}

enum change_end
change_note(struct change *c, const char *action, const char *detail, struct err *e)
{
	const struct casefile_bump_in bump = { .id = c->id, .version = c->version };
	int64_t n = casefile_bump(c->db, &bump, e);

	if (n != 1)
		return n == 0 ? CHANGE_STALE : CHANGE_FAILED;
	c->version++;
	return trace(c, action, detail, e) == -1 ? CHANGE_FAILED : CHANGE_DONE;
}

int
change_repeated(struct db *db, struct arena *a, const struct act *act,
    const char **ret_location, struct err *e)
{
	const struct request_find_in in = { .request = act->request, .user = act->actor };
	struct request_find_row row;
	int n = request_find(db, a, &in, &row, e);

	if (n == 1)
		*ret_location = row.location;
	return n;
}

static enum change_end
lock(struct change *c, const struct change_order *o, struct err *e)
{
	const struct casefile_lock_in in = { .id = o->id, .office = c->act->office };
	struct casefile_lock_row row;
	int n = casefile_lock(c->db, c->arena, &in, &row, e);

	if (n < 0)
		return CHANGE_FAILED;
	if (n == 0)
		return CHANGE_NOT_FOUND;
	c->id = row.id;
	c->version = row.version;
	c->status = sop_status_by_word(row.status);
	c->electronic = str_eq(row.sign_mode, "ELEKTRONIK");
	c->is_signed = row.signed_at.us != 0;
	c->recorded = row.recorded_at.us != 0;
	c->sop_version = row.sop_version_id;
	c->agenda_year = row.agenda_year;
	c->agenda_no = row.agenda_no;
	return o->version != row.version ? CHANGE_STALE : CHANGE_DONE;
}

static enum change_end
remember(struct change *c, const char *location, struct err *e)
{
	/* what the system does by itself is no form that could be sent twice */
	if (c->act->actor == 0)
		return CHANGE_DONE;
	const struct request_add_in in = { .request = c->act->request,
	    .user = c->act->actor, .at = c->act->at, .location = location };

	return request_add(c->db, &in, e) < 0 ? CHANGE_FAILED : CHANGE_DONE;
}

/* One attempt inside one transaction. */
static enum change_end
attempt(struct change *c, const struct change_order *o, const char **ret_location,
    struct err *e)
{
	enum change_end end = CHANGE_DONE;
	const char *location;

	if (db_begin(c->db, e) == -1)
		return CHANGE_FAILED;
	if (o->id != 0)
		end = lock(c, o, e);
	/* Under the lock, so that of two equal forms one waits for the other.  Where the answer is known it is noted
	 * before the work: what comes last, numbers, holds its lock the shorter. */
	bool first = o->location != NULL;
	if (end == CHANGE_DONE && first)
		end = remember(c, o->location, e);
	if (end == CHANGE_STALE || (end == CHANGE_DONE && !first) || (end == CHANGE_FAILED && first && e->kind == ERR_CONFLICT)) {
		int n = change_repeated(c->db, c->arena, c->act, ret_location, e);
		if (n != 0)
			end = n == 1 ? CHANGE_REPEATED : CHANGE_FAILED;
	}
	if (end == CHANGE_DONE)
		end = o->run(c, o->arg, e);
	if (end == CHANGE_DONE) {
		location = first ? o->location : arena_printf(c->arena, "/permohonan/%lld", (long long)c->id);
		if (!first)
			end = remember(c, location, e);
		if (end == CHANGE_DONE && db_commit(c->db, e) == 0) {
			*ret_location = location;
			return CHANGE_DONE;
		}
		end = CHANGE_FAILED;
	}
	(void)db_rollback(c->db, NULL);
	return end;
}

enum change_end
change_case(struct db *db, struct arena *a, const struct act *act,
    const struct change_order *o, const char **ret_location, struct err *e)
{
	enum change_end end = CHANGE_FAILED;

	for (int try = 0; try < TRIES; try++) {
		struct change c = { .db = db, .arena = a, .act = act };
		end = attempt(&c, o, ret_location, e);
		if (end != CHANGE_FAILED || !db_retry(e))
			break;
	}
	return end;
}

enum change_end
change_new(struct db *db, struct arena *a, const struct act *act, change_fn *run,
    void *arg, const char **ret_location, struct err *e)
{
	const struct change_order o = { .run = run, .arg = arg };

	return change_case(db, a, act, &o, ret_location, e);
}
