#include "step/early.h"

#include "step/letter.h"
#include "store/audit.h"

enum change_end
early_allow(struct change *c, const char *reason, struct err *e)
{
	enum change_end end = change_move(c, MOVE_RECORD_FIRST, reason, e);

	if (end == CHANGE_DONE && audit_write(c->db, c->act, "DEVIASI",
	    arena_printf(c->arena, "casefile/%lld", (long long)c->id),
	    arena_printf(c->arena, "perekaman mendahului tanda tangan: %.400s", reason), e) == -1)
		return CHANGE_FAILED;
	return end;
}

enum change_end
early_signed(struct visit *v, struct change *c, struct err *e)
{
	enum change_end end;

	c->is_signed = true;
	if (!c->recorded)
		return CHANGE_DONE;
	end = change_move(c, MOVE_RECORDED, "", e);
	return end == CHANGE_DONE && c->electronic ? letter_print(v, c, e) : end;
}
