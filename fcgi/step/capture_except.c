#include "step/capture_except.h"

#include "base/str.h"
#include "sop/finger.h"
#include "sql/capture.h"

unsigned
capture_fingers(const char *word)
{
	const unsigned right = 0x3e, left = 0x7c0;
	int64_t f;

	if (str_eq(word, "KANAN"))
		return right;
	if (str_eq(word, "KIRI"))
		return left;
	if (str_eq(word, "KEDUA"))
		return right | left;
	return str_int(word, 1, FINGER_COUNT, &f) ? 1u << f : 0;
}

enum change_end
capture_except(struct change *c, void *arg, struct err *e)
{
	const struct capture_exception *x = arg;
	unsigned fingers = capture_fingers(x->fingers);

	if (c->status != STATUS_SEDANG_DIREKAM)
		return CHANGE_NOT_NOW;
	if ((c->act->roles & SOP_OPERATOR) == 0)
		return CHANGE_NOT_YOU;
	for (int f = 1; f <= FINGER_COUNT; f++) {
		if ((fingers & 1u << f) == 0)
			continue;
		const struct finger_exception_drop_in drop = { .case_id = c->id, .finger = f };
		const struct finger_exception_set_in set = {
			.case_id = c->id, .finger = f, .reason = x->cause, .note = x->note,
			.at = c->act->at, .actor = c->act->actor,
		};
		if ((x->cause == NULL ? finger_exception_drop(c->db, &drop, e) :
		    finger_exception_set(c->db, &set, e)) < 0)
			return CHANGE_FAILED;
	}
	return change_touch(c, x->cause == NULL ? "CABUT_PENGECUALIAN" : "KECUALIKAN_JARI",
	    x->fingers, e);
}
