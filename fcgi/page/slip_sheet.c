/* /register/slip/{id}/lembar: the numbers of a range that nobody has yet, as slips to be written on by hand. */
#include "page/page.h"
#include "page/paper.h"
#include "page/visit.h"
#include "print/doc_slip.h"
#include "sql/number.h"

/* Which numbers are still free; 0, -1. */
static int
free_numbers(struct visit *v, const struct slip_get_row *s, struct doc_slips *d)
{
	const struct agenda_taken_in taken_in = { .office = v->who.office, .year = s->year, .first = s->first_no, .last = s->last_no };
	const struct agenda_void_list_in void_in = { .office = v->who.office, .year = s->year, .first = s->first_no, .last = s->last_no };
	int64_t *no = ARENA_ARRAY(v->arena, (size_t)(s->last_no - s->first_no + 1), int64_t);
	struct agenda_taken_rows taken;
	struct agenda_void_list_rows voided;

	if (no == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (agenda_taken(v->db, v->arena, &taken_in, &taken, &v->err) == -1 ||
	    agenda_void_list(v->db, v->arena, &void_in, &voided, &v->err) == -1)
		return -1;
	d->no = no;
	for (int64_t k = s->first_no, t = 0, x = 0; k <= s->last_no; k++) {
		while (t < (int64_t)taken.n && taken.at[t].no < k)
			t++;
		while (x < (int64_t)voided.n && voided.at[x].no < k)
			x++;
		if ((t >= (int64_t)taken.n || taken.at[t].no != k) && (x >= (int64_t)voided.n || voided.at[x].no != k))
			no[d->n++] = k;
	}
	return 0;
}

void
slip_sheet_get(struct visit *v)
{
	const struct slip_get_in in = { .office = v->who.office, .id = visit_id(v) };
	const struct office_get_in office_in = { .id = v->who.office };
	struct slip_get_row slip;
	struct office_get_row o;
	struct doc_slips d = { .page = { .fonts = v->site->fonts, .made = v->now } };
	struct pdf_result pdf;
	int n = slip_get(v->db, v->arena, &in, &slip, &v->err);

	if (n == 0) {
		visit_error(v, 404);
		return;
	}
	d.year = (int)slip.year;
	if (n == -1 || office_get(v->db, v->arena, &office_in, &o, &v->err) != 1 ||
	    paper_letterhead(v, v->db, &o, &d.office, &v->err) == -1 || free_numbers(v, &slip, &d) == -1)
		visit_failed(v);
	else if (d.n == 0)
		visit_error_text(v, 409, "Tidak ada slip kosong", "Semua nomor pada rentang ini sudah dimasukkan atau dinyatakan tidak terpakai.");
	else if (slips_render(v->arena, &d, &pdf, &v->err) == -1)
		visit_failed(v);
	else
		reply_pdf(v->reply, pdf.bytes, "slip-luring.pdf");
}
