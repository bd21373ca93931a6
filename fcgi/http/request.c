#include "http/request.h"

#include <string.h>

#include "base/rnd.h"
#include "base/str.h"
#include "http/multipart.h"
#include "http/server.h"

static const char *const method_name[HTTP_METHOD__MAX] = { "GET", "HEAD", "POST" };

const char *
http_method_name(enum http_method m)
{
	return m < HTTP_METHOD__MAX ? method_name[m] : "?";
}

static int
refuse(struct err *e, int status, const char *why)
{
	(void)err_set(e, ERR_INPUT, status, "%s", why);
	return status;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decodes into dst, which has room for n bytes; the length, or -1 when a
 * percent sign is not followed by two hex digits. */
static long
percent_decode(char *dst, const char *s, size_t n, bool plus)
{
	char *w = dst;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '+' && plus) {
			*w++ = ' ';
		} else if (s[i] == '%') {
			int hi = n - i < 3 ? -1 : hex(s[i + 1]);
			int lo = n - i < 3 ? -1 : hex(s[i + 2]);

			if (hi < 0 || lo < 0)
				return -1;
			*w++ = (char)(hi * 16 + lo);
			i += 2;
		} else {
			*w++ = s[i];
		}
	}
	return w - dst;
}

static bool
has_control(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
			return true;
	return false;
}

/* Every segment between slashes is there and is neither "." nor "..". */
static bool
segments_plain(const char *path)
{
	for (const char *p = path; *p == '/';) {
		size_t n = strcspn(++p, "/");

		if ((n == 0 && p[0] != '\0') || (n == 1 && p[0] == '.') ||
		    (n == 2 && p[0] == '.' && p[1] == '.'))
			return false;
		p += n;
	}
	return true;
}

int
request_parse_path(struct arena *a, const char *s, size_t n, const char **ret_path,
    struct err *e)
{
	char *path;
	long len;

	if (n > REQUEST_PATH_MAX)
		return refuse(e, 414, "path is too long");
	if (n == 0 || s[0] != '/')
		return refuse(e, 400, "path is not absolute");
	for (size_t i = 0; i + 2 < n; i++)
		if (s[i] == '%' && s[i + 1] == '2' && (s[i + 2] | 0x20) == 'f')
			return refuse(e, 400, "path has an encoded slash");
	if ((path = arena_alloc(a, n + 1)) == NULL)
		return refuse(e, 413, "no room for the path");
	if ((len = percent_decode(path, s, n, false)) < 0)
		return refuse(e, 400, "path is not percent-encoded properly");
	path[len] = '\0';
	if (has_control(path, (size_t)len) || memchr(path, '\\', (size_t)len) != NULL)
		return refuse(e, 400, "path has a control character or backslash");
	if (!str_utf8_valid(path, (size_t)len))
		return refuse(e, 400, "path is not UTF-8");
	if (!segments_plain(path))
		return refuse(e, 400, "path is not canonical");
	*ret_path = path;
	return 0;
}

/* [A-Za-z0-9_.-]{1,64}, then perhaps "[]" */
bool
request_name_valid(const char *s, size_t n)
{
	if (n > 2 && s[n - 2] == '[' && s[n - 1] == ']')
		n -= 2;
	if (n == 0 || n > 64)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'))
			return false;
	}
	return true;
}

static bool
is_list(const char *name)
{
	size_t n = strlen(name);

	return n > 2 && strcmp(name + n - 2, "[]") == 0;
}

static int
parse_pair(struct arena *a, const char *s, size_t n, struct pair *ret_pair, struct err *e)
{
	const char *eq = memchr(s, '=', n);
	size_t raw_name = eq == NULL ? n : (size_t)(eq - s);
	size_t raw_value = eq == NULL ? 0 : n - raw_name - 1;
	char *name = arena_alloc(a, raw_name + 1);
	char *value = arena_alloc(a, raw_value + 1);
	long name_n, value_n = 0;

	if (name == NULL || value == NULL)
		return refuse(e, 413, "no room for the parameters");
	name_n = percent_decode(name, s, raw_name, true);
	if (eq != NULL)
		value_n = percent_decode(value, eq + 1, raw_value, true);
	if (name_n < 0 || value_n < 0)
		return refuse(e, 400, "parameter is not percent-encoded properly");
	name[name_n] = value[value_n] = '\0';
	if (!request_name_valid(name, (size_t)name_n))
		return refuse(e, 400, "parameter has an impossible name");
	if (!str_utf8_valid(value, (size_t)value_n))
		return refuse(e, 400, "parameter is not UTF-8, or has a NUL");
	*ret_pair = (struct pair){ name, value };
	return 0;
}

