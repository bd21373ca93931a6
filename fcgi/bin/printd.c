/*
 * rekam-printd -c FILE - carries jobs from the print queue to CUPS and follows each to
 * its end.
 *
 * The queue's rows are the truth; a datagram on file descriptor 3 (the hint socket, if
 * it is one) or SIGUSR1 only shortens the wait.  A round: renew the lease of what is
 * ours, claim what is due (also what a printd that is gone left behind), one step for
 * each of ours (print/queue_runner.h), write down what changed, now and then the
 * printers' states.  Nothing is kept in memory between rounds, so that it may be killed
 * at any point; whatever it had is claimed again after LEASE seconds, and CUPS is asked
 * for the job by its title before anything is sent.  MariaDB or CUPS away: said once in
 * the log, tried again every second.  SIGTERM ends it after the step in hand.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/rnd.h"
#include "base/str.h"
#include "print/queue_runner.h"
#include "sql/print_queue.h"
#include "store/audit.h"
#include "store/db.h"

#define HINT_FD		3
#define LEASE		15	/* seconds: then others may take our jobs over */
#define RENEW		4
#define VIEW		5	/* seconds between looks at the printers */
#define CLAIMS		50	/* new jobs taken on in one round */
#define ARENA		(96u << 20)

struct printd {
	struct db	*db;
	struct arena	*arena;
	char		 me[40];
	int64_t		 renewed, viewed;	/* mono_us() */
	bool		 away;			/* said so already */
	bool		 follows;		/* some job is on its way */
};

static volatile sig_atomic_t stop;

static void
on_stop(int sig)
{
	stop = sig;
}

static void
on_hint(int sig)
{
	(void)sig;
}

static struct utc
in_seconds(int s)
{
	return (struct utc){ utc_now().us + (int64_t)s * 1000000 };
}

static void
log_job(const char *event, int64_t id, const struct print_outcome *o)
{
	char number[24], cups[24];

	(void)snprintf(number, sizeof number, "%" PRId64, id);
	(void)snprintf(cups, sizeof cups, "%d", o->cups_job);
	log_event(o->state == PRINT_HELD ? LOG_LEVEL_WARN : LOG_LEVEL_INFO, event,
	    "job", number, "state", print_state_word(o->state), "reason",
	    print_reason_word(o->reason), "cups_job", cups, "detail", o->detail, NULL);
}

static int
note(struct printd *p, int64_t job, const char *action, const char *detail, int64_t office,
    struct err *e)
{
	char object[40], request[33];
	const struct act act = { .office = office, .address = "printd", .request = request,
	    .at = utc_now() };

	rnd_hex(request, 16);
	(void)snprintf(object, sizeof object, "print_job/%" PRId64, job);
	return audit_write(p->db, &act, action, object, detail, e);
}

/* Only the holder's word counts: a row that was withdrawn meanwhile stays so. */
static int
result(struct printd *p, const struct print_task *t, const struct print_outcome *o,
    struct err *e)
{
	struct utc now = utc_now(), none = { 0 };
	bool ended = o->state == PRINT_PRINTED || o->state == PRINT_WITHDRAWN;
	int64_t n;

	if (o->state == t->state && o->reason == t->reason && o->cups_job == t->cups_job &&
	    o->attempts == t->attempts)
		return 0;
	n = print_result(p->db, &(struct print_result_in){ .id = t->id, .me = p->me,
	    .state = print_state_word(o->state), .reason = print_reason_word(o->reason),
	    .detail = o->detail, .cups_job = o->cups_job, .attempts = o->attempts,
	    .next_at = in_seconds(o->wait), .accepted_at = o->cups_job > 0 ? now : none,
	    .ended_at = ended ? now : none }, e);
	if (n == -1)
		return -1;
	log_job(n == 1 ? "print job" : "print job lost", t->id, o);
	return n == 1;
}

/* The job's new state and its trace, both or neither.  1; 0: nothing new, or not ours any more; -1. */
static int
store(struct printd *p, const struct print_task *t, const struct print_outcome *o,
    int64_t office, struct err *e)
{
	int r, mine;

	if (print_state_trace(t->state, o->state) == NULL)
		return result(p, t, o, e);
	if (db_begin(p->db, e) == -1)
		return -1;
	mine = r = result(p, t, o, e);
	if (r == 1)
		r = note(p, t->id, print_state_trace(t->state, o->state), print_reason_word(o->reason), office, e);
	if (r != -1)
		r = db_commit(p->db, e);
	if (r == -1)
		(void)db_rollback(p->db, NULL);
	return r == -1 ? -1 : mine;
}

/* The document, only for a job that may have to be sent. */
static int
load(struct printd *p, struct print_task *t, int64_t document, struct err *e)
{
	struct print_document_row d;
	int r;

	if (t->state == PRINT_ACCEPTED && t->cups_job > 0)
		return 0;
	r = print_document(p->db, p->arena, &(struct print_document_in){ .id = document }, &d, e);
	if (r == 1) {
		t->pdf = d.bytes;
		t->sha256 = d.sha256;
		t->is_void = d.is_void != 0;
	}
	return r == -1 ? -1 : 0;
}

