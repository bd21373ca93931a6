/* session.c - see session.h. */
#include "station/session.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/image.h"
#include "station/match.h"
#include "station/seal.h"

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
	for (i = 0; i < 11; i++)
		secret_free(&s->print[i]);
	memset(s, 0, sizeof(*s));
}

void
job_end(struct job *j, enum station_state state, enum station_reason reason)
{
	j->state = state;
	j->reason = reason;
}

/* ---- an image has come ---- */

static int
job_seal(struct job *j, const struct link_event *ev, const struct reader_info *reader,
    const char *casefile, const struct station_api_config *conf, struct err *e)
{
	struct seal_export_key to;
	struct secret png, record;
	struct utc now = utc_now();
	struct seal_head head = { .finger = j->finger, .format = SEAL_PNG, .width = ev->w,
		.height = ev->h, .ppi = reader->ppi, .swipe = reader->swipe,
		.quality = j->quality, .captured = now };
	int rc;

	(void)str_copy(head.casefile, sizeof(head.casefile), casefile);
	(void)str_copy(head.job, sizeof(head.job), j->id);
	(void)str_copy(head.driver, sizeof(head.driver), reader->driver);
	(void)str_copy(head.officer, sizeof(head.officer), j->officer);
	(void)str_copy(head.station, sizeof(head.station), conf->code);
	(void)str_copy(head.purpose, sizeof(head.purpose), "REKAM");
	if (seal_export_key_read(conf->export_public, conf->epoch, now, &to, e) != 0)
		return -1;
	if (image_png(ev->pixels.p, ev->w, ev->h, &png) != 0)
		return err_set(e, ERR_FULL, 0, "image of %d x %d makes no PNG", ev->w, ev->h);
	if (secret_alloc(&record, seal_size(png.n)) != 0)
		rc = err_set(e, ERR_FULL, 0, "no locked memory for a record");
	else if ((rc = seal_make(&head, secret_bytes(&png), conf->key, &to, record.p, e)) != 0)
		secret_free(&record);
	else
		j->record = record;
	secret_free(&png);
	return rc;
}

/* What the image looks like decides first, then whose finger it is. */
static enum station_reason
refusal(const struct job *j, const struct link_event *ev, const struct quality *q, int quality_min)
{
	if (ev->w < 16 || ev->w > 1200 || ev->h < 16 || ev->h > 1200 || q->flat_rows > .9 ||
	    q->black_rows > .1)
		return REASON_BAD_IMAGE;
	if (!j->verify && match_of_score(ev->score) == MATCH_IS_SAME)
		return REASON_SAME_FINGER;
	if (q->score < quality_min)
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
	    "contrast %.0f, dark %.2f, period %.1f, flat %.2f, minutiae %d", q->score,
	    q->ridge_mm2, q->ridged, q->coherence, q->contrast, q->dark, q->period,
	    q->flat_rows, minutiae);
	log_event(LOG_LEVEL_INFO, "image taken", "job", j->id, "quality", line, NULL);
}

bool
job_take(struct job *j, const struct link_event *ev, const struct reader_info *reader,
    const char *casefile, const struct station_api_config *conf, struct err *e)
{
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
	(void)image_preview(ev->pixels.p, ev->w, ev->h, &j->preview);
	if ((no = refusal(j, ev, &q, conf->quality_min)) != REASON_NONE) {
		job_end(j, STATION_FAILED, no);
		return false;
	}
	if (!j->verify && job_seal(j, ev, reader, casefile, conf, e) != 0) {
		log_event(LOG_LEVEL_ERROR, "record not made", "text", e->text, NULL);
		job_end(j, STATION_FAILED, REASON_INTERNAL);
		return false;
	}
	job_end(j, STATION_DONE, remark(j, ev));
	return !j->verify;
}
