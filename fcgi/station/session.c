/* session.c - see session.h. */
#include "station/session.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/image.h"
#include "station/match.h"
#include "station/seal.h"
#include "station/template_box.h"

struct job *
session_job(struct session *s, const char *id)
{
	size_t i;

	for (i = 0; i < s->jobs; i++)
		if (str_eq(s->job[i].id, id))
			return &s->job[i];
	return NULL;
}

static bool
job_final(const struct job *j)
{
	return j->state == STATION_DONE || j->state == STATION_FAILED;
}

static void
job_wipe(struct job *j)
{
	secret_free(&j->preview);
	secret_free(&j->record);
	secret_free(&j->held_png);
	secret_free(&j->held_print);
	memset(j, 0, sizeof(*j));
}

struct job *
session_job_new(struct session *s)
{
	size_t i = 0;

	if (s->jobs == SESSION_JOBS) {
		while (i < SESSION_JOBS - 1 && !job_final(&s->job[i]))
			i++;
		job_wipe(&s->job[i]);
		memmove(&s->job[i], &s->job[i + 1], (SESSION_JOBS - 1 - i) * sizeof(s->job[0]));
		s->jobs--;
	}
	memset(&s->job[s->jobs], 0, sizeof(s->job[0]));
	return &s->job[s->jobs++];
}

void
session_wipe(struct session *s)
{
	size_t i;

	for (i = 0; i < s->jobs; i++)
		job_wipe(&s->job[i]);
	for (i = 0; i < 11; i++) {
		secret_free(&s->print[i]);
		secret_free(&s->box[i]);
	}
	memset(s, 0, sizeof(*s));
}

void
job_end(struct job *j, enum station_state state, enum station_reason reason)
{
	j->state = state;
	j->reason = reason;
}

/* ---- an image has come ---- */

/* Seals the PNG into j->record; forced: below the quality that was asked for. */
static int
job_seal(struct job *j, struct bytes png, bool forced, const char *casefile,
    const struct station_api_config *conf, struct err *e)
{
	struct seal_export_key to;
	struct secret record;
	struct utc now = utc_now();
	struct seal_head head = { .finger = j->finger, .format = SEAL_PNG, .width = j->width,
		.height = j->height, .ppi = j->ppi, .swipe = j->swipe, .forced = forced,
		.quality = j->quality, .captured = now };

	(void)str_copy(head.casefile, sizeof(head.casefile), casefile);
	(void)str_copy(head.job, sizeof(head.job), j->id);
	(void)str_copy(head.driver, sizeof(head.driver), j->driver);
	(void)str_copy(head.officer, sizeof(head.officer), j->officer);
	(void)str_copy(head.station, sizeof(head.station), conf->code);
	(void)str_copy(head.purpose, sizeof(head.purpose), SEAL_FINGER);
	if (seal_export_key_read(conf->export_public, conf->epoch, now, &to, e) != 0)
		return -1;
	if (secret_alloc(&record, seal_size(png.n)) != 0)
		return err_set(e, ERR_FULL, 0, "no locked memory for a record");
	if (seal_make(&head, png, conf->key, &to, record.p, e) != 0) {
		secret_free(&record);
		return -1;
	}
	secret_free(&j->record);
	j->record = record;
	return 0;
}

/* A score is proof that a finger was taken before, whatever the image looks like; that it
 * was not, only a good image can tell: what is poor is refused before it counts as new. */
static enum station_reason
refusal(const struct job *j, const struct link_event *ev, const struct quality *q)
{
	if (ev->w < 16 || ev->w > 1200 || ev->h < 16 || ev->h > 1200 || q->flat_rows > .9 ||
	    q->black_rows > .1)
		return REASON_BAD_IMAGE;
	if (!j->verify && match_of_score(ev->score) == MATCH_IS_SAME)
		return REASON_SAME_FINGER;
	if (q->score < j->quality_min)
		return REASON_POOR;
	return REASON_NONE;
}

static enum station_reason
remark(const struct job *j, const struct link_event *ev)
{
	if (!j->verify && match_of_score(ev->score) == MATCH_IS_LIKE)
		return REASON_SAME_FINGER;
	return j->quality < QUALITY_GOOD ? REASON_POOR : REASON_NONE;
}

