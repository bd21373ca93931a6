#include "print/queue_runner.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "print/ledger.h"

int
runner_backoff(int attempts)
{
	int wait = 2;

	for (int i = 1; i < attempts && wait < 60; i++)
		wait *= 2;
	return wait > 60 ? 60 : wait;
}

static void
end(struct print_outcome *o, enum print_state state, enum print_reason reason,
    const char *detail)
{
	o->state = state;
	o->reason = reason;
	(void)str_copy(o->detail, sizeof o->detail, detail);
}

/* Later again; what is not the document's fault does not use up attempts. */
static void
later(struct print_outcome *o, enum print_reason reason, const char *detail)
{
	end(o, PRINT_QUEUED, reason, detail);
	o->cups_job = 0;
	o->wait = reason == PRINT_REASON_NONE ? runner_backoff(o->attempts) : 3;
}

static void
move_on(struct print_outcome *o)
{
	end(o, PRINT_QUEUED, PRINT_REASON_NONE, "");
	o->cups_job = 0;
	o->move = true;
}

/* What does not go away by itself within the minute. */
static bool
out_of_reach(enum print_reason r)
{
	return r == PRINT_REASON_STOPPED || r == PRINT_REASON_PRINTER_AWAY;
}

/* What is to be printed is what was frozen; the title says so to the ledger. */
static const char *
damage(const struct print_task *t)
{
	uint8_t hash[32], prefix[4];
	int64_t id;

	if (t->pdf.p == NULL || t->pdf.n == 0)
		return "the document is not frozen";
	(void)crypto_hash_sha256(hash, t->pdf.p, t->pdf.n);
	if (t->sha256.n != sizeof hash || memcmp(hash, t->sha256.p, sizeof hash) != 0)
		return "the stored bytes do not have the stored SHA-256";
	if (!ledger_title_parse(t->title, &id, prefix) || id != t->id ||
	    memcmp(prefix, hash, sizeof prefix) != 0)
		return "the title does not belong to the document";
	return NULL;
}

static void
refused(struct print_outcome *o, const struct err *e)
{
	switch (e->kind) {
	case ERR_AWAY:
		later(o, PRINT_REASON_CUPS_AWAY, e->text);
		break;
	case ERR_BUSY:
		later(o, PRINT_REASON_STOPPED, e->text);
		break;
	case ERR_NOT_FOUND:
		end(o, PRINT_HELD, PRINT_REASON_NO_QUEUE, e->text);
		break;
	case ERR_NONE:
	case ERR_INPUT:
	case ERR_CONFLICT:
	case ERR_CLOCK:
	case ERR_FULL:
	case ERR_BROKEN:
	case ERR__MAX:
		o->attempts++;
		if (o->attempts >= RUNNER_ATTEMPTS)
			end(o, PRINT_HELD, PRINT_REASON_REJECTED, e->text);
		else
			later(o, PRINT_REASON_NONE, e->text);
		break;
	}
}

/* What the ledger backend says of a job that it did not print: "rekam-aborted ...". */
static enum print_reason
verdict(const struct printer_job *job)
{
	static const enum print_reason said[] = { PRINT_REASON_ABORTED, PRINT_REASON_DAMAGED,
	    PRINT_REASON_REJECTED, PRINT_REASON_CANCELLED, PRINT_REASON_PRINTER_AWAY };
	const char *p = strstr(job->message, "rekam-");

	if (p == NULL)
		return PRINT_REASON_NONE;
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		if (str_starts(p + strlen("rekam-"), print_reason_word(said[i])))
			return said[i];
	return PRINT_REASON_UNKNOWN;
}

/* CUPS has the job, and not one whose backend was killed under it, nor one whose bytes were
 * lost in the spool. */
static int
already_there(const struct print_hands *h, const struct print_task *t, struct printer_job *job,
    struct err *e)
{
	struct printer_view v;
	int r = h->find(t->queue, t->title, job, e);

	if (r == 1 && verdict(job) == PRINT_REASON_DAMAGED)
		return 0;
	if (r != 1 || job->state != PJOB_COMPLETED || job->sheets > 0)
		return r;
	r = h->view(t->queue, &v, e);
	return r == -1 ? -1 : v.ledger ? 0 : 1;
}

/* CUPS has not got it, and this printer takes nothing now: no such queue, stopped, away. */
static bool
better_elsewhere(const struct print_hands *h, const struct print_task *t, int found,
    const struct err *e)
{
	struct printer_view v;
	struct err why = { 0 };

	if (!t->fallback || found == 1)
		return false;
	if (found == -1)
		return e->kind == ERR_NOT_FOUND;
	if (h->view(t->queue, &v, &why) == -1)
		return why.kind == ERR_NOT_FOUND;
	return !v.accepting || out_of_reach(v.reason);
}

