#include "base/out.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
out_init(struct out *o, size_t max)
{
	*o = (struct out){ .max = max };
}

void
out_reset(struct out *o)
{
	o->n = 0;
	o->failed = false;
}

void
out_free(struct out *o)
{
	free(o->p);
	*o = (struct out){ .max = o->max };
}

static bool
room(struct out *o, size_t n)
{
	if (o->failed)
		return false;
	if (n > o->max || o->n > o->max - n) {
		o->failed = true;
		return false;
	}
	if (n <= o->cap - o->n)
		return true;
	size_t cap = o->cap == 0 ? 16384 : o->cap;
	while (cap < o->n + n)
		cap *= 2;
	char *p = realloc(o->p, cap);
	if (p == NULL) {
		o->failed = true;
		return false;
	}
	o->p = p;
	o->cap = cap;
	return true;
}

void
out_raw(struct out *o, const void *p, size_t n)
{
	if (n == 0 || !room(o, n))
		return;
	memcpy(o->p + o->n, p, n);
	o->n += n;
}

void
out_str(struct out *o, const char *s)
{
	if (s != NULL)
		out_raw(o, s, strlen(s));
}

void
out_printf(struct out *o, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n >= 0 && room(o, (size_t)n + 1)) {
		(void)vsnprintf(o->p + o->n, (size_t)n + 1, fmt, again);
		o->n += (size_t)n;
	}
	va_end(again);
}

void
out_esc_str(struct out *o, const char *s)
{
	const char *from = s;

	if (s == NULL)
		return;
	for (; *s != '\0'; s++) {
		const char *e;

		switch (*s) {
		case '&': e = "&amp;"; break;
		case '<': e = "&lt;"; break;
		case '>': e = "&gt;"; break;
		case '"': e = "&quot;"; break;
		case '\'': e = "&#39;"; break;
		default: continue;
		}
		out_raw(o, from, (size_t)(s - from));
		out_str(o, e);
		from = s + 1;
	}
	out_raw(o, from, (size_t)(s - from));
}

void
out_esc_int(struct out *o, int64_t n)
{
	char buf[24];
	char *e = buf + sizeof buf, *p = e;
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) != 0);
	if (n < 0)
		*--p = '-';
	out_raw(o, p, (size_t)(e - p));
}

void
out_esc_size(struct out *o, size_t n)
{
	out_esc_int(o, n > INT64_MAX ? INT64_MAX : (int64_t)n);
}

void
out_esc_day(struct out *o, struct day d)
{
	struct fmt f;

	out_str(o, fmt_short(&f, d));
}

void
out_esc_utc(struct out *o, struct utc t)
{
	struct fmt f;

	out_str(o, fmt_when(&f, t));
}

void
out_html(struct out *o, struct html h)
{
	out_str(o, h.s);
}

/* RFC 3986: what may stand in a URL; quotes and the like are encoded. */
static bool
url_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("-._~/?#[]@!$()*+,;=%:", c) != NULL);
}

static bool
has_scheme(const char *s)
{
	size_t n = strcspn(s, ":/?#");

	return s[n] == ':';
}

static bool
other_host(const char *s)
{
	return s[0] == '/' && (s[1] == '/' || s[1] == '\\');
}

void
out_url(struct out *o, const char *s)
{
	if (s == NULL)
		return;
	/* A value in the middle of a literal cannot start a scheme; one that
	 * stands at the front of the attribute can. */
	if (o->n > 0 && o->p[o->n - 1] == '"' && (has_scheme(s) || other_host(s))) {
		out_raw(o, "#", 1);
		return;
	}
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '&')
			OUT_LIT(o, "&amp;");
		else if (url_char(c))
			out_raw(o, s, 1);
		else
			out_printf(o, "%%%02X", c);
	}
}

void
out_url_part(struct out *o, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; s != NULL && *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		char enc[3] = { '%', hex[c >> 4], hex[c & 15] };

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || strchr("-._~", c) != NULL)
			out_raw(o, s, 1);
		else
			out_raw(o, enc, sizeof enc);
	}
}
