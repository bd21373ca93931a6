#include "sop/cause.h"

#include <string.h>

static const struct { const char *word, *label; unsigned places; } table[CAUSE__MAX] = {
#define X(code, label, places) [CAUSE_##code] = { #code, label, places },
	SOP_CAUSES(X)
#undef X
};

/* The table once more for one place. */
struct offer {
	const char	*word[CAUSE__MAX + 1], *label[CAUSE__MAX + 1];
};

static const struct offer *
offer(enum cause_place place)
{
	static struct offer at[2 * CAUSE_RESCHEDULE];
	struct offer *o = &at[place];
	size_t n = 0;

	for (enum cause c = 0; c < CAUSE__MAX; c++)
		if ((table[c].places & place) != 0) {
			o->word[n] = table[c].word;
			o->label[n++] = table[c].label;
		}
	return o;
}

const char *const *
cause_words(enum cause_place place)
{
	return offer(place)->word;
}

const char *const *
cause_labels(enum cause_place place)
{
	return offer(place)->label;
}

bool
cause_fits(enum cause_place place, const char *word)
{
	for (enum cause c = 0; word != NULL && c < CAUSE__MAX; c++)
		if ((table[c].places & place) != 0 && strcmp(table[c].word, word) == 0)
			return true;
	return false;
}

const char *
cause_label(const char *word)
{
	for (enum cause c = 0; word != NULL && c < CAUSE__MAX; c++)
		if (strcmp(table[c].word, word) == 0)
			return table[c].label;
	return "";
}