static void
send_it(const struct print_hands *h, const struct print_task *t, struct print_outcome *o)
{
	struct printer_order order = { .queue = t->queue, .title = t->title,
	    .media = t->media, .tray = t->tray, .copies = t->copies, .fallback = t->fallback,
	    .pdf = t->pdf };
	const char *why = damage(t);
	struct printer_job job;
	struct err e = { 0 };
	int r;

	if (t->is_void) {
		end(o, PRINT_WITHDRAWN, PRINT_REASON_NONE, "the document is void");
		return;
	}
	if (why != NULL) {
		end(o, PRINT_HELD, PRINT_REASON_DAMAGED, why);
		return;
	}
	r = already_there(h, t, &job, &e);
	if (better_elsewhere(h, t, r, &e)) {
		move_on(o);
		return;
	}
	if (r == 0 && t->cancel) {
		end(o, PRINT_WITHDRAWN, PRINT_REASON_NONE, "cancelled before it was sent");
		return;
	}
	if (r == 0)
		r = h->submit(&order, &job.id, &e);
	if (r == -1) {
		refused(o, &e);
		return;
	}
	end(o, PRINT_ACCEPTED, PRINT_REASON_NONE, "");
	o->cups_job = job.id;
	o->wait = 0;
}

static void
hold(const struct print_hands *h, const struct print_task *t, struct print_outcome *o,
    enum print_reason reason, const char *detail)
{
	if (t->cups_job > 0)
		(void)h->cancel(t->queue, t->cups_job, true, NULL);
	end(o, PRINT_HELD, reason, detail);
}

/* CUPS took it and has it no more (a power cut, somebody removed it), or its backend was
 * killed: sent again where the ledger keeps it from being printed twice. */
static void
lost(const struct print_hands *h, const struct print_task *t, struct print_outcome *o,
    const char *what)
{
	struct printer_view v;
	struct err e = { 0 };

	if (h->view(t->queue, &v, &e) == -1 && e.kind == ERR_NOT_FOUND) {
		end(o, PRINT_HELD, PRINT_REASON_UNKNOWN, "the queue was removed under the job");
		return;
	}
	if (e.kind != ERR_NONE) {
		end(o, PRINT_ACCEPTED, PRINT_REASON_CUPS_AWAY, e.text);
		return;
	}
	o->attempts++;
	if (!v.ledger || o->attempts >= RUNNER_ATTEMPTS)
		end(o, PRINT_HELD, PRINT_REASON_UNKNOWN, what);
	else
		later(o, PRINT_REASON_NONE, what);
}

/* A power cut left CUPS the job without its bytes (measured: a file of 0 bytes, also with
 * SyncOnClose).  The backend sent nothing, and ours are whole: they go once more. */
static void
again(const struct print_hands *h, const struct print_task *t, struct print_outcome *o,
    const struct printer_job *job)
{
	if (o->attempts + 1 >= RUNNER_ATTEMPTS) {
		hold(h, t, o, PRINT_REASON_DAMAGED, job->message);
		return;
	}
	(void)h->cancel(t->queue, t->cups_job, true, NULL);
	if (t->cancel) {
		end(o, PRINT_WITHDRAWN, PRINT_REASON_NONE, "cancelled before it began");
		o->cups_job = 0;
		return;
	}
	o->attempts++;
	later(o, PRINT_REASON_NONE, job->message);
}

/* Cancelled at CUPS and proved never to have begun: then purged.  False: it had begun, or
 * nobody can say. */
static bool
stopped_in_time(const struct print_hands *h, const struct print_task *t)
{
	struct printer_job job = { .begun = true };

	if (h->cancel(t->queue, t->cups_job, false, NULL) == -1 ||
	    h->job(t->cups_job, &job, NULL) != 1 || job.begun || job.state != PJOB_CANCELLED)
		return false;
	(void)h->cancel(t->queue, t->cups_job, true, NULL);
	return true;
}

/* A person wants it no more. */
static void
call_off(const struct print_hands *h, const struct print_task *t, struct print_outcome *o)
{
	if (stopped_in_time(h, t)) {
		end(o, PRINT_WITHDRAWN, PRINT_REASON_NONE, "cancelled before it began");
		o->cups_job = 0;
	} else
		hold(h, t, o, PRINT_REASON_CANCELLED, "cancelled while it was under way");
}

/* The backend gave the printer up before it had begun. */
static void
not_reached(const struct print_hands *h, const struct print_task *t, struct print_outcome *o)
{
	(void)h->cancel(t->queue, t->cups_job, true, NULL);
	if (t->fallback)
		move_on(o);
	else
		later(o, PRINT_REASON_PRINTER_AWAY, "the printer does not answer");
}

