#include "sop/sop.h"

#include <string.h>

const struct sop_move sop_move[MOVE__MAX] = {
#define X(action, from, to, step, who, guard, verb)			\
	[MOVE_##action] = { #action, STATUS_##from, STATUS_##to,	\
	    STEP_##step, SOP_##who, GUARD_##guard, verb },
	SOP_MOVES(X)
#undef X
	[MOVE_CANCEL] = { "CANCEL", STATUS__MAX, STATUS_DIBATALKAN, STEP_NONE,
	    SOP_CLERK | SOP_KASI, GUARD_REASON, "Batalkan permohonan" },
	[MOVE_EXPIRE] = { "EXPIRE", STATUS__MAX, STATUS_KEDALUWARSA, STEP_NONE,
	    SOP_SYSTEM, GUARD_NONE, "" },
};

static const struct {
	const char	*word, *label;
	enum step	 step;
	enum tone	 tone;
	bool		 open;
} state[STATUS__MAX] = {
#define X(code, label, step, tone, open)				\
	[STATUS_##code] = { #code, label, STEP_##step, TONE_##tone, open },
	SOP_STATES(X)
#undef X
};

static const struct { const char *path, *label; } step[STEP__MAX] = {
	[STEP_NONE] = { "", "" },
#define X(id, no, path, label) [STEP_##id] = { path, label },
	SOP_STEPS(X)
#undef X
};

const char *
sop_status_word(enum status s)
{
	return s < STATUS__MAX ? state[s].word : "";
}

const char *
sop_status_label(enum status s)
{
	return s < STATUS__MAX ? state[s].label : "";
}

enum status
sop_status_by_word(const char *word)
{
	for (enum status s = 0; s < STATUS__MAX; s++)
		if (strcmp(state[s].word, word) == 0)
			return s;
	return STATUS__MAX;
}

enum step
sop_status_step(enum status s)
{
	return s < STATUS__MAX ? state[s].step : STEP_NONE;
}

enum tone
sop_status_tone(enum status s)
{
	return s < STATUS__MAX ? state[s].tone : TONE_OFF;
}

const char *
sop_tone_word(enum tone t)
{
	switch (t) {
	case TONE_WORK: return "kerja";
	case TONE_WAIT: return "tunggu";
	case TONE_PROBLEM: return "masalah";
	case TONE_DONE: return "selesai";
	case TONE_OFF: return "nonaktif";
	}
	return "nonaktif";
}

bool
sop_status_open(enum status s)
{
	return s < STATUS__MAX && state[s].open;
}

const char *
sop_step_path(enum step s)
{
	return s < STEP__MAX ? step[s].path : "";
}

const char *
sop_step_label(enum step s)
{
	return s < STEP__MAX ? step[s].label : "";
}

enum step
sop_step_by_path(const char *path)
{
	for (enum step s = STEP_INTAKE; s < STEP__MAX; s++)
		if (strcmp(step[s].path, path) == 0)
			return s;
	return STEP_NONE;
}

bool
sop_from(enum move m, enum status from)
{
	if (m >= MOVE__MAX || from >= STATUS__MAX)
		return false;
	if (sop_move[m].from != STATUS__MAX)
		return sop_move[m].from == from;
	/* leaving: nobody who is recorded nationally can be undone here */
	return state[from].open && from != STATUS_TEREKAM;
}

/* Out of the procedure without a recommendation. */
static bool
leaves(enum move m)
{
	return sop_move[m].to == STATUS_DITOLAK || sop_move[m].to == STATUS_DIBATALKAN ||
	    sop_move[m].to == STATUS_KEDALUWARSA;
}

static bool
given(const char *reason)
{
	return reason != NULL && reason[strspn(reason, " \t\r\n")] != '\0';
}

static bool
guard_holds(enum guard g, const struct sop_facts *f)
{
	switch (g) {
	case GUARD_NONE: return true;
	case GUARD_COMPLETE: return f->missing == 0;
	case GUARD_REASON: return given(f->reason);
	case GUARD_INK: return !f->electronic;
	case GUARD_INK_REASON: return !f->electronic && given(f->reason);
	case GUARD_ELECTRONIC: return f->electronic;
	case GUARD_NUMBERED: return f->numbered;
	case GUARD_FINGERS: return f->is_signed && f->fingers_open == 0;
	case GUARD_FINGERS_FIRST: return !f->is_signed && f->fingers_open == 0;
	case GUARD_FIRST: return f->record_first && !f->is_signed && !f->recorded && given(f->reason);
	case GUARD_SIGNED: return f->is_signed;
	case GUARD_NOT_SIGNED: return !f->is_signed;
	case GUARD_SIGNED_REASON: return f->is_signed && given(f->reason);
	case GUARD_NOT_SIGNED_REASON: return !f->is_signed && given(f->reason);
	case GUARD_RECORDED: return f->is_signed && f->recorded;
	case GUARD_NOT_NUMBERED: return !f->numbered;
	case GUARD__MAX: break;
	}
	return false;
}

enum sop_verdict
sop_may(enum move m, role_set roles, const struct sop_facts *f)
{
	role_set who;

	if (!sop_from(m, f->status) || (f->recorded && leaves(m)))
		return SOP_NOT_NOW;
	who = sop_move[m].who;
	/* a case with a number is cancelled by the Kasi, not by the counter */
	if (m == MOVE_CANCEL && f->numbered)
		who = SOP_KASI;
	/* the system's moves are nobody's: only an act without a person makes them */
	if (who == SOP_SYSTEM ? roles != 0 : (who & roles) == 0)
		return SOP_NOT_YOU;
	return guard_holds(sop_move[m].guard, f) ? SOP_YES : SOP_GUARD;
}
