#include "admin/replay.h"

#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/pipeline.h"
#include "base/file.h"
#include "base/str.h"

#define LOGS_MAX	200

int
binlog_place_read(const char *data, struct binlog_place *ret, struct err *e)
{
	char path[PATH_MAX];
	size_t n;
	char *text, *tab;
	bool good;

	*ret = (struct binlog_place){ 0 };
	if ((size_t)snprintf(path, sizeof path, "%s/xtrabackup_binlog_info", data) >= sizeof path)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", data);
	if ((text = file_read(path, 4000, false, &n, e)) == NULL)
		return e->kind == ERR_NOT_FOUND ? 0 : -1;	/* a server without binary log */
	text[strcspn(text, "\n")] = '\0';	/* file, position, GTID: separated by tabs */
	tab = strchr(text, '\t');
	if (tab != NULL) {
		*tab++ = '\0';
		tab[strcspn(tab, "\t")] = '\0';
	}
	good = tab != NULL && str_copy(ret->file, sizeof ret->file, text) &&
	    str_int(tab, 0, INT64_MAX, &ret->position);
	file_free(text, n);
	return good ? 0 : err_set(e, ERR_BROKEN, 0, "%s: not understood", path);
}

/* binlog.000012 -> base "binlog.", number 12 */
static int64_t
number_of(const char *file, size_t *ret_base)
{
	const char *dot = strrchr(file, '.');
	int64_t n;

	if (dot == NULL || strlen(dot + 1) < 6 || !str_int(dot + 1, 0, INT32_MAX, &n))
		return -1;
	*ret_base = (size_t)(dot + 1 - file);
	return n;
}

/* The paths of all logs between the two places, in order; their count. */
static int
list_logs(const char *folder, const struct binlog_place *from, const struct binlog_place *to,
    char path[LOGS_MAX][PATH_MAX], struct err *e)
{
	size_t base = 0, to_base = 0;
	int64_t first = number_of(from->file, &base), last = number_of(to->file, &to_base);

	if (first < 0 || last < first || base != to_base ||
	    strncmp(from->file, to->file, base) != 0 || last - first >= LOGS_MAX)
		return err_set(e, ERR_INPUT, 0, "the binary logs %s to %s make no row", from->file,
		    to->file);
	for (int64_t i = first; i <= last; i++) {
		char *p = path[i - first];
		int n = snprintf(p, PATH_MAX, "%s/%.*s%06" PRId64, folder, (int)base, from->file, i);

		if (n < 0 || n >= PATH_MAX)
			return err_set(e, ERR_INPUT, 0, "path is too long: %s", folder);
		if (access(p, R_OK) == -1)
			return err_set(e, ERR_NOT_FOUND, 0, "binary log %s is missing", p);
	}
	return (int)(last - first + 1);
}

int
binlog_replay(const char *folder, const struct binlog_place *from,
    const struct binlog_place *to, const char *socket, int log, struct err *e)
{
	static char path[LOGS_MAX][PATH_MAX];
	const char *binlog[LOGS_MAX + 5] = { "mariadb-binlog", "--no-defaults" };
	char start[40], stop[40], sock[PATH_MAX];
	const char *const client[] = { "mariadb", "--no-defaults", "--binary-mode", "-u", "root",
	    sock, NULL };
	struct pipeline p = { .argv = { binlog, client }, .n = 2, .in = -1, .log = log, .keep = -1 };
	char waste[512];
	int n = list_logs(folder, from, to, path, e);

	if (n == -1)
		return -1;
	(void)snprintf(start, sizeof start, "--start-position=%" PRId64, from->position);
	(void)snprintf(stop, sizeof stop, "--stop-position=%" PRId64, to->position);
	(void)snprintf(sock, sizeof sock, "--socket=%s", socket);
	binlog[2] = start;
	binlog[3] = stop;
	for (int i = 0; i < n; i++)
		binlog[4 + i] = path[i];
	if (pipeline_start(&p, e) == -1)
		return -1;
	while (read(p.out, waste, sizeof waste) > 0)
		;
	(void)close(p.out);
	return pipeline_wait(&p, e) == 0 ? 0 : -1;
}
