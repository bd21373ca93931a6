/* /register/surat-keluar: the book of outgoing letters of a year, newest number first. */
#include "base/str.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/view_register.h"
#include "sop/paper.h"
#include "sql/paper.h"
#include "store/audit.h"
#include "tpl.h"

enum { ROWS = 50 };

static struct view_outgoing
row_view(struct visit *v, const struct outgoing_list_row *r)
{
	return (struct view_outgoing){
		.href = r->case_id == 0 ? NULL : case_href(v, r->case_id, NULL), .no = r->letter_no, .day = r->letter_day,
		.number = r->letter_number, .signer = r->signer,
		.subject = str_empty(r->name) ? paper_name(r->kind) :
		    arena_printf(v->arena, "%s perekaman KTP-el a.n. %s", paper_name(r->kind), r->name),
		.note = r->replaced != NULL ? arena_printf(v->arena, "Dicabut, diganti Nomor %s", r->replaced) :
		    r->is_void != 0 ? "DIBATALKAN" : "",
	};
}

void
outgoing_get(struct visit *v)
{
	int64_t year = v->today.y, before = INT32_MAX;
	struct outgoing_list_rows rows;

	(void)str_int(request_query(v->req, "tahun"), 2000, 2199, &year);
	(void)str_int(request_query(v->req, "sebelum"), 1, INT32_MAX, &before);
	struct outgoing_page p = { .layout = visit_layout(v, "Buku Agenda Surat Keluar"), .year = (int)year };
	const struct outgoing_list_in in = { .office = v->who.office, .year = year, .before_no = before, .size = ROWS + 1 };
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", arena_printf(v->arena, "register/%d", p.year), &v->err) == -1 ||
	    outgoing_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	size_t n = rows.n > ROWS ? ROWS : rows.n;
	struct view_outgoing *at = ARENA_ARRAY(v->arena, n, struct view_outgoing);
	for (size_t i = 0; at != NULL && i < n; i++)
		at[i] = row_view(v, &rows.at[i]);
	p.rows = (struct view_outgoings){ at, at == NULL ? 0 : n };
	if (rows.n > ROWS)
		p.next = arena_printf(v->arena, "/register/surat-keluar?tahun=%d&sebelum=%lld", p.year, (long long)rows.at[ROWS - 1].letter_no);
	if (before != INT32_MAX)
		p.first = arena_printf(v->arena, "/register/surat-keluar?tahun=%d", p.year);
	visit_crumb(v, &p.layout, "/register", "Buku Register");
	tpl_page_outgoing(visit_page(v, 200), &p);
}
