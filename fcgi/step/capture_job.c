#include "step/capture_job.h"

#include <sodium.h>

#include "base/log.h"
#include "base/rnd.h"
#include "base/str.h"
#include "station/seal.h"
#include "store/audit.h"

#define WAIT_SECONDS	30
/* A job that the station has not ended by then is lost. */
#define LOST_US		(120 * INT64_C(1000000))

static int
row_end(struct visit *v, int64_t id, const char *state, enum station_reason reason,
    const struct station_status *s)
{
	const struct capture_end_in in = {
		.id = id, .state = state, .reason = station_reason_word(reason),
		.cause = s == NULL ? "" : station_cause_word(s->cause), .held = s != NULL && s->held,
		.quality = s == NULL ? 0 : s->quality, .same_as = s == NULL ? 0 : s->same_as,
		.score = s == NULL ? 0 : s->score, .width = s == NULL ? 0 : s->width,
		.height = s == NULL ? 0 : s->height, .ppi = s == NULL ? 0 : s->ppi,
		.driver = s == NULL ? "" : s->driver, .at = v->now,
	};

	return capture_end(v->db, &in, &v->err) < 0 ? -1 : 0;
}

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

/* The image of an earlier attempt stays when it is better. */
static int
better(struct visit *v, int64_t case_id, int finger, int quality)
{
	const struct capture_finger_list_in in = { .case_id = case_id };
	struct capture_finger_list_rows rows;

	if (capture_finger_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].finger == finger)
			return quality >= rows.at[i].quality || str_eq(rows.at[i].review, "ULANG");
	return 1;
}

/* Fetches the sealed record and makes sure that it is what was ordered. */
static int
fetch(struct visit *v, const struct casefile_get_row *row, const struct capture_last_row *last,
    const struct capture_station *st, struct station_client *client, struct bytes *ret_blob,
    struct seal_head *ret_head)
{
	if (st->sign_key.n != 32)
		return err_set(&v->err, ERR_BROKEN, 0, "station %s has no key", st->code);
	if (station_blob(client, v->arena, last->job, ret_blob, &v->err) == -1 ||
	    seal_verify(*ret_blob, st->sign_key.p, ret_head, &v->err) == -1)
		return -1;
	if (!str_eq(ret_head->casefile, row->uuid) || !str_eq(ret_head->job, last->job) ||
	    ret_head->finger != (int)last->finger)
		return err_set(&v->err, ERR_BROKEN, 0, "sealed record of job %s is for something else", last->job);
	return 0;
}

/* The template that lets this station know the finger again, also after a crash. */
static int
store_template(struct visit *v, int64_t case_id, int finger, int64_t station, struct bytes box)
{
	const struct capture_template_put_in put = { .case_id = case_id, .finger = finger, .station = station,
		.box = box, .at = v->now };

	return box.n == 0 ? 0 : capture_template_put(v->db, &put, &v->err) < 0 ? -1 : 0;
}

static int
store_image(struct visit *v, const struct casefile_get_row *row, const struct capture_last_row *last,
    const struct station_status *s, struct bytes blob, const struct seal_head *head)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	int keep = better(v, row->id, (int)last->finger, s->quality);

	if (keep != 1)
		return keep;
	crypto_hash_sha256(hash, blob.p, blob.n);
	const struct capture_image_put_in put = {
		.case_id = row->id, .finger = last->finger, .capture = last->id,
		.epoch = head->epoch, .sealed = blob, .sha256 = { hash, sizeof hash }, .at = v->now,
	};
	const struct finger_exception_drop_in drop = { .case_id = row->id, .finger = last->finger };
	if (capture_image_put(v->db, &put, &v->err) < 0 || finger_exception_drop(v->db, &drop, &v->err) < 0)
		return -1;
	return 0;
}

/* A finished job: metadata and image in one transaction, once. */
static int
finish(struct visit *v, const struct casefile_get_row *row, struct capture_now *now,
    const struct capture_station *st, struct station_client *client)
{
	const struct capture_lock_in lock = { .id = now->last.id };
	struct capture_lock_row locked;
	struct seal_head head;
	struct bytes blob = { 0 }, box = { 0 };
	struct err no_box;
	bool record = str_eq(now->last.purpose, PURPOSE_RECORD);

	if (record && fetch(v, row, &now->last, st, client, &blob, &head) == -1) {
		if (v->err.kind == ERR_AWAY) {	/* later */
			now->away = true;
			return 0;
		}
		log_event(LOG_LEVEL_ERROR, "sealed record refused", "error", v->err.text, NULL);
		return row_end(v, now->last.id, "failed", REASON_BAD_IMAGE, &now->status);
	}
	if (record && station_template(client, v->arena, now->last.job, &box, &no_box) == -1)
		log_event(LOG_LEVEL_WARN, "no template of a finger", "error", no_box.text, NULL);
	if (db_begin(v->db, &v->err) == -1)
		return -1;
	int rc = capture_lock(v->db, v->arena, &lock, &locked, &v->err) == 1 ? 0 : -1;
	if (rc == 0 && str_eq(locked.state, "ordered")) {
		rc = row_end(v, now->last.id, "done", now->status.reason, &now->status);
		if (rc == 0 && record)
			rc = store_image(v, row, &now->last, &now->status, blob, &head);
		if (rc == 0 && record)
			rc = store_template(v, row->id, (int)now->last.finger, st->id, box);
		if (rc == 0)
			rc = audit_write(v->db, &v->act, record ? "REKAM_JARI" : "VERIFIKASI_JARI",
			    arena_printf(v->arena, "casefile/%lld", (long long)row->id),
			    arena_printf(v->arena, "jari %lld", (long long)now->last.finger), &v->err);
	}
	if (rc == 0 && db_commit(v->db, &v->err) == 0)
		return 0;
	(void)db_rollback(v->db, NULL);
	return -1;
}

