#include "step/capture_keep.h"

#include <sodium.h>

#include "base/log.h"
#include "base/str.h"
#include "sql/destruction.h"
#include "station/seal.h"
#include "store/audit.h"

int
capture_row_end(struct visit *v, int64_t id, const char *state, enum station_reason reason,
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

/* A key that was destroyed opens nothing: what a station seals with it would be lost, and nobody would know. */
static int
key_lives(struct visit *v, const char *epoch)
{
	const struct export_key_gone_in in = { .epoch = epoch };
	struct export_key_gone_row row;

	if (export_key_gone(v->db, v->arena, &in, &row, &v->err) != 1)
		return -1;
	return row.n == 0 ? 0 : err_set(&v->err, ERR_NOT_FOUND, 0, "the export key of %s was destroyed", epoch);
}

/* Fetches the sealed record and makes sure that it is what was ordered; ERR_NOT_FOUND: sealed with a destroyed key. */
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
	    ret_head->finger != (int)last->finger || !str_eq(ret_head->purpose, SEAL_FINGER))
		return err_set(&v->err, ERR_BROKEN, 0, "sealed record of job %s is for something else", last->job);
	return key_lives(v, ret_head->epoch);
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
    struct bytes blob, const struct seal_head *head)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	int keep = better(v, row->id, (int)last->finger, head->quality);

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

/* The rows of a finished job.  A case that was recorded, put off or given up meanwhile takes nothing more. */
static int
store_end(struct visit *v, const struct casefile_get_row *row, const struct capture_now *now, bool recording,
    int64_t station, struct bytes blob, const struct seal_head *head, struct bytes box)
{
	bool record = head != NULL;

	if (!recording)
		return capture_row_end(v, now->last.id, "failed", REASON_CANCELLED, &now->status);
	if (capture_row_end(v, now->last.id, "done", now->status.reason, &now->status) == -1)
		return -1;
	if (record && (store_image(v, row, &now->last, blob, head) == -1 ||
	    store_template(v, row->id, (int)now->last.finger, station, box) == -1))
		return -1;
	return audit_write(v->db, &v->act, record ? "REKAM_JARI" : "VERIFIKASI_JARI",
	    arena_printf(v->arena, "casefile/%lld", (long long)row->id),
	    arena_printf(v->arena, "jari %lld", (long long)now->last.finger), &v->err);
}

int
capture_keep(struct visit *v, const struct casefile_get_row *row, struct capture_now *now,
    const struct capture_station *st, struct station_client *client)
{
	const struct casefile_lock_in case_in = { .id = row->id, .office = v->who.office };
	const struct capture_lock_in lock = { .id = now->last.id };
	struct casefile_lock_row casefile;
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
		return capture_row_end(v, now->last.id, "failed", v->err.kind == ERR_NOT_FOUND ? REASON_KEY_GONE : REASON_BAD_IMAGE, &now->status);
	}
	if (record && station_template(client, v->arena, now->last.job, &box, &no_box) == -1)
		log_event(LOG_LEVEL_WARN, "no template of a finger", "error", no_box.text, NULL);
	if (db_begin(v->db, &v->err) == -1)
		return -1;
	int rc = casefile_lock(v->db, v->arena, &case_in, &casefile, &v->err) == 1 &&
	    capture_lock(v->db, v->arena, &lock, &locked, &v->err) == 1 ? 0 : -1;
	if (rc == 0 && str_eq(locked.state, "ordered"))
		rc = store_end(v, row, now, str_eq(casefile.status, "SEDANG_DIREKAM"), st->id, blob, record ? &head : NULL, box);
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
	if (!head.forced)
		return err_set(&v->err, ERR_BROKEN, 0, "sealed record of job %s is not marked as taken below the quality", now->last.job);
	(void)station_template(client, v->arena, now->last.job, &box, &no_box);
	const struct casefile_lock_in lock = { .id = row->id, .office = v->who.office };
	struct casefile_lock_row locked;
	if (db_begin(v->db, &v->err) == -1)
		return -1;
	int64_t rc = casefile_lock(v->db, v->arena, &lock, &locked, &v->err);
	if (rc == 1)
		rc = str_eq(locked.status, "SEDANG_DIREKAM") ? capture_force(v->db, &force, &v->err) : 0;
	if (rc == 1 && store_image(v, row, &now->last, blob, &head) == 0 &&
	    store_template(v, row->id, (int)now->last.finger, st->id, box) == 0 &&
	    audit_write(v->db, &v->act, "TERIMA_MUTU_RENDAH", arena_printf(v->arena, "casefile/%lld", (long long)row->id),
	    arena_printf(v->arena, "jari %lld, mutu %d: %s", (long long)now->last.finger, now->status.quality, why), &v->err) == 0 &&
	    db_commit(v->db, &v->err) == 0)
		return 1;
	(void)db_rollback(v->db, NULL);
	return rc == 0 ? 0 : -1;
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

