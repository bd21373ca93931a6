/* word.c - see word.h. */
#include "station/word.h"

#include <string.h>

#define X(name, word)		[STATION_##name] = word,
static const char *const states[STATION__MAX] = { STATION_STATES(X) };
#undef X
#define X(name, word, text)	[REASON_##name] = { word, text },
static const struct {
	const char	*word, *text;
} reasons[REASON__MAX] = { STATION_REASONS(X) };
#undef X

const char *
station_state_word(enum station_state s)
{
	return s < STATION__MAX ? states[s] : "";
}

const char *
station_reason_word(enum station_reason r)
{
	return r < REASON__MAX ? reasons[r].word : "";
}

const char *
station_reason_text(enum station_reason r)
{
	return r < REASON__MAX ? reasons[r].text : "";
}

enum station_state
station_state_of(const char *word)
{
	int i;

	for (i = 0; i < STATION__MAX; i++)
		if (word != NULL && strcmp(states[i], word) == 0)
			break;
	return (enum station_state)i;
}

enum station_reason
station_reason_of(const char *word)
{
	int i;

	for (i = 0; i < REASON__MAX; i++)
		if (word != NULL && strcmp(reasons[i].word, word) == 0)
			break;
	return (enum station_reason)i;
}
