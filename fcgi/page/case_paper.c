#include "page/case_paper.h"

#include <stdio.h>

#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/page.h"
#include "print/doc_form.h"
#include "print/doc_receipt.h"
#include "print/doc_returned.h"
#include "sop/person.h"
#include "sop/receipt_code.h"
#include "sql/casefile.h"
#include "sql/paper.h"
#include "store/audit.h"

/* Everything that is known of the case. */
struct facts {
	struct casefile_get_row	 row;
	struct office_get_row	 office;
	struct doc_office	 head;
	struct paper_office_row	 how;
	struct case_requirement_list_rows needs;
	struct case_event_list_rows events;
	struct case_difference_list_rows differs;
};

static int
facts_read(struct visit *v, struct db *db, int64_t id, struct facts *f, struct err *e)
{
	const struct casefile_get_in case_in = { .id = id, .office = v->act.office };
	const struct office_get_in office_in = { .id = v->act.office };
	const struct paper_office_in how_in = { .id = v->act.office };
	const struct case_event_list_in events_in = { .id = id };
	const struct case_difference_list_in differs_in = { .id = id };

	if (casefile_get(db, v->arena, &case_in, &f->row, e) != 1 ||
	    office_get(db, v->arena, &office_in, &f->office, e) != 1 ||
	    paper_letterhead(v, db, &f->office, &f->head, e) == -1 ||
	    paper_office(db, v->arena, &how_in, &f->how, e) != 1 ||
	    case_event_list(db, v->arena, &events_in, &f->events, e) == -1 ||
	    case_difference_list(db, v->arena, &differs_in, &f->differs, e) == -1)
		return -1;
	const struct case_requirement_list_in needs_in = { .id = id, .sop = f->row.sop_version_id };
	return case_requirement_list(db, v->arena, &needs_in, &f->needs, e);
}

/* The last time the case came into that status, or when it was begun. */
static struct utc
since(const struct facts *f, const char *status)
{
	struct utc at = f->row.created_at;

	for (size_t i = 0; i < f->events.n; i++)
		if (str_eq(f->events.at[i].to_status, status))
			at = f->events.at[i].at;
	return at;
}

/* Labels of what was handed in, or of what is missing. */
static const char *const *
papers(struct arena *a, const struct facts *f, bool present, size_t *ret_n)
{
	const char **at = ARENA_ARRAY(a, f->needs.n + 1, const char *);
	size_t n = 0;

	for (size_t i = 0; at != NULL && i < f->needs.n; i++)
		if ((f->needs.at[i].present != 0) == present && (present || (f->needs.at[i].mandatory != 0 && f->needs.at[i].waived == NULL)))
			at[n++] = f->needs.at[i].label;
	*ret_n = n;
	return at;
}

static struct doc_page
small_page(const struct visit *v, const struct facts *f)
{
	return (struct doc_page){ .fonts = v->site->fonts, .made = v->now,
	    .media = str_empty(f->how.receipt_paper) ? f->office.paper : f->how.receipt_paper };
}

static int
receipt(struct visit *v, const struct facts *f, bool recorded, struct pdf_result *ret_pdf, struct err *e)
{
	struct doc_registration d = {
		.page = small_page(v, f), .office = f->head,
		.agenda_no = f->row.agenda_no, .agenda_year = (int)f->row.agenda_year,
		.at = since(f, "BERKAS_DITERIMA"), .name = f->row.name, .nik = f->row.nik,
		.village_kind = f->row.village_kind, .village = f->row.village,
		.code = receipt_code(v->arena, f->row.uuid),
		.officer = v->who.name, .recorded_at = recorded ? f->row.recorded_at : (struct utc){ 0 },
	};

	d.papers = papers(v->arena, f, true, &d.papers_n);
	return registration_render(v->arena, &d, ret_pdf, e);
}

/* Step 2: by the cause that the clerk chose. */
static enum returned_why
returned_why(const struct facts *f)
{
	const char *cause = f->events.n == 0 ? "" : f->events.at[f->events.n - 1].cause;

	return str_eq(cause, "SUDAH_REKAM") ? RETURNED_RECORDED : str_eq(cause, "BELUM_WAJIB") ? RETURNED_NOT_OBLIGED :
	    str_eq(cause, "LAINNYA") ? RETURNED_OTHER : RETURNED_DIFFERENT;
}

