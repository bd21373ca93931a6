#include "admin/restore.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/compare.h"
#include "admin/manifest.h"
#include "admin/pipeline.h"
#include "admin/replay.h"
#include "admin/scratch.h"
#include "admin/trace.h"
#include "base/file.h"
#include "base/str.h"

struct job {
	const struct conf		*conf;
	const struct restore_order	*order;
	FILE				*say;
	char				 into[PATH_MAX], data[PATH_MAX];
	int				 log;
	struct manifest			*m;
	struct binlog_place		 copy;	/* where the copy stands */
};

static enum restore_end
refuse(struct err *e, const char *path, const char *why)
{
	(void)err_set(e, ERR_BROKEN, 0, "%s: %s; nothing was restored", path, why);
	return RESTORE_REFUSED;
}

/* FILE.age -> FILE.manifest */
static bool
manifest_path(const char *from, char *dst, size_t size)
{
	size_t n = strlen(from);

	if (n < 5 || strcmp(from + n - 4, ".age") != 0 || n + 6 > size)
		return false;
	(void)snprintf(dst, size, "%.*s.manifest", (int)(n - 4), from);
	return true;
}

static enum restore_end
check_manifest(struct job *j, struct err *e)
{
	const char *keys = conf_must(j->conf, "paths", "keys", e);
	char path[PATH_MAX], pub[PATH_MAX];
	uint8_t key[32];

	if (j->order->public_key != NULL)
		(void)str_copy(pub, sizeof pub, j->order->public_key);
	else if (keys == NULL)
		return RESTORE_FAILED;
	else
		(void)snprintf(pub, sizeof pub, "%s/backup.pub", keys);
	if (letter_public_read(pub, key, e) == -1)
		return RESTORE_FAILED;
	if (!manifest_path(j->order->from, path, sizeof path)) {
		(void)err_set(e, ERR_INPUT, 0, "%s: a backup is called *.age", j->order->from);
		return RESTORE_FAILED;
	}
	if (manifest_read(path, key, j->m, e) == -1)
		return e->kind == ERR_BROKEN ? RESTORE_REFUSED : RESTORE_FAILED;
	(void)fprintf(j->say, "manifest: signed; made %s on %s, schema %" PRId64 "\n", j->m->at,
	    j->m->server, j->m->figures.schema);
	return RESTORE_EQUAL;
}

static enum restore_end
check_file(struct job *j, int fd, struct err *e)
{
	crypto_hash_sha256_state h;
	uint8_t sum[crypto_hash_sha256_BYTES];
	static uint8_t buf[1 << 16];
	char hex[65];
	int64_t size = 0;
	ssize_t n;

	(void)crypto_hash_sha256_init(&h);
	while ((n = read(fd, buf, sizeof buf)) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			(void)err_set(e, ERR_AWAY, errno, "%s: %s", j->order->from, strerror(errno));
			return RESTORE_FAILED;
		}
		(void)crypto_hash_sha256_update(&h, buf, (unsigned long long)n);
		size += n;
	}
	(void)crypto_hash_sha256_final(&h, sum);
	str_hex(hex, sum, sizeof sum);
	if (size != j->m->bytes)
		return refuse(e, j->order->from, size < j->m->bytes ? "cut short" : "too long");
	if (strcmp(hex, j->m->sha256) != 0)
		return refuse(e, j->order->from, "its bytes were changed");
	(void)fprintf(j->say, "file: %" PRId64 " bytes, SHA-256 as promised\n", size);
	return lseek(fd, 0, SEEK_SET) == 0 ? RESTORE_EQUAL : RESTORE_FAILED;
}

static int
empty_folder(const char *path, struct err *e)
{
	struct dirent *d;
	DIR *dir;
	int n = 0;

	if (mkdir(path, 0700) == 0)
		return 0;
	if (errno != EEXIST || (dir = opendir(path)) == NULL)
		return err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno));
	while ((d = readdir(dir)) != NULL)
		n += strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
	(void)closedir(dir);
	return n == 0 ? 0 : err_set(e, ERR_INPUT, 0, "%s is not empty", path);
}

