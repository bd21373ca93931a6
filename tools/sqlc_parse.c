#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sqlc.h"

const char *const type_word[] = { "int64", "text", "day", "utc", "blob", NULL };

static const char *const keyword[] = { "auto", "break", "case", "char", "const",
    "continue", "default", "do", "double", "else", "enum", "extern", "float", "for",
    "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short",
    "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned",
    "void", "volatile", "while", NULL };

static int
word_index(const char *const *list, const char *s, size_t n)
{
	for (int i = 0; list[i] != NULL; i++)
		if (strlen(list[i]) == n && memcmp(list[i], s, n) == 0)
			return i;
	return -1;
}

/* [a-z][a-z0-9_]*, no C keyword; its length, or 0 */
static size_t
plain_name(const char *s, size_t max)
{
	size_t n = 0;

	if (islower((unsigned char)*s))
		while (islower((unsigned char)s[n]) || isdigit((unsigned char)s[n]) || s[n] == '_')
			n++;
	return n < max && word_index(keyword, s, n) == -1 ? n : 0;
}

static const char *
skip(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* case_by_id :one */
static void
declare_name(struct stmt *s, const char *p)
{
	static const char *const kind[] = { ":one", ":many", ":exec", ":insert", NULL };
	size_t n = plain_name(p, sizeof s->name);
	int k;

	if (n == 0)
		die(s->path, s->line, "a statement is declared: -- name: case_by_id :one");
	memcpy(s->name, p, n);
	s->name[n] = '\0';
	p = skip(p + n);
	if ((k = word_index(kind, p, strlen(p))) == -1)
		die(s->path, s->line, "%s: the kind is :one, :many, :exec or :insert, not '%s'",
		    s->name, p);
	s->kind = (enum kind)k;
}

static void
declare_by(struct stmt *s, int line, const char *p)
{
	static const char *const account[] = { "web", "auth", "admin", "station", "signd",
	    "printd", "migrate", "backup", NULL };

	if (s->by[0] != '\0')
		die(s->path, line, "%s: a second -- by", s->name);
	while (*p != '\0') {
		size_t n = strcspn(p, " \t,"), used = strlen(s->by);

		if (word_index(account, p, n) == -1)
			die(s->path, line, "%s: there is no account '%.*s'", s->name, (int)n, p);
		snprintf(s->by + used, sizeof s->by - used, "%s%.*s", used > 0 ? " " : "",
		    (int)n, p);
		p += n;
		p += strspn(p, " \t,");
	}
	if (s->by[0] == '\0')
		die(s->path, line, "%s: -- by names no account", s->name);
}

/* id int64, birth_day day?, ... */
static void
declare_cols(struct stmt *s, int line, const char *p, struct col *col, size_t *n)
{
	while (*(p = skip(p)) != '\0') {
		struct col *c = &col[*n];
		size_t len = plain_name(p, sizeof c->name), tlen;

		if (*n == COLS)
			die(s->path, line, "%s: more than %d columns", s->name, COLS);
		if (len == 0)
			die(s->path, line, "%s: '%.*s' cannot be the name of a field", s->name,
			    (int)strcspn(p, " \t,"), p);
		memcpy(c->name, p, len);
		c->name[len] = '\0';
		for (size_t i = 0; i < *n; i++)
			if (strcmp(col[i].name, c->name) == 0)
				die(s->path, line, "%s: '%s' is declared twice", s->name, c->name);
		p = skip(p + len);
		tlen = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");
		if ((c->type = word_index(type_word, p, tlen)) == -1)
			die(s->path, line, "%s: the type of '%s' is int64, text, day, utc or blob, not '%.*s'",
			    s->name, c->name, (int)strcspn(p, ","), p);
		p += tlen;
		c->null = *p == '?';
		p = skip(p + c->null);
		(*n)++;
		if (*p == ',')
			p++;
		else if (*p != '\0')
			die(s->path, line, "%s: a comma is missing after '%s'", s->name, c->name);
	}
}

static struct stmt *
begin(struct file *f, int line)
{
	struct stmt *s = calloc(1, sizeof *s), **at = &f->first;

	if (s == NULL)
		die(f->path, line, "no memory");
	s->path = f->path;
	s->line = line;
	while (*at != NULL)
		at = &(*at)->next;
	*at = s;
	return s;
}

static void
check_twice(const struct file *f, const struct stmt *s)
{
	for (const struct stmt *o = f->first; o != s; o = o->next)
		if (strcmp(o->name, s->name) == 0)
			die(s->path, s->line, "%s: declared already in line %d", s->name, o->line);
}

/* The statement is complete: what is missing? */
static void
finish(struct stmt *s, const char *raw, size_t n, int line)
{
	bool rows = s->kind == KIND_ONE || s->kind == KIND_MANY;

	if (s->by[0] == '\0')
		die(s->path, s->line, "%s: -- by is missing", s->name);
	if (rows && s->nrow == 0)
		die(s->path, s->line, "%s: -- row is missing", s->name);
	if (!rows && s->has_row)
		die(s->path, s->line, "%s: -- row of a statement that gives no rows", s->name);
	text_finish(s, raw, n, line);
}

/* One "-- word: rest" of a statement's head; false: a remark. */
static bool
declare(struct file *f, struct stmt **cur, int line, const char *p)
{
	size_t n;

	p = skip(p + 2);
	n = strspn(p, "abcdefghijklmnopqrstuvwxyz");
	if (p[n] != ':')
		return false;
	const char *rest = skip(p + n + 1);
#define IS(word)	(n == sizeof(word) - 1 && memcmp(p, word, n) == 0)
	if (IS("name")) {
		*cur = begin(f, line);
		declare_name(*cur, rest);
		check_twice(f, *cur);
		return true;
	}
	if (!IS("by") && !IS("in") && !IS("row"))
		return false;
	if (*cur == NULL)
		die(f->path, line, "-- %.*s before any -- name", (int)n, p);
	if (IS("by"))
		declare_by(*cur, line, rest);
	else if (IS("in"))
		declare_cols(*cur, line, rest, (*cur)->in, &(*cur)->nin);
	else {
		(*cur)->has_row = true;
		declare_cols(*cur, line, rest, (*cur)->row, &(*cur)->nrow);
	}
#undef IS
	return true;
}

void
parse(struct file *f, const char *text)
{
	struct stmt *cur = NULL;
	const char *raw = NULL;		/* where the current SQL began */
	int line = 1, raw_line = 0;
	char *copy;

	for (const char *p = text; ; line++) {
		size_t n = strcspn(p, "\n");
		bool end = *p == '\0', head = false;

		if (!end && strncmp(p, "--", 2) == 0) {
			struct stmt *was = cur;

			if ((copy = strndup(p, n)) == NULL)
				die(f->path, line, "no memory");
			for (size_t k = n; k > 0 && isspace((unsigned char)copy[k - 1]); k--)
				copy[k - 1] = '\0';
			head = declare(f, &cur, line, copy);
			free(copy);
			if (head && was == cur && raw != NULL)
				die(f->path, line, "%s: declared after its SQL began", cur->name);
			if (head && was != cur && was != NULL) {
				finish(was, raw != NULL ? raw : p, raw != NULL ? (size_t)(p - raw) : 0,
				    raw_line);
				raw = NULL;
			}
		} else if (!end && raw == NULL && strspn(p, " \t\r") < n) {
			if (cur == NULL)
				die(f->path, line, "SQL before any -- name");
			raw = p;
			raw_line = line;
		}
		if (end) {
			if (cur != NULL)
				finish(cur, raw != NULL ? raw : p, raw != NULL ? (size_t)(p - raw) : 0,
				    raw_line);
			return;
		}
		p += n + (p[n] == '\n');
	}
}