/* Does another printer stand ready?  Asked only where it may matter. */
static int
other_printer(struct printd *p, const struct print_task *t, struct print_fallback_row *ret,
    struct err *e)
{
	if (t->state == PRINT_ACCEPTED && t->reason == PRINT_REASON_NONE)
		return 0;
	return print_fallback(p->db, p->arena, &(struct print_fallback_in){ .id = t->id }, ret, e);
}

/* The job goes to its fallback, with a trace; only while it is still ours. */
static int
move(struct printd *p, const struct print_task *t, const struct print_fallback_row *to,
    int64_t office, struct err *e)
{
	const struct print_move_in in = { .id = t->id, .me = p->me, .printer = to->printer,
	    .tray = to->tray, .media = to->media, .now = utc_now() };
	int64_t n;

	if (db_begin(p->db, e) == -1)
		return -1;
	n = print_move(p->db, &in, e);
	if (n < 0 || (n == 1 && note(p, t->id, "CETAK_DIALIHKAN", t->queue, office, e) == -1) ||
	    db_commit(p->db, e) == -1) {
		(void)db_rollback(p->db, NULL);
		return -1;
	}
	log_event(LOG_LEVEL_WARN, "print job moved", "title", t->title, "from", t->queue, NULL);
	return 0;
}

/* Steps until the job has to wait; a fresh one is followed at once. */
static int
work(struct printd *p, const struct print_mine_row *row, struct err *e)
{
	struct print_task t = {
		.id = row->id, .state = print_state_by_word(row->state),
		.reason = print_reason_by_word(row->reason), .title = row->title,
		.queue = row->queue, .media = row->media, .copies = (int)row->copies,
		.attempts = (int)row->attempts, .cups_job = (int)row->cups_job,
		.tray = row->tray, .cancel = !str_empty(row->wish),
	};
	struct print_fallback_row other;
	struct print_outcome o;
	int r = other_printer(p, &t, &other, e);

	t.fallback = r == 1;
	if (r == -1 || load(p, &t, row->document_id, e) == -1)
		return -1;
	printer_use(row->server);
	runner_step(&print_hands_cups, &t, &o);
	if (o.move)
		return move(p, &t, &other, row->office, e);
	p->follows = p->follows || o.state == PRINT_ACCEPTED;
	if ((r = store(p, &t, &o, row->office, e)) == 1 && o.state == PRINT_PRINTED && o.cups_job > 0)
		/* CUPS asks through all jobs that it remembers, each time; the row and the ledger know more */
		(void)printer_cancel(t.queue, o.cups_job, true, NULL);
	return r == -1 ? -1 : 0;
}

/* Takes one job; 1, 0 when there is none, -1. */
static int
claim(struct printd *p, struct err *e)
{
	struct print_claim_next_row row;
	struct utc now = utc_now();
	int r;

	if (db_begin(p->db, e) == -1)
		return -1;
	r = print_claim_next(p->db, p->arena, &(struct print_claim_next_in){ .now = now,
	    .stale = in_seconds(-LEASE), .me = p->me }, &row, e);
	if (r == 1 && print_claim(p->db, &(struct print_claim_in){ .id = row.id, .me = p->me,
	    .now = now }, e) == -1)
		r = -1;
	if (r == 1 && db_commit(p->db, e) == -1)
		r = -1;
	if (r != 1)
		(void)db_rollback(p->db, NULL);
	return r;
}

static int
renew(struct printd *p, struct err *e)
{
	if (p->renewed != 0 && mono_us() - p->renewed < RENEW * 1000000)
		return 0;
	if (print_renew(p->db, &(struct print_renew_in){ .me = p->me, .now = utc_now() }, e) == -1)
		return -1;
	p->renewed = mono_us();
	return 0;
}

/* What each printer says, for the page; written when it changed or once a minute. */
static int
look(struct printd *p, struct err *e)
{
	struct print_queues_rows q;

	if (p->viewed != 0 && mono_us() - p->viewed < VIEW * 1000000)
		return 0;
	if (print_queues(p->db, p->arena, &q, e) == -1)
		return -1;
	for (size_t i = 0; i < q.n; i++) {
		struct printer_view v = { .state = "away" };
		struct err why = { 0 };

		printer_use(q.at[i].server);
		if (printer_view(q.at[i].queue, &v, &why) == -1)
			(void)str_copy(v.reasons, sizeof v.reasons, why.text);
		if (print_queue_seen(p->db, &(struct print_queue_seen_in){ .id = q.at[i].id,
		    .state = v.state, .reason = v.reasons, .supplies = v.supplies, .at = utc_now() }, e) == -1)
			return -1;
	}
	p->viewed = mono_us();
	return 0;
}

