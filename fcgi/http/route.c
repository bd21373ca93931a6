#include "http/route.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

static const char *const pool_word[POOL__MAX] = {
#define X(id, word) [POOL_##id] = word,
	ROUTE_POOLS(X)
#undef X
};

const char *
route_pool_word(enum route_pool p)
{
	return p < POOL__MAX ? pool_word[p] : "?";
}

enum route_pool
route_pool_by_word(const char *s)
{
	int p = 0;

	while (p < POOL__MAX && !str_eq(s, pool_word[p]))
		p++;
	return (enum route_pool)p;
}

enum segment_kind { SEGMENT_LITERAL, SEGMENT_ID, SEGMENT_WORD };

static enum segment_kind
segment_kind(const char *p, size_t n)
{
	if (n == 4 && memcmp(p, "{id}", 4) == 0)
		return SEGMENT_ID;
	if (n == 6 && memcmp(p, "{word}", 6) == 0)
		return SEGMENT_WORD;
	return SEGMENT_LITERAL;
}

static bool
is_word(const char *s, size_t n)
{
	return n > 0 && n < sizeof ((struct route_arg *)0)->word &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") >= n;
}

static bool
take_arg(enum segment_kind kind, const char *s, size_t n, struct route_arg *ret_arg)
{
	*ret_arg = (struct route_arg){ 0 };
	if (!is_word(s, n))
		return false;
	memcpy(ret_arg->word, s, n);
	if (kind == SEGMENT_WORD)
		return true;
	return s[0] != '0' && str_int(ret_arg->word, 1, INT64_MAX, &ret_arg->id);
}

/* Segment by segment; fills args and counts them. */
static bool
match(const char *pattern, const char *path, struct route_match *m)
{
	m->args = 0;
	for (;;) {
		if (*pattern != '/' || *path != '/')
			return *pattern == *path;	/* both at their end */
		size_t pn = strcspn(++pattern, "/"), n = strcspn(++path, "/");
		enum segment_kind kind = segment_kind(pattern, pn);

		if (kind == SEGMENT_LITERAL) {
			if (pn != n || memcmp(pattern, path, n) != 0)
				return false;
		} else if (m->args == ROUTE_ARGS_MAX ||
		    !take_arg(kind, path, n, &m->arg[m->args++])) {
			return false;
		}
		pattern += pn;
		path += n;
	}
}

enum route_verdict
route_find(const struct route *table, size_t n, enum http_method method, const char *path,
    struct route_match *ret_match)
{
	enum http_method want = method == HTTP_HEAD ? HTTP_GET : method;
	struct route_match m = { 0 };
	unsigned allow = 0;

	for (size_t i = 0; i < n; i++) {
		if (!match(table[i].pattern, path, &m))
			continue;
		if (table[i].method == want) {
			m.route = &table[i];
			m.allow = 1u << want;
			*ret_match = m;
			return ROUTE_FOUND;
		}
		allow |= 1u << table[i].method;
	}
	*ret_match = (struct route_match){ .allow = allow };
	return allow != 0 ? ROUTE_METHOD : ROUTE_UNKNOWN;
}

const char *
route_allow(unsigned allow)
{
	bool get = allow & 1u << HTTP_GET, post = allow & 1u << HTTP_POST;

	return get && post ? "GET, HEAD, POST" : post ? "POST" : "GET, HEAD";
}

static int
check_pattern(const char *p, struct err *e)
{
	size_t args = 0;

	if (p == NULL || p[0] != '/')
		return err_set(e, ERR_BROKEN, 0, "route %s: not absolute", p == NULL ? "" : p);
	if (strcmp(p, "/") == 0)
		return 0;
	for (const char *s = p; *s == '/';) {
		size_t n = strcspn(++s, "/");
		enum segment_kind kind = segment_kind(s, n);

		if (kind != SEGMENT_LITERAL)
			args++;
		else if (n == 0 || strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.") < n)
			return err_set(e, ERR_BROKEN, 0, "route %s: bad segment", p);
		s += n;
	}
	if (args > ROUTE_ARGS_MAX)
		return err_set(e, ERR_BROKEN, 0, "route %s: too many parameters", p);
	return 0;
}

/* Would every path that the later pattern means be taken by the earlier one? */
static bool
covers(const char *earlier, const char *later)
{
	for (;;) {
		if (*earlier != '/' || *later != '/')
			return *earlier == *later;
		size_t en = strcspn(++earlier, "/"), ln = strcspn(++later, "/");
		enum segment_kind ek = segment_kind(earlier, en), lk = segment_kind(later, ln);

		if (ek == SEGMENT_LITERAL) {
			if (lk != SEGMENT_LITERAL || en != ln || memcmp(earlier, later, en) != 0)
				return false;
		} else if (lk == SEGMENT_LITERAL) {
			struct route_arg arg;

			if (!take_arg(ek, later, ln, &arg))
				return false;
		} else if (ek == SEGMENT_ID && lk == SEGMENT_WORD) {
			return false;
		}
		earlier += en;
		later += ln;
	}
}

int
route_check(const struct route *table, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (check_pattern(table[i].pattern, e) == -1)
			return -1;
		if (table[i].method != HTTP_GET && table[i].method != HTTP_POST)
			return err_set(e, ERR_BROKEN, 0, "route %s: neither GET nor POST",
			    table[i].pattern);
		if (table[i].serve == NULL || table[i].pool >= POOL__MAX)
			return err_set(e, ERR_BROKEN, 0, "route %s: no handler or pool",
			    table[i].pattern);
		for (size_t j = 0; j < i; j++)
			if (table[j].method == table[i].method &&
			    covers(table[j].pattern, table[i].pattern))
				return err_set(e, ERR_BROKEN, 0, "route %s is never reached: %s",
				    table[i].pattern, table[j].pattern);
	}
	return 0;
}

void
route_list(const struct route *table, size_t n, struct out *o)
{
	for (size_t i = 0; i < n; i++)
		out_printf(o, "%s %s %s\n", route_pool_word(table[i].pool),
		    http_method_name(table[i].method), table[i].pattern);
}
