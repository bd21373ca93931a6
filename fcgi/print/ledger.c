#include "print/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "base/str.h"

char *
ledger_title(char *buf, int64_t job, const uint8_t sha256[32])
{
	char hex[9];

	str_hex(hex, sha256, 4);
	(void)snprintf(buf, LEDGER_TITLE_MAX, "rekam-%" PRId64 "-%s", job, hex);
	return buf;
}

bool
ledger_title_parse(const char *title, int64_t *ret_job, uint8_t ret_prefix[4])
{
	char digits[20];
	const char *p = title, *dash;
	uint8_t prefix[4];
	int64_t job;

	if (!str_starts(p, "rekam-"))
		return false;
	p += strlen("rekam-");
	dash = strchr(p, '-');
	if (dash == NULL || (size_t)(dash - p) >= sizeof digits)
		return false;
	memcpy(digits, p, (size_t)(dash - p));
	digits[dash - p] = '\0';
	if (!str_int(digits, 1, INT64_MAX, &job) || !str_unhex(prefix, 4, dash + 1))
		return false;
	*ret_job = job;
	memcpy(ret_prefix, prefix, 4);
	return true;
}

static int
lock_title(struct ledger *l, const char *title, struct err *e)
{
	char name[LEDGER_TITLE_MAX + 8];
	struct stat mine, named;

	(void)snprintf(name, sizeof name, "lock-%s", title);
	for (;;) {
		l->lock = openat(l->dir, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
		    0600);
		if (l->lock == -1)
			return err_set(e, ERR_FULL, errno, "%s: %s", name, strerror(errno));
		if (flock(l->lock, LOCK_EX) == -1)
			return err_set(e, ERR_BUSY, errno, "%s: %s", name, strerror(errno));
		/* Its former holder may have removed it meanwhile. */
		if (fstat(l->lock, &mine) == 0 &&
		    fstatat(l->dir, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
		    mine.st_ino == named.st_ino)
			return 0;
		(void)close(l->lock);
	}
}

/* A line torn by a power cut gets its end, so that the next one stands alone. */
static int
mend(const struct ledger *l, struct err *e)
{
	struct stat st;
	char last = '\n';

	if (fstat(l->file, &st) == -1 ||
	    (st.st_size > 0 && pread(l->file, &last, 1, st.st_size - 1) != 1))
		return err_set(e, ERR_BROKEN, errno, "ledger: %s", strerror(errno));
	if (last != '\n' && write(l->file, "\n", 1) != 1)
		return err_set(e, ERR_FULL, errno, "ledger: %s", strerror(errno));
	return 0;
}

int
ledger_open(struct ledger *l, const char *dir, const char *title, struct err *e)
{
	*l = (struct ledger){ -1, -1, -1 };
	if (strlen(title) >= LEDGER_TITLE_MAX || strpbrk(title, "/ \t\n") != NULL)
		return err_set(e, ERR_INPUT, 0, "title is not one of ours");
	l->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (l->dir == -1)
		return err_set(e, ERR_BROKEN, errno, "%s: %s", dir, strerror(errno));
	l->file = openat(l->dir, "ledger", O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (l->file == -1)
		return err_set(e, ERR_BROKEN, errno, "%s/ledger: %s", dir, strerror(errno));
	if (fsync(l->dir) == -1)
		return err_set(e, ERR_BROKEN, errno, "%s: %s", dir, strerror(errno));
	if (lock_title(l, title, e) == -1)
		return -1;
	return mend(l, e);
}

void
ledger_close(struct ledger *l, const char *title, bool done)
{
	char name[LEDGER_TITLE_MAX + 8];

	if (done && l->lock != -1) {
		(void)snprintf(name, sizeof name, "lock-%s", title);
		(void)unlinkat(l->dir, name, 0);
	}
	if (l->lock != -1)
		(void)close(l->lock);
	if (l->file != -1)
		(void)close(l->file);
	if (l->dir != -1)
		(void)close(l->dir);
	*l = (struct ledger){ -1, -1, -1 };
}

static void
take(struct ledger_fact *f, char kind, const char *word)
{
	int64_t n;

	switch (kind) {
	case 'S':
		f->started = true;
		f->printer_job = 0;
		break;
	case 'P':
		if (str_int(word, 1, INT32_MAX, &n))
			f->printer_job = (int)n;
		break;
	case 'N':
		f->started = false;
		f->printer_job = 0;
		break;
	case 'D':
		f->done = true;
		break;
	default:
		break;
	}
}

int
ledger_read(const struct ledger *l, const char *title, struct ledger_fact *ret, struct err *e)
{
	struct ledger_fact fact = { 0 };
	char line[256], kind, name[64], word[80];
	int fd = openat(l->dir, "ledger", O_RDONLY | O_CLOEXEC);
	FILE *f = fd == -1 ? NULL : fdopen(fd, "r");

	if (f == NULL) {
		if (fd != -1)
			(void)close(fd);
		return err_set(e, ERR_BROKEN, errno, "ledger: %s", strerror(errno));
	}
	while (fgets(line, sizeof line, f) != NULL)
		if (strchr(line, '\n') != NULL &&
		    sscanf(line, "%c %63s %79s", &kind, name, word) == 3 &&
		    str_eq(name, title))
			take(&fact, kind, word);
	if (ferror(f)) {
		(void)fclose(f);
		return err_set(e, ERR_BROKEN, EIO, "ledger: cannot be read");
	}
	(void)fclose(f);
	*ret = fact;
	return 0;
}

int
ledger_note(const struct ledger *l, char kind, const char *title, const char *word,
    struct err *e)
{
	char line[256];
	int n = snprintf(line, sizeof line, "%c %s %s %" PRId64 "\n", kind, title, word,
	    utc_now().us / 1000);

	if (n < 0 || (size_t)n >= sizeof line)
		return err_set(e, ERR_INPUT, 0, "ledger: line too long");
	if (write(l->file, line, (size_t)n) != n || fdatasync(l->file) == -1)
		return err_set(e, ERR_FULL, errno, "ledger: %s", strerror(errno));
	return 0;
}
