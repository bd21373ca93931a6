#include "base/conf.h"

#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

struct entry {
	struct entry	*next;
	char		*section, *key, *value;
};

struct conf {
	struct entry	*first;
};

static void
entry_free(struct entry *e)
{
	if (e->value != NULL)
		explicit_bzero(e->value, strlen(e->value));
	free(e->section);
	free(e->key);
	free(e->value);
	free(e);
}

static int
on_entry(void *user, const char *section, const char *key, const char *value)
{
	struct conf *c = user;
	struct entry *e = calloc(1, sizeof *e);

	if (e == NULL)
		return 0;
	e->section = strdup(section);
	e->key = strdup(key);
	e->value = strdup(value);
	if (e->section == NULL || e->key == NULL || e->value == NULL) {
		entry_free(e);
		return 0;
	}
	e->next = c->first;	/* the last of several wins */
	c->first = e;
	return 1;
}

static struct conf *
parse(FILE *f, const char *path, struct err *e)
{
	struct conf *c = calloc(1, sizeof *c);
	int rc = c == NULL ? -2 : ini_parse_file(f, on_entry, c);

	if (rc == 0)
		return c;
	if (rc < 0)
		(void)err_set(e, ERR_FULL, 0, "no memory for the configuration");
	else
		(void)err_set(e, ERR_INPUT, 0, "%s:%d: not a section, a comment or 'key = value'", path, rc);
	conf_free(c);
	return NULL;
}

static struct conf *
read_file(const char *path, bool private, struct err *e)
{
	FILE *f = fopen(path, "re");
	char buf[4096];
	struct conf *c = NULL;

	if (f == NULL) {
		(void)err_set(e, ERR_NOT_FOUND, 0, "cannot read the configuration file %s", path);
		return NULL;
	}
	(void)setvbuf(f, buf, _IOFBF, sizeof buf);
	if (!private || file_private(fileno(f), path, e) == 0)
		c = parse(f, path, e);
	(void)fclose(f);
	explicit_bzero(buf, sizeof buf);
	return c;
}

struct conf *
conf_read(const char *path, struct err *e)
{
	return read_file(path, false, e);
}

struct conf *
conf_read_private(const char *path, struct err *e)
{
	return read_file(path, true, e);
}

void
conf_free(struct conf *c)
{
	if (c == NULL)
		return;
	while (c->first != NULL) {
		struct entry *e = c->first;
		c->first = e->next;
		entry_free(e);
	}
	free(c);
}

const char *
conf_str(const struct conf *c, const char *section, const char *key, const char *def)
{
	for (const struct entry *e = c->first; e != NULL; e = e->next)
		if (str_eq(e->section, section) && str_eq(e->key, key))
			return e->value;
	return def;
}

int64_t
conf_int(const struct conf *c, const char *section, const char *key, int64_t def)
{
	int64_t n = def;

	(void)str_int(conf_str(c, section, key, NULL), INT64_MIN, INT64_MAX, &n);
	return n;
}

const char *
conf_must(const struct conf *c, const char *section, const char *key, struct err *e)
{
	const char *v = conf_str(c, section, key, NULL);

	if (v == NULL)
		(void)err_set(e, ERR_INPUT, 0, "the configuration lacks [%s] %s", section, key);
	return v;
}

/* Entries are kept last first. */
static int
each(const struct entry *en, conf_entry *fn, void *ctx)
{
	if (en == NULL)
		return 0;
	if (each(en->next, fn, ctx) == -1)
		return -1;
	return fn(ctx, en->section, en->key, en->value);
}

int
conf_each(const struct conf *c, conf_entry *fn, void *ctx)
{
	return each(c->first, fn, ctx);
}
