/* routes.h - the whole site in one table. */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include <stddef.h>

#include "http/route.h"
#include "page/route_flag.h"

extern const struct route site_routes[];
extern const size_t site_routes_n;

#endif
