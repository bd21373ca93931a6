/* Where notices of an incident go; empty until the office fills it in. */
#include "base/str.h"
#include "page/duty.h"
#include "page/field.h"
#include "page/page.h"
#include "sql/incident.h"
#include "store/audit.h"
#include "store/once.h"
#include "tpl.h"

struct addresses {
	const char	*agency, *agency_address, *csirt, *csirt_address, *contact, *contact_way;
};

static const struct form_field form[] = {
	FORM_MAY_AS("lembaga", struct addresses, agency, 0, 120, "Nama lembaga"),
	FORM_LINES_MAY_AS("lembaga_alamat", struct addresses, agency_address, 300, "Alamat lembaga"),
	FORM_MAY_AS("tim", struct addresses, csirt, 0, 120, "Nama tim"),
	FORM_LINES_MAY_AS("tim_alamat", struct addresses, csirt_address, 300, "Alamat tim"),
	FORM_MAY_AS("kontak", struct addresses, contact, 0, 120, "Nama atau jabatan"),
	FORM_LINES_MAY_AS("kontak_cara", struct addresses, contact_way, 200, "Telepon, pos-el, atau alamat"),
	FORM_END
};

static void
show(struct visit *v, int status, const struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	const struct notice_address_get_in in = { .office = v->who.office };
	struct notice_address_get_row r = { 0 };

	if (notice_address_get(v->db, v->arena, &in, &r, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct notice_address_page p = {
		.layout = visit_layout(v, "Tujuan pemberitahuan"), .form = visit_form(v, "/insiden/tujuan", 0),
		.agency = field_text(&src, "lembaga", r.agency),
		.agency_address = field_lines(&src, "lembaga_alamat", r.agency_address),
		.csirt = field_text(&src, "tim", r.csirt),
		.csirt_address = field_lines(&src, "tim_alamat", r.csirt_address),
		.contact = field_text(&src, "kontak", r.contact),
		.contact_way = field_lines(&src, "kontak_cara", r.contact_way),
		.may_write = visit_has(v, DUTY_WRITERS),
	};
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/insiden", "Register insiden");
	tpl_page_notice_address(visit_page(v, status), &p);
}

void
notice_address_get_page(struct visit *v)
{
	show(v, 200, NULL);
}

static int
store(struct once *o, void *arg, struct err *e)
{
	const struct addresses *a = arg;
	const struct notice_address_put_in put = { .office = o->act->office, .agency = a->agency,
	    .agency_address = a->agency_address, .csirt = a->csirt, .csirt_address = a->csirt_address,
	    .contact = a->contact, .contact_way = a->contact_way };

	o->location = "/insiden/tujuan";
	return notice_address_put(o->db, &put, e) == -1 || audit_write(o->db, o->act, "PENGATURAN",
	    arena_printf(o->arena, "office/%lld", (long long)o->act->office), "tujuan pemberitahuan", e) == -1 ? -1 : 1;
}

void
notice_address_post(struct visit *v)
{
	const char *location;
	struct form_result r;
	struct addresses in;

	if (!form_read(form, v->req, v->arena, &in, &r))
		show(v, 422, &r);
	else if (once_do(v->db, v->arena, &v->act, store, &in, &location, &v->err) != 1)
		visit_failed(v);
	else
		visit_done(v, location, "disimpan");
}
