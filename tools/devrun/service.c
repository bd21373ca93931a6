/* service.c - start, watch, restart with back-off, end in order. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <poll.h>
#include <unistd.h>

#include "devrun/devrun.h"
#include "devrun/probe.h"

#define PROCS_MAX	32
#define BACKOFF_FIRST	200	/* ms */
#define BACKOFF_LAST	15000
#define STEADY_MS	10000	/* ran this long: the back-off starts anew */

struct proc {
	const struct service_row	*row;
	char				 name[32];
	char				 log[600];
	char				*argv[24];
	int				 fd[SPAWN_FDS];
	pid_t				 pid;		/* 0: not running */
	int64_t				 started;
	int64_t				 again;		/* when to start it again */
	int				 backoff;
	bool				 leaving;	/* we asked it to end */
};

static const struct instance *in;
static struct proc procs[PROCS_MAX];
static size_t nprocs;
static int sigfd = -1;
static pid_t step_pid;		/* the running step, 0: none */
static int step_status;
static bool ending;
static int64_t asked;		/* when the end was asked for */
static bool hurry;		/* asked twice */

int
service_init(const struct instance *instance)
{
	sigset_t set;

	in = instance;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigfd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return sigfd == -1 ? -1 : 0;
}

static void
split(struct proc *p, const char *command)
{
	char *copy = strdup(command), *save = NULL;
	size_t n = 0;

	for (char *w = strtok_r(copy, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save))
		if (n + 1 < sizeof p->argv / sizeof p->argv[0])
			p->argv[n++] = spawn_expand(in, w);
	p->argv[n] = NULL;
	free(copy);
}

/* DIR/services: "name pid" lines, for people and tests. */
static void
list_services(void)
{
	char path[600], temp[600];
	FILE *f;

	snprintf(path, sizeof path, "%s/services", in->dir);
	snprintf(temp, sizeof temp, "%s/services.new", in->dir);
	if ((f = fopen(temp, "we")) == NULL)
		return;
	for (size_t i = 0; i < nprocs; i++)
		fprintf(f, "%s %d\n", procs[i].name, (int)procs[i].pid);
	if (fclose(f) == 0)
		rename(temp, path);
}

static void
launch(struct proc *p)
{
	const struct spawn s = {
		.in = in, .as = p->row->as, .log = p->log, .argv = p->argv,
		.env = p->row->env, .fd = { p->fd[0], p->fd[1], p->fd[2] },
		.nginx = p->row->nginx,
	};

	p->pid = spawn(&s);
	p->started = now_ms();
	p->again = 0;
	if (p->pid == -1) {
		p->pid = 0;
		p->again = now_ms() + BACKOFF_LAST;
		say(p->name, "cannot be started: %s", strerror(errno));
	}
	list_services();
}

/* REKAM_BACKOFF_MS: a test that kills all day does not want to wait. */
static int
longest_wait(void)
{
	const char *text = getenv("REKAM_BACKOFF_MS");
	int ms = text == NULL ? 0 : atoi(text);

	return ms >= BACKOFF_FIRST && ms < BACKOFF_LAST ? ms : BACKOFF_LAST;
}

static void
died(struct proc *p, int status)
{
	bool steady = now_ms() - p->started > STEADY_MS;
	bool clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	char how[64];

	p->pid = 0;
	if (ending)
		return;
	if (steady || p->backoff == 0)
		p->backoff = BACKOFF_FIRST;
	else
		p->backoff = p->backoff < longest_wait() / 2 ? p->backoff * 2 : longest_wait();
	/* A worker that had enough, a reader after its applicant: no fault. */
	if (clean && (p->leaving || now_ms() - p->started > 100)) {
		p->again = now_ms();
		p->backoff = 0;
		p->leaving = false;
		return;
	}
	p->again = now_ms() + p->backoff;
	if (WIFSIGNALED(status))
		snprintf(how, sizeof how, "killed by signal %d", WTERMSIG(status));
	else
		snprintf(how, sizeof how, "ended with status %d", WEXITSTATUS(status));
	say(p->name, "%s; again in %d ms (log/%s.log)", how, p->backoff, p->row->name);
}

static void
reap(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == step_pid) {
			step_status = status;
			step_pid = 0;
		}
		for (size_t i = 0; i < nprocs; i++)
			if (procs[i].pid == pid)
				died(&procs[i], status);
	}
}

static void
replace_workers(void)
{
	say("web", "workers are replaced, one request at a time");
	for (size_t i = 0; i < nprocs; i++) {
		if (procs[i].pid == 0 || !plan_is_worker(procs[i].row->name))
			continue;
		procs[i].leaving = true;
		kill(procs[i].pid, SIGTERM);
	}
}

/* Handles what has happened; waits at most ms for something to happen. */
static void
pump(int ms)
{
	struct pollfd pfd[2] = { { .fd = sigfd, .events = POLLIN }, { .fd = probe_paper_fd(), .events = POLLIN } };
	struct signalfd_siginfo si;
	int64_t now = now_ms();

	for (size_t i = 0; i < nprocs && !ending; i++) {
		if (procs[i].again == 0)
			continue;
		if (procs[i].again <= now)
			launch(&procs[i]);
		else if (procs[i].again - now < ms || ms < 0)
			ms = (int)(procs[i].again - now);
	}
	poll(pfd, 2, ms);
	probe_paper();
	while (read(sigfd, &si, sizeof si) == (ssize_t)sizeof si) {
		if (si.ssi_signo == SIGUSR1) {
			replace_workers();
		} else if (si.ssi_signo != SIGCHLD) {
			if (asked != 0 && now_ms() - asked > 1000)
				hurry = true;
			if (asked == 0)
				asked = now_ms();
		}
	}
	reap();
}