static int
prepare_folder(struct job *j, struct err *e)
{
	char path[PATH_MAX];

	if (empty_folder(j->order->into, e) == -1)
		return -1;
	if (realpath(j->order->into, j->into) == NULL ||
	    (size_t)snprintf(j->data, sizeof j->data, "%s/db", j->into) >= sizeof j->data ||
	    (size_t)snprintf(path, sizeof path, "%s/restore.log", j->into) >= sizeof path)
		return err_set(e, ERR_INPUT, errno, "%s: not a usable path", j->order->into);
	if (mkdir(j->data, 0700) == -1)
		return err_set(e, ERR_AWAY, errno, "%s: %s", j->data, strerror(errno));
	j->log = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, 0600);
	return j->log == -1 ? err_set(e, ERR_AWAY, errno, "%s: %s", path, strerror(errno)) : 0;
}

static enum restore_end
unpack(struct job *j, int fd, struct err *e)
{
	const char *const unlock[] = { "age", "-d", "-i", j->order->identity, NULL };
	const char *const expand[] = { "zstd", "-q", "-d", "-c", NULL };
	const char *const split[] = { "mbstream", "-x", "-C", j->data, NULL };
	struct pipeline p = { .argv = { unlock, expand, split }, .n = 3, .in = fd,
	    .log = j->log, .keep = -1 };
	char waste[512];
	int rc;

	if (access(j->order->identity, R_OK) == -1) {
		(void)err_set(e, ERR_INPUT, errno, "%s: %s", j->order->identity, strerror(errno));
		return RESTORE_FAILED;
	}
	if (pipeline_start(&p, e) == -1)
		return RESTORE_FAILED;
	while (read(p.out, waste, sizeof waste) > 0)
		;
	(void)close(p.out);
	if ((rc = pipeline_wait(&p, e)) == 0)
		return RESTORE_EQUAL;
	/* The bytes are as signed, so when age refuses it is the key. */
	if (rc != -1 || e->code == 127)
		return RESTORE_FAILED;
	(void)err_set(e, ERR_INPUT, 0, "%s does not open this backup: take the recovery key that "
	    "belongs to its recipient", j->order->identity);
	return RESTORE_WRONG_KEY;
}

static int
prepare_data(struct job *j, struct err *e)
{
	char target[PATH_MAX + 20];
	const char *const argv[] = { "mariadb-backup", "--no-defaults", "--prepare", target, NULL };

	(void)snprintf(target, sizeof target, "--target-dir=%s", j->data);
	return pipeline_run(argv, j->log, e);
}

static enum restore_end
compare(struct job *j, struct scratch *s, struct err *e)
{
	static struct figures got;	/* large */
	const struct figures *want = &j->m->figures;
	struct binlog_place to = { .position = want->position };
	bool exact;

	(void)str_copy(to.file, sizeof to.file, want->binlog);
	exact = strcmp(j->copy.file, to.file) == 0 && j->copy.position == to.position;
	if (!exact && j->order->binlog != NULL) {
		if (binlog_replay(j->order->binlog, &j->copy, &to, s->socket, j->log, e) == -1)
			return RESTORE_FAILED;
		exact = true;
		(void)fprintf(j->say, "binary log: replayed from %s:%" PRId64 " to %s:%" PRId64 "\n",
		    j->copy.file, j->copy.position, to.file, to.position);
	}
	if (figures_read(s->db, &got, e) == -1)
		return RESTORE_FAILED;
	(void)fprintf(j->say, "compared with the manifest (%s):\n", exact ?
	    "rows, highest ids, CHECKSUM TABLE, last numbers" :
	    "only that nothing is more than promised: the office went on working while the "
	    "copy was made, and without its binary logs the two cannot be compared exactly");
	if (!compare_figures(want, &got, exact, j->say)) {
		(void)err_set(e, ERR_BROKEN, 0, "what was restored is not what the manifest says");
		return RESTORE_DIFFERS;
	}
	if (exact)
		return RESTORE_EQUAL;
	(void)err_set(e, ERR_NONE, 0, "restored, but only partly comparable (see the report)");
	return RESTORE_PARTLY;
}