static bool
known(const struct pair *at, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(at[i].name, name) == 0)
			return true;
	return false;
}

int
request_parse_urlencoded(struct arena *a, const char *s, size_t n, struct pairs *ret_pairs,
    struct err *e)
{
	const char *end = s + n;
	struct pair *at;
	size_t most = 1, count = 0;
	int status;

	for (size_t i = 0; i < n; i++)
		most += s[i] == '&';
	if (most > REQUEST_PARAMS_MAX)
		return refuse(e, 400, "too many parameters");
	if ((at = ARENA_ARRAY(a, most, struct pair)) == NULL)
		return refuse(e, 413, "no room for the parameters");
	for (const char *p = s; p < end;) {
		const char *amp = memchr(p, '&', (size_t)(end - p));
		const char *stop = amp == NULL ? end : amp;

		if (stop > p) {
			status = parse_pair(a, p, (size_t)(stop - p), &at[count], e);
			if (status != 0)
				return status;
			if (!is_list(at[count].name) && known(at, count, at[count].name))
				return refuse(e, 400, "parameter occurs twice");
			count++;
		}
		p = stop + 1;
	}
	*ret_pairs = (struct pairs){ at, count };
	return 0;
}

/* RFC 6265, 4.1.1: what a name or value of ours may consist of */
static bool
cookie_text(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] <= 0x20 || s[i] >= 0x7f || s[i] == '"' || s[i] == '\\')
			return false;
	return true;
}

/* Cookies of other programs on this host may look like anything: what cannot
 * be one of ours is passed over, not refused. */
int
request_parse_cookies(struct arena *a, const char *s, struct pairs *ret_pairs, struct err *e)
{
	struct pair *at = ARENA_ARRAY(a, REQUEST_COOKIES_MAX, struct pair);
	size_t count = 0;

	if (at == NULL)
		return refuse(e, 413, "no room for the cookies");
	while (*s != '\0' && count < REQUEST_COOKIES_MAX) {
		size_t n, eq;

		s += strspn(s, " \t;");
		n = strcspn(s, ";");
		eq = strcspn(s, "=;");
		if (eq > 0 && eq < n && cookie_text(s, eq) && cookie_text(s + eq + 1, n - eq - 1)) {
			at[count++] = (struct pair){ arena_strndup(a, s, eq),
			    arena_strndup(a, s + eq + 1, n - eq - 1) };
		}
		s += n;
	}
	*ret_pairs = (struct pairs){ at, count };
	return 0;
}

static bool
id_valid(const char *s)
{
	return strlen(s) == 32 && strspn(s, "0123456789abcdef") == 32;
}

static bool
address_valid(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 45 && strspn(s, "0123456789abcdefABCDEF.:") == n;
}

/* "Text/HTML; charset=x" -> "text/html" */
static const char *
media_type(struct arena *a, const char *s)
{
	size_t n = strcspn(s, "; \t,");
	char *t = arena_strndup(a, s, n);

	for (char *c = t; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c | 0x20);
	return t;
}

static const char *
new_id(struct arena *a)
{
	char id[33];

	rnd_hex(id, 16);
	return arena_strdup(a, id);
}

/* What a page and a log line need even when the rest is refused. */
static void
parse_envelope(struct arena *a, const struct http_raw *raw, struct request *r)
{
	*r = (struct request){
		.method = HTTP_GET, .path = "", .body = raw->body,
		.content_type = media_type(a, raw->content_type),
		.remote = address_valid(raw->remote) ? raw->remote : "",
		.id = id_valid(raw->id) ? raw->id : new_id(a),
		.host = raw->host, .origin = raw->origin, .fetch_site = raw->fetch_site,
		.fetch_dest = raw->fetch_dest, .fetch_mode = raw->fetch_mode,
		.user_agent = raw->user_agent,
		.htmx = strcmp(raw->hx_request, "true") == 0,
	};
}

