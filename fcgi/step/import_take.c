#include "step/import_take.h"

#include "page/paper.h"
#include "sql/casefile.h"
#include "sql/office.h"
#include "step/early.h"
#include "step/signing.h"

/* The number goes on to a document of its own: the unsigned sheets are void. */
static enum change_end
become(struct change *c, const struct import_take_order *o, int64_t *ret_document, struct err *e)
{
	const struct document_letter_row *l = o->letter;
	const struct document_void_in old = { .case_id = c->id, .kind = "REKOMENDASI" };
	const struct document_add_in add = { .office = c->act->office, .case_id = c->id, .kind = "REKOMENDASI",
	    .letter_year = l->letter_year, .letter_no = l->letter_no, .letter_number = l->letter_number,
	    .letter_day = l->letter_day, .signatory = l->signatory_id, .canonical = l->canonical, .text_hash = l->text_hash,
	    .at = c->act->at, .actor = c->act->actor, .turn = l->turn + 1, .wording = l->wording_id };
	int64_t id;

	if (document_void(c->db, &old, e) < 0 || (id = document_add(c->db, &add, e)) < 0)
		return CHANGE_FAILED;
	const struct document_freeze_in freeze = { .id = id, .bytes = o->file->bytes, .sha256 = o->file->sha256,
	    .pages = o->file->pages, .code = "", .at = c->act->at };
	const struct import_take_in take = { .document = l->id, .taken = id, .sha256 = o->file->sha256 };
	if (document_freeze(c->db, &freeze, e) != 1)
		return CHANGE_FAILED;
	*ret_document = id;
	switch (import_take(c->db, &take, e)) {
	case 1: return CHANGE_DONE;
	case 0: return CHANGE_STALE;	/* another file was uploaded meanwhile */
	default: return CHANGE_FAILED;
	}
}

enum change_end
import_taken(struct change *c, void *arg, struct err *e)
{
	const struct import_take_order *o = arg;
	const struct casefile_set_signed_in set = { .id = c->id, .at = c->act->at };
	const struct office_get_in office = { .id = c->act->office };
	struct document_letter_row letter = *o->letter;
	enum change_end end = change_move(c, MOVE_SIGNED_FILE, "", e);
	struct office_get_row of;

	if (end == CHANGE_DONE)
		end = become(c, o, &letter.id, e);
	if (end != CHANGE_DONE)
		return end;
	if (casefile_set_signed(c->db, &set, e) < 0 || office_get(c->db, c->arena, &office, &of, e) != 1)
		return CHANGE_FAILED;
	end = signing_done(o->visit, c, &letter, o->signs, FACTOR_CERTIFICATE, o->reason, e);
	if (end == CHANGE_DONE)
		end = paper_enqueue(o->visit, c, letter.id, o->file->sha256.p, (int)of.letter_copies, e);
	return end == CHANGE_DONE ? early_signed(o->visit, c, e) : end;
}
