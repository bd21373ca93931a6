#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
fail(struct err *e, const char *path)
{
	enum err_kind kind = errno == ENOENT ? ERR_NOT_FOUND :
	    errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_AWAY;

	return err_set(e, kind, errno, "%s: %s", path, strerror(errno));
}

/* Reads until the end or max + 1 bytes; -1: errno. */
static ssize_t
read_all(int fd, char *buf, size_t max)
{
	size_t n = 0;
	ssize_t got;

	while (n <= max) {
		got = read(fd, buf + n, max + 1 - n);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

int
file_private(int fd, const char *path, struct err *e)
{
	struct stat st;
	uid_t me = geteuid();

	if (fstat(fd, &st) == -1)
		return fail(e, path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_INPUT, 0, "%s: not a file", path);
	if ((st.st_mode & 037) != 0)
		return err_set(e, ERR_INPUT, 0, "%s: others may read this secret (mode %03o);"
		    " chmod 600, or 640 with a group of its own", path, (unsigned)st.st_mode & 0777u);
	if (st.st_uid != 0 && me != 0 && st.st_uid != me)
		return err_set(e, ERR_INPUT, 0, "%s: this secret belongs to another user (%u)", path,
		    (unsigned)st.st_uid);
	return 0;
}

char *
file_read(const char *path, size_t max, bool secret, size_t *ret_n, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *buf = NULL;
	ssize_t n = -1;

	if (fd == -1)
		(void)fail(e, path);
	else if (secret && file_private(fd, path, e) == -1)
		;
	else if ((buf = calloc(1, max + 2)) == NULL)
		(void)err_set(e, ERR_FULL, ENOMEM, "no memory");
	else if ((n = read_all(fd, buf, max)) == -1)
		(void)fail(e, path);
	else if ((size_t)n > max)
		(void)err_set(e, ERR_INPUT, 0, "%s: longer than %zu bytes", path, max);
	if (fd != -1)
		(void)close(fd);
	if (n == -1 || (size_t)n > max) {
		file_free(buf, buf == NULL ? 0 : max + 1);
		return NULL;
	}
	buf[n] = '\0';
	if (ret_n != NULL)
		*ret_n = (size_t)n;
	return buf;
}

void
file_free(char *buf, size_t n)
{
	if (buf == NULL)
		return;
	explicit_bzero(buf, n);
	free(buf);
}

static int
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w == -1 && errno == EINTR)
			continue;
		if (w == -1)
			return -1;
		p += w;
		n -= (size_t)w;
	}
	return fsync(fd);
}

int
file_write(const char *path, mode_t mode, const void *p, size_t n, struct err *e)
{
	char part[PATH_MAX];
	int fd, rc;

	if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", path);
	(void)unlink(part);	/* of a writer that died */
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd == -1)
		return fail(e, part);
	rc = fchmod(fd, mode) == -1 || write_all(fd, p, n) == -1 ? fail(e, part) : 0;
	if (close(fd) == -1 && rc == 0)
		rc = fail(e, part);
	if (rc == 0 && rename(part, path) == -1)
		rc = fail(e, path);
	if (rc == -1) {
		(void)unlink(part);
		return -1;
	}
	return file_sync_folder(path, e);
}

int
file_sync_folder(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	char folder[PATH_MAX];
	size_t n = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
	int fd, rc;

	if (n >= sizeof folder)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", path);
	memcpy(folder, n == 0 ? "." : path, n == 0 ? 1 : n);
	folder[n == 0 ? 1 : n] = '\0';
	if ((fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) == -1)
		return fail(e, folder);
	rc = fsync(fd) == -1 ? fail(e, folder) : 0;
	(void)close(fd);
	return rc;
}

bool
file_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}
