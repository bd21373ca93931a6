/* /register/nomor: are the numbers whole?  Numbers for paper slips, and what became of them. */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/series.h"
#include "page/view_register.h"
#include "page/visit.h"
#include "sop/number.h"
#include "sop/sop.h"
#include "sql/number.h"
#include "store/audit.h"
#include "store/number.h"
#include "tpl.h"

#define HERE	"/register/nomor"

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
	if (series_agenda(v, p.year, &p.agenda, &p) == -1 || series_letters(v, p.year, &p.letters) == -1)
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
