#include "step/slip_store.h"

#include "base/str.h"
#include "sql/casefile.h"
#include "sql/number.h"
#include "sql/office.h"
#include "step/case_begin.h"
#include "store/audit.h"

/* What all entries of one order share. */
struct common {
	struct slip_order	*o;
	struct case_requirement_list_rows needs;	/* of the SOP in force */
	struct slip_lock_row	 slip;
};

/* The papers lie beside the slip: that was ticked. */
static int
papers(struct change *c, const struct common *k, struct err *e)
{
	for (size_t i = 0; i < k->needs.n; i++) {
		const struct case_requirement_set_in set = { .id = c->id, .requirement = k->needs.at[i].id, .present = 1, .remark = "" };
		if (case_requirement_set(c->db, &set, e) < 0)
			return -1;
	}
	return 0;
}

/* The case as it would stand if the program had been there. */
static int
create(struct change *c, const struct common *k, const struct slip_entry *s, const char *reason, struct err *e)
{
	const struct casefile_add_in add = { .at = s->at, .nik = s->nik, .name = str_upper(c->arena, s->name), .repeat_reason = "", .guardian_consent = !str_empty(s->guardian),
	    .birth_day = s->birth_day, .village_id = s->village, .guardian = str_upper(c->arena, s->guardian),
	    .recorded = s->recorded, .phone = "", .intro_number = "" };

	if (case_begin(k->o->visit, c, &add, s->at, reason, e) == -1)
		return -1;
	const struct casefile_set_agenda_in number = { .id = c->id, .year = k->slip.year, .no = s->no, .today = utc_day_wib(s->at) };
	if (casefile_set_agenda(c->db, &number, e) < 0)
		return -1;
	c->agenda_year = k->slip.year;
	c->agenda_no = s->no;
	return 0;
}

static enum change_end
one(struct change *all, const struct common *k, const struct slip_entry *s, struct err *e)
{
	const char *reason = arena_printf(all->arena, "Slip kertas nomor %lld dimasukkan", (long long)s->no);
	struct change c = *all;
	enum change_end end;

	if (create(&c, k, s, reason, e) == -1 || papers(&c, k, e) == -1)
		return CHANGE_FAILED;
	if ((end = change_move(&c, MOVE_ACCEPT, reason, e)) != CHANGE_DONE)
		return end;
	/* step 1 took place at the counter, not at the keyboard */
	const struct step_time_end_in clock = { .id = c.id, .step = STEP_INTAKE, .at = s->at, .actor = c.act->actor };
	if (step_time_end(c.db, &clock, e) < 0)
		return CHANGE_FAILED;
	return CHANGE_DONE;
}

/* Is the number one of the range's that nobody has yet? */
static int
is_free(struct change *c, const struct common *k, int64_t no, struct err *e)
{
	const struct agenda_taken_in taken_in = { .office = c->act->office, .year = k->slip.year, .first = no, .last = no };
	const struct agenda_void_list_in void_in = { .office = c->act->office, .year = k->slip.year, .first = no, .last = no };
	struct agenda_taken_rows taken;
	struct agenda_void_list_rows voided;

	if (agenda_taken(c->db, c->arena, &taken_in, &taken, e) == -1 ||
	    agenda_void_list(c->db, c->arena, &void_in, &voided, e) == -1)
		return -1;
	return no >= k->slip.first_no && no <= k->slip.last_no && taken.n == 0 && voided.n == 0;
}

static int
load(struct change *c, struct common *k, struct err *e)
{
	struct visit *v = k->o->visit;
	const struct sop_current_in sop_in = { .office = c->act->office, .today = v->today };
	const struct slip_lock_in slip = { .office = c->act->office, .id = k->o->slip };
	struct sop_current_row sop;
	int n = slip_lock(c->db, c->arena, &slip, &k->slip, e);

	if (n != 1)
		return n;
	if (sop_current(c->db, c->arena, &sop_in, &sop, e) != 1)
		return -1;
	const struct case_requirement_list_in needs = { .id = 0, .sop = sop.id };
	return case_requirement_list(c->db, c->arena, &needs, &k->needs, e) == -1 ? -1 : 1;
}

enum change_end
slip_store(struct change *c, void *arg, struct err *e)
{
	struct common k = { .o = arg };
	enum change_end end;
	int n;

	if ((c->act->roles & SOP_CLERK) == 0)
		return CHANGE_NOT_YOU;
	if ((n = load(c, &k, e)) != 1)
		return n == 0 ? CHANGE_NOT_FOUND : CHANGE_FAILED;
	for (size_t i = 0; i < k.o->n; i++) {
		if ((n = is_free(c, &k, k.o->at[i].no, e)) != 1)
			return n == 0 ? CHANGE_STALE : CHANGE_FAILED;
		if ((end = one(c, &k, &k.o->at[i], e)) != CHANGE_DONE)
			return end;
	}
	const struct slip_left_in left = { .office = c->act->office, .id = k.o->slip, .size = (int64_t)k.o->n };
	return slip_left(c->db, &left, e) == 1 ? CHANGE_DONE : CHANGE_FAILED;
}

enum change_end
slip_void_rest(struct change *c, void *arg, struct err *e)
{
	const struct slip_void *o = arg;
	const struct slip_lock_in in = { .office = c->act->office, .id = o->slip };
	struct common k = { .o = NULL };
	int64_t gone = 0;
	int n;

	if ((c->act->roles & SOP_KASI) == 0)
		return CHANGE_NOT_YOU;
	if ((n = slip_lock(c->db, c->arena, &in, &k.slip, e)) != 1)
		return n == 0 ? CHANGE_NOT_FOUND : CHANGE_FAILED;
	if (k.slip.left_n == 0)
		return CHANGE_STALE;
	for (int64_t no = k.slip.first_no; no <= k.slip.last_no; no++) {
		const struct agenda_void_add_in add = { .office = c->act->office, .year = k.slip.year, .no = no, .slip = o->slip,
		    .reason = o->reason, .at = c->act->at, .actor = c->act->actor };
		if ((n = is_free(c, &k, no, e)) == -1 || (n == 1 && agenda_void_add(c->db, &add, e) < 0))
			return CHANGE_FAILED;
		gone += n;
	}
	const struct slip_left_in left = { .office = c->act->office, .id = o->slip, .size = gone };
	if (gone != k.slip.left_n || slip_left(c->db, &left, e) != 1)
		return err_set(e, ERR_BROKEN, 0, "slip %lld: %lld numbers free, %lld left", (long long)o->slip, (long long)gone,
		    (long long)k.slip.left_n), CHANGE_FAILED;
	return audit_write(c->db, c->act, "SLIP_TIDAK_TERPAKAI", arena_printf(c->arena, "register/%lld", (long long)k.slip.year),
	    arena_printf(c->arena, "%lld nomor dari %lld-%lld: %s", (long long)gone, (long long)k.slip.first_no,
	    (long long)k.slip.last_no, o->reason), e) == -1 ? CHANGE_FAILED : CHANGE_DONE;
}
