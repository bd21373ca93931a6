#include "step/capture_job.h"

#include "base/log.h"
#include "base/rnd.h"
#include "base/str.h"
#include "step/capture_keep.h"

#define WAIT_SECONDS	30
/* A job that the station has not ended by then is lost. */
#define LOST_US		(120 * INT64_C(1000000))

static enum station_reason
reason_of_error(enum err_kind kind)
{
	switch (kind) {
	case ERR_BUSY: return REASON_BUSY;
	case ERR_AWAY: return REASON_READER_AWAY;
	case ERR_NONE:
	case ERR_INPUT:
	case ERR_NOT_FOUND:
	case ERR_CONFLICT:
	case ERR_CLOCK:
	case ERR_FULL:
	case ERR_BROKEN:
	case ERR__MAX:
		break;
	}
	return REASON_INTERNAL;
}

static int
last_of(struct visit *v, int64_t case_id, struct capture_now *now)
{
	const struct capture_last_in in = { .case_id = case_id };
	int n = capture_last(v->db, v->arena, &in, &now->last, &v->err);

	now->any = n == 1;
	now->running = n == 1 && str_eq(now->last.state, "ordered");
	return n < 0 ? -1 : 0;
}

int
capture_collect(struct visit *v, const struct casefile_get_row *row, struct capture_now *ret_now)
{
	struct capture_now now = { 0 };
	struct capture_station st;
	struct station_client *client;
	int n, rc = 0;

	if (last_of(v, row->id, &now) == -1)
		return -1;
	if (!now.running || !visit_has(v, SOP_OPERATOR)) {	/* the trace names who records, not who looks on */
		*ret_now = now;
		return 0;
	}
	if ((n = capture_station_of(v, now.last.station_id, &st, &client)) == -1)
		return -1;
	bool lost = v->now.us - now.last.ordered_at.us > LOST_US;
	if (n == 0)
		rc = capture_row_end(v, now.last.id, "failed", REASON_READER_AWAY, NULL);
	else if (station_status(client, now.last.job, &now.status, &v->err) == -1) {
		/* a station that was restarted does not know the job any more */
		now.away = v->err.kind != ERR_NOT_FOUND;
		if (!now.away || lost)
			rc = capture_row_end(v, now.last.id, "failed", REASON_READER_AWAY, NULL);
	} else if (now.status.state == STATION_DONE)
		rc = capture_keep(v, row, &now, &st, client);
	else if (now.status.state == STATION_FAILED)
		rc = capture_row_end(v, now.last.id, "failed", now.status.reason, &now.status);
	if (rc == -1)
		return -1;
	bool away = now.away;
	struct station_status status = now.status;
	if (last_of(v, row->id, &now) == -1)
		return -1;
	now.away = away;
	now.status = status;
	*ret_now = now;
	return 0;
}

/* One order at a time for a case, and only while it is being recorded: decided with
 * the case locked, so that of two clicks one waits and is refused.  The row's id. */
static int64_t
add_order(struct visit *v, const struct capture_order_in *add)
{
	const struct casefile_lock_in lock = { .id = add->case_id, .office = v->who.office };
	struct casefile_lock_row locked;
	struct capture_now now = { 0 };
	int64_t id = -1;

	if (db_begin(v->db, &v->err) == -1)
		return -1;
	int n = casefile_lock(v->db, v->arena, &lock, &locked, &v->err);
	if (n == 1 && last_of(v, add->case_id, &now) == 0) {
		if (now.running || !str_eq(locked.status, "SEDANG_DIREKAM"))
			(void)err_set(&v->err, ERR_BUSY, 0, "case %lld has a capture or is not recorded now",
			    (long long)add->case_id);
		else
			id = capture_order(v->db, add, &v->err);
	}
	if (id >= 0 && db_commit(v->db, &v->err) == 0)
		return id;
	(void)db_rollback(v->db, NULL);
	return -1;
}

