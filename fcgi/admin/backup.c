#include "admin/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "admin/backup_set.h"
#include "admin/figures.h"
#include "admin/keys.h"
#include "admin/manifest.h"
#include "admin/pipeline.h"
#include "admin/trace.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/fmt.h"
#include "base/out.h"
#include "base/str.h"
#include "sign/anchor.h"
#include "sign/client.h"
#include "sql/backup.h"
#include "store/db.h"

#define ARENA_CAP	(1024 * 1024)

#define ROOM_SPARE	(64ll << 20)

struct job {
	const struct conf	*conf;
	const char		*folder;
	char			 recipient[128];
	char			 name[BACKUP_NAME_MAX];
	char			 age[PATH_MAX], part[PATH_MAX], manifest[PATH_MAX];
	int			 log;
	int64_t			 begun;
	struct letter_key	*key;
	struct manifest		*m;
};

static void
now_name(char *dst, size_t size)
{
	time_t now = time(NULL);
	struct tm tm;

	if (gmtime_r(&now, &tm) == NULL ||
	    strftime(dst, size, "rekam-%Y%m%dT%H%M%SZ", &tm) == 0)
		dst[0] = '\0';
}

static int
disk(struct err *e, const char *path)
{
	return err_set(e, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_AWAY, errno,
	    "%s: %s", path, strerror(errno));
}

/* mariadb-backup reads the password from a file in memory: never from its command
 * line, where everybody sees it, and from no file on the disk. */
static int
defaults_memory(const struct conf *conf, struct err *e)
{
	const char *user = conf_must(conf, "account.backup", "user", e);
	const char *password = user == NULL ? NULL : conf_must(conf, "account.backup", "password", e);
	const char *sock = password == NULL ? NULL : conf_must(conf, "database", "socket", e);
	struct out o;
	int fd;

	if (sock == NULL)
		return -1;
	if (strpbrk(password, "\"\\\n") != NULL)
		return err_set(e, ERR_INPUT, 0, "[account.backup] password has a quote");
	if ((fd = memfd_create("rekam-backup", MFD_CLOEXEC)) == -1)
		return err_set(e, ERR_FULL, errno, "memory file: %s", strerror(errno));
	out_init(&o, 8000);
	out_printf(&o, "[mariadb-backup]\nuser=%s\npassword=\"%s\"\nsocket=%s\n", user, password,
	    sock);
	/* a configuration file that all may write is passed over */
	if (o.failed || fchmod(fd, 0600) == -1 || write(fd, o.p, o.n) != (ssize_t)o.n) {
		(void)err_set(e, ERR_FULL, errno, "memory file cannot be written");
		(void)close(fd);
		fd = -1;
	}
	if (o.p != NULL)
		sodium_memzero(o.p, o.n);
	out_free(&o);
	return fd;
}

static int
write_whole(int fd, const uint8_t *p, size_t n)
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
	return 0;
}

/* Everything that comes from the last program goes to fd and into the hash. */
static int
copy_hashed(int from, int fd, struct manifest *m, const char *path, struct err *e)
{
	crypto_hash_sha256_state h;
	uint8_t sum[crypto_hash_sha256_BYTES];
	static uint8_t buf[1 << 16];

	(void)crypto_hash_sha256_init(&h);
	for (;;) {
		ssize_t n = read(from, buf, sizeof buf);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return disk(e, path);
		if (n == 0)
			break;
		if (write_whole(fd, buf, (size_t)n) == -1)
			return disk(e, path);
		(void)crypto_hash_sha256_update(&h, buf, (unsigned long long)n);
		m->bytes += n;
	}
	(void)crypto_hash_sha256_final(&h, sum);
	str_hex(m->sha256, sum, sizeof sum);
	return fsync(fd) == -1 ? disk(e, path) : 0;
}

/* The pipeline into fd; every exit status counts before anything gets its name. */
static int
stream(struct job *j, int defaults, int fd, struct err *e)
{
	char option[40], target[PATH_MAX + 20];
	const char *const copy[] = { "mariadb-backup", option, "--backup", "--stream=mbstream",
	    target, NULL };
	const char *const squeeze[] = { "zstd", "-q", "-3", "-c", NULL };
	const char *const lock[] = { "age", "-r", j->recipient, NULL };
	struct pipeline p = { .argv = { copy, squeeze, lock }, .n = 3, .in = -1,
	    .log = j->log, .blame_last = true, .keep = defaults };

	(void)snprintf(option, sizeof option, "--defaults-file=/proc/self/fd/%d", defaults);
	(void)snprintf(target, sizeof target, "--target-dir=%s", j->folder);
	if (pipeline_start(&p, e) == -1)
		return -1;
	if (copy_hashed(p.out, fd, j->m, j->part, e) == -1) {
		pipeline_abort(&p);
		return -1;
	}
	(void)close(p.out);
	p.out = -1;
	if (pipeline_wait(&p, e) != 0)
		return -1;
	return j->m->bytes > 0 ? 0 : err_set(e, ERR_BROKEN, 0, "the copy is empty");
}

static int
make_copy(struct job *j, struct err *e)
{
	int defaults, fd, rc;

	if ((defaults = defaults_memory(j->conf, e)) == -1)
		return -1;
	fd = open(j->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1) {
		rc = disk(e, j->part);
	} else {
		rc = stream(j, defaults, fd, e);
		if (close(fd) == -1 && rc == 0)
			rc = disk(e, j->part);
	}
	(void)close(defaults);
	return rc;
}

/* Where the traces stand, signed: as fresh as rekam-signd gives it, else its last one. */
static void
ask_anchor(const struct job *j)
{
	const char *socket = conf_str(j->conf, "signd", "socket", NULL);
	struct err why = { .kind = ERR_NONE };
	int64_t no, rows;
	char code[20];

	if (socket == NULL || sign_anchor(socket, &no, &rows, code, &why) == -1)
		(void)fprintf(stderr, "rekamctl backup: no fresh anchor: %s\n", why.text);
}