/* nginx refuses a NUL and line ends in a header; the rest of what no client sends is refused here. */
static bool
headers_clean(const struct http_raw *raw)
{
	const char *const text[] = { raw->content_type, raw->host, raw->cookie, raw->origin, raw->fetch_site,
	    raw->fetch_dest, raw->fetch_mode, raw->hx_request, raw->user_agent };

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		for (const char *s = text[i]; *s != '\0'; s++)
			if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7f)
				return false;
	return true;
}

bool
request_fetch_ok(const struct request *r, bool anywhere)
{
	static const char *const inside[] = { "iframe", "frame", "fencedframe", "object", "embed" };

	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (str_eq(r->fetch_dest, inside[i]))
			return false;
	if (r->method == HTTP_POST)
		return true;	/* csrf_origin_ok() is stricter */
	if (anywhere || r->fetch_site[0] == '\0' || str_eq(r->fetch_site, "same-origin") ||
	    str_eq(r->fetch_site, "none"))
		return true;
	/* a link on another site may lead here; nothing of it may be read there */
	return str_eq(r->fetch_mode, "navigate") && str_eq(r->fetch_dest, "document");
}

static bool
parse_method(const char *s, enum http_method *ret_method)
{
	for (int m = 0; m < HTTP_METHOD__MAX; m++)
		if (strcmp(s, method_name[m]) == 0) {
			*ret_method = (enum http_method)m;
			return true;
		}
	return false;
}

int
request_parse(struct arena *a, const struct http_raw *raw, struct request *ret_req,
    struct err *e)
{
	size_t path_n = strcspn(raw->uri, "?");
	const char *query = raw->uri + path_n + (raw->uri[path_n] == '?');
	int status;

	parse_envelope(a, raw, ret_req);
	if (!parse_method(raw->method, &ret_req->method))
		return refuse(e, 501, "method is none of GET, HEAD, POST");
	if (raw->refused != 0)
		return refuse(e, raw->refused, raw->refused == 413 ?
		    "body is too long" : "body is not as long as CONTENT_LENGTH says");
	if (!headers_clean(raw))
		return refuse(e, 400, "a header has a control character");
	if (strlen(query) > REQUEST_QUERY_MAX)
		return refuse(e, 414, "query is too long");
	if ((status = request_parse_path(a, raw->uri, path_n, &ret_req->path, e)) != 0)
		return status;
	status = request_parse_urlencoded(a, query, strlen(query), &ret_req->query, e);
	if (status != 0)
		return status;
	if ((status = request_parse_cookies(a, raw->cookie, &ret_req->cookies, e)) != 0)
		return status;
	if (ret_req->method == HTTP_POST &&
	    strcmp(ret_req->content_type, "application/x-www-form-urlencoded") == 0)
		return request_parse_urlencoded(a, (const char *)raw->body.p, raw->body.n,
		    &ret_req->form, e);
	if (ret_req->method == HTTP_POST && strcmp(ret_req->content_type, "multipart/form-data") == 0)
		return !raw->files ? refuse(e, 415, "no file is taken here") : multipart_parse(a, raw->content_type, raw->body, &ret_req->form, &ret_req->file, e);
	return 0;
}

static const char *
find(const struct pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->at[i].name, name) == 0)
			return p->at[i].value;
	return NULL;
}

static const struct pairs *
own_pairs(const struct request *r)
{
	return r->method == HTTP_POST ? &r->form : &r->query;
}

const char *
request_param(const struct request *r, const char *name)
{
	return find(own_pairs(r), name);
}

struct str_list
request_params_multi(const struct request *r, const char *name, struct arena *a)
{
	const struct pairs *p = own_pairs(r);
	struct str_list list = { NULL, 0 };

	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->at[i].name, name) != 0)
			continue;
		if (list.at == NULL && (list.at = ARENA_ARRAY(a, p->n, const char *)) == NULL)
			return (struct str_list){ NULL, 0 };
		list.at[list.n++] = p->at[i].value;
	}
	return list;
}

const char *
request_query(const struct request *r, const char *name)
{
	return find(&r->query, name);
}

const char *
request_cookie(const struct request *r, const char *name)
{
	return find(&r->cookies, name);
}
