/*
 * /pengguna/hak: who may what, made from the two tables that decide it: the site's
 * addresses (app/routes.c) and the moves of the procedure (sop/sop.h).
 */
#include "page/page.h"
#include "page/route_flag.h"
#include "page/view_people.h"
#include "page/visit.h"
#include "sop/sop.h"
#include "tpl.h"

static struct view_tick_list
ticks(struct visit *v, role_set may)
{
	struct view_tick *at = ARENA_ARRAY(v->arena, ROLE__MAX, struct view_tick);

	for (enum role r = 0; at != NULL && r < ROLE__MAX; r++)
		at[r] = (struct view_tick){ .yes = (may & (role_set)1u << r) != 0, .role = role_label(r) };
	return (struct view_tick_list){ at, at == NULL ? 0 : ROLE__MAX };
}

static struct view_right_list
places(struct visit *v)
{
	const struct site *s = v->site;
	struct view_right *at = ARENA_ARRAY(v->arena, s->routes_n, struct view_right);

	for (size_t i = 0; at != NULL && i < s->routes_n; i++) {
		const struct route *r = &s->routes[i];
		at[i].what = arena_printf(v->arena, "%s %s", http_method_name(r->method), r->pattern);
		at[i].detail = route_pool_word(r->pool);
		at[i].everybody = (r->flags & ROUTE_PUBLIC) != 0;
		at[i].fresh = (r->flags & ROUTE_FRESH) != 0;
		at[i].may = ticks(v, r->may);
	}
	return (struct view_right_list){ at, at == NULL ? 0 : s->routes_n };
}

/* Asked of the rule itself, with and without an agenda number. */
static role_set
movers(enum move m, enum status from)
{
	role_set may = 0;

	for (enum role r = 0; r < ROLE__MAX; r++)
		for (int numbered = 0; numbered < 2; numbered++) {
			const struct sop_facts facts = { .status = from, .reason = "-", .numbered = numbered };
			if (sop_may(m, (role_set)1u << r, &facts) != SOP_NOT_YOU)
				may |= (role_set)1u << r;
		}
	return may;
}

static struct view_right_list
moves(struct visit *v, enum status from)
{
	struct view_right *at = ARENA_ARRAY(v->arena, MOVE__MAX, struct view_right);
	size_t n = 0;

	for (enum move m = 0; at != NULL && m < MOVE__MAX; m++) {
		if (!sop_from(m, from))
			continue;
		at[n].what = sop_move[m].verb;
		at[n].detail = sop_status_label(sop_move[m].to);
		at[n].may = ticks(v, movers(m, from));
		at[n].system = sop_move[m].who == 0 && m == MOVE_EXPIRE;
		n++;
	}
	return (struct view_right_list){ at, n };
}

static struct view_right_states
states(struct visit *v)
{
	struct view_right_state *at = ARENA_ARRAY(v->arena, STATUS__MAX, struct view_right_state);
	size_t n = 0;

	for (enum status s = 0; at != NULL && s < STATUS__MAX; s++) {
		struct view_right_state state = { .label = sop_status_label(s), .moves = moves(v, s) };
		if (state.moves.n > 0)
			at[n++] = state;
	}
	return (struct view_right_states){ at, n };
}

void
rights_get(struct visit *v)
{
	struct rights_page p = { .layout = visit_layout(v, "Hak akses"), .places = places(v), .states = states(v) };

	p.roles = ticks(v, ROLE_ANY);
	visit_crumb(v, &p.layout, "/pengguna", "Pengguna");
	tpl_page_rights(visit_page(v, 200), &p);
}
