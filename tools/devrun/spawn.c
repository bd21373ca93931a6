/* spawn.c - one child: its account, its descriptors, its end with ours. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "devrun/devrun.h"

char *
spawn_expand(const struct instance *in, const char *text)
{
	char port[16];
	const struct { const char *key, *value; } map[] = {
		{ "{dir}", in->dir }, { "{build}", in->build }, { "{printer}", port },
	};
	char *out = NULL;
	size_t n;
	FILE *f = open_memstream(&out, &n);

	if (f == NULL)
		abort();
	snprintf(port, sizeof port, "%d", in->printer_port);
	while (*text != '\0') {
		size_t i;
		for (i = 0; i < sizeof map / sizeof map[0]; i++)
			if (strncmp(text, map[i].key, strlen(map[i].key)) == 0)
				break;
		if (i == sizeof map / sizeof map[0]) {
			fputc(*text++, f);
			continue;
		}
		fputs(map[i].value, f);
		text += strlen(map[i].key);
	}
	fclose(f);
	return out;
}

int
spawn_socket(const struct instance *in, const char *name, int type, bool nonblock)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd;

	snprintf(a.sun_path, sizeof a.sun_path, "%.80s/run/%s", in->dir, name);
	unlink(a.sun_path);
	fd = socket(AF_UNIX, type | SOCK_CLOEXEC | (nonblock ? SOCK_NONBLOCK : 0), 0);
	if (fd == -1 || bind(fd, (struct sockaddr *)&a, sizeof a) == -1 ||
	    (type == SOCK_STREAM && listen(fd, 1024) == -1) ||
	    chmod(a.sun_path, 0660) == -1 ||
	    (in->shared && chown(a.sun_path, in->as[AS_PROGRAM].uid, in->as[AS_PROGRAM].gid) == -1)) {
		say_error("socket %s: %s", a.sun_path, strerror(errno));
		return -1;
	}
	return fd;
}

/* The account first: the kernel forgets the parent-death signal at a change
 * of credentials. */
static int
become(const struct account *a, bool root)
{
	if (root && a->uid != 0 && (initgroups(a->name, a->gid) == -1 ||
	    setgid(a->gid) == -1 || setuid(a->uid) == -1))
		return -1;
	return prctl(PR_SET_PDEATHSIG, SIGTERM);
}

static void
descriptors(const struct spawn *s)
{
	int log = open(s->log, O_WRONLY | O_APPEND | O_CREAT, 0640);
	int null = open("/dev/null", O_RDONLY);
	int high[SPAWN_FDS], n = 0;

	while (n < SPAWN_FDS && s->fd[n] != -1) {
		high[n] = fcntl(s->fd[n], F_DUPFD, 20);
		n++;
	}
	dup2(null, 0);
	dup2(log != -1 ? log : null, 1);
	dup2(log != -1 ? log : null, 2);
	for (int i = 0; i < n; i++)
		dup2(high[i], 3 + i);
	close_range(3 + (unsigned)n, ~0U, 0);
}

static void
child(const struct spawn *s, pid_t parent)
{
	sigset_t none;
	char pid[16];

	setsid();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	descriptors(s);
	umask(0027);
	if (chdir(s->in->dir) == -1 || become(&s->in->as[s->as], geteuid() == 0) == -1) {
		dprintf(2, "devrun: %s\n", strerror(errno));
		_exit(126);
	}
	if (getppid() != parent)	/* it went before the signal was set */
		_exit(0);
	snprintf(pid, sizeof pid, "%d", (int)getpid());
	if (s->fd[0] != -1 && !s->nginx) {
		setenv("LISTEN_FDS", s->fd[1] == -1 ? "1" : "2", 1);
		setenv("LISTEN_PID", pid, 1);
	}
	if (s->nginx)
		setenv("NGINX", s->fd[2] == -1 ? "3;4;" : "3;4;5;", 1);
	for (int i = 0; s->env != NULL && s->env[i] != NULL; i++)
		putenv(spawn_expand(s->in, s->env[i]));
	execvp(s->argv[0], s->argv);
	dprintf(2, "devrun: %s: %s\n", s->argv[0], strerror(errno));
	_exit(127);
}

pid_t
spawn(const struct spawn *s)
{
	pid_t parent = getpid();
	pid_t pid = fork();

	if (pid == 0)
		child(s, parent);
	return pid;
}
