#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "admin/printer.h"
#include "base/str.h"

/* What must stand in cupsd's files, and what goes wrong without it (measured: TRUST.md 0). */
static const struct setting {
	const char	*file, *key, *want, *builtin, *why;
} setting[] = {
	{ "cups-files.conf", "SyncOnClose", "Yes", "No", "else a power cut loses letters that CUPS had accepted" },
	{ "cupsd.conf", "DirtyCleanInterval", "0", "30", "else the list of jobs is up to 30 seconds behind" },
	{ "cupsd.conf", "PreserveJobFiles", "No", "86400", "else letters with personal data stay in the spool for a day" },
	{ "cupsd.conf", "PreserveJobHistory", "Yes", "Yes", "else nobody can ask what became of a job" },
	{ "cupsd.conf", "MaxJobs", "0", "500", "else CUPS forgets jobs that are still being watched" },
	{ "cupsd.conf", "Browsing", "Off", "No", "else the office's queues are offered to the whole network" },
	{ "cupsd.conf", "WebInterface", "No", "Yes", "else anybody on the network sees the list of jobs" },
};

struct text {
	char	buf[65536];
	size_t	n;
};

static int
read_text(const char *path, struct text *t, struct err *e)
{
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return err_set(e, ERR_NOT_FOUND, 0, "cannot read %s", path);
	t->n = fread(t->buf, 1, sizeof t->buf - 1, f);
	t->buf[t->n] = '\0';
	(void)fclose(f);
	return t->n < sizeof t->buf - 1 ? 0 : err_set(e, ERR_INPUT, 0, "%s is too long", path);
}

/* The last value of a directive outside sections, as cupsd takes it; false: it is not there. */
static bool
value_of(const char *text, const char *key, char *buf, size_t size)
{
	size_t len = strlen(key);
	bool found = false;

	for (const char *line = text; *line != '\0';) {
		size_t n = strcspn(line, "\n");
		const char *p = line + strspn(line, " \t");

		if (strncasecmp(p, key, len) == 0 && (p[len] == ' ' || p[len] == '\t')) {
			const char *v = p + len + strspn(p + len, " \t");
			size_t m = strcspn(v, "\r\n");

			while (m > 0 && (v[m - 1] == ' ' || v[m - 1] == '\t'))
				m--;
			(void)snprintf(buf, size, "%.*s", (int)m, v);
			found = true;
		}
		line += n + (line[n] == '\n');
	}
	return found;
}

static bool
same(const char *a, const char *b)
{
	static const char *const no[] = { "No", "Off", "False", "0" }, *const yes[] = { "Yes", "On", "True", "1" };
	bool a_no = false, b_no = false, a_yes = false, b_yes = false;

	for (size_t i = 0; i < 4; i++) {
		a_no |= strcasecmp(a, no[i]) == 0;
		b_no |= strcasecmp(b, no[i]) == 0;
		a_yes |= strcasecmp(a, yes[i]) == 0;
		b_yes |= strcasecmp(b, yes[i]) == 0;
	}
	return strcasecmp(a, b) == 0 || (a_no && b_no) || (a_yes && b_yes);
}

int
printer_check(const char *etc, struct err *e)
{
	struct text *t = malloc(sizeof *t);
	char path[512], is[128];
	int wrong = 0, r = t == NULL ? err_set(e, ERR_FULL, 0, "no memory") : 0;

	for (size_t i = 0; r == 0 && i < sizeof setting / sizeof *setting; i++) {
		const struct setting *s = &setting[i];

		(void)snprintf(path, sizeof path, "%s/%s", etc, s->file);
		if ((r = read_text(path, t, e)) == -1)
			break;
		bool there = value_of(t->buf, s->key, is, sizeof is);
		bool good = same(there ? is : s->builtin, s->want);
		printf("%-5s %-16s %s %s%s%s\n", good ? "good" : "WRONG", s->file, s->key, there ? is : s->builtin,
		    there ? "" : " (CUPS' own value)", good ? "" : "");
		if (!good) {
			printf("      write: %s %s   - %s\n", s->key, s->want, s->why);
			wrong++;
		}
	}
	free(t);
	if (r == 0 && wrong > 0)
		return err_set(e, ERR_CONFLICT, 0, "%d of %zu settings of CUPS are not as they must be; mend them in %s and restart CUPS",
		    wrong, sizeof setting / sizeof *setting, etc);
	return r;
}
