#include "sop/continuity.h"

static bool
has(const int64_t *at, size_t n, size_t *i, int64_t no)
{
	while (*i < n && at[*i] < no)
		(*i)++;
	return *i < n && at[*i] == no;
}

static bool
within(const struct number_range *at, size_t n, size_t *i, int64_t no)
{
	while (*i < n && at[*i].last < no)
		(*i)++;
	return *i < n && at[*i].first <= no;
}

static void
hole(struct continuity *c, int64_t no)
{
	c->missing++;
	if (c->holes > 0 && c->hole[c->holes - 1].last == no - 1)
		c->hole[c->holes - 1].last = no;
	else if (c->holes < CONTINUITY_HOLES)
		c->hole[c->holes++] = (struct number_range){ no, no };
}

static int64_t
above(const int64_t *at, size_t n, int64_t most)
{
	int64_t count = 0;

	while (n > 0 && at[n - 1] > most) {
		count++;
		n--;
	}
	return count;
}

void
continuity_prove(const struct continuity_facts *f, struct continuity *ret)
{
	struct continuity c = { .above = above(f->taken, f->taken_n, f->n) + above(f->voided, f->voided_n, f->n) };
	size_t taken = 0, voided = 0, slip = 0;

	for (int64_t no = 1; no <= f->n; no++) {
		bool is_taken = has(f->taken, f->taken_n, &taken, no);
		bool is_void = has(f->voided, f->voided_n, &voided, no);
		bool on_slip = within(f->slip, f->slip_n, &slip, no);
		c.taken += is_taken;
		c.voided += is_void && !is_taken;
		c.twice += is_void && is_taken;
		if (is_taken || is_void)
			continue;
		if (on_slip)
			c.waiting++;
		else
			hole(&c, no);
	}
	if (f->slip_n > 0 && f->slip[f->slip_n - 1].last > f->n)
		c.above += f->slip[f->slip_n - 1].last - f->n;
	c.whole = c.missing == 0 && c.twice == 0 && c.above == 0;
	*ret = c;
}
