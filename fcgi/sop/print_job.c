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

enum print_reason
print_reason_by_keywords(const char *keywords)
{
	static const struct { const char *word; enum print_reason reason; } table[] = {
		{ "paused", PRINT_REASON_STOPPED },
		{ "media-jam", PRINT_REASON_JAM },
		{ "cover-open", PRINT_REASON_COVER },
		{ "door-open", PRINT_REASON_COVER },
		{ "interlock-open", PRINT_REASON_COVER },
		{ "media-empty", PRINT_REASON_PAPER_OUT },
		{ "media-needed", PRINT_REASON_PAPER_OUT },
		{ "input-tray-missing", PRINT_REASON_PAPER_OUT },
		{ "toner-empty", PRINT_REASON_TONER },
		{ "marker-supply-empty", PRINT_REASON_TONER },
		{ "output-area-full", PRINT_REASON_TRAY_FULL },
		{ "offline", PRINT_REASON_PRINTER_AWAY },
		{ "connecting-to-device", PRINT_REASON_PRINTER_AWAY },
		{ "timed-out", PRINT_REASON_PRINTER_AWAY },
		{ "shutdown", PRINT_REASON_PRINTER_AWAY },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		const char *p = strstr(keywords, table[i].word);
		size_t n = strlen(table[i].word);

		/* "-report" keeps nothing from being printed (RFC 8011, 5.4.12). */
		if (p != NULL && (table[i].reason == PRINT_REASON_PRINTER_AWAY ||
		    strncmp(p + n, "-report", 7) != 0))
			return table[i].reason;
	}
	return PRINT_REASON_NONE;
}

const char *
print_state_trace(enum print_state from, enum print_state to)
{
	if (from == to)
		return NULL;
	switch (to) {
	case PRINT_ACCEPTED: return "CETAK_DIKIRIM";
	case PRINT_PRINTED: return "TERCETAK";
	case PRINT_HELD: return "CETAK_TERTAHAN";
	case PRINT_WITHDRAWN: return "CETAK_DITARIK";
	case PRINT_QUEUED:
	case PRINT_CLAIMED:
	case PRINT__MAX: break;
	}
	return NULL;
}
