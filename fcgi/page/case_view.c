#include "page/case_view.h"

#include "base/str.h"
#include "sql/office.h"
#include "store/audit.h"

int
case_load(struct visit *v, struct casefile_get_row *ret_row)
{
	const struct casefile_get_in in = { .id = visit_id(v), .office = v->who.office };
	int n = casefile_get(v->db, v->arena, &in, ret_row, &v->err);

	/* every look leaves a trace, also that of a form that comes back or a fragment: what
	 * the caller says of itself (HX-Request) must not decide about it */
	if (n == 1 && audit_look(v->db, v->arena, &v->act, "LIHAT",
	    arena_printf(v->arena, "casefile/%lld", (long long)ret_row->id), &v->err) == -1)
		n = -1;
	if (n < 0)
		visit_failed(v);
	else if (n == 0)
		visit_error(v, 404);
	return n == 1;
}

const char *
case_href(struct visit *v, int64_t id, const char *path)
{
	return path == NULL ? arena_printf(v->arena, "/permohonan/%lld", (long long)id) :
	    arena_printf(v->arena, "/permohonan/%lld/%s", (long long)id, path);
}

struct view_case
case_view_head(struct visit *v, const struct casefile_get_row *row)
{
	enum status s = sop_status_by_word(row->status);

	return (struct view_case){
		.href = case_href(v, row->id, NULL), .name = row->name, .nik = row->nik,
		.masked = !visit_has(v, ROLE_STAFF),
		.birth_day = row->birth_day, .age = day_age(row->birth_day, v->today),
		.village = row->village, .agenda = visit_agenda(v, row->agenda_no, row->agenda_year),
		.agenda_day = row->agenda_day,
		.status = { sop_status_label(s), sop_status_tone(s) },
		.status_at = row->status_at,
		.electronic = str_eq(row->sign_mode, "ELEKTRONIK"), .version = row->version,
	};
}

static const char *
recorded_label(const char *word)
{
	return str_eq(word, "YA") ? "Ya" : str_eq(word, "TIDAK") ? "Tidak" :
	    str_eq(word, "TIDAK_TAHU") ? "Tidak tahu" : "";
}

struct view_person
case_view_person(struct visit *v, const struct casefile_get_row *row)
{
	return (struct view_person){
		.nik = row->nik, .kk = row->kk, .name = row->name,
		.birth_place = row->birth_place, .birth_day = row->birth_day,
		.age = day_age(row->birth_day, v->today),
		.sex = row->sex, .blood = row->blood, .religion = row->religion,
		.marital = row->marital, .job = row->job, .citizenship = row->citizenship,
		.address = row->address, .rt = row->rt, .rw = row->rw, .village = row->village,
		.phone = row->phone, .guardian = str_empty(row->guardian) || row->guardian_consent == 0 ? row->guardian :
		    arena_printf(v->arena, "%s (menandatangani persetujuan pada K.P1)", row->guardian),
		.recorded = recorded_label(row->recorded),
		.intro_number = row->intro_number, .intro_day = row->intro_day,
	};
}

/* Whose turn a step is, in the words of the SOP's columns. */
static const char *
turn(enum step s, bool electronic)
{
	switch (s) {
	case STEP_INTAKE:
	case STEP_VERIFY:
	case STEP_NUMBER:
	case STEP_HANDOVER: return role_label(ROLE_PETUGAS);
	case STEP_SIGN: return electronic ? "Camat / Kasi Pelayanan" : role_label(ROLE_PETUGAS);
	case STEP_CAPTURE: return role_label(ROLE_OPERATOR);
	case STEP_NONE:
	case STEP__MAX: break;
	}
	return "";
}

static const char *
task_output(struct visit *v, const struct casefile_get_row *row, enum step s)
{
	struct fmt f;

	if (s == STEP_NUMBER && row->agenda_no != 0)
		return arena_printf(v->arena, "Nomor agenda %s", visit_agenda(v, row->agenda_no, row->agenda_year));
	if (s == STEP_SIGN && row->signed_at.us != 0)
		return arena_printf(v->arena, "Ditandatangani %s", fmt_when(&f, row->signed_at));
	if (s == STEP_CAPTURE && row->recorded_at.us != 0)
		return arena_printf(v->arena, "Terekam %s", fmt_when(&f, row->recorded_at));
	if (s == STEP_HANDOVER && row->received_at.us != 0)
		return row->received_by;
	return NULL;
}

