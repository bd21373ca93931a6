/* probe.c - connect and look away again. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "devrun/devrun.h"
#include "devrun/probe.h"

static int paper_fd = -1;

bool
probe_unix(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok;

	snprintf(a.sun_path, sizeof a.sun_path, "%.*s", (int)sizeof a.sun_path - 1, path);
	ok = fd != -1 && connect(fd, (struct sockaddr *)&a, sizeof a) == 0;
	if (fd != -1)
		close(fd);
	return ok;
}

bool
probe_tcp(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok = fd != -1 && connect(fd, (struct sockaddr *)&a, sizeof a) == 0;

	if (fd != -1)
		close(fd);
	return ok;
}

void
probe_paper_watch(const char *folder)
{
	paper_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (paper_fd != -1)
		inotify_add_watch(paper_fd, folder, IN_MOVED_TO);
}

int
probe_paper_fd(void)
{
	return paper_fd;
}

void
probe_paper(void)
{
	alignas(struct inotify_event) char buf[4096];
	ssize_t n;

	if (paper_fd == -1)
		return;
	while ((n = read(paper_fd, buf, sizeof buf)) > 0) {
		for (const char *p = buf; p < buf + n; ) {
			struct inotify_event e;
			memcpy(&e, p, sizeof e);
			if (e.len > 0)
				say("paper", "%s", p + sizeof e);
			p += sizeof e + e.len;
		}
	}
}