/* NIK and KK are named, not shown: the paper is carried about. */
static int
returned_differs(struct visit *v, const struct facts *f, struct doc_returned *d)
{
	struct returned_difference *at = ARENA_ARRAY(v->arena, f->differs.n + 1, struct returned_difference);

	for (size_t i = 0; at != NULL && i < f->differs.n; i++) {
		const struct case_difference_list_row *r = &f->differs.at[i];
		bool number = str_eq(r->field, "nik") || str_eq(r->field, "no_kk");
		at[i].label = person_label(r->field);
		at[i].entered = number ? "berbeda" : r->entered;
		at[i].found = number ? "" : r->found;
	}
	d->differs = at;
	d->differs_n = f->differs.n;
	d->why[RETURNED_DIFFERENT] = d->why[RETURNED_DIFFERENT] || f->differs.n > 0;
	return at == NULL ? -1 : 0;
}

static int
returned(struct visit *v, const struct facts *f, struct pdf_result *ret_pdf, struct err *e)
{
	bool step1 = str_eq(f->row.status, "BERKAS_DIKEMBALIKAN");
	struct doc_returned d = {
		.page = small_page(v, f), .office = f->head, .name = f->row.name,
		.nik = f->row.nik, .at = step1 ? f->row.created_at : since(f, "BERKAS_DITERIMA"),
		.reason = f->events.n == 0 ? "" : f->events.at[f->events.n - 1].reason,
		.officer = v->who.name, .missing = "",
	};
	size_t n;
	const char *const *missing = papers(v->arena, f, false, &n);

	d.why[step1 ? RETURNED_INCOMPLETE : returned_why(f)] = true;
	if (!step1 && returned_differs(v, f, &d) == -1)
		return err_set(e, ERR_FULL, 0, "returned: arena is full");
	for (size_t i = 0; step1 && i < n; i++)
		d.missing = i == 0 ? missing[i] : arena_printf(v->arena, "%s, %s", d.missing, missing[i]);
	return returned_render(v->arena, &d, ret_pdf, e);
}

static int
filled_form(struct visit *v, const struct facts *f, struct pdf_result *ret_pdf, struct err *e)
{
	const struct casefile_get_row *r = &f->row;
	const char **label = ARENA_ARRAY(v->arena, f->needs.n + 1, const char *);
	bool *present = ARENA_ARRAY(v->arena, f->needs.n + 1, bool);
	const struct doc_form d = {
		.page = { .fonts = v->site->fonts, .media = f->office.paper, .made = v->now },
		.office = f->head, .agenda_no = r->agenda_no,
		.agenda_year = (int)r->agenda_year, .nik = r->nik, .kk = r->kk, .name = r->name,
		.birth_place = r->birth_place, .birth_day = r->birth_day, .sex = r->sex, .blood = r->blood,
		.religion = r->religion, .marital = r->marital, .job = r->job, .citizenship = r->citizenship,
		.address = r->address, .rt = r->rt, .rw = r->rw, .village = r->village, .phone = r->phone,
		.guardian = r->guardian, .recorded = r->recorded, .intro_number = r->intro_number,
		.intro_day = r->intro_day, .papers = label, .present = present, .papers_n = f->needs.n,
	};

	if (label == NULL || present == NULL)
		return err_set(e, ERR_FULL, 0, "form: arena is full");
	for (size_t i = 0; i < f->needs.n; i++) {
		label[i] = f->needs.at[i].label;
		present[i] = f->needs.at[i].present != 0;
	}
	return form_render(v->arena, &d, ret_pdf, e);
}

bool
case_paper_fits(enum paper kind, const char *status)
{
	bool open_papers = str_eq(status, "DRAF") || str_eq(status, "BERKAS_DIKEMBALIKAN");

	switch (kind) {
	case PAPER_FORM: return true;
	case PAPER_RECEIPT: return !open_papers;
	case PAPER_RECORDED: return str_eq(status, "TEREKAM") || str_eq(status, "SELESAI");
	case PAPER_RETURNED: return str_eq(status, "BERKAS_DIKEMBALIKAN") || str_eq(status, "DATA_TIDAK_SESUAI");
	case PAPER_RECOMMENDATION:
	case PAPER_HANDED:
	case PAPER_COVER:
	case PAPER_REGISTER:
	case PAPER_OUTGOING:
	case PAPER_REPORT:
	case PAPER_MINUTES:
	case PAPER_COPY:
	case PAPER_TEST:
	case PAPER__MAX: break;
	}
	return false;
}

