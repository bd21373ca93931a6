/*
 * /register/tutup: the end of a day.  Are the numbers whole, what is still open, may the server be
 * switched off; and the day's register and report on paper, in one order.
 */
#include "base/str.h"
#include "page/book_make.h"
#include "page/page.h"
#include "page/series.h"
#include "sop/sop.h"
#include "sql/paper.h"
#include "store/audit.h"
#include "tpl.h"

#define HERE		"/register/tutup"
#define NUMBER_MAX	999999

enum { OPENS = 8 };

static void
open_add(struct view_opens *list, struct view_open *at, int64_t n, struct view_open o)
{
	if (n > 0 && list->n < OPENS)
		at[list->n++] = o;
}

/* What waits, the grave first. */
static void
opens(struct visit *v, const struct day_close_row *r, struct close_page *p)
{
	struct view_open *at = ARENA_ARRAY(v->arena, OPENS, struct view_open);
	struct arena *a = v->arena;

	if (at == NULL)
		return;
	open_add(&p->opens, at, r->recording, (struct view_open){ arena_printf(a, "%lld pemohon sedang direkam. Selesaikan atau tunda perekamannya.",
	    (long long)r->recording), "/antrean?langkah=5", "Lihat perekaman", true });
	open_add(&p->opens, at, r->printing, (struct view_open){ arena_printf(a, "%lld cetakan masih berjalan. Tunggu sampai tercetak.",
	    (long long)r->printing), "/cetak", "Lihat antrean cetak", true });
	open_add(&p->opens, at, r->held, (struct view_open){ arena_printf(a, "%lld cetakan tertahan. Periksa kertasnya sekarang, selagi ingat.",
	    (long long)r->held), "/cetak", "Periksa cetakan", true });
	open_add(&p->opens, at, r->slips, (struct view_open){ arena_printf(a, "%lld slip kertas belum dimasukkan.", (long long)r->slips),
	    "/register/nomor", "Masukkan slip", false });
	open_add(&p->opens, at, r->at_counter, (struct view_open){ arena_printf(a, "%lld permohonan menunggu petugas loket.", (long long)r->at_counter),
	    "/antrean", "Lihat antrean", false });
	open_add(&p->opens, at, r->at_signer, (struct view_open){ arena_printf(a, "%lld berkas menunggu tanda tangan.", (long long)r->at_signer),
	    "/antrean?langkah=4", "Lihat berkas", false });
	open_add(&p->opens, at, r->later, (struct view_open){ arena_printf(a, "%lld permohonan menunggu pemohon atau perekaman.", (long long)r->later),
	    "/antrean", "Lihat antrean", false });
	p->opens.at = at;
	p->may_stop = r->recording == 0 && r->printing == 0 && r->held == 0 && p->agenda.whole;
}

static int
fill(struct visit *v, struct close_page *p)
{
	const struct day_close_in in = { .office = v->who.office, .year = v->today.y, .today = v->today,
	    .since = utc_from_wib(v->today, 0, 0, 0) };
	struct day_close_row r;

	if (day_close(v->db, v->arena, &in, &r, &v->err) != 1 || series_agenda(v, v->today.y, &p->agenda, NULL) == -1)
		return -1;
	p->received = r.received;
	p->numbered = r.numbered;
	p->is_signed = r.is_signed;
	p->recorded = r.recorded;
	p->finished = r.finished;
	p->closed = r.closed > 0;
	if (r.first_no != 0)
		p->numbers = arena_printf(v->arena, "%s s.d. %s", visit_agenda(v, r.first_no, v->today.y),
		    visit_agenda(v, r.last_no, v->today.y));
	opens(v, &r, p);
	return 0;
}

void
close_day_get(struct visit *v)
{
	struct close_page p = { .layout = visit_layout(v, "Tutup Hari"), .form = visit_form(v, HERE, 0), .today = v->today,
	    .may_print = visit_has(v, SOP_CLERK | SOP_KASI) };

	visit_crumb(v, &p.layout, "/register", "Buku Register");
	if (fill(v, &p) == -1)
		visit_failed(v);
	else
		tpl_page_close(visit_page(v, 200), &p);
}

/* Register and report of today, each a document of its own. */
static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct visit *v = arg;
	static const enum book papers[] = { BOOK_REGISTER, BOOK_DAY };

	if ((c->act->roles & (SOP_CLERK | SOP_KASI)) == 0)
		return CHANGE_NOT_YOU;
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		const struct book_order o = { .kind = papers[i], .year = v->today.y, .first = v->today, .last = v->today,
		    .no_first = 1, .no_last = NUMBER_MAX };
		struct pdf_result pdf;
		enum change_end end = book_render(v, c->db, &o, &pdf, e);
		if (end != CHANGE_DONE || (end = paper_issue(v, c, book_paper(o.kind), &pdf, 1, e)) != CHANGE_DONE)
			return end;
	}
	return audit_write(c->db, c->act, "TUTUP_HARI", arena_printf(c->arena, "register/%d", v->today.y), "", e) == -1 ?
	    CHANGE_FAILED : CHANGE_DONE;
}

void
close_day_post(struct visit *v)
{
	const struct change_order order = { .run = run, .arg = v, .location = HERE };
	const char *location;

	if (!visit_action_is(v, "CETAK"))
		return;
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED)
		visit_error_text(v, 409, "Hari belum dapat ditutup", arena_printf(v->arena, "Sebabnya: %s.", v->err.text));
	else
		visit_change_end(v, end, MOVE__MAX, HERE, location, "hari-ditutup", NULL);
}
