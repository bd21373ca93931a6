/* Blank forms K.P1 for the counter: seen, or printed by the dozen.  They show nobody. */
#include "base/str.h"
#include "page/field.h"
#include "page/page.h"
#include "page/paper.h"
#include "page/view_book.h"
#include "print/doc_form.h"
#include "sql/casefile.h"
#include "store/audit.h"
#include "tpl.h"

struct blank {
	int64_t	copies;
};

static const struct form_field form[] = {
	FORM_AS("lembar", struct blank, copies, 1, 50, "Jumlah lembar"),
	FORM_END
};

/* CHANGE_REFUSED: no SOP is in force, or the office's own texts cannot be printed; why stands
 * in e. */
static enum change_end
render(struct visit *v, struct db *db, struct pdf_result *ret_pdf, struct err *e)
{
	const struct office_get_in office_in = { .id = v->act.office };
	const struct sop_current_in sop_in = { .office = v->act.office, .today = v->today };
	struct office_get_row o;
	struct sop_current_row sop;
	struct case_requirement_list_rows needs;
	struct doc_office head;
	int n;

	if (office_get(db, v->arena, &office_in, &o, e) != 1 || paper_letterhead(v, db, &o, &head, e) == -1 ||
	    (n = sop_current(db, v->arena, &sop_in, &sop, e)) == -1)
		return CHANGE_FAILED;
	if (n == 0) {
		(void)err_set(e, ERR_INPUT, 0, "belum ada SOP yang berlaku; hubungi administrator");
		return CHANGE_REFUSED;
	}
	const struct case_requirement_list_in needs_in = { .id = 0, .sop = sop.id };
	if (case_requirement_list(db, v->arena, &needs_in, &needs, e) == -1)
		return CHANGE_FAILED;
	const char **label = ARENA_ARRAY(v->arena, needs.n + 1, const char *);
	for (size_t i = 0; label != NULL && i < needs.n; i++)
		label[i] = needs.at[i].label;
	const struct doc_form d = {
		.page = { .fonts = v->site->fonts, .media = o.paper, .made = v->now },
		.office = head, .nik = "", .kk = "", .name = "", .birth_place = "", .sex = "",
		.blood = "", .religion = "", .marital = "", .job = "", .citizenship = "", .address = "",
		.rt = "", .rw = "", .village = "", .phone = "", .guardian = "", .recorded = "",
		.intro_number = "", .papers = label, .papers_n = label == NULL ? 0 : needs.n,
	};
	if (form_render(v->arena, &d, ret_pdf, e) == 0)
		return CHANGE_DONE;
	return e->kind == ERR_INPUT ? CHANGE_REFUSED : CHANGE_FAILED;
}

static void
refused(struct visit *v)
{
	visit_error_text(v, 409, "Formulir belum dapat dibuat atau dicetak", arena_printf(v->arena,
	    "Sebabnya: %s.", v->err.text));
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct blank_form_page p = { .layout = visit_layout(v, "Formulir K.P1"),
	    .form = visit_form(v, "/formulir", 0), .copies = field_text(&src, "lembar", "10"),
	    .may_print = visit_has(v, ROLE_STAFF) };

	p.copies.size = 4;
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/antrean", "Antrean");
	tpl_page_blank_form(visit_page(v, status), &p);
}

void
blank_form_get(struct visit *v)
{
	show(v, 200, NULL);
}

void
blank_form_pdf_get(struct visit *v)
{
	struct pdf_result pdf;
	enum change_end end = render(v, v->db, &pdf, &v->err);

	if (end == CHANGE_DONE)
		reply_pdf(v->reply, pdf.bytes, "formulir-kp1.pdf");
	else if (end == CHANGE_REFUSED)
		refused(v);
	else
		visit_failed(v);
}

struct order {
	struct visit	*visit;
	int		 copies;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	struct pdf_result pdf;
	enum change_end end = render(o->visit, c->db, &pdf, e);

	if (end != CHANGE_DONE)
		return end;
	if (audit_write(c->db, c->act, "BUAT_KERTAS", "formulir", arena_printf(c->arena, "%d lembar",
	    o->copies), e) == -1)
		return CHANGE_FAILED;
	return paper_issue(o->visit, c, PAPER_FORM, &pdf, o->copies, e);
}

void
blank_form_post(struct visit *v)
{
	struct form_result r;
	struct blank in;
	const char *location;

	if (!visit_action_is(v, "CETAK"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	struct order o = { v, (int)in.copies };
	const struct change_order order = { .run = run, .arg = &o, .location = "/cetak" };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED)
		refused(v);
	else
		visit_change_end(v, end, MOVE__MAX, "/formulir", location, "dicetak", NULL);
}
