/* main.c - options, guardian and supervisor (see devrun.h). */
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "devrun/devrun.h"

static volatile sig_atomic_t supervisor;

static const char usage[] =
    "usage: devrun [--build DIR] [--dir DIR] [--port N] [--listen ADDRESS]\n"
    "              [--reader virtual|usb] [--printer QUEUE] [--reader-cmd COMMAND]\n"
    "              [--ready-file FILE] [--with-parent] [--quiet] [--tls]\n"
    "Environment: DIR PORT LISTEN READER PRINTER READER_CMD TLS=1 TLS_PORT. Port 0 takes a free one.\n";

static const char *
from_env(const char *name, const char *otherwise)
{
	const char *v = getenv(name);

	return v != NULL && *v != '\0' ? v : otherwise;
}

static int
number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	return *text == '\0' || *end != '\0' || n < 0 || n > 65535 ? -1 : (int)n;
}

static int
options(int argc, char **argv, struct instance *in, const char **dir, const char **build)
{
	static const struct option opts[] = {
		{ "build", 1, NULL, 'b' }, { "dir", 1, NULL, 'd' }, { "port", 1, NULL, 'p' },
		{ "listen", 1, NULL, 'l' }, { "reader", 1, NULL, 'r' }, { "printer", 1, NULL, 'q' },
		{ "reader-cmd", 1, NULL, 'c' }, { "ready-file", 1, NULL, 'f' },
		{ "with-parent", 0, NULL, 'w' }, { "quiet", 0, NULL, 's' },
		{ "tls", 0, NULL, 't' }, { NULL, 0, NULL, 0 },
	};
	const char *port = from_env("PORT", "8080");
	const char *listen = from_env("LISTEN", "127.0.0.1");
	int c;

	while ((c = getopt_long(argc, argv, "", opts, NULL)) != -1) {
		switch (c) {
		case 'b': *build = optarg; break;
		case 'd': *dir = optarg; break;
		case 'p': port = optarg; break;
		case 'l': listen = optarg; break;
		case 'r': in->reader = optarg; break;
		case 'q': in->printer = optarg; break;
		case 'c': in->reader_cmd = optarg; break;
		case 'f': in->ready_file = optarg; break;
		case 'w': in->with_parent = true; break;
		case 's': in->quiet = true; break;
		case 't': in->tls = true; break;
		default:
			fputs(usage, stderr);
			return -1;
		}
	}
	snprintf(in->listen, sizeof in->listen, "%s", listen);
	if ((in->port = number(port)) == -1) {
		say_error("PORT=%s is no port number", port);
		return -1;
	}
	if ((in->tls_port = number(from_env("TLS_PORT", "0"))) == -1) {
		say_error("TLS_PORT is no port number");
		return -1;
	}
	if (strcmp(in->reader, "virtual") != 0 && strcmp(in->reader, "usb") != 0) {
		say_error("READER=%s: it can be virtual or usb", in->reader);
		return -1;
	}
	return 0;
}

static int
write_ready(const struct instance *in, pid_t guardian)
{
	char temp[600];
	FILE *f;

	if (in->ready_file == NULL)
		return 0;
	snprintf(temp, sizeof temp, "%.590s.new", in->ready_file);
	f = fopen(temp, "we");
	if (f == NULL)
		return -1;
	fprintf(f, "{\"pid\":%d,\"supervisor\":%d,\"port\":%d,\"dir\":\"%s\","
	    "\"url\":\"%s://localhost:%d\",\"plain\":\"http://localhost:%d\",\"user\":\"%s\"}\n",
	    (int)guardian, (int)getpid(), in->tls ? in->tls_port : in->port, in->dir,
	    in->tls ? "https" : "http", in->tls ? in->tls_port : in->port, in->port,
	    in->as[AS_PROGRAM].name);
	return fclose(f) == 0 && rename(temp, in->ready_file) == 0 ? 0 : -1;
}

