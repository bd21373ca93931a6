/*
 * route.h - the site as rows.
 *
 * app/routes.c holds the one table; this room only matches it and knows
 * neither roles nor handlers: a permission is 32 bits that app gives meaning,
 * a handler gets the caller's own struct visit.
 *
 *	static const struct route site[] = {
 *		ROUTE(GET,  "/antrean",		   PAGES, ROLE_STAFF, queue_get),
 *		ROUTE(GET,  "/permohonan/{id}",	   PAGES, ROLE_STAFF, casefile_get),
 *	};
 *
 * A pattern is literal segments, {id} (a positive int64 without leading zeros)
 * and {word} ([a-z0-9-]{1,47}), at most ROUTE_ARGS_MAX of these.  Rows are tried in
 * order: a literal row stands above a {word} row of the same shape
 * (route_check() insists).  HEAD is served by GET rows.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/out.h"
#include "http/request.h"

#define ROUTE_ARGS_MAX	3

/* Pools by duty (ARCHITECTURE 1): own processes, own nginx location. */
#define ROUTE_POOLS(X)							\
	X(PAGES,	"pages")					\
	X(AUTH,		"auth")						\
	X(ADMIN,	"admin")					\
	X(STATION,	"station")					\
	X(UPLOAD,	"upload")

enum route_pool {
#define X(id, word) POOL_##id,
	ROUTE_POOLS(X)
#undef X
	POOL__MAX
};

struct visit;			/* defined by whoever serves */

struct route {
	enum http_method	 method;	/* GET or POST */
	const char		*pattern;
	enum route_pool		 pool;
	uint32_t		 may;		/* permission, see app */
	uint32_t		 flags;		/* see app */
	void			(*serve)(struct visit *);
};

#define ROUTE(method, pattern, pool, may, handler)			\
	{ HTTP_##method, pattern, POOL_##pool, may, 0, handler }
#define ROUTE_FLAGS(method, pattern, pool, may, handler, flags)		\
	{ HTTP_##method, pattern, POOL_##pool, may, flags, handler }

struct route_arg {
	int64_t	id;		/* of {id}, else 0 */
	char	word[48];	/* of {word}, else the digits of {id} */
};

struct route_match {
	const struct route	*route;		/* NULL unless found */
	struct route_arg	 arg[ROUTE_ARGS_MAX];
	size_t			 args;
	unsigned		 allow;		/* bit 1 << method: what the path knows */
};

enum route_verdict { ROUTE_FOUND, ROUTE_UNKNOWN /* 404 */, ROUTE_METHOD /* 405 */ };

enum route_verdict	 route_find(const struct route *table, size_t n, enum http_method,
			    const char *path, struct route_match *ret_match);
/* "GET, HEAD, POST" for the Allow header. */
const char	*route_allow(unsigned allow);
/* 0; -1 when a pattern is malformed, twice there, or never reached. */
int	 route_check(const struct route *table, size_t n, struct err *);
/* "pages GET /antrean\n" per row, for nginx's locations. */
void	 route_list(const struct route *table, size_t n, struct out *);
const char	*route_pool_word(enum route_pool);
enum route_pool	 route_pool_by_word(const char *);	/* POOL__MAX: none */

#endif
