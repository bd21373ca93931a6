/* client_inside.h - between client.c (one exchange) and client_api.c (what is asked). */
#ifndef STATION_CLIENT_INSIDE_H
#define STATION_CLIENT_INSIDE_H

#include "station/client.h"

struct answer {
	uint8_t	*p;		/* malloc'ed, NUL-terminated; NULL: none */
	size_t	 n, cap;
};

/* post NULL: GET.  0, or -1; the caller frees a->p, which after a refusal holds its body.
 * The way to the station counts for the breaker, its refusals do not. */
int	 client_call(struct station_client *, const char *path, const struct bytes *post, struct answer *a,
	    struct err *);

#endif
