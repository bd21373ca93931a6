/* Papers of a case: preview, download and reprint are the frozen bytes. */
#include "base/str.h"
#include "page/case_view.h"
#include "page/frozen.h"
#include "page/page.h"
#include "page/paper.h"
#include "page/print_row.h"
#include "sql/office.h"
#include "store/audit.h"
#include "store/print_queue.h"

/* The paper of this case; false after an answer. */
static bool
load(struct visit *v, struct document_bytes_row *d)
{
	int n = frozen_read(v, v->match.arg[1].id, d);

	if (n == -1)
		visit_failed(v);
	else if (n == 0 || d->case_id != visit_id(v))
		visit_error(v, 404);
	return n == 1 && d->case_id == visit_id(v);
}

static void
send(struct visit *v, const char *action, bool download)
{
	struct document_bytes_row d;

	if (!load(v, &d))
		return;
	const char *object = arena_printf(v->arena, "document/%lld", (long long)d.id);
	if (audit_look(v->db, v->arena, &v->act, action, object, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	/* no name, no NIK: file names travel */
	const char *name = arena_printf(v->arena, "%s-%lld.pdf", d.kind, (long long)d.id);
	if (!download) {
		reply_pdf(v->reply, d.bytes, name);
		return;
	}
	reply_bytes(v->reply, 200, "application/pdf", d.bytes);
	reply_header(v->reply, "Content-Disposition",
	    arena_printf(v->arena, "attachment; filename=\"%s\"", name));
}

void
document_get(struct visit *v)
{
	send(v, "LIHAT_SURAT", false);
}

void
document_download_get(struct visit *v)
{
	send(v, "UNDUH_SURAT", true);
}

/* ---- printing ---- */

struct first {
	struct visit	*visit;
	const struct document_list_row *paper;
};

/* Nobody else has sent it to a printer meanwhile: the case is locked and its version is the page's. */
static enum change_end
print_first(struct change *c, void *arg, struct err *e)
{
	const struct first *f = arg;
	const struct office_get_in in = { .id = c->act->office };
	bool letter = str_eq(f->paper->kind, paper_word(PAPER_RECOMMENDATION));
	struct office_get_row o;
	enum change_end end;

	if (office_get(c->db, c->arena, &in, &o, e) != 1)
		return CHANGE_FAILED;
	end = paper_enqueue(f->visit, c, f->paper->id, f->paper->sha256.p, letter ? (int)o.letter_copies : 1, e);
	return end == CHANGE_DONE ? change_touch(c, "CETAK", arena_printf(c->arena, "document/%lld",
	    (long long)f->paper->id), e) : end;
}

static void
first_print(struct visit *v, const struct casefile_get_row *row, const struct document_list_row *paper)
{
	struct first f = { v, paper };
	const char *here = case_href(v, row->id, NULL), *location;
	const struct change_order order = { .id = row->id, .version = visit_version(v), .run = print_first, .arg = &f,
	    .location = here };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);

	if (end == CHANGE_REFUSED)
		print_no_printer(v);
	else
		visit_change_end(v, end, MOVE__MAX, here, location, "dicetak", NULL);
}

void
document_print_post(struct visit *v)
{
	const struct document_list_in in = { .case_id = visit_id(v) };
	struct casefile_get_row row;
	struct document_list_rows rows;
	int n = 0;

	if (!case_load(v, &row))
		return;
	if (document_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	for (size_t i = 0; i < rows.n; i++) {
		const struct document_list_row *d = &rows.at[i];
		if (d->id == v->match.arg[1].id && d->job != 0)
			n = print_reprint(v->db, v->arena, &v->act, d->job, &v->err);
		else if (d->id == v->match.arg[1].id && d->frozen_at.us != 0 && d->is_void == 0) {
			first_print(v, &row, d);
			return;
		}
	}
	if (n == -1 && v->err.kind == ERR_NOT_FOUND)
		print_no_printer(v);
	else if (n == -1)
		visit_failed(v);
	else if (n == 0)
		visit_error_text(v, 409, "Surat ini belum dapat dicetak ulang",
		    "Cetakan sebelumnya masih berjalan, surat sudah tidak berlaku, atau lembarnya sudah keluar. Lembar yang sudah keluar diganti atau disalin dengan alasan pada halaman cetakannya: buka surat itu di antrean cetak.");
	else {
		v->poke_printer = true;
		visit_done(v, case_href(v, row.id, NULL), "cetak-ulang");
	}
}
