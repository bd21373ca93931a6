#include "base/conf.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

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

struct conf *
conf_read(const char *path, struct err *e)
{
	struct conf *c = calloc(1, sizeof *c);

	if (c == NULL) {
		(void)err_set(e, ERR_FULL, 0, "no memory for the configuration");
		return NULL;
	}
	int rc = ini_parse(path, on_entry, c);
	if (rc != 0) {
		if (rc < 0)
			(void)err_set(e, ERR_NOT_FOUND, 0, "cannot read the configuration file %s", path);
		else
			(void)err_set(e, ERR_INPUT, 0, "%s:%d: not a section, a comment or 'key = value'", path, rc);
		conf_free(c);
		return NULL;
	}
	return c;
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
