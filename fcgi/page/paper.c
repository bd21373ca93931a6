#include "page/paper.h"

#include "sql/document.h"
#include "sql/letterhead.h"
#include "store/print_queue.h"

enum change_end
paper_enqueue(struct visit *v, struct change *c, int64_t document, const uint8_t sha256[32],
    int copies, struct err *e)
{
	if (v->who.training)	/* nothing of it reaches a printer */
		return CHANGE_DONE;
	if (print_enqueue(c->db, c->arena, c->act, document, sha256, copies, e) == -1) {
		if (e->kind != ERR_NOT_FOUND)
			return CHANGE_FAILED;
		(void)err_set(e, ERR_INPUT, 0, "belum ada printer yang aktif; hubungi administrator");
		return CHANGE_REFUSED;
	}
	v->poke_printer = true;
	return CHANGE_DONE;
}

int64_t
paper_keep(struct change *c, enum paper kind, const struct pdf_result *pdf, struct err *e)
{
	const struct document_add_in add = {
		.office = c->act->office, .case_id = c->id, .kind = paper_word(kind), .letter_number = "",
		.at = c->act->at, .actor = c->act->actor,
	};
	int64_t id = document_add(c->db, &add, e);

	if (id < 0)
		return -1;
	const struct document_freeze_in freeze = { .id = id, .bytes = pdf->bytes,
	    .sha256 = { pdf->sha256, sizeof pdf->sha256 }, .pages = pdf->pages, .code = "", .at = c->act->at };
	return document_freeze(c->db, &freeze, e) == 1 ? id : -1;
}

enum change_end
paper_issue(struct visit *v, struct change *c, enum paper kind, const struct pdf_result *pdf,
    int copies, struct err *e)
{
	int64_t id = paper_keep(c, kind, pdf, e);

	if (id < 0)
		return CHANGE_FAILED;
	return copies == 0 ? CHANGE_DONE : paper_enqueue(v, c, id, pdf->sha256, copies, e);
}

enum change_end
paper_issue_or_keep(struct visit *v, struct change *c, enum paper kind, const struct pdf_result *pdf,
    int copies, struct err *e)
{
	enum change_end end = paper_issue(v, c, kind, pdf, copies, e);

	return end == CHANGE_REFUSED ? CHANGE_DONE : end;
}

int
paper_letterhead(struct visit *v, struct db *db, const struct office_get_row *o, struct doc_office *ret, struct err *e)
{
	const struct logo_get_in in = { .office = o->id };
	struct logo_get_row logo;
	int n = logo_get(db, v->arena, &in, &logo, e);

	*ret = (struct doc_office){ .government = o->government, .name = o->name, .place = o->place,
	    .regency = o->regency, .address = o->address, .phone = o->phone, .email = o->email,
	    .website = o->website, .agenda_format = o->agenda_format, .training = o->training_of != 0 };
	if (n == 1)
		ret->logo = logo.bytes;
	return n == -1 ? -1 : 0;
}