static int
round_of_work(struct printd *p, struct err *e)
{
	struct print_mine_rows mine;
	int r;

	p->follows = false;
	printer_round();
	arena_reset(p->arena);
	if (renew(p, e) == -1)
		return -1;
	for (int n = 0; (r = claim(p, e)) == 1 && n < CLAIMS; n++)
		;
	if (r == -1 || print_mine(p->db, p->arena, &(struct print_mine_in){ .me = p->me },
	    &mine, e) == -1)
		return -1;
	for (size_t i = 0; i < mine.n && !stop; i++)
		if (work(p, &mine.at[i], e) == -1)
			return -1;
	return look(p, e);
}

/* Milliseconds until the next round. */
static int
pause_ms(struct printd *p)
{
	struct print_next_due_row due;
	int64_t ms;

	if (p->away || p->follows)
		return p->away ? 1000 : 500;
	if (print_next_due(p->db, p->arena, &due, NULL) != 1 || due.next_at.us == 0)
		return VIEW * 1000;
	ms = (due.next_at.us - utc_now().us) / 1000;
	return ms < 20 ? 20 : ms > VIEW * 1000 ? VIEW * 1000 : (int)ms;
}

/* Until the time is up, a datagram comes or a signal; signals arrive only here. */
static void
rest(int ms, bool hints, const sigset_t *open)
{
	struct pollfd fd = { .fd = hints ? HINT_FD : -1, .events = POLLIN };
	struct timespec t = { ms / 1000, (ms % 1000) * 1000000L };
	char drop[16];

	if (stop || ppoll(&fd, 1, &t, open) <= 0)
		return;
	while (recv(HINT_FD, drop, sizeof drop, MSG_DONTWAIT) >= 0)
		;
}

static void
tell(struct printd *p, int r, const struct err *e)
{
	if (r == -1 && !p->away)
		log_event(LOG_LEVEL_ERROR, "queue away", "kind", err_kind_name(e->kind),
		    "error", e->text, NULL);
	if (r == 0 && p->away)
		log_event(LOG_LEVEL_INFO, "queue back", NULL);
	p->away = r == -1;
}

static void
loop(struct printd *p, bool hints, const sigset_t *open)
{
	while (!stop) {
		struct err e = { 0 };
		int r = round_of_work(p, &e);

		if (r == -1)
			(void)db_rollback(p->db, NULL);
		tell(p, r, &e);
		rest(pause_ms(p), hints, open);
	}
	/* Whoever comes next need not wait for the lease to end. */
	(void)print_release(p->db, &(struct print_release_in){ .me = p->me,
	    .past = in_seconds(-2 * LEASE) }, NULL);
}

static void
signals(sigset_t *ret_open)
{
	struct sigaction sa = { .sa_handler = on_stop };
	sigset_t block;

	(void)sigaction(SIGTERM, &sa, NULL);
	(void)sigaction(SIGINT, &sa, NULL);
	sa.sa_handler = on_hint;
	(void)sigaction(SIGUSR1, &sa, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)sigemptyset(&block);
	(void)sigaddset(&block, SIGTERM);
	(void)sigaddset(&block, SIGINT);
	(void)sigaddset(&block, SIGUSR1);
	(void)sigprocmask(SIG_BLOCK, &block, ret_open);
	(void)sigdelset(ret_open, SIGTERM);
	(void)sigdelset(ret_open, SIGINT);
	(void)sigdelset(ret_open, SIGUSR1);
}

static bool
hint_socket(void)
{
	int type;
	socklen_t n = sizeof type;

	return getsockopt(HINT_FD, SOL_SOCKET, SO_TYPE, &type, &n) == 0 && type == SOCK_DGRAM;
}

int
main(int argc, char **argv)
{
	struct printd p = { 0 };
	struct conf *conf;
	struct err e = { 0 };
	const char *server;
	char id[17];
	sigset_t open;

	log_name("rekam-printd");
	if (argc != 3 || !str_eq(argv[1], "-c")) {
		fprintf(stderr, "usage: rekam-printd -c FILE\n");
		return 2;
	}
	conf = harden(HARDEN_NO_EXEC, &e) == -1 || sodium_init() == -1 ? NULL :
	    conf_read_private(argv[2], &e);
	server = conf == NULL ? NULL : conf_must(conf, "cups", "socket", &e);
	p.db = server == NULL ? NULL : db_open(conf, "printd", &e);
	p.arena = p.db == NULL ? NULL : arena_create(ARENA);
	if (p.arena == NULL) {
		log_event(LOG_LEVEL_ERROR, "cannot start", "error", e.text, NULL);
		return 1;
	}
	rnd_hex(id, 8);
	(void)snprintf(p.me, sizeof p.me, "%d-%s", (int)getpid(), id);
	printer_setup(server, "rekam");
	signals(&open);
	log_event(LOG_LEVEL_INFO, "ready", "name", p.me, NULL);
	loop(&p, hint_socket(), &open);
	arena_free(p.arena);
	db_close(p.db);
	conf_free(conf);
	return 0;
}
