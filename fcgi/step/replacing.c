#include "step/replacing.h"

#include "base/str.h"
#include "sop/replacement.h"
#include "sql/casefile.h"
#include "sql/replacement.h"
#include "step/letter.h"
#include "store/audit.h"

/* The trace, and the next version. */
static enum change_end
note(struct change *c, const char *action, int64_t document, const char *detail, struct err *e)
{
	return change_note(c, action, arena_printf(c->arena, "document/%lld %.400s", (long long)document, detail), e);
}

static enum change_end
turn(struct change *c, int64_t document, enum replacement from, enum replacement to, const char *reason,
    struct err *e)
{
	const struct replacement_turn_in in = { .new = document, .from_state = replacement_word(from),
	    .to_state = replacement_word(to), .at = c->act->at, .reason = reason };
	int64_t n = replacement_turn(c->db, &in, e);

	return n == 1 ? CHANGE_DONE : n == 0 ? CHANGE_NOT_NOW : CHANGE_FAILED;
}

enum change_end
replacing_begin(struct visit *v, struct change *c, const struct replacing *in, struct err *e)
{
	const struct document_letter_in now = { .case_id = c->id }, waits = { .case_id = c->id, .pending = 1 };
	struct document_letter_row old, other;
	enum change_end end;
	int64_t id;
	int n;

	if (c->status != STATUS_SELESAI)
		return CHANGE_NOT_NOW;
	if ((n = document_letter(c->db, c->arena, &waits, &other, e)) != 0)
		return n == 1 ? CHANGE_NOT_NOW : CHANGE_FAILED;
	if ((n = document_letter(c->db, c->arena, &now, &old, e)) != 1)
		return n == 0 ? CHANGE_NOT_NOW : CHANGE_FAILED;
	if ((end = letter_replace(v, c, in->signatory, in->number, &old, &id, e)) != CHANGE_DONE)
		return end;
	const struct replacement_add_in add = { .office = c->act->office, .case_id = c->id, .old = old.id, .new = id,
	    .reason = in->reason, .fate = in->fate, .at = c->act->at, .actor = c->act->actor };
	if (replacement_add(c->db, &add, e) < 0)
		return CHANGE_FAILED;
	return note(c, "PENGGANTI_DIBUAT", id, arena_printf(c->arena, "menggantikan document/%lld (%s): %s",
	    (long long)old.id, in->fate, in->reason), e);
}

enum change_end
replacing_signed(struct change *c, const struct document_letter_row *letter, struct err *e)
{
	const struct document_force_in force = { .id = letter->id };
	const struct document_replace_in replace = { .old = letter->revokes_id, .new = letter->id };
	const struct document_void_copies_in copies = { .original = letter->revokes_id };
	enum change_end end = turn(c, letter->id, REPLACEMENT_WAITING, REPLACEMENT_SIGNED, "", e);
	int64_t n;

	if (end != CHANGE_DONE)
		return end;
	if ((n = document_force(c->db, &force, e)) == 1)
		n = document_replace(c->db, &replace, e);
	if (n != 1)
		return n == 0 ? CHANGE_STALE : CHANGE_FAILED;
	if (document_void_copies(c->db, &copies, e) < 0)
		return CHANGE_FAILED;
	return note(c, "PENGGANTI_BERLAKU", letter->id, arena_printf(c->arena, "mencabut document/%lld",
	    (long long)letter->revokes_id), e);
}

enum change_end
replacing_drop(struct change *c, const struct document_letter_row *letter, const char *reason, struct err *e)
{
	const struct document_drop_in drop = { .id = letter->id };
	enum change_end end = turn(c, letter->id, REPLACEMENT_WAITING, REPLACEMENT_DROPPED, reason, e);
	int64_t n;

	if (end != CHANGE_DONE)
		return end;
	if ((n = document_drop(c->db, &drop, e)) != 1)
		return n == 0 ? CHANGE_STALE : CHANGE_FAILED;
	return note(c, "PENGGANTI_BATAL", letter->id, reason, e);
}

enum change_end
replacing_hand(struct change *c, const struct document_letter_row *letter, const char *receiver, struct err *e)
{
	const struct replacement_hand_in in = { .new = letter->id, .at = c->act->at, .receiver = receiver };
	int64_t n = replacement_hand(c->db, &in, e);

	if (n != 1)
		return n == 0 ? CHANGE_NOT_NOW : CHANGE_FAILED;
	return note(c, "PENGGANTI_DISERAHKAN", letter->id, "", e);
}
