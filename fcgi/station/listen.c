/* listen.c - see listen.h. */
#include "station/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

#define HANDED_OVER	3

int
station_listen(const char *path, struct err *e)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd, on = 0;
	socklen_t len = sizeof(on);

	if (getsockopt(HANDED_OVER, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on != 0) {
		(void)fcntl(HANDED_OVER, F_SETFD, FD_CLOEXEC);
		(void)fcntl(HANDED_OVER, F_SETFL, fcntl(HANDED_OVER, F_GETFL) | O_NONBLOCK);
		return HANDED_OVER;
	}
	if (path == NULL || !str_copy(sun.sun_path, sizeof(sun.sun_path), path))
		return err_set(e, ERR_INPUT, 0, "no socket on descriptor 3, and no usable path");
	(void)unlink(path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&sun, sizeof(sun)) != 0 ||
	    chmod(path, 0660) != 0 || listen(fd, 16) != 0) {
		err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}
