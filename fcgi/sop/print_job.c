#include "sop/print_job.h"

#include <stddef.h>
#include <string.h>

static const struct { const char *word, *label; bool final; } state[PRINT__MAX] = {
#define X(id, word, label, final) [PRINT_##id] = { word, label, final },
	PRINT_STATES(X)
#undef X
};

static const struct { const char *word, *text; } reason[PRINT_REASON__MAX] = {
#define X(id, word, text) [PRINT_REASON_##id] = { word, text },
	PRINT_REASONS(X)
#undef X
};

const char *
print_state_word(enum print_state s)
{
	return s < PRINT__MAX ? state[s].word : "";
}

const char *
print_state_label(enum print_state s)
{
	return s < PRINT__MAX ? state[s].label : "";
}

enum print_state
print_state_by_word(const char *word)
{
	for (enum print_state s = 0; s < PRINT__MAX; s++)
		if (strcmp(state[s].word, word) == 0)
			return s;
	return PRINT__MAX;
}

bool
print_state_final(enum print_state s)
{
	return s < PRINT__MAX && state[s].final;
}

const char *
print_reason_word(enum print_reason r)
{
	return r < PRINT_REASON__MAX ? reason[r].word : "";
}

const char *
print_reason_text(enum print_reason r)
{
	return r < PRINT_REASON__MAX ? reason[r].text : "";
}

enum print_reason
print_reason_by_word(const char *word)
{
	for (enum print_reason r = 0; r < PRINT_REASON__MAX; r++)
		if (strcmp(reason[r].word, word) == 0)
			return r;
	return PRINT_REASON__MAX;
}
