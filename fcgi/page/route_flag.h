/* route_flag.h - what a row of app/routes.c asks beyond a role (struct route, flags). */
#ifndef PAGE_ROUTE_FLAG_H
#define PAGE_ROUTE_FLAG_H

#define ROUTE_PUBLIC	1u	/* nobody needs to be logged in */
#define ROUTE_FRESH	2u	/* the password or the code was given again in the last five minutes */
#define ROUTE_QUIET	4u	/* asked by the page itself, not by a hand: no sign of life */
#define ROUTE_HALF	8u	/* also for a session that is locked or not complete yet */
#define ROUTE_RENEW	16u	/* also for one whose password is too old */
#define ROUTE_ANYWHERE	32u	/* other sites may load it: the test picture of /pasang */

#endif