/* What was held is fetched and stored as taken below the quality, in one transaction. */
static int
store_forced(struct visit *v, const struct casefile_get_row *row, struct capture_now *now,
    const struct capture_station *st, struct station_client *client, const char *why)
{
	const struct capture_force_in force = { .id = now->last.id, .why = why, .actor = v->who.user };
	struct bytes blob, box = { 0 };
	struct seal_head head;
	struct err no_box;

	if (fetch(v, row, &now->last, st, client, &blob, &head) == -1)
		return -1;
	(void)station_template(client, v->arena, now->last.job, &box, &no_box);
	const struct casefile_lock_in lock = { .id = row->id, .office = v->who.office };
	struct casefile_lock_row locked;
	if (db_begin(v->db, &v->err) == -1)
		return -1;
	int64_t rc = casefile_lock(v->db, v->arena, &lock, &locked, &v->err);
	if (rc == 1)
		rc = str_eq(locked.status, "SEDANG_DIREKAM") ? capture_force(v->db, &force, &v->err) : 0;
	if (rc == 1 && store_image(v, row, &now->last, &now->status, blob, &head) == 0 &&
	    store_template(v, row->id, (int)now->last.finger, st->id, box) == 0 &&
	    audit_write(v->db, &v->act, "TERIMA_MUTU_RENDAH", arena_printf(v->arena, "casefile/%lld", (long long)row->id),
	    arena_printf(v->arena, "jari %lld, mutu %d: %s", (long long)now->last.finger, now->status.quality, why), &v->err) == 0 &&
	    db_commit(v->db, &v->err) == 0)
		return 1;
	(void)db_rollback(v->db, NULL);
	return rc == 0 ? 0 : -1;
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
	if (!now.running) {
		*ret_now = now;
		return 0;
	}
	if ((n = capture_station_of(v, now.last.station_id, &st, &client)) == -1)
		return -1;
	bool lost = v->now.us - now.last.ordered_at.us > LOST_US;
	if (n == 0)
		rc = row_end(v, now.last.id, "failed", REASON_READER_AWAY, NULL);
	else if (station_status(client, now.last.job, &now.status, &v->err) == -1) {
		/* a station that was restarted does not know the job any more */
		now.away = v->err.kind != ERR_NOT_FOUND;
		if (!now.away || lost)
			rc = row_end(v, now.last.id, "failed", REASON_READER_AWAY, NULL);
	} else if (now.status.state == STATION_DONE)
		rc = finish(v, row, &now, &st, client);
	else if (now.status.state == STATION_FAILED)
		rc = row_end(v, now.last.id, "failed", now.status.reason, &now.status);
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
	(void)row_end(v, id, "failed", reason_of_error(why.kind), NULL);
	v->err = why;
	return -1;
}

static int
taken_already(struct visit *v, int64_t case_id, int finger)
{
	const struct capture_finger_list_in in = { .case_id = case_id };
	struct capture_finger_list_rows rows;

	if (capture_finger_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].finger == finger)
			return !str_empty(rows.at[i].forced) && !str_eq(rows.at[i].review, "ULANG");
	return 0;
}

int
capture_take_held(struct visit *v, const struct casefile_get_row *row, int finger, int least, const char *why)
{
	const struct capture_held_in in = { .case_id = row->id, .finger = finger };
	struct capture_held_row held;
	struct capture_station st;
	struct station_client *client;
	struct capture_now now = { .any = true };
	int n = capture_held(v->db, v->arena, &in, &held, &v->err);

	if (n == 0)	/* the same click once more */
		return taken_already(v, row->id, finger);
	if (n == 1 && held.tries < least)
		return err_set(&v->err, ERR_INPUT, 0, "finger %d was tried %lld times of %d", finger, (long long)held.tries, least);
	if (n == 1)
		n = capture_station_of(v, held.station_id, &st, &client);
	if (n != 1)
		return n;
	if (station_accept(client, held.job, &v->err) == -1 || station_status(client, held.job, &now.status, &v->err) == -1)
		return v->err.kind == ERR_NOT_FOUND || v->err.kind == ERR_CONFLICT ? taken_already(v, row->id, finger) : -1;
	(void)str_copy(now.job, sizeof now.job, held.job);
	now.last = (struct capture_last_row){ .id = held.id, .job = now.job, .finger = finger, .purpose = PURPOSE_RECORD };
	return store_forced(v, row, &now, &st, client, why);
}

void
capture_stop(struct visit *v, const struct casefile_get_row *row)
{
	struct capture_now now;
	struct capture_station st;
	struct station_client *client;

	if (last_of(v, row->id, &now) == -1 || !now.running)
		return;
	if (capture_station_of(v, now.last.station_id, &st, &client) == 1)
		(void)station_cancel(client, now.last.job, &v->err);
	(void)row_end(v, now.last.id, "failed", REASON_CANCELLED, NULL);
}

void
capture_session_end(struct visit *v, const struct casefile_get_row *row)
{
	struct capture_now now;
	struct capture_station st;
	struct station_client *client;

	capture_stop(v, row);
	/* a station that is away forgets by itself (15 minutes) */
	if (last_of(v, row->id, &now) == 0 && now.any && capture_station_of(v, now.last.station_id, &st, &client) == 1)
		(void)station_end(client, row->uuid, &v->err);
}
