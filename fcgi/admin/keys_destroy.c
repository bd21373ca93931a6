/* keys_destroy.c - rekamctl keys destroy MONTH [--safe DIR]: the end of an export key (keys.h). */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/job.h"
#include "admin/keys.h"
#include "base/day.h"
#include "base/file.h"
#include "base/str.h"
#include "sql/destruction.h"
#include "station/keys.h"
#include "store/audit.h"

#define PUBLIC_MAX	8192

/* A list that ran out leaves every station with its last month: such a key is in use, however old it is. */
static int
not_in_use(struct job *j, const char *epoch, struct err *e)
{
	const char *keys = conf_must(j->ctl->conf, "paths", "keys", e);
	struct seal_export_key now;
	struct err none;

	if (keys == NULL)
		return -1;
	if (seal_export_key_read(arena_printf(j->arena, "%s/export.pub", keys), "auto", j->act.at, &now, &none) == 0 && str_eq(now.epoch, epoch))
		return err_set(e, ERR_CONFLICT, 0, "stations seal with the key of %s now, for there is no newer one; make new ones first "
		    "(rekamctl keys init) and bring export.pub to every station host", epoch);
	return 0;
}

/* Refused while anything is kept under it, and before its month is over: a station may still seal with it. */
static int
allowed(struct job *j, const char *epoch, struct err *e)
{
	struct day today = utc_day_wib(j->act.at);
	struct destruction_months_rows months;

	if (!seal_epoch_valid(epoch))
		return err_set(e, ERR_INPUT, 0, "'%.20s' is no month (2026-11)", epoch);
	if (strcmp(epoch, arena_printf(j->arena, "%04d-%02d", today.y, today.m)) >= 0)
		return err_set(e, ERR_CONFLICT, 0, "%s is not over yet: stations seal with its key", epoch);
	if (destruction_months(j->db, j->arena, &months, e) == -1)
		return -1;
	for (size_t i = 0; i < months.n; i++)
		if (str_eq(months.at[i].epoch, epoch) && months.at[i].kept > 0)
			return err_set(e, ERR_CONFLICT, 0, "%" PRId64 " images of %s are still kept; destroy them first "
			    "(/retensi/pemusnahan)", months.at[i].kept, epoch);
	return not_in_use(j, epoch, e);
}

/* Written over, synced, removed. */
static int
shred(const char *path, struct err *e)
{
	uint8_t noise[4096];
	struct stat st;
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW), rc = 0;

	if (fd == -1)
		return err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno));
	randombytes_buf(noise, sizeof noise);
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) || st.st_size > (off_t)sizeof noise)
		rc = err_set(e, ERR_BROKEN, 0, "%s is no key file", path);
	else if (write(fd, noise, (size_t)st.st_size) != st.st_size || fsync(fd) == -1 || unlink(path) == -1)
		rc = err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno));
	(void)close(fd);
	return rc;
}

/* KEYS/export.pub without the line of that month, so that no station falls back to it. */
static int
unpublish(struct job *j, const char *epoch, struct err *e)
{
	const char *keys = conf_must(j->ctl->conf, "paths", "keys", e);
	const char *path = keys == NULL ? NULL : arena_printf(j->arena, "%s/export.pub", keys);
	char *text, *line, *end;
	size_t n;
	int rc = 0;

	if (path == NULL || (text = file_read(path, PUBLIC_MAX, false, &n, e)) == NULL)
		return -1;
	for (line = text; *line != '\0' && !str_starts(line, epoch); line = end == NULL ? line + strlen(line) : end + 1)
		end = strchr(line, '\n');
	if (*line != '\0') {
		end = strchr(line, '\n');
		size_t rest = end == NULL ? 0 : n - (size_t)(end + 1 - text);
		memmove(line, end == NULL ? line : end + 1, rest);
		rc = file_write(path, 0644, text, (size_t)(line - text) + rest, e);
	}
	file_free(text, n);
	return rc;
}

static int
note(struct job *j, const char *epoch, const char *detail, struct err *e)
{
	if (db_begin(j->db, e) == 0 && audit_write(j->db, &j->act, "MUSNAHKAN_KUNCI", arena_printf(j->arena, "kunci/%s", epoch), detail, e) == 0 &&
	    db_commit(j->db, e) == 0)
		return 0;
	(void)db_rollback(j->db, NULL);
	return -1;
}

static int
destroy(struct job *j, int argc, char **argv, struct err *e)
{
	const char *safe = argc == 3 ? argv[2] : conf_must(j->ctl->conf, "paths", "safe", e), *path;

	if (argc == 2 || (argc == 3 && !str_eq(argv[1], "--safe")))
		return CTL_USAGE;
	if (safe == NULL || allowed(j, argv[0], e) == -1)
		return -1;
	path = arena_printf(j->arena, "%s/export-%s.key", safe, argv[0]);
	if (!file_there(path))
		return err_set(e, ERR_NOT_FOUND, 0, "%s is not there; plug in the medium that holds it and name its folder: "
		    "--safe DIR", path);
	/* what cannot be undone comes after its trace is safe, and no station seals with a key that is gone */
	if (unpublish(j, argv[0], e) == -1 || note(j, argv[0], arena_printf(j->arena, "mulai: %s", path), e) == -1)
		return -1;
	if (shred(path, e) == -1) {
		struct err ignored;
		(void)note(j, argv[0], arena_printf(j->arena, "gagal: %s", e->text), &ignored);
		return -1;
	}
	if (note(j, argv[0], arena_printf(j->arena, "selesai: %s", path), e) == -1)
		fprintf(stderr, "rekamctl: the key is destroyed, but its trace ends with the intent: %s\n", e->text);
	printf("destroyed %s\nFlash media keep old blocks: break the medium when it holds nothing else.  Repeat for every other\n"
	    "copy (--safe DIR), remove the month from export.pub on other station hosts, then note it at /retensi/pemusnahan.\n", path);
	return 0;
}

int
keys_destroy(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verbs[] = { { "destroy", 1, 3, destroy }, { NULL, 0, 0, NULL } };

	return job_run(c, verbs, argc, argv, e);
}