static int
read_anchor(struct job *j, struct db *db, struct err *e)
{
	struct arena *a = arena_create(ARENA_CAP);
	struct backup_anchor_row row;
	int n = a == NULL ? err_set(e, ERR_FULL, 0, "no memory") : backup_anchor(db, a, &row, e);

	if (n == 1) {
		j->m->anchor_no = row.no;
		(void)str_copy(j->m->anchor_code, sizeof j->m->anchor_code, row.code);
		(void)str_copy(j->m->anchor_key, sizeof j->m->anchor_key, row.key_id);
		(void)str_copy(j->m->anchor_body, sizeof j->m->anchor_body, row.body);
		if (row.signature.n == ANCHOR_SIGNATURE)
			str_hex(j->m->anchor_signature, row.signature.p, row.signature.n);
	}
	arena_free(a);
	return n == -1 ? -1 : 0;
}

/* Right after the copy, so that on a quiet night nothing lies between the two. */
static int
read_figures(struct job *j, struct err *e)
{
	struct db *db = db_open(j->conf, "backup", e);
	int rc = -1;

	if (db != NULL)
		rc = figures_read(db, &j->m->figures, e) == -1 ? -1 : read_anchor(j, db, e);
	db_close(db);
	return rc;
}

static int
publish(struct job *j, struct err *e)
{
	struct fmt f;

	(void)str_copy(j->m->at, sizeof j->m->at, fmt_machine(&f, utc_now()));
	(void)snprintf(j->m->file, sizeof j->m->file, "%s.age", j->name);
	if (gethostname(j->m->server, sizeof j->m->server - 1) == -1)
		j->m->server[0] = '\0';
	if (rename(j->part, j->age) == -1)
		return disk(e, j->age);
	return manifest_write(j->manifest, j->m, j->key, e);
}

static int
prepare(struct job *j, struct err *e)
{
	const char *keys = conf_must(j->conf, "paths", "keys", e);
	char path[PATH_MAX];

	if (keys == NULL || keys_recipient(j->conf, j->recipient, sizeof j->recipient, e) == -1)
		return -1;
	if ((size_t)snprintf(path, sizeof path, "%s/backup.key", keys) >= sizeof path)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", keys);
	if ((j->key = signing_key_read(path, "backup", e)) == NULL)
		return -1;
	now_name(j->name, sizeof j->name);
	if ((size_t)snprintf(j->age, sizeof j->age, "%s/%s.age", j->folder, j->name) >=
	    sizeof j->age - 10)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", j->folder);
	(void)snprintf(j->part, sizeof j->part, "%s/%s.age.part", j->folder, j->name);
	(void)snprintf(j->manifest, sizeof j->manifest, "%s/%s.manifest", j->folder, j->name);
	if (access(j->age, F_OK) == 0)
		return err_set(e, ERR_BUSY, 0, "a backup of this very second exists");
	(void)snprintf(path, sizeof path, "%s/terakhir.log", j->folder);
	j->log = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (j->log == -1)
		return disk(e, path);
	if (backup_set_clean(j->folder, e) == -1)
		return -1;
	return backup_set_room(j->folder, backup_set_last_size(j->folder) * 5 / 4 + ROOM_SPARE, e);
}

static int
work(struct job *j, struct err *e)
{
	if (prepare(j, e) == -1)
		return -1;
	ask_anchor(j);
	if (make_copy(j, e) == -1 || read_figures(j, e) == -1 || publish(j, e) == -1) {
		(void)unlink(j->part);
		return -1;
	}
	return backup_set_keep(j->folder, conf_int(j->conf, "backup", "keep", 14), e);
}

/* The pages show this; a backup that cannot even say so has failed. */
static int
tell(struct job *j, int rc, struct err *e)
{
	struct backup_status s = { .file = j->m->file, .bytes = j->m->bytes,
	    .ms = (mono_us() - j->begun) / 1000, .error = rc == 0 ? NULL : e->text };
	struct utc now = utc_now();
	struct fmt f;

	s.at = fmt_machine(&f, now);
	s.us = now.us;
	if (backup_set_status(j->folder, &s, rc == 0 ? e : NULL) == -1)
		return -1;
	return rc;
}

int
backup_run(const struct conf *conf, char *ret_path, size_t size, struct err *e)
{
	static struct manifest m;	/* large */
	struct job j = { .conf = conf, .log = -1, .begun = mono_us(), .m = &m };
	int rc;

	memset(&m, 0, sizeof m);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)umask(077);
	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	if ((j.folder = conf_must(conf, "backup", "folder", e)) == NULL ||
	    backup_set_lock(j.folder, e) == -1)
		return -1;
	rc = tell(&j, work(&j, e), e);
	letter_key_free(j.key);
	if (j.log != -1)
		(void)close(j.log);
	if (rc == 0)
		(void)str_copy(ret_path, size, j.age);
	return rc;
}

int
ctl_backup(const struct ctl *c, int argc, char **argv, struct err *e)
{
	char path[PATH_MAX];

	(void)argv;
	if (argc != 1)
		return CTL_USAGE;
	if (backup_run(c->conf, path, sizeof path, e) == -1) {
		ctl_trace(c->conf, "backup", "CADANGAN_GAGAL", "cadangan", e->text);
		return -1;
	}
	ctl_trace(c->conf, "backup", "CADANGAN", "cadangan", strrchr(path, '/') == NULL ? path :
	    strrchr(path, '/') + 1);
	(void)printf("%s\n", path);
	return 0;
}
