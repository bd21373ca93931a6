#include "admin/backup_set.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "admin/backup.h"
#include "base/file.h"
#include "base/str.h"

static int
fail(struct err *e, const char *what)
{
	return err_set(e, errno == ENOSPC ? ERR_FULL : ERR_AWAY, errno, "%s: %s", what,
	    strerror(errno));
}

static bool
join(char path[PATH_MAX], const char *folder, const char *name, const char *suffix)
{
	int n = snprintf(path, PATH_MAX, "%s/%s%s", folder, name, suffix);

	return n > 0 && n < PATH_MAX;
}

int
backup_set_lock(const char *folder, struct err *e)
{
	char path[PATH_MAX];
	int fd;

	if (!join(path, folder, ".lock", ""))
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", folder);
	if ((fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) == -1)
		return fail(e, path);
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return 0;	/* stays open: the lock ends with the process */
	(void)close(fd);
	if (errno == EWOULDBLOCK)
		return err_set(e, ERR_BUSY, 0, "another backup is running");
	return fail(e, path);
}

static bool
has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), sn = strlen(suffix);

	return n > sn && strcmp(name + n - sn, suffix) == 0;
}

static int
only_ours(const struct dirent *d)
{
	return str_starts(d->d_name, "rekam-") &&
	    (has_suffix(d->d_name, ".age") || has_suffix(d->d_name, ".manifest") ||
	    has_suffix(d->d_name, ".part"));
}

static int
list(const char *folder, struct dirent ***ret, struct err *e)
{
	int n = scandir(folder, ret, only_ours, alphasort);

	return n == -1 ? fail(e, folder) : n;
}

static void
list_free(struct dirent **d, int n)
{
	for (int i = 0; i < n; i++)
		free(d[i]);
	free(d);
}

static bool
lone(const char *folder, const char *age)
{
	char name[NAME_MAX + 1], path[PATH_MAX];

	(void)str_copy(name, sizeof name, age);
	name[strlen(name) - strlen(".age")] = '\0';
	return join(path, folder, name, ".manifest") && !file_there(path);
}

int
backup_set_clean(const char *folder, struct err *e)
{
	struct dirent **d;
	char path[PATH_MAX];
	int n = list(folder, &d, e), rc = 0;

	if (n == -1)
		return -1;
	for (int i = 0; i < n && rc == 0; i++) {
		const char *name = d[i]->d_name;

		if (!has_suffix(name, ".part") && !(has_suffix(name, ".age") && lone(folder, name)))
			continue;
		if (join(path, folder, name, "") && unlink(path) == -1 && errno != ENOENT)
			rc = fail(e, path);
	}
	list_free(d, n);
	return rc;
}

/* The manifest first: what remains of a set in between does not count. */
static int
remove_set(const char *folder, const char *manifest, struct err *e)
{
	char name[NAME_MAX + 1], path[PATH_MAX];

	(void)str_copy(name, sizeof name, manifest);
	name[strlen(name) - strlen(".manifest")] = '\0';
	if (!join(path, folder, name, ".manifest") || (unlink(path) == -1 && errno != ENOENT))
		return fail(e, path);
	if (!join(path, folder, name, ".age") || (unlink(path) == -1 && errno != ENOENT))
		return fail(e, path);
	return 0;
}

int
backup_set_keep(const char *folder, int64_t keep, struct err *e)
{
	struct dirent **d;
	int n = list(folder, &d, e), rc = 0;
	int64_t sets = 0;

	if (n == -1)
		return -1;
	/* names sort by time; the newest come last */
	for (int i = n - 1; i >= 0 && rc == 0; i--)
		if (has_suffix(d[i]->d_name, ".manifest") && ++sets > keep)
			rc = remove_set(folder, d[i]->d_name, e);
	list_free(d, n);
	return rc;
}

int64_t
backup_set_last_size(const char *folder)
{
	struct dirent **d;
	char path[PATH_MAX];
	struct stat st;
	int n = list(folder, &d, NULL);
	int64_t size = 0;

	if (n == -1)
		return 0;
	for (int i = 0; i < n; i++)
		if (has_suffix(d[i]->d_name, ".age") && join(path, folder, d[i]->d_name, "") &&
		    stat(path, &st) == 0)
			size = st.st_size;
	list_free(d, n);
	return size;
}

int
backup_set_room(const char *folder, int64_t bytes, struct err *e)
{
	struct statvfs v;

	if (statvfs(folder, &v) == -1)
		return fail(e, folder);
	if ((double)v.f_bavail * (double)v.f_frsize < (double)bytes)
		return err_set(e, ERR_FULL, ENOSPC, "%s: less than %" PRId64 " MB free", folder,
		    bytes >> 20);
	return 0;
}

/* One line of an INI file: no line end, no quote can break it. */
static void
plain(char *dst, size_t size, const char *s)
{
	(void)str_copy(dst, size, s);
	for (char *c = dst; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == ';' || *c == '"')
			*c = ' ';
}

/* The [berhasil] section as it was, or of this success. */
static void
last_success(const char *path, const struct backup_status *s, char *dst, size_t size)
{
	size_t n;
	char *old, *at;

	if (s->error == NULL) {
		(void)snprintf(dst, size, "[berhasil]\nat=%s\nus=%" PRId64 "\nfile=%s\nbytes=%"
		    PRId64 "\n", s->at, s->us, s->file, s->bytes);
		return;
	}
	dst[0] = '\0';
	if ((old = file_read(path, 4000, false, &n, NULL)) == NULL)
		return;
	if ((at = strstr(old, "[berhasil]")) != NULL)
		(void)str_copy(dst, size, at);
	file_free(old, n);
}

int
backup_set_status(const char *folder, const struct backup_status *s, struct err *e)
{
	char path[PATH_MAX], success[400], error[300], text[1200];
	int n;

	if (!join(path, folder, BACKUP_STATUS_FILE, ""))
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", folder);
	last_success(path, s, success, sizeof success);
	plain(error, sizeof error, s->error == NULL ? "" : s->error);
	n = snprintf(text, sizeof text, "[terakhir]\nok=%d\nat=%s\nus=%" PRId64 "\nfile=%s\nbytes=%"
	    PRId64 "\nms=%" PRId64 "\nerror=%s\n%s", s->error == NULL, s->at, s->us,
	    s->error == NULL ? s->file : "", s->bytes, s->ms, error, success);
	return file_write(path, 0644, text, (size_t)n, e);
}