int
service_watch(const struct instance *instance, int ms)
{
	int64_t end = now_ms() + ms;

	(void)instance;
	while (asked == 0) {
		int64_t left = end - now_ms();
		if (ms >= 0 && left <= 0)
			return 0;
		pump(ms < 0 || left > 60000 ? 60000 : (int)left);
	}
	return -2;
}

static bool
answers(const struct service_row *row)
{
	char path[600];

	snprintf(path, sizeof path, "%s/%s", in->dir, row->ready_at != NULL ? row->ready_at : "");
	switch (row->ready) {
	case READY_UNIX:
		return probe_unix(path);
	case READY_TCP:
		return probe_tcp(in->printer_port);
	case READY_FILE:
		return access(path, F_OK) == 0;
	case READY_NOW:
		break;
	}
	return true;
}

static int
add(const struct service_row *row, int number, const int fd[SPAWN_FDS])
{
	struct proc *p = &procs[nprocs];

	if (nprocs == PROCS_MAX)
		return -1;
	nprocs++;
	*p = (struct proc){ .row = row, .fd = { fd[0], fd[1], fd[2] } };
	if (row->count > 1)
		snprintf(p->name, sizeof p->name, "%s.%d", row->name, number);
	else
		snprintf(p->name, sizeof p->name, "%s", row->name);
	snprintf(p->log, sizeof p->log, "%s/log/%s.log", in->dir, row->name);
	split(p, row->command);
	launch(p);
	return 0;
}

int
service_start(const struct instance *instance, const struct service_row *row)
{
	int fd[SPAWN_FDS] = { -1, -1, -1 };
	int sock = -1;
	char path[600];
	int64_t begun = now_ms();

	(void)instance;
	if (row->socket != NULL &&
	    (sock = spawn_socket(in, row->socket, row->socket_type, row->nonblock)) == -1)
		return -1;
	fd[0] = row->nginx ? in->web_fd : sock;
	fd[1] = row->nginx ? sock : -1;
	fd[2] = row->nginx ? in->tls_fd : -1;
	if (row->ready == READY_FILE || row->ready == READY_UNIX) {
		snprintf(path, sizeof path, "%s/%s", in->dir, row->ready_at);
		if (row->socket == NULL || strstr(row->ready_at, row->socket) == NULL)
			unlink(path);
	}
	for (int i = 1; i <= row->count; i++)
		if (add(row, i, fd) == -1)
			return -1;
	while (!answers(row)) {
		if (service_watch(in, 20) == -2)
			return -2;
		if (now_ms() - begun > 60000 || procs[nprocs - 1].backoff > 2000) {
			say_error("%s does not start", row->name);
			say_tail(procs[nprocs - 1].log, 15);
			return -1;
		}
	}
	if (row->ready != READY_NOW)
		say(row->name, "ready after %lld ms", (long long)(now_ms() - begun));
	return 0;
}

int
service_step(const struct instance *instance, enum run_as as, const char *word)
{
	char program[600], log[600];
	char *argv[3] = { program, NULL, NULL };
	struct spawn s = { .in = in, .as = as, .log = log, .argv = argv, .fd = { -1, -1 } };

	(void)instance;
	snprintf(program, sizeof program, "%s/instance", in->tools);
	snprintf(log, sizeof log, "%s/log/%s.log", in->dir, word);
	argv[1] = strdup(word);
	unlink(log);
	step_pid = spawn(&s);
	while (step_pid > 0) {
		pump(1000);
		if (asked != 0 && step_pid > 0)
			kill(step_pid, SIGTERM);
	}
	free(argv[1]);
	if (asked != 0)
		return -2;
	if (!WIFEXITED(step_status) || WEXITSTATUS(step_status) != 0) {
		say_error("the step \"%s\" failed", word);
		say_tail(log, 20);
		return -1;
	}
	return 0;
}

int
service_down(void)
{
	int n = 0;

	for (size_t i = 0; i < nprocs; i++)
		n += procs[i].pid == 0 || procs[i].backoff > BACKOFF_FIRST;
	return n;
}

static bool
stage_running(int stage)
{
	for (size_t i = 0; i < nprocs; i++)
		if (procs[i].row->stage == stage && procs[i].pid != 0)
			return true;
	return false;
}

static void
stop_stage(int stage)
{
	int64_t limit = now_ms() + (stage == 0 ? 60000 : 10000);
	bool told = false;

	for (size_t i = 0; i < nprocs; i++) {
		if (procs[i].row->stage != stage || procs[i].pid == 0)
			continue;
		if (!told)
			say(procs[i].row->name, "ends");
		told = true;
		kill(procs[i].pid, SIGTERM);
	}
	while (stage_running(stage)) {
		pump(50);
		if (now_ms() < limit && !hurry)
			continue;
		for (size_t i = 0; i < nprocs; i++)
			if (procs[i].row->stage == stage && procs[i].pid != 0) {
				say(procs[i].name, "does not end, is killed");
				kill(-procs[i].pid, SIGKILL);
			}
		limit = now_ms() + 2000;
	}
}

void
service_stop_all(void)
{
	int top = 0;

	ending = true;
	hurry = false;
	if (asked == 0)
		asked = now_ms();
	for (size_t i = 0; i < nprocs; i++)
		if (procs[i].row->stage > top)
			top = procs[i].row->stage;
	for (int stage = top; stage >= 0; stage--)
		stop_stage(stage);
}
