/* routes.h - the whole site in one table. */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include <stddef.h>

#include "http/route.h"

extern const struct route site_routes[];
extern const size_t site_routes_n;

/* Flags. */
#define ROUTE_PUBLIC	1u	/* nobody needs to be logged in */
#define ROUTE_FRESH	2u	/* the password or the code was given again in the last five minutes */
#define ROUTE_QUIET	4u	/* asked by the page itself, not by a hand: no sign of life */
#define ROUTE_HALF	8u	/* also for a session that is locked or not complete yet */
#define ROUTE_ANYWHERE	16u	/* other sites may load it: the test picture of /pasang */

#endif
