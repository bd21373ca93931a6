#include "page/series.h"

#include "base/str.h"
#include "sop/continuity.h"
#include "sop/number.h"
#include "sql/number.h"

#define NUMBER_MAX	999999

/* The words for what is wrong with a series. */
static const char *
trouble(struct arena *a, const struct continuity *c)
{
	const char *s = NULL;

	for (size_t i = 0; i < c->holes; i++)
		s = c->hole[i].first == c->hole[i].last ?
		    arena_printf(a, "%s%s%lld", s == NULL ? "Nomor yang tidak ada pemiliknya: " : s, s == NULL ? "" : ", ", (long long)c->hole[i].first) :
		    arena_printf(a, "%s%s%lld–%lld", s == NULL ? "Nomor yang tidak ada pemiliknya: " : s, s == NULL ? "" : ", ",
		    (long long)c->hole[i].first, (long long)c->hole[i].last);
	if (c->twice > 0)
		s = arena_printf(a, "%s%s%lld nomor dipakai tetapi juga dinyatakan tidak terpakai.", s == NULL ? "" : s, s == NULL ? "" : ". ", (long long)c->twice);
	if (c->above > 0)
		s = arena_printf(a, "%s%s%lld nomor melebihi nomor terakhir yang diberikan.", s == NULL ? "" : s, s == NULL ? "" : ". ", (long long)c->above);
	return s == NULL ? NULL : arena_printf(a, "%s Hubungi administrator; jangan memberi nomor dengan tangan.", s);
}

static struct view_series
series(struct arena *a, const char *label, const struct continuity_facts *f)
{
	struct continuity c;

	continuity_prove(f, &c);
	return (struct view_series){ .label = label, .last = f->n, .taken = c.taken, .voided = c.voided,
	    .waiting = c.waiting, .whole = c.whole, .trouble = trouble(a, &c) };
}

static int
last_given(struct visit *v, const char *name, int year, int64_t *ret_n, struct view_option_list *ret_years)
{
	const struct counter_list_in in = { .office = v->who.office, .series = name };
	struct counter_list_rows rows;

	*ret_n = 0;
	if (counter_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n, struct view_option);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const char *word = arena_printf(v->arena, "%lld", (long long)rows.at[i].year);
		at[i] = (struct view_option){ word, word, rows.at[i].year == year };
		if (rows.at[i].year == year)
			*ret_n = rows.at[i].n;
	}
	if (ret_years != NULL)
		*ret_years = (struct view_option_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static int
slips(struct visit *v, struct agenda_page *p, struct continuity_facts *f)
{
	const struct slip_list_in in = { .office = v->who.office, .year = p->year };
	struct slip_list_rows rows;

	if (slip_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_slip *at = ARENA_ARRAY(v->arena, rows.n, struct view_slip);
	struct number_range *range = ARENA_ARRAY(v->arena, rows.n, struct number_range);
	for (size_t i = 0; at != NULL && range != NULL && i < rows.n; i++) {
		const struct slip_list_row *r = &rows.at[i];
		range[i] = (struct number_range){ r->first_no, r->last_no };
		at[i] = (struct view_slip){ .href = r->left_n == 0 ? NULL : arena_printf(v->arena, "/register/slip/%lld", (long long)r->id),
		    .first = r->first_no, .last = r->last_no, .left = r->left_n, .note = r->note, .who = r->actor, .at = r->made_at };
	}
	p->slips = (struct view_slips){ at, at == NULL ? 0 : rows.n };
	f->slip = range;
	f->slip_n = range == NULL ? 0 : rows.n;
	return 0;
}

static int
voids(struct visit *v, struct agenda_page *p, struct continuity_facts *f)
{
	const struct agenda_void_list_in in = { .office = v->who.office, .year = p->year, .first = 1, .last = NUMBER_MAX };
	struct agenda_void_list_rows rows;

	if (agenda_void_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_void *at = ARENA_ARRAY(v->arena, rows.n, struct view_void);
	int64_t *no = ARENA_ARRAY(v->arena, rows.n, int64_t);
	for (size_t i = 0; at != NULL && no != NULL && i < rows.n; i++) {
		no[i] = rows.at[i].no;
		at[i] = (struct view_void){ rows.at[i].no, rows.at[i].reason, rows.at[i].actor, rows.at[i].at };
	}
	p->voids = (struct view_voids){ at, at == NULL ? 0 : rows.n };
	f->voided = no;
	f->voided_n = no == NULL ? 0 : rows.n;
	return 0;
}

int
series_agenda(struct visit *v, int year, struct view_series *ret, struct agenda_page *ret_page)
{
	const struct agenda_taken_in in = { .office = v->who.office, .year = year, .first = 1, .last = NUMBER_MAX };
	struct continuity_facts f = { 0 };
	struct agenda_taken_rows taken;
	struct agenda_page p = { .year = year };

	if (last_given(v, SERIES_AGENDA, year, &f.n, &p.years) == -1 ||
	    agenda_taken(v->db, v->arena, &in, &taken, &v->err) == -1 || slips(v, &p, &f) == -1 || voids(v, &p, &f) == -1)
		return -1;
	_Static_assert(sizeof *taken.at == sizeof(int64_t), "a row is its number");
	f.taken = taken.n == 0 ? NULL : &taken.at[0].no;
	f.taken_n = taken.n;
	*ret = series(v->arena, "Nomor agenda", &f);
	if (ret_page != NULL) {
		ret_page->years = p.years;
		ret_page->slips = p.slips;
		ret_page->voids = p.voids;
	}
	return 0;
}

/* Letters have a series of their own only where the program gives the numbers. */
int
series_letters(struct visit *v, int year, struct view_series *ret)
{
	const struct number_source_in in = { .office = v->who.office };
	const struct letter_taken_in taken_in = { .office = v->who.office, .year = year };
	struct continuity_facts f = { 0 };
	struct number_source_row source;
	struct letter_taken_rows taken;

	if (number_source(v->db, v->arena, &in, &source, &v->err) != 1)
		return -1;
	if (!str_eq(source.source, "SENDIRI"))
		return 0;
	if (last_given(v, SERIES_LETTER, year, &f.n, NULL) == -1 || letter_taken(v->db, v->arena, &taken_in, &taken, &v->err) == -1)
		return -1;
	f.taken = taken.n == 0 ? NULL : &taken.at[0].no;
	f.taken_n = taken.n;
	*ret = series(v->arena, "Nomor surat keluar", &f);
	return 0;
}