static enum restore_end
prove(struct job *j, struct err *e)
{
	struct scratch s = { 0 };
	enum restore_end end = RESTORE_FAILED;

	if (binlog_place_read(j->data, &j->copy, e) == 0 &&
	    scratch_start(&s, j->into, conf_str(j->conf, "database", "name", "rekam"), j->log,
	    e) == 0)
		end = compare(j, &s, e);
	scratch_stop(&s);
	return end;
}

static enum restore_end
work(struct job *j, int fd, struct err *e)
{
	enum restore_end end;

	if ((end = check_manifest(j, e)) != RESTORE_EQUAL ||
	    (end = check_file(j, fd, e)) != RESTORE_EQUAL)
		return end;
	if (prepare_folder(j, e) == -1)
		return RESTORE_FAILED;
	if ((end = unpack(j, fd, e)) != RESTORE_EQUAL)
		return end;
	if (prepare_data(j, e) == -1)
		return RESTORE_FAILED;
	(void)fprintf(j->say, "data: unpacked and prepared in %s\n", j->data);
	return prove(j, e);
}

enum restore_end
restore_run(const struct conf *conf, const struct restore_order *order, FILE *say,
    struct err *e)
{
	static struct manifest m;	/* large */
	struct job j = { .conf = conf, .order = order, .say = say, .log = -1, .m = &m };
	enum restore_end end;
	int fd;

	(void)signal(SIGPIPE, SIG_IGN);
	(void)umask(077);
	if (sodium_init() < 0 || (fd = open(order->from, O_RDONLY | O_CLOEXEC)) == -1) {
		(void)err_set(e, ERR_INPUT, errno, "%s: %s", order->from, strerror(errno));
		return RESTORE_FAILED;
	}
	end = work(&j, fd, e);
	(void)close(fd);
	if (j.log != -1)
		(void)close(j.log);
	if (end == RESTORE_EQUAL)
		(void)fprintf(say, "restored: everything as the manifest says\n");
	return end;
}

static const char **
option(struct restore_order *o, const char *word)
{
	if (str_eq(word, "--from"))
		return &o->from;
	if (str_eq(word, "--identity"))
		return &o->identity;
	if (str_eq(word, "--into"))
		return &o->into;
	if (str_eq(word, "--public"))
		return &o->public_key;
	if (str_eq(word, "--binlog"))
		return &o->binlog;
	return NULL;
}

int
ctl_restore(const struct ctl *c, int argc, char **argv, struct err *e)
{
	struct restore_order o = { 0 };
	enum restore_end end;

	for (int i = 1; i < argc; i += 2) {
		const char **at = option(&o, argv[i]);

		if (at == NULL || i + 1 == argc)
			return CTL_USAGE;
		*at = argv[i + 1];
	}
	if (o.from == NULL || o.identity == NULL || o.into == NULL)
		return CTL_USAGE;
	end = restore_run(c->conf, &o, stdout, e);
	if (end != RESTORE_FAILED) {
		char detail[200];

		(void)snprintf(detail, sizeof detail, "%s, hasil %d", strrchr(o.from, '/') == NULL ?
		    o.from : strrchr(o.from, '/') + 1, (int)end);
		ctl_trace(c->conf, "migrate", "PEMULIHAN", "cadangan", detail);
	}
	if (end == RESTORE_EQUAL)
		return 0;
	if (end == RESTORE_FAILED)
		return -1;
	(void)fflush(stdout);
	(void)fprintf(stderr, "rekamctl restore: %s\n", e->text);
	return (int)end;
}
