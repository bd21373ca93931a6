#include "page/book_make.h"
#include "page/book_rows.h"

#include "base/str.h"
#include "print/doc_book.h"
#include "print/doc_minutes.h"
#include "print/words.h"
#include "sop/sop.h"
#include "sql/paper.h"

/* What every one of them needs. */
struct make {
	struct visit	*visit;
	struct db	*db;
	const struct book_order *order;
	struct office_get_row	 office;
	struct doc_office	 head;
	struct err	*err;
};

static enum change_end
refuse(struct make *m, const char *text)
{
	(void)err_set(m->err, ERR_INPUT, 0, "%s", text);
	return CHANGE_REFUSED;
}

/* How a renderer's answer ends the change; texts that cannot be set are named. */
static enum change_end
ended(struct make *m, int r)
{
	if (r == 0)
		return CHANGE_DONE;
	if (m->err->kind != ERR_INPUT)
		return CHANGE_FAILED;
	return refuse(m, arena_printf(m->visit->arena,
	    "Ada isian yang tidak dapat dicetak (%s). Hubungi administrator.", m->err->text));
}

static struct doc_page
page(const struct make *m)
{
	return (struct doc_page){ .fonts = m->visit->site->fonts, .media = m->office.paper,
	    .made = m->visit->now };
}

static const char *
range(struct arena *a, const struct book_order *o)
{
	if (o->by_number)
		return arena_printf(a, "Nomor %lld s.d. %lld tahun %d", (long long)o->no_first,
		    (long long)o->no_last, o->year);
	if (day_cmp(o->first, o->last) == 0)
		return arena_printf(a, "Tanggal %s", words_day(a, o->first));
	return arena_printf(a, "Tanggal %s s.d. %s", words_day(a, o->first), words_day(a, o->last));
}

static struct doc_book
book(struct make *m)
{
	struct arena *a = m->visit->arena;

	return (struct doc_book){ .page = page(m), .office = m->head,
	    .range = range(a, m->order), .officer = "", .printed_by = m->visit->who.name };
}

/* Up to which day the rows are whole: the last row's, when it is that day's last number. */
static int
closed_to(struct make *m, struct day day, int64_t no, bool letters, struct day *ret_day)
{
	const struct paper_day_end_in in = { .office = m->visit->act.office, .year = m->order->year, .today = day };
	struct paper_day_end_row row;

	if (paper_day_end(m->db, m->visit->arena, &in, &row, m->err) != 1)
		return -1;
	*ret_day = (letters ? row.letter : row.agenda) == no ? day : day_from_number(day_number(day) - 1);
	return 0;
}

static enum change_end
make_register(struct make *m, struct pdf_result *ret_pdf)
{
	struct doc_book d = book(m);
	enum change_end end = book_register_rows(m->visit, m->db, m->order, BOOK_ROWS_MAX, &d.rows, &d.n, m->err);

	if (end != CHANGE_DONE)
		return end;
	if (d.n > 0 && closed_to(m, d.rows[d.n - 1].day, d.rows[d.n - 1].no, false, &d.closed_to) == -1)
		return CHANGE_FAILED;
	return ended(m, register_render(m->visit->arena, &d, ret_pdf, m->err));
}

static enum change_end
make_outgoing(struct make *m, struct pdf_result *ret_pdf)
{
	struct doc_book d = book(m);
	enum change_end end = book_outgoing_rows(m->visit, m->db, m->order, m->office.regency, BOOK_ROWS_MAX, &d.letters, &d.n, m->err);

	if (end != CHANGE_DONE)
		return end;
	if (d.n > 0 && closed_to(m, d.letters[d.n - 1].day, d.letters[d.n - 1].no, true, &d.closed_to) == -1)
		return CHANGE_FAILED;
	return ended(m, outgoing_render(m->visit->arena, &d, ret_pdf, m->err));
}

