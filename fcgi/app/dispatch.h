/*
 * dispatch.h - the life of one request: parse, route, who, may, CSRF, handle, log
 * (ARCHITECTURE 4).
 */
#ifndef APP_DISPATCH_H
#define APP_DISPATCH_H

#include "http/server.h"
#include "page/visit.h"

struct dispatch {
	struct site	 site;
	enum route_pool	 pool;		/* routes of other pools are not known here */
	struct db	*db;
	struct arena	*arena;
};

/* serve() of struct http_server; ctx: struct dispatch. */
void	 dispatch_serve(void *ctx, const struct http_raw *, struct reply *);

#endif
