/*
 * Step 6 - the recommendation is given to the applicant; the case is finished and
 * ready for Dinas Dukcapil.  The receipt (Tanda Terima) is made and printed in the
 * same transaction.
 */
#include "base/str.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/paper.h"
#include "print/doc_receipt.h"
#include "sop/person.h"
#include "sql/document.h"
#include "sql/office.h"
#include "sql/paper.h"
#include "step/step.h"
#include "tpl.h"

#define SENT	"DIKIRIM"	/* not collected: goes straight to the Dinas */

struct handover {
	const char	*receiver, *relation;
};

static const char *const relations[] = {
	"PEMOHON", "ORANG TUA/WALI", "SUAMI/ISTRI", "SAUDARA", "PERANGKAT DESA", "LAINNYA", SENT, NULL,
};
static const char *const relation_labels[] = {
	"Pemohon sendiri", "Orang tua/wali", "Suami/istri", "Saudara", "Perangkat desa", "Lainnya",
	"Tidak diambil – dikirim langsung ke Dinas", NULL,
};

static const struct form_field form[] = {
	FORM_MAY_AS("penerima", struct handover, receiver, 1, 60, "Nama penerima"),
	FORM_CHOICE_AS("hubungan", struct handover, relation, relations, "Hubungan dengan pemohon"),
	FORM_END
};

static const char *
relation_label(const char *word)
{
	for (size_t i = 0; relations[i] != NULL; i++)
		if (str_eq(relations[i], word))
			return relation_labels[i];
	return "";
}

static void
show(struct visit *v, const struct casefile_get_row *row, struct form_result *typed, int status)
{
	const struct field_source src = { v->arena, form, typed };
	const struct document_letter_in in = { .case_id = row->id };
	struct document_letter_row letter = { 0 };
	struct handover_page p = {
		.layout = visit_layout(v, "Penyerahan Rekomendasi"), .head = case_view_head(v, row),
		.form = visit_form(v, case_href(v, row->id, "penyerahan"), row->version),
		.person = case_view_person(v, row), .done = str_eq(row->status, "SELESAI"),
		.received_by = row->received_by, .received_as = relation_label(row->received_as),
		.received_at = row->received_at,
		.receiver = field_upper(&src, "penerima", row->name),
		.relation = field_choice(&src, "hubungan", FIELD_SELECT, relations, relation_labels, "PEMOHON"),
	};

	p.receiver.required = true;
	if (document_letter(v->db, v->arena, &in, &letter, &v->err) == -1 ||
	    case_view_clock(v, row, STEP_HANDOVER, &p.clock) == -1 ||
	    case_view_papers(v, row, NULL, &p.papers) == -1) {
		visit_failed(v);
		return;
	}
	p.letter_number = letter.letter_number;
	p.letter_day = letter.letter_day;
	if (!p.done && visit_has(v, SOP_CLERK))
		p.hand_over = (struct view_action){ sop_move[MOVE_HAND_OVER].verb, NULL, "HAND_OVER", NULL };
	visit_crumb(v, &p.layout, p.head.href, row->name);
	p.layout.failed = typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_step_handover(visit_page(v, status), &p);
}

void
handover_get(struct visit *v)
{
	struct casefile_get_row row;

	if (!case_load(v, &row))
		return;
	if (!str_eq(row.status, "TEREKAM") && !str_eq(row.status, "SELESAI")) {
		reply_redirect(v->reply, case_href(v, row.id, NULL));
		return;
	}
	show(v, &row, NULL, 200);
}

struct order {
	struct visit		*visit;
	const struct handover	*in;
};

/* Makes, freezes and queues the Tanda Terima. */
static enum change_end
receipt(struct visit *v, struct change *c, const struct handover *in, struct err *e)
{
	const struct casefile_get_in case_in = { .id = c->id, .office = c->act->office };
	const struct office_get_in office_in = { .id = c->act->office };
	const struct document_letter_in letter_in = { .case_id = c->id };
	const struct paper_office_in how_in = { .id = c->act->office };
	struct casefile_get_row row;
	struct office_get_row o;
	struct paper_office_row how;
	struct document_letter_row letter;
	struct doc_office head;
	struct pdf_result pdf;

	if (casefile_get(c->db, v->arena, &case_in, &row, e) != 1 ||
	    office_get(c->db, v->arena, &office_in, &o, e) != 1 ||
	    paper_office(c->db, v->arena, &how_in, &how, e) != 1 ||
	    document_letter(c->db, v->arena, &letter_in, &letter, e) != 1 ||
	    paper_letterhead(v, c->db, &o, &head, e) == -1)
		return CHANGE_FAILED;
	const struct doc_handover d = {
		.page = { .fonts = v->site->fonts, .made = v->now,
		    .media = str_empty(how.receipt_paper) ? o.paper : how.receipt_paper },
		.office = head,
		.number = letter.letter_number, .day = letter.letter_day,
		.agenda_no = row.agenda_no, .agenda_year = (int)row.agenda_year,
		.name = row.name, .nik = row.nik, .village_kind = row.village_kind, .village = row.village,
		.received_by = str_upper(v->arena, in->receiver),
		.received_as = str_eq(in->relation, "PEMOHON") ? "" : relation_label(in->relation),
		.at = c->act->at, .officer = v->who.name, .sheets = 1,
	};
	if (handover_render(v->arena, &d, &pdf, e) == -1)
		return e->kind == ERR_INPUT ? CHANGE_REFUSED : CHANGE_FAILED;
	return paper_issue(v, c, PAPER_HANDED, &pdf, 1, e);
}

static enum change_end
run(struct change *c, void *arg, struct err *e)
{
	struct order *o = arg;
	enum change_end end = change_move(c, MOVE_HAND_OVER, "", e);

	if (end != CHANGE_DONE)
		return end;
	bool sent = str_eq(o->in->relation, SENT);
	const struct casefile_set_received_in set = {
		.id = c->id, .at = c->act->at,
		.received_by = sent ? "" : str_upper(o->visit->arena, o->in->receiver),
		.received_as = o->in->relation,
	};
	if (casefile_set_received(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	return sent ? CHANGE_DONE : receipt(o->visit, c, o->in, e);
}

void
handover_post(struct visit *v)
{
	struct casefile_get_row row;
	struct form_result r;
	struct handover in;
	const char *location;

	if (!case_load(v, &row) || !visit_action_is(v, "HAND_OVER"))
		return;
	if (form_read(form, v->req, v->arena, &in, &r) && str_empty(in.receiver) && !str_eq(in.relation, SENT))
		form_add(&r, form, "penerima", "Nama penerima belum diisi. Tuliskan siapa yang menerima surat.");
	if (!r.ok) {
		show(v, &row, &r, 422);
		return;
	}
	struct order o = { v, &in };
	const struct change_order order = { .id = row.id, .version = visit_version(v), .run = run,
	    .arg = &o, .location = case_href(v, row.id, NULL) };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED) {
		form_add(&r, form, "penerima", arena_printf(v->arena,
		    "Tanda terima tidak dapat dibuat (%s).", v->err.text));
		show(v, &row, &r, 422);
		return;
	}
	visit_change_end(v, end, MOVE_HAND_OVER, case_href(v, row.id, NULL), location, "selesai", form);
}
