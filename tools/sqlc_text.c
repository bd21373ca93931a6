#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sqlc.h"

#define TEXT_MAX	4000	/* C17 promises 4095 characters in a literal */

struct scan {
	struct stmt	*s;
	const char	*p, *end;
	int		 line;
	char		*to;	/* s->text */
	size_t		 n;
	bool		 gap, over;	/* white space is due; the ';' came */
};

static void
put(struct scan *k, const char *p, size_t n)
{
	if (k->over)
		die(k->s->path, k->line, "%s: a second statement after ';'", k->s->name);
	if (k->gap && k->n > 0)
		k->to[k->n++] = ' ';
	k->gap = false;
	memcpy(k->to + k->n, p, n);
	k->n += n;
	if (k->n > TEXT_MAX)
		die(k->s->path, k->line, "%s: longer than %d characters", k->s->name, TEXT_MAX);
}

static void
quoted(struct scan *k)
{
	const char *from = k->p;
	int begin = k->line;
	char q = *k->p++;

	for (;;) {
		if (k->p == k->end)
			die(k->s->path, begin, "%s: a quote is not closed", k->s->name);
		if (*k->p == '\\' && q != '`' && k->p + 1 < k->end)
			k->p++;
		else if (*k->p == q) {
			if (k->p + 1 == k->end || k->p[1] != q)
				break;
			k->p++;
		}
		k->line += *k->p == '\n';
		k->p++;
	}
	k->p++;
	put(k, from, (size_t)(k->p - from));
}

static void
comment(struct scan *k)
{
	bool block = *k->p == '/';
	int begin = k->line;

	k->p += block ? 2 : 0;
	while (k->p < k->end) {
		if (block ? strncmp(k->p, "*/", 2) == 0 : *k->p == '\n')
			break;
		k->line += *k->p == '\n';
		k->p++;
	}
	if (block && k->p == k->end)
		die(k->s->path, begin, "%s: a comment is not closed", k->s->name);
	k->p += block ? 2 : 0;
	k->gap = true;
}

static void
placeholder(struct scan *k)
{
	struct stmt *s = k->s;
	const char *name = k->p + 1;
	size_t n = 0, i;

	while (isalnum((unsigned char)name[n]) || name[n] == '_')
		n++;
	for (i = 0; i < s->nin; i++)
		if (strlen(s->in[i].name) == n && memcmp(s->in[i].name, name, n) == 0)
			break;
	if (i == s->nin)
		die(s->path, k->line, "%s: ':%.*s' is not declared in -- in", s->name, (int)n, name);
	if (s->nplace == PLACES)
		die(s->path, k->line, "%s: more than %d places", s->name, PLACES);
	s->in[i].used = true;
	s->place[s->nplace++] = (unsigned char)i;
	put(k, "?", 1);
	k->p = name + n;
}

static bool
comment_begins(const struct scan *k)
{
	if (*k->p == '#' || strncmp(k->p, "/*", 2) == 0)
		return true;
	return strncmp(k->p, "--", 2) == 0 && (k->p[2] == ' ' || k->p[2] == '\n' || k->p[2] == '\t');
}

static void
scan(struct scan *k)
{
	while (k->p < k->end) {
		char c = *k->p;

		if (comment_begins(k))
			comment(k);
		else if (isspace((unsigned char)c)) {
			k->line += c == '\n';
			k->gap = true;
			k->p++;
		} else if (c == '\'' || c == '"' || c == '`')
			quoted(k);
		else if (c == ':' && isalpha((unsigned char)k->p[1]))
			placeholder(k);
		else if (c == '?')
			die(k->s->path, k->line, "%s: a bare '?': inputs are written :name", k->s->name);
		else if (c == ';') {
			k->over = true;
			k->p++;
		} else {
			put(k, k->p, 1);
			k->p++;
		}
	}
	k->to[k->n] = '\0';
}

static bool
word_at(const char *text, const char *p, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(p, word, n) == 0 && !isalnum((unsigned char)p[n]) && p[n] != '_' &&
	    (p == text || (!isalnum((unsigned char)p[-1]) && p[-1] != '_' && p[-1] != '.'));
}

/* Columns of the first select list; 0: it cannot be told here. */
static size_t
select_list(const struct stmt *s)
{
	size_t n = 1;
	int depth = 0;
	char quote = '\0';

	for (const char *p = s->text + strlen("SELECT"); *p != '\0'; p++) {
		if (quote != '\0') {
			if (*p == quote)
				quote = '\0';
			else if (*p == '\\')
				p++;
			continue;
		}
		if (*p == '\'' || *p == '"' || *p == '`')
			quote = *p;
		else if (*p == '(')
			depth++;
		else if (*p == ')')
			depth--;
		else if (depth == 0 && *p == ',')
			n++;
		else if (depth == 0 && *p == '*' && (p[-1] == ' ' || p[-1] == '.') &&
		    (p[1] == '\0' || p[1] == ',' || strncasecmp(p + 1, " from", 5) == 0))
			die(s->path, s->line, "%s: '*' in the select list: name the columns", s->name);
		else if (depth == 0 && (word_at(s->text, p, "FROM") || word_at(s->text, p, "UNION") ||
		    word_at(s->text, p, "WHERE")))
			break;
	}
	return n;
}

/* The kind and the first word must agree. */
static void
check_kind(const struct stmt *s)
{
	bool select = word_at(s->text, s->text, "SELECT") || word_at(s->text, s->text, "WITH") ||
	    word_at(s->text, s->text, "SHOW") || word_at(s->text, s->text, "CHECKSUM");

	if ((s->kind == KIND_ONE || s->kind == KIND_MANY) && !select &&
	    strcasestr(s->text, " RETURNING ") == NULL)
		die(s->path, s->line, "%s: :one and :many begin with SELECT, WITH, SHOW or CHECKSUM", s->name);
	if (s->kind == KIND_EXEC && select)
		die(s->path, s->line, "%s: a SELECT is :one or :many", s->name);
	if (s->kind == KIND_INSERT && !word_at(s->text, s->text, "INSERT"))
		die(s->path, s->line, "%s: :insert begins with INSERT", s->name);
}

void
text_finish(struct stmt *s, const char *raw, size_t n, int line)
{
	struct scan k = { .s = s, .p = raw, .end = raw + n, .line = line };
	size_t cols;

	if ((s->text = k.to = malloc(n + TEXT_MAX + 16)) == NULL)
		die(s->path, line, "no memory");
	scan(&k);
	if (k.n == 0)
		die(s->path, s->line, "%s: there is no SQL", s->name);
	for (size_t i = 0; i < s->nin; i++)
		if (!s->in[i].used)
			die(s->path, s->line, "%s: input '%s' is not used", s->name, s->in[i].name);
	check_kind(s);
	if (s->nrow > 0 && word_at(s->text, s->text, "SELECT") &&
	    (cols = select_list(s)) != s->nrow)
		die(s->path, s->line, "%s: -- row has %zu columns, the select list has %zu",
		    s->name, s->nrow, cols);
}
