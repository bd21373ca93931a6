/* /pengaturan/tanda-bukti: does the receipt of step 1 print by itself, and on which paper. */
#include "base/str.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_book.h"
#include "page/visit.h"
#include "sql/paper.h"
#include "store/audit.h"
#include "tpl.h"

static const char *const yes_no[] = { "YA", "TIDAK", NULL };
static const char *const yes_no_labels[] = {
	"Ya: tanda bukti tercetak begitu nomor agenda diberikan",
	"Tidak: dibuat dari halaman permohonan bila diminta", NULL,
};
static const char *const papers[] = { "SURAT", "iso_a5_148x210mm", "om_roll_80x297mm", NULL };
static const char *const paper_labels[] = { "Sama dengan surat", "A5", "Gulungan 80 mm", NULL };

struct receipt {
	const char	*print, *paper;
};

static const struct form_field form[] = {
	FORM_CHOICE_AS("cetak_sendiri", struct receipt, print, yes_no, "Tanda Bukti Pendaftaran dicetak sendiri"),
	FORM_CHOICE_AS("kertas", struct receipt, paper, papers, "Kertas tanda bukti"),
	FORM_END
};

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	const struct paper_office_in in = { .id = v->who.office };
	struct paper_office_row o;

	if (paper_office(v->db, v->arena, &in, &o, &v->err) != 1) {
		visit_failed(v);
		return;
	}
	struct receipt_page p = {
		.layout = visit_layout(v, "Tanda Bukti"), .form = visit_form(v, "/pengaturan/tanda-bukti", 0),
		.receipt = field_choice(&src, "cetak_sendiri", FIELD_RADIO, yes_no, yes_no_labels, o.receipt ? "YA" : "TIDAK"),
		.paper = field_choice(&src, "kertas", FIELD_RADIO, papers, paper_labels,
		    str_empty(o.receipt_paper) ? papers[0] : o.receipt_paper),
	};
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	tpl_page_receipt(visit_page(v, status), &p);
}

void
receipt_setting_get(struct visit *v)
{
	show(v, 200, NULL);
}

void
receipt_setting_post(struct visit *v)
{
	struct form_result r;
	struct receipt in;

	if (!visit_action_is(v, "SIMPAN"))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	const struct paper_office_set_in set = { .id = v->who.office, .receipt = str_eq(in.print, "YA"),
	    .receipt_paper = str_eq(in.paper, papers[0]) ? "" : in.paper };
	if (db_begin(v->db, &v->err) == -1 || paper_office_set(v->db, &set, &v->err) < 0 ||
	    audit_write(v->db, &v->act, "PENGATURAN", arena_printf(v->arena, "office/%lld",
	    (long long)v->who.office), arena_printf(v->arena, "tanda bukti %s %s", in.print, in.paper),
	    &v->err) == -1 || db_commit(v->db, &v->err) == -1) {
		(void)db_rollback(v->db, NULL);
		visit_failed(v);
		return;
	}
	visit_done(v, "/pengaturan/tanda-bukti", "pengaturan");
}
