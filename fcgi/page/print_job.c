/* One job of the print queue: its sheet, what became of it, and what a person orders. */
#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/page.h"
#include "page/print_copy.h"
#include "page/print_row.h"
#include "page/view_print.h"
#include "sop/paper.h"
#include "sop/print_job.h"
#include "store/audit.h"
#include "store/print_queue.h"
#include "tpl.h"

#define PICTURES	3	/* pages that are drawn; a book has more */

struct order {
	const char	*reason;
	int64_t		 printer;
};

static const struct form_field reason_form[] = {
	FORM_AS("alasan", struct order, reason, 5, 100, "Alasan"),
	FORM_END
};
static const struct form_field printer_form[] = {
	FORM_AS("printer", struct order, printer, 1, INT64_MAX, "Printer"),
	FORM_END
};

/* The line of one job, refreshed until it is final. */
void
print_job_state_get(struct visit *v)
{
	const struct print_one_in in = { .id = visit_id(v), .office = v->who.office };
	struct print_one_row r;
	int n = print_one(v->db, v->arena, &in, &r, &v->err);

	if (n == 1) {
		struct utc at = r.ended_at.us != 0 ? r.ended_at : r.accepted_at.us != 0 ? r.accepted_at : r.created_at;
		struct view_print p = case_view_print(v, r.id, r.state, r.reason, r.printer, r.copies, at);
		tpl_partial_print_line(visit_page(v, 200), &p);
	} else if (n == 0)
		visit_error(v, 404);
	else
		visit_failed(v);
}

/* Of a case: leaves a trace on the case; a test page shows nobody. */
static int
look(struct visit *v, const struct print_one_row *r)
{
	return r->case_id == 0 ? 0 : audit_look(v->db, v->arena, &v->act, "LIHAT",
	    arena_printf(v->arena, "casefile/%lld", (long long)r->case_id), &v->err);
}

static void
orders(struct visit *v, const struct print_one_row *r, const struct form_result *reason,
    const struct form_result *printer, struct print_job_page *p)
{
	const struct field_source why = { v->arena, reason_form, reason }, where = { v->arena, printer_form, printer };
	enum print_state s = print_state_by_word(r->state);
	bool mine = visit_has(v, ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR)) && r->letter_void == 0;
	bool out = mine && s == PRINT_PRINTED && r->spoiled_at.us == 0 && r->case_id != 0;

	p->reason = field_text(&why, "alasan", "");
	p->reason.hint = r->case_done != 0 ? "Tercetak pada lembar baru. Contoh: hilang di perjalanan ke Dinas." :
	    "Contoh: kertas terlipat, toner luntur.";
	p->printer = field_text(&where, "printer", "");
	p->printer.kind = FIELD_SELECT;
	p->may_spoil = out && r->case_done == 0;
	p->may_copy = out && r->case_done != 0 && visit_has(v, ROLE_BIT(PETUGAS));
	p->may_move = mine && (s == PRINT_QUEUED || s == PRINT_HELD);
	p->may_pc = p->may_move && r->case_id != 0 && !str_eq(r->reason, print_reason_word(PRINT_REASON_FROM_PC));
}

static void
notes(struct visit *v, const struct print_one_row *r, struct print_job_page *p)
{
	struct fmt f;

	if (r->spoiled_at.us != 0)
		p->spoiled = arena_printf(v->arena, "Lembar ini rusak dan dicatat dimusnahkan pada %s. Alasan: %s",
		    fmt_when(&f, r->spoiled_at), r->spoiled_why);
	if (r->replaces != 0)
		p->replaces = arena_printf(v->arena, "/cetak/%lld", (long long)r->replaces);
	if (r->copy_no != 0)
		p->copy = arena_printf(v->arena, "Cetak ulang ke-%lld, bertanda pada kertas. Alasan: %s",
		    (long long)r->copy_no, r->copy_reason);
	p->detail = visit_has(v, ROLE_BIT(ADMIN)) ? r->detail : "";
}

static void
pictures(struct visit *v, const struct print_one_row *r, struct print_job_page *p)
{
	size_t n = !r->frozen || !visit_has(v, ROLE_STAFF) ? 0 : r->pages < PICTURES ? (size_t)r->pages : PICTURES;
	struct view_picture *at = ARENA_ARRAY(v->arena, n, struct view_picture);

	for (size_t i = 0; at != NULL && i < n; i++)
		at[i] = (struct view_picture){ arena_printf(v->arena, "/cetak/%lld/gambar?halaman=%zu",
		    (long long)r->id, i + 1), (int)i + 1 };
	p->pictures = (struct view_pictures){ at, at == NULL ? 0 : n };
	p->more_pages = n == 0 ? 0 : (int)(r->pages - (int64_t)n);
}

static void
show(struct visit *v, int status, const struct print_one_row *r, struct form_result *reason,
    struct form_result *printer)
{
	const struct print_waiting_in in = { .office = v->who.office };
	const struct print_waiting_row same = { r->id, r->state, r->reason, r->detail, r->copies,
	    r->attempts, r->created_at, r->accepted_at, r->ended_at, r->document_id, r->kind,
	    r->letter_number, r->letter_void, r->case_id, r->name, r->printer, r->who };
	const char *here = arena_printf(v->arena, "/cetak/%lld", (long long)r->id);
	struct print_waiting_rows waiting;

