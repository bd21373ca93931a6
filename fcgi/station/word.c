/* word.c - see word.h. */
#include "station/word.h"

#include <string.h>

#define X(name, word)		[STATION_##name] = word,
static const char *const states[STATION__MAX] = { STATION_STATES(X) };
#undef X
#define X(name, word, text)	[REASON_##name] = { word, text },
struct sentence {
	const char	*word, *text;
};
static const struct sentence reasons[REASON__MAX] = { STATION_REASONS(X) };
#undef X
#define X(name, word, text)	[POOR_##name] = { word, text },
static const struct sentence causes[POOR__MAX] = { STATION_CAUSES(X) };
#undef X

static int
index_of(const struct sentence *list, int n, const char *word)
{
	int i;

	for (i = 0; i < n; i++)
		if (word != NULL && strcmp(list[i].word, word) == 0)
			break;
	return i;
}

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
	return (enum station_reason)index_of(reasons, REASON__MAX, word);
}

const char *
station_cause_word(enum station_cause c)
{
	return c < POOR__MAX ? causes[c].word : "";
}

const char *
station_cause_text(enum station_cause c)
{
	return c < POOR__MAX ? causes[c].text : "";
}

enum station_cause
station_cause_of(const char *word)
{
	return (enum station_cause)index_of(causes, POOR__MAX, word);
}
