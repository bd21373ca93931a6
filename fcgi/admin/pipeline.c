#include "admin/pipeline.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void
child(const struct pipeline *p, size_t i, int in, int out, pid_t parent)
{
	char **argv;
	sigset_t none;

	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(126);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	if (in == -1)
		in = open("/dev/null", O_RDONLY);
	if (dup2(in, 0) == -1 || dup2(out, 1) == -1 || dup2(p->log, 2) == -1)
		_exit(126);
	if (i == 0 && p->keep != -1 && fcntl(p->keep, F_SETFD, 0) == -1)
		_exit(126);
	memcpy(&argv, &p->argv[i], sizeof argv);	/* execvp's old-fashioned const */
	(void)execvp(argv[0], argv);
	_exit(127);
}

int
pipeline_start(struct pipeline *p, struct err *e)
{
	pid_t parent = getpid();
	int in = p->in, fd[2];

	memset(p->pid, 0, sizeof p->pid);
	p->out = -1;
	for (size_t i = 0; i < p->n; i++) {
		bool piped = pipe2(fd, O_CLOEXEC) == 0;

		if (piped && (p->pid[i] = fork()) == 0)
			child(p, i, in, fd[1], parent);
		int why = errno;
		if (in != p->in)
			(void)close(in);
		if (!piped || p->pid[i] == -1) {
			p->pid[i] = 0;
			if (piped) {
				(void)close(fd[0]);
				(void)close(fd[1]);
			}
			pipeline_abort(p);
			return err_set(e, ERR_FULL, why, "%s: %s", p->argv[i][0], strerror(why));
		}
		(void)close(fd[1]);
		in = fd[0];
	}
	p->out = in;
	return 0;
}

static int
wait_one(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return 126;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Who wrote into a pipe that nobody reads any more (141) is always a victim. */
int
pipeline_wait(struct pipeline *p, struct err *e)
{
	int status[PIPELINE_MAX], cause = -1;

	for (size_t i = 0; i < p->n; i++) {
		status[i] = p->pid[i] == 0 ? 0 : wait_one(p->pid[i]);
		p->pid[i] = 0;
	}
	for (int i = 0; i < (int)p->n; i++)
		if (status[i] != 0 && (cause == -1 || status[cause] == 128 + SIGPIPE ||
		    (p->blame_last && status[i] != 128 + SIGPIPE)))
			cause = i;
	if (cause == -1)
		return 0;
	const char *name = p->argv[cause][0];
	if (status[cause] == 127)
		(void)err_set(e, ERR_INPUT, 127, "%s is not installed", name);
	else
		(void)err_set(e, ERR_BROKEN, status[cause], "%s failed (%d)", name, status[cause]);
	return -1 - cause;
}

void
pipeline_abort(struct pipeline *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->pid[i] > 0)
			(void)kill(p->pid[i], SIGTERM);
	for (size_t i = 0; i < p->n; i++)
		if (p->pid[i] > 0)
			(void)wait_one(p->pid[i]);
	memset(p->pid, 0, sizeof p->pid);
	if (p->out != -1)
		(void)close(p->out);
	p->out = -1;
}

int
pipeline_run(const char *const *argv, int log, struct err *e)
{
	struct pipeline p = { .argv = { argv }, .n = 1, .in = -1, .log = log, .keep = -1 };
	char waste[4096];

	if (pipeline_start(&p, e) == -1)
		return -1;
	for (;;) {
		ssize_t n = read(p.out, waste, sizeof waste);
		if (n == 0 || (n == -1 && errno != EINTR))
			break;
	}
	(void)close(p.out);
	return pipeline_wait(&p, e) == 0 ? 0 : -1;
}
