/* routes.h - the whole site in one table. */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include <stddef.h>

#include "http/route.h"

extern const struct route site_routes[];
extern const size_t site_routes_n;

/* Flag: nobody needs to be logged in. */
#define ROUTE_PUBLIC	1u

#endif
