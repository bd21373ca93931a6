/*
 * out.h - an answer being written: one growing buffer and the escaping sinks
 * that the compiled templates call.  Running out of memory or past the cap is
 * sticky (out->failed), checked once at the end.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/fmt.h"

struct out {
	char	*p;
	size_t	 n, cap, max;
	bool	 failed;
};

/* Text that is HTML already.  Only compiled code makes one (an SVG made by a
 * function of ours); there is no template syntax for raw output. */
struct html {
	const char	*s;
};

void	 out_init(struct out *, size_t max);	/* max bytes in all */
void	 out_reset(struct out *);		/* keeps the memory */
void	 out_free(struct out *);
void	 out_raw(struct out *, const void *, size_t);
void	 out_str(struct out *, const char *);	/* unescaped, NULL is "" */
void	 out_printf(struct out *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 out_esc_str(struct out *, const char *);	/* & < > " ' */
void	 out_esc_int(struct out *, int64_t);
void	 out_esc_size(struct out *, size_t);
void	 out_esc_day(struct out *, struct day);		/* 23-11-2026 */
void	 out_esc_utc(struct out *, struct utc);		/* 23-11-2026 09.41 WIB */
void	 out_html(struct out *, struct html);
/* A URL attribute: percent-encodes what may not stand there; a value that
 * starts a URL and has a scheme becomes "#". */
void	 out_url(struct out *, const char *);
/* One part of a URL, behind a '?': everything but unreserved is encoded. */
void	 out_url_part(struct out *, const char *);

#define OUT_LIT(o, s)	out_raw((o), "" s, sizeof(s) - 1)
#define OUT_TEXT(o, x)	_Generic((x), char *: out_esc_str, const char *: out_esc_str, \
	int: out_esc_int, unsigned: out_esc_int, int64_t: out_esc_int, \
	size_t: out_esc_size, struct day: out_esc_day, struct utc: out_esc_utc, \
	struct html: out_html)(o, x)
#define OUT_ATTR(o, x)	_Generic((x), char *: out_esc_str, const char *: out_esc_str, \
	int: out_esc_int, unsigned: out_esc_int, int64_t: out_esc_int, \
	size_t: out_esc_size, struct day: out_esc_day, struct utc: out_esc_utc)(o, x)
#define OUT_URL(o, x)	_Generic((x), char *: out_url, const char *: out_url, \
	int: out_esc_int, unsigned: out_esc_int, int64_t: out_esc_int, \
	size_t: out_esc_size)(o, x)
#define OUT_URL_PART(o, x)	_Generic((x), char *: out_url_part, \
	const char *: out_url_part, int: out_esc_int, unsigned: out_esc_int, \
	int64_t: out_esc_int, size_t: out_esc_size)(o, x)

#endif