/* Gives the station the templates that it asked for; what is not its own (any more) is dropped. */
static int
give_templates(struct visit *v, const struct casefile_get_row *row, struct station_client *client,
    const struct capture_template_list_rows *have, unsigned missing, unsigned *known)
{
	for (size_t i = 0; i < have->n; i++) {
		unsigned bit = 1u << have->at[i].finger;
		if ((missing & bit) == 0)
			continue;
		if (station_template_put(client, row->uuid, (int)have->at[i].finger, have->at[i].box, &v->err) == 0)
			continue;
		if (v->err.kind != ERR_INPUT)
			return -1;
		const struct capture_template_drop_in drop = { .case_id = row->id, .finger = have->at[i].finger };
		if (capture_template_drop(v->db, &drop, &v->err) < 0)
			return -1;
		*known &= ~bit;
	}
	return 0;
}

static int
send_order(struct visit *v, const struct casefile_get_row *row, const struct capture_station *st,
    struct station_client *client, struct station_order *order)
{
	const struct capture_template_list_in in = { .case_id = row->id, .station = st->id };
	struct capture_template_list_rows have;
	unsigned missing;
	int rc;

	if (capture_template_list(v->db, v->arena, &in, &have, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < have.n; i++)
		order->known |= 1u << have.at[i].finger;
	rc = station_order(client, order, &missing, &v->err);
	if (rc == 1 && give_templates(v, row, client, &have, missing, &order->known) == 0)
		rc = station_order(client, order, &missing, &v->err);
	return rc == 0 ? 0 : -1;
}

int
capture_order_finger(struct visit *v, const struct casefile_get_row *row, int finger,
    const char *purpose)
{
	struct capture_station st;
	struct station_client *client;
	struct capture_now now;
	struct capture_rules rules;
	char job[37];
	int n = capture_station(v, &st, &client);

	if (n == 0)
		return err_set(&v->err, ERR_AWAY, 0, "no station is set up");
	if (n == -1 || capture_rules(v, &rules) == -1)
		return -1;
	rnd_uuid(job);
	const struct capture_order_in add = {
		.case_id = row->id, .station = st.id, .job = job, .finger = finger,
		.purpose = purpose, .at = v->now, .actor = v->who.user,
	};
	/* what the order before came to is stored first: nothing is left behind */
	if (capture_collect(v, row, &now) == -1)
		return -1;
	if (now.running)
		return err_set(&v->err, now.away ? ERR_AWAY : ERR_BUSY, 0, "job %s has not ended", now.last.job);
	int64_t id = add_order(v, &add);
	if (id < 0)
		return -1;
	struct station_order order = {
		.job = job, .casefile = row->uuid, .finger = finger,
		.officer = arena_printf(v->arena, "%lld", (long long)v->who.user),
		.purpose = purpose, .timeout = WAIT_SECONDS,
		.quality_min = str_eq(purpose, PURPOSE_RECORD) ? rules.quality.at[finger] : -1,
	};
	n = send_order(v, row, &st, client, &order);
	struct err why = v->err;
	capture_station_seen(v, st.id, n == 0 || why.kind != ERR_AWAY);
	if (n == 0)
		return 0;
	log_event(LOG_LEVEL_WARN, "order refused", "station", st.code, "error", why.text, NULL);
	(void)capture_row_end(v, id, "failed", reason_of_error(why.kind), NULL);
	v->err = why;
	return -1;
}

void
capture_stop(struct visit *v, const struct casefile_get_row *row)
{
	struct capture_now now;
	struct capture_station st;
	struct station_client *client;

	/* a finger that was taken but not asked for yet is no loss */
	if (capture_collect(v, row, &now) == -1 || !now.running)
		return;
	if (capture_station_of(v, now.last.station_id, &st, &client) == 1)
		(void)station_cancel(client, now.last.job, &v->err);
	(void)capture_row_end(v, now.last.id, "failed", REASON_CANCELLED, NULL);
}

void
capture_session_end(struct visit *v, const struct casefile_get_row *row)
{
	const struct capture_stations_in in = { .case_id = row->id };
	struct capture_stations_rows rows;
	struct capture_station st;
	struct station_client *client;

	capture_stop(v, row);
	if (capture_stations(v->db, v->arena, &in, &rows, &v->err) == -1)
		return;
	/* a station that is away forgets by itself (15 minutes) */
	for (size_t i = 0; i < rows.n; i++)
		if (capture_station_of(v, rows.at[i].station_id, &st, &client) == 1)
			(void)station_end(client, row->uuid, &v->err);
}