static enum task_state
task_state(const struct casefile_get_row *row, enum step s, bool ended)
{
	enum status now = sop_status_by_word(row->status);

	if (now == STATUS_SELESAI)
		return TASK_DONE;
	if (sop_status_step(now) == s)
		return sop_status_tone(now) == TONE_PROBLEM ? TASK_TROUBLE : TASK_NOW;
	return ended ? TASK_DONE : TASK_TODO;
}

/* Times of the steps of a case, by step number; absent ones are zero. */
static int
times(struct visit *v, int64_t id, struct step_time_list_row ret[STEP__MAX])
{
	const struct step_time_list_in in = { .id = id };
	struct step_time_list_rows rows;

	if (step_time_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < STEP__MAX; i++)
		ret[i] = (struct step_time_list_row){ 0 };
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].step > 0 && rows.at[i].step < STEP__MAX)
			ret[rows.at[i].step] = rows.at[i];
	return 0;
}

static struct view_task
task(struct visit *v, const struct casefile_get_row *row, const struct sop_step_list_row *sop,
    const struct step_time_list_row *t)
{
	enum step s = (enum step)sop->step;
	bool ended = t->ended_at.us != 0;
	int64_t until = ended ? t->ended_at.us : row->open ? v->now.us : row->status_at.us;
	struct view_task k = {
		.no = (int)sop->step, .label = sop->title, .activity = sop->activity,
		.minutes = (int)sop->minutes, .begun_at = t->begun_at, .ended_at = t->ended_at,
		.state = task_state(row, s, ended), .output = task_output(v, row, s),
	};

	if (t->begun_at.us != 0)
		k.seconds = (until - t->begun_at.us) / 1000000;
	k.late = k.minutes > 0 && k.seconds > k.minutes * 60;
	k.who = ended && t->ended_by != NULL ? t->ended_by :
	    k.state == TASK_DONE ? "" : turn(s, str_eq(row->sign_mode, "ELEKTRONIK"));
	if (k.state == TASK_NOW || k.state == TASK_TROUBLE)
		k.href = case_href(v, row->id, sop_step_path(s));
	return k;
}

int
case_view_tasks(struct visit *v, const struct casefile_get_row *row,
    struct view_task_list *ret_tasks, int64_t *ret_seconds, int *ret_minutes)
{
	const struct sop_step_list_in in = { .sop = row->sop_version_id };
	struct sop_step_list_rows steps;
	struct step_time_list_row t[STEP__MAX];
	int64_t seconds = 0;
	int minutes = 0;

	if (sop_step_list(v->db, v->arena, &in, &steps, &v->err) == -1 ||
	    times(v, row->id, t) == -1)
		return -1;
	struct view_task *at = ARENA_ARRAY(v->arena, steps.n, struct view_task);
	for (size_t i = 0; at != NULL && i < steps.n; i++) {
		if (steps.at[i].step <= 0 || steps.at[i].step >= STEP__MAX)
			return err_set(&v->err, ERR_BROKEN, 0, "sop_step %lld", (long long)steps.at[i].step);
		at[i] = task(v, row, &steps.at[i], &t[steps.at[i].step]);
		seconds += at[i].seconds;
		minutes += at[i].minutes;
	}
	*ret_tasks = (struct view_task_list){ at, at == NULL ? 0 : steps.n };
	*ret_seconds = seconds;
	*ret_minutes = minutes;
	return 0;
}

int
case_view_clock(struct visit *v, const struct casefile_get_row *row, enum step s,
    struct view_clock *ret_clock)
{
	struct view_task_list tasks;
	int64_t seconds;
	int minutes;

	if (case_view_tasks(v, row, &tasks, &seconds, &minutes) == -1)
		return -1;
	*ret_clock = (struct view_clock){ .no = (int)s, .label = sop_step_label(s) };
	for (size_t i = 0; i < tasks.n; i++)
		if (tasks.at[i].no == (int)s)
			*ret_clock = (struct view_clock){
				.no = (int)s, .label = tasks.at[i].label,
				.activity = tasks.at[i].activity,
				.begun_at = tasks.at[i].begun_at, .seconds = tasks.at[i].seconds,
				.minutes = tasks.at[i].minutes, .late = tasks.at[i].late,
				.ended = tasks.at[i].ended_at.us != 0,
			};
	return 0;
}
