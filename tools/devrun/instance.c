/* instance.c - the folder, the lock, the port and the accounts of an instance. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "devrun/devrun.h"

/* The longest socket path is DIR/run/station-http.sock (sun_path: 108). */
#define DIR_MAX	(108 - (int)sizeof "/run/station-http.sock")

static int
make_dir(const char *path, mode_t mode)
{
	char part[512];

	if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
		return -1;
	for (char *p = part + 1; ; p++) {
		if (*p != '/' && *p != '\0')
			continue;
		bool last = *p == '\0';
		*p = '\0';
		if (mkdir(part, last ? mode : 0755) == -1 && errno != EEXIST)
			return -1;
		if (last)
			return 0;
		*p = '/';
	}
}

/* May another account enter every folder of this path? */
static bool
passable(const char *path)
{
	char part[512];
	struct stat st;

	snprintf(part, sizeof part, "%s", path);
	for (;;) {
		if (stat(part, &st) == -1 || (st.st_mode & S_IXOTH) == 0)
			return false;
		char *slash = strrchr(part, '/');
		if (slash == NULL || slash == part)
			return true;
		*slash = '\0';
	}
}

static int
take_lock(struct instance *in)
{
	char path[600], pid[32] = "?";
	ssize_t n;

	snprintf(path, sizeof path, "%s/devrun.lock", in->dir);
	in->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (in->lock_fd == -1) {
		say_error("%s: %s", path, strerror(errno));
		return -1;
	}
	if (flock(in->lock_fd, LOCK_EX | LOCK_NB) == -1) {
		if ((n = read(in->lock_fd, pid, sizeof pid - 1)) > 0)
			pid[n] = '\0';
		say_error("the folder %s is in use by a running instance (process %.*s).\n"
		    "  A second one needs its own: make run DIR=build/run2 PORT=8081",
		    in->dir, (int)strcspn(pid, "\n"), pid);
		return -1;
	}
	if (ftruncate(in->lock_fd, 0) == 0)
		dprintf(in->lock_fd, "%d\n", (int)getpid());
	return 0;
}

/* A listening socket on listen:port; port 0 takes a free one. */
static int
listen_tcp(const char *address, int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int one = 1;
	int fd;

	if (inet_pton(AF_INET, address, &a.sin_addr) != 1) {
		errno = EADDRNOTAVAIL;
		return -1;
	}
	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(fd, (struct sockaddr *)&a, sizeof a) == -1 || listen(fd, 511) == -1) {
		int e = errno;
		close(fd);
		errno = e;
		return -1;
	}
	return fd;
}

static int
port_of(int fd)
{
	struct sockaddr_in a;
	socklen_t n = sizeof a;

	if (getsockname(fd, (struct sockaddr *)&a, &n) == -1)
		return -1;
	return ntohs(a.sin_port);
}

int
instance_free_port(void)
{
	int fd = listen_tcp("127.0.0.1", 0);
	int port = fd == -1 ? -1 : port_of(fd);

	if (fd != -1)
		close(fd);
	return port;
}

static int
take_port(struct instance *in)
{
	in->web_fd = listen_tcp(in->listen, in->port);
	if (in->web_fd == -1) {
		if (errno == EADDRINUSE)
			say_error("port %d is taken by another program.\n"
			    "  Choose another one: make run PORT=%d", in->port, in->port + 1);
		else
			say_error("port %d on %s: %s", in->port, in->listen, strerror(errno));
		return -1;
	}
	in->port = port_of(in->web_fd);
	if (!in->tls)
		return 0;
	in->tls_fd = listen_tcp(in->listen, in->tls_port);
	if (in->tls_fd == -1) {
		say_error("TLS port %d on %s: %s", in->tls_port, in->listen, strerror(errno));
		return -1;
	}
	in->tls_port = port_of(in->tls_fd);
	return 0;
}

static void
account(struct account *a, const char *name)
{
	const struct passwd *pw = name != NULL ? getpwnam(name) : getpwuid(geteuid());

	a->uid = geteuid();
	a->gid = getegid();
	snprintf(a->name, sizeof a->name, "%s", pw != NULL ? pw->pw_name : "");
	if (pw != NULL && name != NULL) {
		a->uid = pw->pw_uid;
		a->gid = pw->pw_gid;
	}
}

/* As root, the programs run as www-data and MariaDB as mysql, when these can
 * reach the folders at all (a checkout below /root cannot be reached: then
 * everything runs as root).  A USB reader needs root's rights on the device. */
static void
choose_accounts(struct instance *in)
{
	in->shared = geteuid() == 0 && passable(in->dir) && passable(in->build) &&
	    getpwnam("www-data") != NULL && getpwnam("mysql") != NULL;
	account(&in->as[AS_CALLER], NULL);
	account(&in->as[AS_PROGRAM], in->shared ? "www-data" : NULL);
	account(&in->as[AS_DATABASE], in->shared ? "mysql" : NULL);
}

static void
export(const struct instance *in)
{
	char n[16];

	setenv("DIR", in->dir, 1);
	setenv("BUILD", in->build, 1);
	setenv("PROGRAM_USER", in->as[AS_PROGRAM].name, 1);
	setenv("DATABASE_USER", in->as[AS_DATABASE].name, 1);
	setenv("CALLER", in->as[AS_CALLER].name, 1);
	setenv("SHARED", in->shared ? "1" : "", 1);
	setenv("READER", in->reader, 1);
	setenv("PRINTER", in->printer != NULL ? in->printer : "", 1);
	setenv("LISTEN", in->listen, 1);
	snprintf(n, sizeof n, "%d", in->port);
	setenv("PORT", n, 1);
	snprintf(n, sizeof n, "%d", in->tls_port);
	setenv("TLS_PORT", in->tls ? n : "", 1);
	snprintf(n, sizeof n, "%d", in->printer_port);
	setenv("PRINTER_PORT", n, 1);
}

/* The absolute path, kept; -1 when there is none or it is too long. */
static int
absolute(const char *path, char *ret, size_t size)
{
	char real[PATH_MAX];
	size_t n;

	if (realpath(path, real) == NULL)
		return -1;
	n = strlen(real);
	if (n >= size) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(ret, real, n + 1);
	return 0;
}

int
instance_open(struct instance *in, const char *dir, const char *build)
{
	char log[600];

	if (make_dir(dir, geteuid() == 0 ? 0711 : 0700) == -1 ||
	    absolute(dir, in->dir, sizeof in->dir) == -1) {
		say_error("folder %s: %s", dir, strerror(errno));
		return -1;
	}
	if (strlen(in->dir) > DIR_MAX) {
		say_error("the folder's path is too long for Unix sockets (%zu of %d bytes):\n  %s",
		    strlen(in->dir), DIR_MAX, in->dir);
		return -1;
	}
	if (absolute(build, in->build, sizeof in->build) == -1) {
		say_error("build folder %s: %s", build, strerror(errno));
		return -1;
	}
	if (absolute("tools/devrun", in->tools, sizeof in->tools) == -1) {
		say_error("start it in the top folder of rekam: make run");
		return -1;
	}
	snprintf(log, sizeof log, "%s/log", in->dir);	/* the first step already writes there */
	if (make_dir(log, 0755) == -1) {
		say_error("folder %s: %s", log, strerror(errno));
		return -1;
	}
	if (take_lock(in) == -1 || take_port(in) == -1)
		return -1;
	in->printer_port = instance_free_port();
	choose_accounts(in);
	export(in);
	return 0;
}
