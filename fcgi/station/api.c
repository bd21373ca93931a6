/* api.c - the state machine of the station; the requests are in api_http.c. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "station/api_priv.h"

#define S	1000000ll

#define READY_WAIT	(5 * S)		/* for a reader process that is starting */
#define AWAY_AFTER	(3 * S)		/* without a reader: orders are refused */
#define IDLE_WAIT	(4 * S)		/* for the reader to let go after a cancel */
#define GUARD		(45 * S)	/* beyond the order's own time-out */
#define SESSION_MAX	(15 * 60 * S)

struct station_api *
station_api_create(const struct station_api_config *conf, struct err *e)
{
	struct station_api *a = calloc(1, sizeof(*a));

	if (a == NULL) {
		err_set(e, ERR_FULL, 0, "no memory");
		return NULL;
	}
	a->conf = *conf;
	if (a->conf.now == NULL)
		a->conf.now = mono_us;
	a->down_since = a->conf.now();
	a->started = utc_now();
	return a;
}

void
station_api_free(struct station_api *a)
{
	if (a == NULL)
		return;
	session_wipe(&a->session);
	secret_free(&a->sealed);
	free(a->text);
	free(a);
}

int
station_api_fd(const struct station_api *a)
{
	return reader_link_fd(a->conf.link);
}

static void
fail_active(struct station_api *a, enum station_reason why)
{
	if (a->active == NULL)
		return;
	job_end(a->active, STATION_FAILED, why);
	log_event(LOG_LEVEL_INFO, "capture failed", "job", a->active->id, "reason",
	    station_reason_word(why), NULL);
	a->active = NULL;
}

/* Hands the job over as soon as there is a reader that is free. */
static void
try_send(struct station_api *a)
{
	struct job *j = a->active;

	if (j == NULL || a->at_reader[0] != '\0' || !a->up || a->ending || !a->reader.present)
		return;
	if (reader_link_capture(a->conf.link, j->id, a->session.casefile, j->finger,
	    j->timeout_s, j->verify) != 0)
		return;
	(void)str_copy(a->at_reader, sizeof(a->at_reader), j->id);
	a->sent = a->conf.now();
}

bool
api_away(const struct station_api *a)
{
	if (a->up)
		return !a->reader.present && !a->ending;
	return a->conf.now() - a->down_since > AWAY_AFTER;
}

void
api_cancel(struct station_api *a, struct job *j)
{
	if (a->active != j)
		return;
	if (str_eq(a->at_reader, j->id)) {
		(void)reader_link_cancel(a->conf.link);
		a->let_go = a->conf.now() + IDLE_WAIT;
	}
	fail_active(a, REASON_CANCELLED);
}

void
api_session_end(struct station_api *a)
{
	if (!a->session.on)
		return;
	fail_active(a, REASON_CANCELLED);
	session_wipe(&a->session);
	if (a->up && reader_link_end(a->conf.link) == 0) {
		a->ending = true;
		a->let_go = a->conf.now() + 2 * IDLE_WAIT;
	}
	log_event(LOG_LEVEL_INFO, "session ended", NULL);
}

void
api_session_begin(struct station_api *a, const char *casefile)
{
	if (a->session.on && str_eq(a->session.casefile, casefile))
		return;
	api_session_end(a);
	a->session.on = true;
	(void)str_copy(a->session.casefile, sizeof(a->session.casefile), casefile);
}

void
api_start(struct station_api *a, struct job *j)
{
	a->active = j;
	j->state = STATION_STARTING;
	j->ordered = a->conf.now();
	try_send(a);
}

bool
api_job_used(const struct station_api *a, const char *id)
{
	size_t i;

	for (i = 0; i < SESSION_USED; i++)
		if (str_eq(a->used[i], id))
			return true;
	return false;
}

void
api_job_remember(struct station_api *a, const char *id)
{
	(void)str_copy(a->used[a->used_next], sizeof(a->used[0]), id);
	a->used_next = (a->used_next + 1) % SESSION_USED;
}

/* ---- what the reader says ---- */