	if (print_waiting(v->db, v->arena, &in, &waiting, &v->err) == -1 || look(v, r) == -1) {
		visit_failed(v);
		return;
	}
	struct print_job_page p = { .layout = visit_layout(v, arena_printf(v->arena, "Cetakan %lld", (long long)r->id)),
	    .form = visit_form(v, here, 0), .row = print_row_view(v, &waiting, &same) };
	visit_crumb(v, &p.layout, "/cetak", "Antrean Cetak");
	orders(v, r, reason, printer, &p);
	notes(v, r, &p);
	pictures(v, r, &p);
	p.row.href = NULL;
	p.pdf = p.row.preview;
	p.row.preview = NULL;
	/* what may be in somebody's hands is not printed again without a word about it */
	p.row.may_reprint = p.row.may_reprint && !p.may_spoil && !p.may_copy && r->spoiled_at.us == 0;
	if (print_options_printer(v, false, 0, &p.printer.options) == -1) {
		visit_failed(v);
		return;
	}
	p.form.errors = field_errors(v->arena, reason != NULL ? reason : printer);
	p.layout.failed = status != 200;
	tpl_page_print_job(visit_page(v, status), &p);
}

static bool
load(struct visit *v, struct print_one_row *r)
{
	const struct print_one_in in = { .id = visit_id(v), .office = v->who.office };
	int n = print_one(v->db, v->arena, &in, r, &v->err);

	if (n == 0)
		visit_error(v, 404);
	else if (n == -1)
		visit_failed(v);
	return n == 1;
}

void
print_job_get(struct visit *v)
{
	struct print_one_row r;

	if (load(v, &r))
		show(v, 200, &r, NULL, NULL);
}

/* The orders of this page; v->match's job.  As the store's functions, and 2: the form has
 * errors and the answer is made. */
static int
carry_out(struct visit *v, const char *what, struct order *in, const char **ret_notice)
{
	static const struct {
		const char	*word, *notice;
		const struct form_field	*form;
	} known[] = {
		{ "CETAK_ULANG", "cetak-ulang", NULL }, { "SUDAH_TERCETAK", "cetak-dicatat", NULL },
		{ "BATALKAN", "cetak-batal", NULL }, { "CETAK_DARI_PC", "cetak-pc", NULL },
		{ "LEMBAR_RUSAK", "lembar-rusak", reason_form },
		{ "SALINAN_DITANDAI", "cetak-bertanda", reason_form },
		{ "PINDAHKAN", "cetak-pindah", printer_form },
	};
	struct print_one_row row;
	struct form_result r;
	int64_t job = visit_id(v);
	size_t i = 0;
	int n;

	while (i < sizeof known / sizeof *known && !str_eq(known[i].word, what))
		i++;
	if (i == sizeof known / sizeof *known) {
		visit_error(v, 400);
		return 2;
	}
	*ret_notice = known[i].notice;
	if (known[i].form != NULL && !form_read(known[i].form, v->req, v->arena, in, &r)) {
		if (load(v, &row))
			show(v, 422, &row, known[i].form == reason_form ? &r : NULL, known[i].form == printer_form ? &r : NULL);
		return 2;
	}
	switch (i) {
	case 0: return print_reprint(v->db, v->arena, &v->act, job, &v->err);
	case 1: return print_mark_printed(v->db, v->arena, &v->act, job, &v->err);
	case 2: return print_take_back(v->db, v->arena, &v->act, job, &v->err);
	case 3: return print_at_pc(v->db, v->arena, &v->act, job, &v->err);
	case 4: return print_spoiled(v->db, v->arena, &v->act, job, in->reason, &v->err);
	case 5:
		if ((n = print_copy_make(v, job, in->reason)) != -1 || v->err.kind != ERR_INPUT)
			return n;
		form_add(&r, reason_form, "alasan", "Alasan memuat huruf yang tidak ada pada jenis huruf surat, atau terlalu panjang untuk satu baris. Tulis lebih pendek dengan huruf Latin.");
		if (load(v, &row))
			show(v, 422, &row, &r, NULL);
		return 2;
	default: return print_move_to(v->db, v->arena, &v->act, job, in->printer, &v->err);
	}
}

void
print_job_post(struct visit *v)
{
	const char *what = visit_action(v), *notice;
	struct order in;
	int n = carry_out(v, what, &in, &notice);

	if (n == 2)
		return;
	if (n == -1 && v->err.kind == ERR_NOT_FOUND)
		print_no_printer(v);
	else if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error_text(v, 409, "Keadaan cetakan sudah berubah",
		    "Cetakan ini sudah diproses atau dibatalkan, surat yang sama masih menunggu di antrean, suratnya sudah diserahkan, atau tidak berlaku lagi. Buka antrean cetak untuk melihat keadaannya.");
	else {
		v->poke_printer = true;
		visit_done(v, str_eq(what, "CETAK_DARI_PC") ? arena_printf(v->arena, "/cetak/%lld",
		    (long long)visit_id(v)) : "/cetak", notice);
	}
}