static void
log_features(const struct job *j, const struct quality *q, int minutiae)
{
	char line[200];

	snprintf(line, sizeof(line), "score %d, ridges %.0f mm2 share %.2f, coherence %.2f, "
	    "contrast %.0f, dark %.2f, period %.1f, flat %.2f, minutiae %d %s", q->score,
	    q->ridge_mm2, q->ridged, q->coherence, q->contrast, q->dark, q->period,
	    q->flat_rows, minutiae, station_cause_word(q->cause));
	log_event(LOG_LEVEL_INFO, "image taken", "job", j->id, "quality", line, NULL);
}

bool
job_take(struct job *j, const struct link_event *ev, const struct reader_info *reader,
    const char *casefile, const struct station_api_config *conf, struct err *e)
{
	struct secret png = { 0 };
	struct quality q = { 0 };
	enum station_reason no;

	if (quality_of(ev->pixels.p, ev->w, ev->h, reader->ppi, &q) != 0) {
		job_end(j, STATION_FAILED, REASON_BAD_IMAGE);
		return false;
	}
	log_features(j, &q, ev->minutiae);
	j->quality = q.score;
	j->score = ev->score;
	j->same_as = match_of_score(ev->score) == MATCH_IS_NEW ? 0 : ev->like;
	j->width = ev->w;
	j->height = ev->h;
	j->ppi = reader->ppi;
	(void)str_copy(j->driver, sizeof(j->driver), reader->driver);
	j->swipe = reader->swipe;
	j->cause = q.cause;
	(void)image_preview(ev->pixels.p, ev->w, ev->h, &j->preview);
	no = refusal(j, ev, &q);
	if (no != REASON_NONE && no != REASON_POOR) {
		job_end(j, STATION_FAILED, no);
		return false;
	}
	if (!j->verify && (image_png(ev->pixels.p, ev->w, ev->h, &png) != 0 ||
	    (no == REASON_NONE && job_seal(j, secret_bytes(&png), false, casefile, conf, e) != 0))) {
		log_event(LOG_LEVEL_ERROR, "record not made", "text", e->text, NULL);
		secret_free(&png);
		job_end(j, STATION_FAILED, REASON_INTERNAL);
		return false;
	}
	if (no == REASON_POOR) {
		if (!j->verify && ev->print.n > 0 && secret_alloc(&j->held_print, ev->print.n) == 0) {
			memcpy(j->held_print.p, ev->print.p, ev->print.n);
			j->held_png = png;
		} else
			secret_free(&png);
		job_end(j, STATION_FAILED, no);
		return false;
	}
	secret_free(&png);
	job_end(j, STATION_DONE, remark(j, ev));
	return !j->verify;
}

/* ---- what was refused as poor, and is taken all the same ---- */

void
session_hold_best(struct session *s, struct job *fresh)
{
	for (size_t i = 0; i < s->jobs; i++) {
		struct job *j = &s->job[i], *worse;
		if (j == fresh || j->finger != fresh->finger || j->held_png.n == 0 || fresh->held_png.n == 0)
			continue;
		worse = fresh->quality >= j->quality ? j : fresh;
		secret_free(&worse->held_png);
		secret_free(&worse->held_print);
	}
}

int
session_keep(struct session *s, int finger, struct bytes print, const struct seal_station_key *key,
    struct err *e)
{
	struct secret copy, box;

	if (template_box_make(key, s->casefile, finger, print, &box, e) != 0)
		return -1;
	if (secret_alloc(&copy, print.n) != 0) {
		secret_free(&box);
		return err_set(e, ERR_FULL, 0, "no locked memory for a template");
	}
	memcpy(copy.p, print.p, print.n);
	secret_free(&s->print[finger]);
	secret_free(&s->box[finger]);
	s->print[finger] = copy;
	s->box[finger] = box;
	return 0;
}

bool
job_accept(struct session *s, struct job *j, const struct station_api_config *conf, struct err *e)
{
	if (j->state != STATION_FAILED || j->reason != REASON_POOR || j->held_png.n == 0)
		return false;
	if (job_seal(j, secret_bytes(&j->held_png), true, s->casefile, conf, e) != 0) {
		log_event(LOG_LEVEL_ERROR, "record not made", "text", e->text, NULL);
		return false;
	}
	if (session_keep(s, j->finger, secret_bytes(&j->held_print), conf->key, e) != 0)
		log_event(LOG_LEVEL_WARN, "template not kept", "text", e->text, NULL);
	secret_free(&j->held_png);
	secret_free(&j->held_print);
	job_end(j, STATION_DONE, REASON_POOR);
	return true;
}