static void
on_info(struct station_api *a, const struct link_event *ev)
{
	struct session *s = &a->session;
	bool fresh = !a->up;
	int f;

	a->up = true;
	a->reader = ev->info;
	if (!fresh)
		return;
	a->at_reader[0] = '\0';
	/* a new process knows nothing of this applicant: give it the gallery */
	for (f = 1; f <= 10; f++)
		if (s->print[f].n > 0)
			(void)reader_link_keep(a->conf.link, f, secret_bytes(&s->print[f]));
}

static void
on_down(struct station_api *a)
{
	bool expected = a->ending;

	if (a->up)
		a->down_since = a->conf.now();
	if (a->up && !expected) {
		a->failures++;
		log_event(LOG_LEVEL_WARN, "reader process gone", NULL);
	}
	if (a->active != NULL && str_eq(a->at_reader, a->active->id))
		fail_active(a, REASON_READER_AWAY);
	a->up = a->ending = false;
	a->at_reader[0] = '\0';
	memset(&a->reader, 0, sizeof(a->reader));
}

static void
on_state(struct station_api *a, const struct link_event *ev)
{
	struct job *j = a->active;

	if (j == NULL || !str_eq(j->id, ev->job))
		return;
	/* a hint stays while the reader waits for the next touch */
	if (ev->reason != REASON_NONE || ev->state != STATION_WAITING ||
	    j->state != STATION_WAITING)
		j->reason = ev->reason;
	j->state = ev->state;
}

static void
on_image(struct station_api *a, const struct link_event *ev)
{
	struct job *j = a->active;
	struct err e;

	a->at_reader[0] = '\0';
	if (j == NULL || !str_eq(j->id, ev->job))
		return;
	a->active = NULL;
	if (!job_take(j, ev, &a->reader, a->session.casefile, &a->conf, &e)) {
		session_hold_best(&a->session, j);
		log_event(LOG_LEVEL_INFO, "capture over", "job", j->id, "state",
		    station_state_word(j->state), "reason", station_reason_word(j->reason), NULL);
		return;
	}
	if (ev->print.n > 0 && session_keep(&a->session, j->finger, ev->print, a->conf.key, &e) == 0)
		(void)reader_link_keep(a->conf.link, j->finger, ev->print);
}

static void
on_failed(struct station_api *a, const struct link_event *ev)
{
	a->at_reader[0] = '\0';
	if (a->active != NULL && str_eq(a->active->id, ev->job))
		fail_active(a, ev->reason == REASON_NONE ? REASON_INTERNAL : ev->reason);
}

static void
drain(struct station_api *a)
{
	struct link_event ev;
	int i;

	for (i = 0; i < 64; i++) {
		reader_link_next(a->conf.link, a->conf.now(), &ev);
		switch (ev.kind) {
		case LINK_NONE:
			return;
		case LINK_INFO:
			on_info(a, &ev);
			break;
		case LINK_DOWN:
			on_down(a);
			break;
		case LINK_STATE:
			on_state(a, &ev);
			break;
		case LINK_IMAGE:
			on_image(a, &ev);
			break;
		case LINK_FAILED:
			on_failed(a, &ev);
			break;
		}
	}
}

void
station_api_step(struct station_api *a)
{
	struct job *j;
	int64_t now;

	drain(a);
	try_send(a);
	now = a->conf.now();
	j = a->active;
	if (j != NULL && !str_eq(a->at_reader, j->id)) {
		if (now - j->ordered > READY_WAIT)
			fail_active(a, REASON_READER_AWAY);
	} else if (j != NULL && now - a->sent > j->timeout_s * S + GUARD) {
		fail_active(a, REASON_INTERNAL);
		reader_link_drop(a->conf.link);
	}
	/* cancelled, or ending, but still not let go: hang up, it starts afresh */
	if (a->active == NULL || !str_eq(a->at_reader, a->active->id))
		if ((a->at_reader[0] != '\0' || a->ending) && now > a->let_go)
			reader_link_drop(a->conf.link);
	if (a->session.on && a->active == NULL && now - a->session.used > SESSION_MAX)
		api_session_end(a);
}
