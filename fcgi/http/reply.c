#include "http/reply.h"

#include <string.h>

#include "base/str.h"

static const struct {
	int		 status;
	const char	*reason;
} reasons[] = {
	{ 200, "OK" }, { 202, "Accepted" }, { 204, "No Content" },
	{ 303, "See Other" },
	{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" },
	{ 404, "Not Found" }, { 405, "Method Not Allowed" }, { 409, "Conflict" },
	{ 413, "Content Too Large" }, { 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" }, { 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 500, "Internal Server Error" }, { 501, "Not Implemented" },
	{ 502, "Bad Gateway" }, { 503, "Service Unavailable" },
};

const char *
reply_reason(int status)
{
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Status";
}

void
reply_init(struct reply *r, struct arena *a, size_t max)
{
	*r = (struct reply){ .arena = a };
	out_init(&r->body, max);
}

void
reply_reset(struct reply *r)
{
	struct out body = r->body;

	*r = (struct reply){ .arena = r->arena, .body = body };
	out_reset(&r->body);
}

void
reply_free(struct reply *r)
{
	out_free(&r->body);
}

static struct out *
begin(struct reply *r, int status, const char *type)
{
	r->status = status;
	r->type = type;
	r->frozen = (struct bytes){ NULL, 0 };
	out_reset(&r->body);
	return &r->body;
}

struct out *
reply_page(struct reply *r, int status)
{
	return begin(r, status, "text/html; charset=utf-8");
}

struct out *
reply_json(struct reply *r, int status)
{
	return begin(r, status, "application/json");
}

struct out *
reply_text(struct reply *r, int status)
{
	return begin(r, status, "text/plain; charset=utf-8");
}

static void
frozen(struct reply *r, int status, const char *type, struct bytes b)
{
	(void)begin(r, status, type);
	if (b.p == NULL)
		r->failed = true;
	r->frozen = b;
}

/* Should anything in these bytes be active, it runs in an origin of its own (nginx's policy
 * holds as well: a browser obeys all that it gets). */
void
reply_bytes(struct reply *r, int status, const char *type, struct bytes b)
{
	frozen(r, status, type, b);
	reply_header(r, "Content-Security-Policy", "sandbox");
}

void
reply_png(struct reply *r, struct bytes b)
{
	reply_bytes(r, 200, "image/png", b);
	reply_header(r, "Content-Disposition", "inline; filename=\"gambar.png\"");
}

static bool
printable(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

static bool
token(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_") == n;
}

void
reply_header(struct reply *r, const char *name, const char *value)
{
	if (value == NULL || !token(name) || !printable(value) ||
	    r->headers == REPLY_HEADERS_MAX) {
		r->failed = true;
		return;
	}
	r->header[r->headers++] = (struct reply_header){
		arena_strdup(r->arena, name), arena_strdup(r->arena, value) };
}

bool
reply_path_ok(const char *path)
{
	return path != NULL && path[0] == '/' && path[1] != '/' && path[1] != '\\' &&
	    strchr(path, ' ') == NULL && strlen(path) <= 2000 && printable(path);
}

void
reply_redirect(struct reply *r, const char *path)
{
	(void)begin(r, 303, "text/plain; charset=utf-8");
	if (!reply_path_ok(path)) {
		r->failed = true;
		return;
	}
	reply_header(r, "Location", path);
}

void
reply_pdf(struct reply *r, struct bytes b, const char *filename)
{
	size_t n = filename == NULL ? 0 : strlen(filename);

	/* no sandbox: the PDF viewers of older Chrome and Firefox stay empty in one */
	frozen(r, 200, "application/pdf", b);
	if (n == 0 || n > 100 || strspn(filename, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != n) {
		r->failed = true;
		return;
	}
	reply_header(r, "Content-Disposition",
	    arena_printf(r->arena, "inline; filename=\"%s\"", filename));
}

static bool
cookie_value(const char *s)
{
	size_t n = strlen(s);

	return n <= 1000 && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_.~") == n;
}

void
reply_cookie(struct reply *r, const char *name, const char *value, long max_age)
{
	static const char fixed[] = "Path=/; Secure; HttpOnly; SameSite=Strict";

	if (!token(name) || value == NULL || !cookie_value(value)) {
		r->failed = true;
		return;
	}
	if (max_age < 0)
		reply_header(r, "Set-Cookie",
		    arena_printf(r->arena, "%s=; Max-Age=0; %s", name, fixed));
	else if (max_age == 0)
		reply_header(r, "Set-Cookie",
		    arena_printf(r->arena, "%s=%s; %s", name, value, fixed));
	else
		reply_header(r, "Set-Cookie", arena_printf(r->arena, "%s=%s; Max-Age=%ld; %s",
		    name, value, max_age, fixed));
}

/* No template, no arena: this must work when nothing else does. */
static int
write_broken(bool head, struct out *wire)
{
	static const char text[] = "Terjadi kesalahan pada sistem. Muat ulang halaman; "
	    "jika terulang, hubungi administrator.\n";

	out_reset(wire);
	out_printf(wire, "Status: 500 %s\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Cache-Control: no-store\r\nContent-Length: %zu\r\n\r\n", reply_reason(500),
	    sizeof text - 1);
	if (!head)
		out_raw(wire, text, sizeof text - 1);
	return 500;
}

int
reply_write(const struct reply *r, bool head, struct out *wire, struct bytes *ret_rest)
{
	bool frozen = r->frozen.p != NULL;

	*ret_rest = (struct bytes){ NULL, 0 };
	out_reset(wire);
	if (r->failed || r->status < 200 || r->status > 599 || r->body.failed ||
	    arena_overflowed(r->arena))
		return write_broken(head, wire);
	out_printf(wire, "Status: %d %s\r\n", r->status, reply_reason(r->status));
	out_printf(wire, "Content-Type: %s\r\nCache-Control: no-store\r\n", r->type);
	for (size_t i = 0; i < r->headers; i++)
		out_printf(wire, "%s: %s\r\n", r->header[i].name, r->header[i].value);
	out_printf(wire, "Content-Length: %zu\r\n\r\n", frozen ? r->frozen.n : r->body.n);
	if (!head && !frozen && r->body.n > 0)
		out_raw(wire, r->body.p, r->body.n);
	if (wire->failed)
		return write_broken(head, wire);
	if (!head && frozen)
		*ret_rest = r->frozen;
	return r->status;
}
