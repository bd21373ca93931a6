/*
 * What a paper looks like, drawn from the frozen bytes by rekam-render (print/render.h): beside its print
 * job, and before a letter that came from outside is taken.  Pool upload: drawing holds no other page.
 */
#include "base/str.h"
#include "page/frozen.h"
#include "page/page.h"
#include "page/visit.h"
#include "print/render.h"
#include "sql/print_queue.h"
#include "store/audit.h"

#define DPI	80

static void
draw(struct visit *v, struct bytes pdf)
{
	int64_t page = 1;
	struct bytes png;

	if (!str_empty(request_query(v->req, "halaman")) &&
	    !str_int(request_query(v->req, "halaman"), 1, RENDER_PAGE_MOST, &page)) {
		visit_error(v, 404);
		return;
	}
	if (render_picture(v->site->render, v->arena, pdf, (int)page, DPI, &png, &v->err) == 0)
		reply_png(v->reply, png);
	else if (v->err.kind == ERR_INPUT)
		visit_error(v, 404);
	else
		visit_error_text(v, 503, "Gambar belum dapat dibuat",
		    "Layanan gambar surat tidak menjawab. Surat dan cetakannya tidak terganggu; buka PDF-nya, atau coba lagi sebentar lagi.");
}

/* Whoever sees the picture has seen the paper. */
static void
show(struct visit *v, int64_t document, int64_t of_case)
{
	struct document_bytes_row d;
	int n = frozen_read(v, document, &d);

	if (n == 1 && of_case != 0 && d.case_id != of_case)
		n = 0;
	if (n == 1 && d.case_id != 0 && audit_look(v->db, v->arena, &v->act, "LIHAT_SURAT",
	    arena_printf(v->arena, "document/%lld", (long long)d.id), &v->err) == -1)
		n = -1;
	if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error(v, 404);
	else
		draw(v, d.bytes);
}

void
document_picture_get(struct visit *v)
{
	show(v, v->match.arg[1].id, visit_id(v));
}

void
print_job_picture_get(struct visit *v)
{
	const struct print_one_in in = { .id = visit_id(v), .office = v->who.office };
	struct print_one_row r;
	int n = print_one(v->db, v->arena, &in, &r, &v->err);

	if (n == 1)
		show(v, r.document_id, 0);
	else if (n == 0)
		visit_error(v, 404);
	else
		visit_failed(v);
}