/* The welcome text is a step, so that a script can hold the words. */
static void
welcome(const struct instance *in)
{
	char path[600], line[512];
	FILE *f;

	if (in->quiet || service_step(in, AS_CALLER, "welcome") != 0)
		return;
	snprintf(path, sizeof path, "%s/log/welcome.log", in->dir);
	f = fopen(path, "re");
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		fputs(line, stdout);
	if (f != NULL)
		fclose(f);
	fflush(stdout);
}

static int
supervise(struct instance *in, pid_t guardian)
{
	int64_t begun = now_ms();
	int rc;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != guardian || service_init(in) == -1)
		return 1;
	say("devrun", "instance %s, port %d", in->dir, in->port);
	rc = plan_start(in);
	if (rc == 0) {
		say("devrun", "ready after %.1f s%s", (double)(now_ms() - begun) / 1000,
		    service_down() > 0 ? " - but not everything runs, see above" : "");
		welcome(in);
		if (write_ready(in, guardian) == -1) {
			say_error("%s: %s", in->ready_file, strerror(errno));
			rc = -1;
		} else {
			rc = service_watch(in, -1);
		}
	}
	service_stop_all();
	say("devrun", "ended; the data stay in %s", in->dir);
	return rc == -2 ? 0 : 1;
}

static void
forward(int sig)
{
	if (supervisor > 0)
		kill(supervisor, sig);
}

/* What the supervisor left behind is our child now (subreaper). */
static int
sweep(int sig)
{
	DIR *proc = opendir("/proc");
	struct dirent *d;
	int n = 0;

	while (proc != NULL && (d = readdir(proc)) != NULL) {
		char path[300];
		int ppid = 0;
		FILE *f;

		if (d->d_name[0] < '0' || d->d_name[0] > '9')
			continue;
		snprintf(path, sizeof path, "/proc/%s/stat", d->d_name);
		if ((f = fopen(path, "re")) == NULL)
			continue;
		if (fscanf(f, "%*d (%*[^)]) %*c %d", &ppid) == 1 && ppid == getpid()) {
			kill((pid_t)atoi(d->d_name), sig);
			n++;
		}
		fclose(f);
	}
	if (proc != NULL)
		closedir(proc);
	return n;
}

static int
guard(void)
{
	int status = 0;
	pid_t pid;

	while ((pid = waitpid(-1, &status, 0)) != supervisor)
		if (pid == -1 && errno != EINTR)
			return 1;
	supervisor = 0;
	if (!WIFEXITED(status))
		say_error("the supervisor was killed; ending what it left");
	for (int i = 0; sweep(i < 300 ? SIGTERM : SIGKILL) > 0 && i < 400; i++) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			continue;
		usleep(50000);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int
main(int argc, char **argv)
{
	static struct instance in = { .web_fd = -1, .tls_fd = -1, .lock_fd = -1 };
	const char *dir = from_env("DIR", "build/run");
	const char *build = from_env("BUILD", "build");
	struct sigaction sa = { .sa_handler = forward };
	pid_t self = getpid();
	pid_t pid;

	in.reader = from_env("READER", "virtual");
	in.printer = from_env("PRINTER", NULL);
	in.tls = from_env("TLS", NULL) != NULL && strcmp(getenv("TLS"), "1") == 0;
	in.reader_cmd = from_env("READER_CMD", NULL);
	setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	if (options(argc, argv, &in, &dir, &build) == -1)
		return 2;
	say_quiet(in.quiet);
	if (in.with_parent)
		prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (instance_open(&in, dir, build) == -1)
		return 1;
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signal(SIGINT, SIG_IGN);	/* the terminal tells the supervisor itself */
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGHUP, &sa, NULL);
	sigaction(SIGUSR1, &sa, NULL);
	fflush(stdout);
	if ((pid = fork()) == 0)
		return supervise(&in, self);
	supervisor = pid;
	return guard();
}
