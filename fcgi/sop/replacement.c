#include "sop/replacement.h"

#include <string.h>

static const struct { const char *word, *label; enum tone tone; } row[REPLACEMENT__MAX] = {
#define X(id, word, label, tone) [REPLACEMENT_##id] = { word, label, TONE_##tone },
	REPLACEMENTS(X)
#undef X
};

const char *
replacement_word(enum replacement r)
{
	return r < REPLACEMENT__MAX ? row[r].word : "";
}

const char *
replacement_label(enum replacement r)
{
	return r < REPLACEMENT__MAX ? row[r].label : "";
}

enum tone
replacement_tone(enum replacement r)
{
	return r < REPLACEMENT__MAX ? row[r].tone : TONE_OFF;
}

enum replacement
replacement_by_word(const char *word)
{
	enum replacement r = 0;

	while (r < REPLACEMENT__MAX && strcmp(row[r].word, word) != 0)
		r++;
	return r;
}
