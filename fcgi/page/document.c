/* Papers of a case: preview, download and reprint are the frozen bytes. */
#include "base/str.h"
#include "page/case_view.h"
#include "page/frozen.h"
#include "page/page.h"
#include "page/print_row.h"
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
	/* only what went to a printer once can be printed again */
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id == v->match.arg[1].id && rows.at[i].job != 0)
			n = print_reprint(v->db, v->arena, &v->act, rows.at[i].job, &v->err);
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