enum change_end
case_paper_render(struct visit *v, struct db *db, int64_t id, enum paper kind,
    struct pdf_result *ret_pdf, struct err *e)
{
	struct facts f;
	int r;

	if (facts_read(v, db, id, &f, e) == -1)
		return CHANGE_FAILED;
	if (!case_paper_fits(kind, f.row.status))
		return CHANGE_NOT_NOW;
	if (kind == PAPER_FORM)
		r = filled_form(v, &f, ret_pdf, e);
	else if (kind == PAPER_RETURNED)
		r = returned(v, &f, ret_pdf, e);
	else
		r = receipt(v, &f, kind == PAPER_RECORDED, ret_pdf, e);
	return r == 0 ? CHANGE_DONE : e->kind == ERR_INPUT ? CHANGE_REFUSED : CHANGE_FAILED;
}

enum change_end
case_paper_issue(struct visit *v, struct change *c, enum paper kind, struct err *e)
{
	struct pdf_result pdf;
	enum change_end end = case_paper_render(v, c->db, c->id, kind, &pdf, e);

	return end == CHANGE_DONE ? paper_issue_or_keep(v, c, kind, &pdf, 1, e) : end;
}

int
case_paper_receipt_wanted(struct visit *v, struct change *c, struct err *e)
{
	const struct paper_office_in in = { .id = c->act->office };
	struct paper_office_row how;

	return paper_office(c->db, v->arena, &in, &how, e) != 1 ? -1 : how.receipt != 0;
}

enum change_end
case_paper_preflight(struct visit *v, struct change *c, struct err *e)
{
	struct pdf_result pdf;
	int n = case_paper_receipt_wanted(v, c, e);

	return n == -1 ? CHANGE_FAILED : n == 0 ? CHANGE_DONE : case_paper_render(v, c->db, c->id, PAPER_RECEIPT, &pdf, e);
}

const char *
case_paper_trouble(struct visit *v, const struct err *e, const char **ret_field)
{
	static const struct { const char *field, *control, *label; } words[] = {
		{ "name:", "nama", "Nama Lengkap" }, { "nik:", "nik", "NIK" },
		{ "reason:", "alasan", "Alasan" }, { "guardian:", "wali", "Nama Orang Tua/Wali" },
		{ "intro_number:", "pengantar_nomor", "Nomor Surat Pengantar Desa" },
		{ "village:", "desa", "Desa" }, { "differs:", "sebab", "Data yang berbeda" },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_starts(e->text, words[i].field)) {
			*ret_field = words[i].control;
			return arena_printf(v->arena, "%s tidak dapat dicetak: terlalu panjang atau memuat huruf "
			    "khusus. Ketik ulang dengan huruf Latin biasa.", words[i].label);
		}
	*ret_field = "nama";
	return "Tanda bukti tidak dapat dicetak dengan data ini: isi terlalu panjang untuk satu lembar. Hubungi administrator.";
}

/* ---- the buttons on the case's page */

static const struct form_field none[] = { FORM_END };

struct order {
	struct visit	*visit;
	enum paper	 kind;
};

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	char object[40];

	(void)snprintf(object, sizeof object, "casefile/%lld", (long long)c->id);
	if (audit_write(c->db, c->act, "BUAT_KERTAS", object, paper_word(o->kind), e) == -1)
		return CHANGE_FAILED;
	return case_paper_issue(o->visit, c, o->kind, e);
}

void
case_paper_post(struct visit *v)
{
	struct order o = { .visit = v, .kind = paper_by_word(visit_action(v)) };
	struct casefile_get_row row;
	const char *location, *field;

	if (o.kind != PAPER_FORM && o.kind != PAPER_RECEIPT && o.kind != PAPER_RECORDED && o.kind != PAPER_RETURNED) {
		visit_error(v, 400);
		return;
	}
	if (!case_load(v, &row))
		return;
	const char *here = case_href(v, row.id, NULL);
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = here };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED)
		visit_error_text(v, 422, arena_printf(v->arena, "%s tidak dapat dibuat", paper_title(o.kind)),
		    case_paper_trouble(v, &v->err, &field));
	else
		visit_change_end(v, end, MOVE__MAX, here, location, "kertas-dibuat", none);
}
