#include "admin/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/day.h"
#include "base/file.h"

#define START_US	(120ll * 1000000)

static _Noreturn void
child(const struct scratch *s, const char *into, int log, pid_t parent)
{
	char data[PATH_MAX], socket[PATH_MAX], pid[PATH_MAX], tmp[PATH_MAX], user[80];
	const struct passwd *pw = getpwuid(geteuid());
	const char *argv[] = { "mariadbd", "--no-defaults", data, socket, pid, tmp,
	    "--skip-networking", "--skip-grant-tables", "--skip-log-bin", "--skip-slave-start",
	    "--event-scheduler=DISABLED", "--innodb-buffer-pool-size=64M",
	    "--character-set-server=utf8mb4", "--max-allowed-packet=64M", user, NULL };
	char **words;

	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(126);
	(void)snprintf(data, sizeof data, "--datadir=%s/db", into);
	(void)snprintf(tmp, sizeof tmp, "--tmpdir=%s", into);
	(void)snprintf(socket, sizeof socket, "--socket=%s", s->socket);
	(void)snprintf(pid, sizeof pid, "--pid-file=%s/mariadb.pid", into);
	/* mariadbd refuses root unless it is told so by name */
	(void)snprintf(user, sizeof user, "--user=%s", pw == NULL ? "" : pw->pw_name);
	if (pw == NULL)
		argv[sizeof argv / sizeof argv[0] - 2] = NULL;
	if (dup2(log, 1) == -1 || dup2(log, 2) == -1)
		_exit(126);
	memcpy(&words, &(const char **){ argv }, sizeof words);	/* execvp's old const */
	(void)execvp(words[0], words);
	_exit(127);
}

static int
write_conf(struct scratch *s, const char *into, const char *name, struct err *e)
{
	char path[PATH_MAX], text[PATH_MAX + 200];
	int n = snprintf(text, sizeof text, "[database]\nsocket=%s\nname=%s\n"
	    "[account.restore]\nuser=root\npassword=none\n", s->socket, name);

	(void)snprintf(path, sizeof path, "%s/scratch.conf", into);
	if (file_write(path, 0600, text, (size_t)n, e) == -1)
		return -1;
	s->conf = conf_read(path, e);
	(void)unlink(path);
	return s->conf == NULL ? -1 : 0;
}

static int
wait_ready(struct scratch *s, struct err *e)
{
	int64_t until = mono_us() + START_US;
	int status;

	if ((s->db = db_open(s->conf, "restore", e)) == NULL)
		return -1;
	while (access(s->socket, F_OK) == -1 || db_connect(s->db, e) == -1) {
		if (waitpid(s->pid, &status, WNOHANG) == s->pid) {
			s->pid = 0;
			return err_set(e, ERR_BROKEN, 0, "mariadbd does not start on the restored "
			    "data (restore.log says why)");
		}
		if (mono_us() > until)
			return err_set(e, ERR_AWAY, 0, "mariadbd on the restored data does not answer");
		(void)usleep(50000);
	}
	return 0;
}

int
scratch_start(struct scratch *s, const char *into, const char *name, int log, struct err *e)
{
	pid_t parent = getpid();

	*s = (struct scratch){ 0 };
	if ((size_t)snprintf(s->socket, sizeof s->socket, "%s/mariadb.sock", into) >=
	    sizeof s->socket)
		return err_set(e, ERR_INPUT, 0, "%s: too long for a socket's path", into);
	if (write_conf(s, into, name, e) == -1)
		return -1;
	if ((s->pid = fork()) == 0)
		child(s, into, log, parent);
	if (s->pid == -1) {
		s->pid = 0;
		return err_set(e, ERR_FULL, errno, "fork: %s", strerror(errno));
	}
	return wait_ready(s, e);
}

void
scratch_stop(struct scratch *s)
{
	db_close(s->db);
	s->db = NULL;
	if (s->pid > 0) {
		(void)kill(s->pid, SIGTERM);
		while (waitpid(s->pid, NULL, 0) == -1 && errno == EINTR)
			;
	}
	s->pid = 0;
	conf_free(s->conf);
	s->conf = NULL;
}
