#include "duty/register.h"

#include <stdio.h>
#include <string.h>

#define WORD(id, word, label)		word,
#define LABEL(id, word, label)		label,
#define WORDS(name, TABLE)							\
	static const char *const name##_words[] = { TABLE(WORD) NULL };		\
	static const char *const name##_labels[] = { TABLE(LABEL) NULL };	\
	const struct duty_words duty_##name = { name##_words, name##_labels };

WORDS(request_kind, REQUEST_KINDS)
WORDS(request_by, REQUEST_BY)
WORDS(request_proof, REQUEST_PROOFS)
WORDS(request_outcome, REQUEST_OUTCOMES)
WORDS(incident_kind, INCIDENT_KINDS)
WORDS(data_class, DATA_CLASSES)

static const char *const entry_words[] = {
#define X(id, word, label, fact) word,
	ENTRY_KINDS(X)
#undef X
	NULL
};
static const char *const entry_labels[] = {
#define X(id, word, label, fact) label,
	ENTRY_KINDS(X)
#undef X
	NULL
};
static const bool entry_fact[] = {
#define X(id, word, label, fact) fact,
	ENTRY_KINDS(X)
#undef X
};
const struct duty_words duty_entry_kind = { entry_words, entry_labels };

const char *
duty_label(const struct duty_words *w, const char *word)
{
	for (size_t i = 0; w->words[i] != NULL; i++)
		if (strcmp(w->words[i], word) == 0)
			return w->labels[i];
	return word;
}

enum entry_kind
duty_entry(const char *word)
{
	enum entry_kind k = 0;

	while (k < ENTRY__MAX && strcmp(entry_words[k], word) != 0)
		k++;
	return k;
}

bool
duty_entry_fact(enum entry_kind k)
{
	return k < ENTRY__MAX && entry_fact[k];
}

struct duty_clock
duty_clock_of(struct utc begun, struct utc now)
{
	struct duty_clock c = { .begun_at = begun };

	c.due_at.us = begun.us + DUTY_HOURS * INT64_C(3600000000);
	c.left = (c.due_at.us - now.us) / 1000000;
	return c;
}

const char *
duty_clock_text(char *buf, size_t size, const struct duty_clock *c)
{
	int64_t s = c->left < 0 ? -c->left : c->left;

	(void)snprintf(buf, size, "%s %lld jam %02lld menit", c->left < 0 ? "terlampaui" : "tersisa",
	    (long long)(s / 3600), (long long)(s / 60 % 60));
	return buf;
}
