/* /register/nomor: are the numbers whole?  Numbers for paper slips, and what became of them. */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_register.h"
#include "page/visit.h"
#include "sop/continuity.h"
#include "sop/number.h"
#include "sop/sop.h"
#include "sql/number.h"
#include "store/audit.h"
#include "store/number.h"
#include "tpl.h"

#define HERE		"/register/nomor"
#define NUMBER_MAX	999999

enum { SLIPS_AT_ONCE = 200 };

struct ask {
	int64_t		 count;
	const char	*note;
};

static const struct form_field form[] = {
	FORM_AS("jumlah", struct ask, count, 1, SLIPS_AT_ONCE, "Jumlah slip"),
	FORM_AS("keterangan", struct ask, note, 3, 120, "Keterangan"),
	FORM_END
};

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

static int
agenda(struct visit *v, struct agenda_page *p)
{
	const struct agenda_taken_in in = { .office = v->who.office, .year = p->year, .first = 1, .last = NUMBER_MAX };
	struct continuity_facts f = { 0 };
	struct agenda_taken_rows taken;

	if (last_given(v, SERIES_AGENDA, p->year, &f.n, &p->years) == -1 ||
	    agenda_taken(v->db, v->arena, &in, &taken, &v->err) == -1 || slips(v, p, &f) == -1 || voids(v, p, &f) == -1)
		return -1;
	_Static_assert(sizeof *taken.at == sizeof(int64_t), "a row is its number");
	f.taken = taken.n == 0 ? NULL : &taken.at[0].no;
	f.taken_n = taken.n;
	p->agenda = series(v->arena, "Nomor agenda", &f);
	return 0;
}

/* Letters have a series of their own only where the program gives the numbers. */
static int
letters(struct visit *v, struct agenda_page *p)
{
	const struct number_source_in in = { .office = v->who.office };
	const struct letter_taken_in taken_in = { .office = v->who.office, .year = p->year };
	struct continuity_facts f = { 0 };
	struct number_source_row source;
	struct letter_taken_rows taken;

	if (number_source(v->db, v->arena, &in, &source, &v->err) != 1)
		return -1;
	if (!str_eq(source.source, "SENDIRI"))
		return 0;
	if (last_given(v, SERIES_LETTER, p->year, &f.n, NULL) == -1 || letter_taken(v->db, v->arena, &taken_in, &taken, &v->err) == -1)
		return -1;
	f.taken = taken.n == 0 ? NULL : &taken.at[0].no;
	f.taken_n = taken.n;
	p->letters = series(v->arena, "Nomor surat keluar", &f);
	return 0;
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	int64_t year = v->today.y;

	(void)str_int(request_query(v->req, "tahun"), 2000, 2199, &year);
	struct agenda_page p = {
		.layout = visit_layout(v, "Kesinambungan Nomor"), .form = visit_form(v, HERE, 0), .year = (int)year,
		.count = field_text(&src, "jumlah", "20"), .note = field_text(&src, "keterangan", ""),
		.may_reserve = visit_has(v, SOP_CLERK | SOP_KASI) && year == v->today.y,
	};

	p.count.size = 4;
	p.note.hint = "Misalnya: persediaan bila listrik padam.";
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/register", "Buku Register");
	if (agenda(v, &p) == -1 || letters(v, &p) == -1)
		visit_failed(v);
	else
		tpl_page_agenda(visit_page(v, status), &p);
}

void
agenda_get(struct visit *v)
{
	show(v, 200, NULL);
}

static enum change_end
reserve(struct change *c, void *arg, struct err *e)
{
	const struct ask *in = arg;
	int64_t year, first;

	if ((c->act->roles & (SOP_CLERK | SOP_KASI)) == 0)
		return CHANGE_NOT_YOU;
	if (number_take_many(c->db, c->arena, c->act, SERIES_AGENDA, in->count, &year, &first, e) == -1)
		return CHANGE_FAILED;
	const struct slip_add_in add = { .office = c->act->office, .year = year, .first = first, .last = first + in->count - 1,
	    .size = in->count, .note = in->note, .at = c->act->at, .actor = c->act->actor };
	if (slip_add(c->db, &add, e) < 0 || audit_write(c->db, c->act, "SEDIAKAN_SLIP", arena_printf(c->arena, "register/%lld",
	    (long long)year), arena_printf(c->arena, "nomor %lld-%lld", (long long)first, (long long)add.last), e) == -1)
		return CHANGE_FAILED;
	return CHANGE_DONE;
}

void
agenda_post(struct visit *v)
{
	struct form_result r;
	const char *location;
	struct ask in;

	if (!visit_action_is(v, "SEDIAKAN"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	const struct change_order order = { .run = reserve, .arg = &in, .location = HERE };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE__MAX, HERE, location, "slip-disediakan", form);
}