/* Still on its way: what is it waiting for? */
static void
wait_for(const struct print_hands *h, const struct print_task *t, const struct printer_job *job,
    struct print_outcome *o)
{
	struct printer_view v;
	struct err e = { 0 };

	end(o, PRINT_ACCEPTED, PRINT_REASON_CUPS_AWAY, "");
	if (h->view(t->queue, &v, &e) == -1) {
		(void)str_copy(o->detail, sizeof o->detail, e.text);
		return;
	}
	if (t->fallback && !job->begun && out_of_reach(v.reason) && stopped_in_time(h, t)) {
		move_on(o);
		return;
	}
	end(o, PRINT_ACCEPTED, job->state == PJOB_HELD ? PRINT_REASON_STOPPED : v.reason,
	    v.reason == PRINT_REASON_NONE ? "" : v.reasons);
}

/* Only our backend holds a job, and it says why; a second power cut makes CUPS forget the
 * words (measured).  Behind a ledger it can begin anew. */
static void
mute(const struct print_hands *h, const struct print_task *t, const struct printer_job *job,
    struct print_outcome *o)
{
	struct printer_view v;
	struct err e = { 0 };

	if (h->view(t->queue, &v, &e) == -1 || !v.ledger) {
		wait_for(h, t, job, o);
		return;
	}
	lost(h, t, o, "CUPS holds the job and does not say why");
	if (o->state != PRINT_ACCEPTED)
		(void)h->cancel(t->queue, t->cups_job, true, NULL);
}

/* Completed is printed where the ledger's backend says so, or where there is none. */
static void
completed(const struct print_hands *h, const struct print_task *t,
    const struct printer_job *job, struct print_outcome *o)
{
	struct printer_view v;
	struct err e = { 0 };

	if (job->sheets == 0 && h->view(t->queue, &v, &e) == -1)
		end(o, PRINT_ACCEPTED, PRINT_REASON_CUPS_AWAY, e.text);
	else if (job->sheets == 0 && v.ledger)
		lost(h, t, o, "the backend ended without a verdict");
	else
		end(o, PRINT_PRINTED, PRINT_REASON_NONE, "");
}

static void
follow(const struct print_hands *h, const struct print_task *t, struct print_outcome *o)
{
	struct printer_job job = { 0 };
	struct err e = { 0 };
	enum print_reason said;
	int r = h->job(t->cups_job, &job, &e);

	o->wait = 1;
	if (r == -1) {
		end(o, PRINT_ACCEPTED, PRINT_REASON_CUPS_AWAY, e.text);
		return;
	}
	if (r == 0) {
		lost(h, t, o, "CUPS does not know the job any more");
		return;
	}
	said = verdict(&job);
	if (said == PRINT_REASON_DAMAGED && job.state != PJOB_COMPLETED) {
		again(h, t, o, &job);
		return;
	}
	if (job.state == PJOB_HELD && said == PRINT_REASON_PRINTER_AWAY) {
		not_reached(h, t, o);
		return;
	}
	if (t->cancel && job.state != PJOB_COMPLETED && job.state != PJOB_ABORTED &&
	    job.state != PJOB_CANCELLED && said == PRINT_REASON_NONE) {
		call_off(h, t, o);
		return;
	}
	switch (job.state) {
	case PJOB_COMPLETED:
		completed(h, t, &job, o);
		break;
	case PJOB_CANCELLED:
	case PJOB_ABORTED:
		hold(h, t, o, said != PRINT_REASON_NONE ? said : job.state == PJOB_CANCELLED ?
		    PRINT_REASON_CANCELLED : PRINT_REASON_ABORTED, job.message);
		break;
	case PJOB_HELD:
		if (said != PRINT_REASON_NONE)
			hold(h, t, o, said, job.message);
		else
			mute(h, t, &job, o);
		break;
	case PJOB_WAITING:
	case PJOB_PRINTING:
	case PJOB_STOPPED:
		wait_for(h, t, &job, o);
		break;
	}
}

const struct print_hands print_hands_cups = {
	.submit = printer_submit,
	.find = printer_find,
	.job = printer_job,
	.cancel = printer_cancel,
	.view = printer_view,
};

void
runner_step(const struct print_hands *h, const struct print_task *t, struct print_outcome *ret)
{
	*ret = (struct print_outcome){ .state = t->state, .cups_job = t->cups_job,
	    .attempts = t->attempts };
	if (t->state == PRINT_ACCEPTED && t->cups_job > 0)
		follow(h, t, ret);
	else
		send_it(h, t, ret);
}