static enum change_end
make_closing(struct make *m, struct pdf_result *ret_pdf)
{
	const struct book_order *o = m->order;
	struct arena *a = m->visit->arena;
	const struct paper_states_in in = { .office = m->visit->act.office, .year = o->year,
	    .first = o->first, .last = o->last };
	struct paper_states_rows rows;
	int64_t n = 0;

	if (day_cmp(o->last, m->visit->today) >= 0)
		return refuse(m, "Buku hanya dapat ditutup sampai dengan kemarin. Ubah tanggal akhirnya.");
	if (paper_states(m->db, a, &in, &rows, m->err) == -1)
		return CHANGE_FAILED;
	struct doc_minutes d = { .page = page(m), .office = m->head,
	    .day = m->visit->today, .officer = m->visit->who.name, .year = o->year, .first = o->first,
	    .last = o->last };
	struct minutes_fact *at = ARENA_ARRAY(a, rows.n, struct minutes_fact);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct paper_states_row *r = &rows.at[i];
		at[i] = (struct minutes_fact){ sop_status_label(sop_status_by_word(r->status)), r->n };
		n += r->n;
		if (d.first_no == 0 || r->first_no < d.first_no)
			d.first_no = r->first_no;
		if (r->last_no > d.last_no)
			d.last_no = r->last_no;
	}
	d.facts = at;
	d.facts_n = at == NULL ? 0 : rows.n;
	const struct paper_slips_in slips_in = { .office = m->visit->act.office, .year = o->year, .first = o->first,
	    .last = o->last, .no_first = d.first_no, .no_last = d.last_no };
	struct paper_slips_row slips;
	if (paper_slips(m->db, a, &slips_in, &slips, m->err) != 1)
		return CHANGE_FAILED;
	if (slips.slips > slips.keyed + slips.voided)
		return refuse(m, arena_printf(a, "%lld slip kertas dalam rentang ini belum dimasukkan. Masukkan, atau nyatakan tidak "
		    "terpakai, dari halaman Kesinambungan nomor.", (long long)(slips.slips - slips.keyed - slips.voided)));
	if (n > 0 && n + slips.slips - slips.dated != d.last_no - d.first_no + 1)
		return refuse(m, "Nomor agenda dalam rentang ini tidak berurutan, sehingga buku tidak dapat "
		    "ditutup. Hubungi administrator.");
	return ended(m, closing_render(a, &d, ret_pdf, m->err));
}

static enum change_end
make_destroyed(struct make *m, struct pdf_result *ret_pdf)
{
	const struct book_order *o = m->order;
	struct arena *a = m->visit->arena;
	const struct paper_void_in in = { .office = m->visit->act.office, .year = o->year,
	    .first = o->first, .last = o->last, .size = BOOK_ROWS_MAX };
	struct paper_void_rows rows;

	if (paper_void(m->db, a, &in, &rows, m->err) == -1)
		return CHANGE_FAILED;
	if (rows.n == 0)
		return refuse(m, "Tidak ada surat yang dibatalkan dalam rentang ini. Ubah tanggalnya.");
	struct minutes_sheet *at = ARENA_ARRAY(a, rows.n, struct minutes_sheet);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct minutes_sheet){ rows.at[i].letter_number, rows.at[i].letter_day,
		    rows.at[i].sheets, rows.at[i].moved != 0 ? "Dialihkan ke penanda tangan lain" :
		    rows.at[i].replaced != NULL ? arena_printf(a, "Diganti Nomor %s", rows.at[i].replaced) :
		    rows.at[i].status == NULL ? "" :
		    sop_status_label(sop_status_by_word(rows.at[i].status)) };
	const struct doc_minutes d = { .page = page(m), .office = m->head,
	    .day = m->visit->today, .officer = m->visit->who.name, .year = o->year, .first = o->first,
	    .last = o->last, .sheets = at, .n = at == NULL ? 0 : rows.n };
	return ended(m, destruction_render(a, &d, ret_pdf, m->err));
}

enum paper
book_paper(enum book b)
{
	static const enum paper of[BOOK__MAX] = {
		[BOOK_REGISTER] = PAPER_REGISTER, [BOOK_OUTGOING] = PAPER_OUTGOING,
		[BOOK_DAY] = PAPER_REPORT, [BOOK_MONTH] = PAPER_REPORT,
		[BOOK_CLOSING] = PAPER_MINUTES, [BOOK_DESTROYED] = PAPER_MINUTES,
	};

	return of[b];
}

enum change_end
book_render(struct visit *v, struct db *db, const struct book_order *o, struct pdf_result *ret_pdf,
    struct err *e)
{
	const struct office_get_in in = { .id = v->act.office };
	struct make m = { .visit = v, .db = db, .order = o, .err = e };

	if (office_get(db, v->arena, &in, &m.office, e) != 1 ||
	    paper_letterhead(v, db, &m.office, &m.head, e) == -1)
		return CHANGE_FAILED;
	switch (o->kind) {
	case BOOK_REGISTER: return make_register(&m, ret_pdf);
	case BOOK_OUTGOING: return make_outgoing(&m, ret_pdf);
	case BOOK_DAY:
	case BOOK_MONTH: return ended(&m, book_report(v, db, o, m.office.paper, &m.head, ret_pdf, e));
	case BOOK_CLOSING: return make_closing(&m, ret_pdf);
	case BOOK_DESTROYED: return make_destroyed(&m, ret_pdf);
	case BOOK__MAX: break;
	}
	return CHANGE_FAILED;
}
