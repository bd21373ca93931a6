#include "http/multipart.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

#define BOUNDARY_MAX	70

struct reader {
	struct arena	*arena;
	struct err	*e;
	const char	*p, *end;
	char		 mark[BOUNDARY_MAX + 5];	/* "\r\n--boundary" */
	size_t		 mark_n;
	struct pair	*at;
	size_t		 n;
	struct file_part file;
};

static int
refuse(struct err *e, int status, const char *text)
{
	(void)err_set(e, ERR_INPUT, status, "multipart: %s", text);
	return status;
}

/* RFC 2046 5.1.1: bchars, the last one no blank. */
static bool
boundary(const char *content_type, char ret[BOUNDARY_MAX + 1])
{
	static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
	const char *s = strcasestr(content_type, "boundary=");
	size_t n;

	if (s == NULL)
		return false;
	s += strlen("boundary=");
	if (*s == '"')
		n = strcspn(++s, "\"");
	else
		n = strcspn(s, "; \t");
	if (n < 1 || n > BOUNDARY_MAX || s[n - 1] == ' ')
		return false;
	memcpy(ret, s, n);
	ret[n] = '\0';
	return strspn(ret, allowed) == n;
}

static const char *
find(const char *p, const char *end, const char *what, size_t n)
{
	return (size_t)(end - p) < n ? NULL : memmem(p, (size_t)(end - p), what, n);
}

/* name="value" of a Content-Disposition; browsers write %22 for a quote.  NULL: not there. */
static const char *
parameter(struct arena *a, const char *line, const char *name)
{
	const char *key = arena_printf(a, "; %s=\"", name), *s = strstr(line, key);
	size_t n;

	if (s == NULL)
		return NULL;
	s += strlen(key);
	n = strcspn(s, "\"");
	return s[n] == '"' ? arena_strndup(a, s, n) : NULL;
}

/* The part's headers, without their empty line: its name, and whether it is a file. */
static const char *
headers(struct reader *r, const char *text, bool *ret_file)
{
	const char *name = NULL;

	for (const char *line = text; *line != '\0';) {
		size_t n = strcspn(line, "\r\n");
		const char *one = arena_strndup(r->arena, line, n);

		if (strncasecmp(one, "content-disposition:", 20) == 0) {
			const char *value = one + 20 + strspn(one + 20, " \t");
			if (name != NULL || strncasecmp(value, "form-data", 9) != 0)
				return NULL;
			name = parameter(r->arena, value, "name");
			*ret_file = strcasestr(value, "; filename") != NULL;
		} else if (strncasecmp(one, "content-type:", 13) != 0)
			return NULL;	/* nothing else belongs here (RFC 7578 4.8) */
		line += n;
		line += *line == '\r' && line[1] == '\n' ? 2 : 0;
		if (*line != '\0' && n == 0)
			return NULL;
	}
	return name;
}

static bool
clean(const char *s, size_t n)
{
	return memchr(s, '\0', n) == NULL && str_utf8_valid(s, n);
}

static bool
list_name(const char *s)
{
	size_t n = strlen(s);

	return n > 2 && strcmp(s + n - 2, "[]") == 0;
}

static int
field(struct reader *r, const char *name, const char *value, size_t n)
{
	if (!request_name_valid(name, strlen(name)) || !clean(value, n))
		return refuse(r->e, 400, "a field is not text");
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->at[i].name, name) == 0 && !list_name(name))
			return refuse(r->e, 400, "a field is there twice");
	r->at[r->n++] = (struct pair){ name, arena_strndup(r->arena, value, n) };
	return 0;
}

/* One part, from behind its boundary line to the next boundary; p stands on that one's "\r\n--". */
static int
part(struct reader *r)
{
	const char *body = find(r->p, r->end, "\r\n\r\n", 4), *next;
	bool file = false;
	const char *name;

	if (body == NULL || body - r->p > MULTIPART_HEADER_MAX || !clean(r->p, (size_t)(body - r->p)))
		return refuse(r->e, 400, "a part has no good headers");
	if ((name = headers(r, arena_strndup(r->arena, r->p, (size_t)(body - r->p)), &file)) == NULL)
		return refuse(r->e, 400, "a part has no name");
	body += 4;
	/* an empty value: the boundary's line end is the headers' */
	if ((next = find(body - 2, r->end, r->mark, r->mark_n)) == NULL)
		return refuse(r->e, 400, "a part does not end");
	size_t n = next < body ? 0 : (size_t)(next - body);
	r->p = next;
	if (r->n == REQUEST_PARAMS_MAX)
		return refuse(r->e, 413, "too many parts");
	if (!file)
		return field(r, name, body, n);
	if (!request_name_valid(name, strlen(name)))
		return refuse(r->e, 400, "a file has no good name");
	if (r->file.name != NULL)
		return refuse(r->e, 400, "more than one file");
	r->file = (struct file_part){ name, { (const uint8_t *)body, n } };
	return 0;
}

int
multipart_parse(struct arena *a, const char *content_type, struct bytes body, struct pairs *ret_fields,
    struct file_part *ret_file, struct err *e)
{
	struct reader r = { .arena = a, .e = e, .p = (const char *)body.p, .end = (const char *)body.p + body.n };
	char name[BOUNDARY_MAX + 1];
	int status;

	if (!boundary(content_type, name))
		return refuse(e, 400, "no good boundary");
	r.mark_n = (size_t)snprintf(r.mark, sizeof r.mark, "\r\n--%s", name);
	if ((r.at = ARENA_ARRAY(a, REQUEST_PARAMS_MAX, struct pair)) == NULL)
		return refuse(e, 413, "no room for the parts");
	/* the first boundary has no line before it */
	if (body.n < r.mark_n || memcmp(r.p, r.mark + 2, r.mark_n - 2) != 0)
		return refuse(e, 400, "it does not begin with its boundary");
	r.p += r.mark_n - 2;
	for (;;) {
		size_t left = (size_t)(r.end - r.p);

		if (left >= 2 && memcmp(r.p, "--", 2) == 0) {
			if (left != 2 && !(left == 4 && memcmp(r.p + 2, "\r\n", 2) == 0))
				return refuse(e, 400, "something stands behind its end");
			break;
		}
		if (left < 2 || memcmp(r.p, "\r\n", 2) != 0)
			return refuse(e, 400, "a boundary line is not good");
		r.p += 2;
		if ((status = part(&r)) != 0)
			return status;
		r.p += r.mark_n;
	}
	if (arena_overflowed(a))
		return refuse(e, 413, "no room for the parts");
	*ret_fields = (struct pairs){ r.at, r.n };
	*ret_file = r.file;
	return 0;
}
