/*
 * tables - the tables that the programs are made from, as JSON, so that tests go over every
 * row of them and type none: roles, states, moves of the procedure, routes of the site.
 *
 *	build/bin/tables >tables.json
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/routes.h"
#include "sop/sop.h"

static const char *const guard_word[GUARD__MAX] = {
	[GUARD_NONE] = "NONE", [GUARD_COMPLETE] = "COMPLETE", [GUARD_REASON] = "REASON",
	[GUARD_INK] = "INK", [GUARD_INK_REASON] = "INK_REASON", [GUARD_ELECTRONIC] = "ELECTRONIC",
	[GUARD_NUMBERED] = "NUMBERED", [GUARD_FINGERS] = "FINGERS", [GUARD_NOT_NUMBERED] = "NOT_NUMBERED",
	[GUARD_FIRST] = "FIRST", [GUARD_FINGERS_FIRST] = "FINGERS_FIRST", [GUARD_SIGNED] = "SIGNED",
	[GUARD_NOT_SIGNED] = "NOT_SIGNED", [GUARD_SIGNED_REASON] = "SIGNED_REASON",
	[GUARD_NOT_SIGNED_REASON] = "NOT_SIGNED_REASON", [GUARD_RECORDED] = "RECORDED",
};

/* Words in these tables need no escaping: capitals, paths, numbers. */
static void
roles(role_set set)
{
	const char *comma = "";

	putchar('[');
	for (enum role r = 0; r < ROLE__MAX; r++)
		if ((set & ((role_set)1u << r)) != 0) {
			printf("%s\"%s\"", comma, role_word(r));
			comma = ", ";
		}
	putchar(']');
}

/* The rows as they stand: what sop_may() makes of them is what the tests ask the pages. */
static void
moves(void)
{
	printf("\"moves\": [");
	for (enum move m = 0; m < MOVE__MAX; m++) {
		const struct sop_move *v = &sop_move[m];
		bool any = v->from == STATUS__MAX;
		printf("%s\n{\"word\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"path\": \"%s\", \"guard\": \"%s\", \"who\": ",
		    m == 0 ? "" : ",", v->word, any ? "" : sop_status_word(v->from), sop_status_word(v->to),
		    v->step == STEP_NONE ? "" : sop_step_path(v->step), guard_word[v->guard]);
		roles(v->who);
		putchar('}');
	}
	printf("],\n");
}

static void
routes(void)
{
	printf("\"routes\": [");
	for (size_t i = 0; i < site_routes_n; i++) {
		const struct route *r = &site_routes[i];
		printf("%s\n{\"method\": \"%s\", \"pattern\": \"%s\", \"pool\": \"%s\", \"public\": %s, \"fresh\": %s, \"half\": %s, \"may\": ",
		    i == 0 ? "" : ",", http_method_name(r->method), r->pattern, route_pool_word(r->pool),
		    (r->flags & ROUTE_PUBLIC) != 0 ? "true" : "false",
		    (r->flags & ROUTE_FRESH) != 0 ? "true" : "false",
		    (r->flags & ROUTE_HALF) != 0 ? "true" : "false");
		roles(r->may);
		putchar('}');
	}
	printf("]\n");
}

int
main(void)
{
	printf("{\"roles\": ");
	roles(ROLE_ANY);
	printf(",\n\"states\": [");
	for (enum status s = 0; s < STATUS__MAX; s++)
		printf("%s{\"word\": \"%s\", \"open\": %s}", s == 0 ? "" : ",\n", sop_status_word(s),
		    sop_status_open(s) ? "true" : "false");
	printf("],\n");
	moves();
	routes();
	printf("}\n");
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
