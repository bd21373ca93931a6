/*
 * sqlc.c - compiles named SQL statements to typed C functions.
 *
 *	sqlc sql/query/casefile.sql DIR		DIR/sql/casefile.h, DIR/sql/casefile.c
 *	sqlc --all DIR sql/query/a.sql ...	DIR/sql/all.h, DIR/sql/all.c: the list
 *						of all statements, names unique
 *	sqlc --embed DIR sql/grants.sql ...	DIR/sql/text.h, DIR/sql/text.c: the files
 *						themselves, for an installed system
 *
 * The language is described in sql/README.md.  A mistake is one line
 * "file:line: text" and exit status 1; no output file is touched then.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sqlc.h"

void
die(const char *path, int line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: ", path, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static char *
slurp(const char *path)
{
	char *p = NULL, buf[4096];
	size_t n, size = 0;
	FILE *f = fopen(path, "r"), *m = open_memstream(&p, &size);

	if (f == NULL || m == NULL)
		die(path, 1, "%s", strerror(errno));
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		fwrite(buf, 1, n, m);
	fclose(f);
	if (fclose(m) != 0 || strlen(p) != size)
		die(path, 1, "a NUL byte in it");
	return p;
}

static void
load(struct file *f, const char *path)
{
	const char *base = strrchr(path, '/');
	char *text;
	size_t n;

	base = base == NULL ? path : base + 1;
	n = strspn(base, "abcdefghijklmnopqrstuvwxyz0123456789_");
	*f = (struct file){ .path = path };
	if (n == 0 || n >= sizeof f->name || strcmp(base + n, ".sql") != 0 ||
	    strpbrk(path, "\"\\*") != NULL)
		die(path, 1, "a file of statements is named a_z_0_9.sql");
	memcpy(f->name, base, n);
	if (strcmp(f->name, "all") == 0)
		die(path, 1, "the name 'all' is taken by the list of all statements");
	if (strcmp(f->name, "text") == 0)
		die(path, 1, "the name 'text' is taken by the embedded files");
	text = slurp(path);
	parse(f, text);
	free(text);
}

static void
unload(struct file *f)
{
	struct stmt *next;

	for (struct stmt *s = f->first; s != NULL; s = next) {
		next = s->next;
		free(s->text);
		free(s);
	}
}

static void
save(const char *dir, const char *name, const char *end, const char *data, size_t n)
{
	char path[4096], tmp[4128];
	FILE *f;

	snprintf(path, sizeof path, "%s/sql", dir);
	if (mkdir(path, 0777) == -1 && errno != EEXIST)
		die(path, 1, "%s", strerror(errno));
	snprintf(path, sizeof path, "%s/sql/%s.%s", dir, name, end);
	snprintf(tmp, sizeof tmp, "%s.tmp", path);
	f = fopen(tmp, "w");
	bool ok = f != NULL && fwrite(data, 1, n, f) == n;
	if (f != NULL && fclose(f) != 0)
		ok = false;
	if (!ok || rename(tmp, path) == -1)
		die(path, 1, "%s", strerror(errno));
}

static int
compile(const char *path, const char *dir)
{
	struct file file;
	char *h = NULL, *c = NULL;
	size_t nh, nc;

	load(&file, path);
	FILE *fh = open_memstream(&h, &nh), *fc = open_memstream(&c, &nc);
	if (fh == NULL || fc == NULL)
		die(path, 1, "no memory");
	emit_header(fh, &file);
	emit_code(fc, &file);
	if (fclose(fh) != 0 || fclose(fc) != 0)
		die(path, 1, "no memory");
	save(dir, file.name, "h", h, nh);
	save(dir, file.name, "c", c, nc);
	free(h);
	free(c);
	unload(&file);
	return 0;
}

static void
check_unique(const struct file *file, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (const struct stmt *s = file[i].first; s != NULL; s = s->next)
			for (size_t j = 0; j < i; j++)
				for (const struct stmt *o = file[j].first; o != NULL; o = o->next)
					if (strcmp(o->name, s->name) == 0)
						die(s->path, s->line, "%s: declared already in %s:%d",
						    s->name, o->path, o->line);
}

static int
list_all(const char *dir, char **path, size_t n)
{
	struct file *file = calloc(n + 1, sizeof *file);
	char *h = NULL, *c = NULL;
	size_t nh, nc;

	if (file == NULL)
		die(dir, 1, "no memory");
	for (size_t i = 0; i < n; i++)
		load(&file[i], path[i]);
	check_unique(file, n);
	FILE *fh = open_memstream(&h, &nh), *fc = open_memstream(&c, &nc);
	if (fh == NULL || fc == NULL)
		die(dir, 1, "no memory");
	emit_all_header(fh);
	emit_all_code(fc, file, n);
	if (fclose(fh) != 0 || fclose(fc) != 0)
		die(dir, 1, "no memory");
	save(dir, "all", "h", h, nh);
	save(dir, "all", "c", c, nc);
	free(h);
	free(c);
	for (size_t i = 0; i < n; i++)
		unload(&file[i]);
	free(file);
	return 0;
}

/* sql/schema/0001_office.sql is known as "schema/0001_office.sql". */
static int
embed(const char *dir, char **path, size_t n)
{
	char **text = calloc(n + 1, sizeof *text), **name = calloc(n + 1, sizeof *name);
	char *h = NULL, *c = NULL;
	size_t nh, nc;
	FILE *fh = open_memstream(&h, &nh), *fc = open_memstream(&c, &nc);

	if (text == NULL || name == NULL || fh == NULL || fc == NULL)
		die(dir, 1, "no memory");
	for (size_t i = 0; i < n; i++) {
		text[i] = slurp(path[i]);
		name[i] = strncmp(path[i], "sql/", 4) == 0 ? path[i] + 4 : path[i];
		if (strpbrk(name[i], "\"\\") != NULL)
			die(path[i], 1, "a quote in the name");
	}
	emit_text_header(fh);
	emit_text_code(fc, name, text, n);
	if (fclose(fh) != 0 || fclose(fc) != 0)
		die(dir, 1, "no memory");
	save(dir, "text", "h", h, nh);
	save(dir, "text", "c", c, nc);
	for (size_t i = 0; i < n; i++)
		free(text[i]);
	free(text);
	free(name);
	free(h);
	free(c);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "--embed") == 0)
		return embed(argv[2], argv + 3, (size_t)(argc - 3));
	if (argc > 2 && strcmp(argv[1], "--all") == 0)
		return list_all(argv[2], argv + 3, (size_t)(argc - 3));
	if (argc == 3 && argv[1][0] != '-')
		return compile(argv[1], argv[2]);
	fputs("usage: sqlc FILE.sql DIR\n       sqlc --all DIR FILE.sql ...\n"
	    "       sqlc --embed DIR FILE.sql ...\n", stderr);
	return 2;
}
