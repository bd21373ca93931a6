#include "sop/finger.h"

#include <stddef.h>
#include <string.h>

const int finger_order[FINGER_COUNT] = { 2, 3, 4, 5, 7, 8, 9, 10, 1, 6 };

static const struct { const char *head, *inside; } name[FINGER_COUNT + 1] = {
	{ "", "" },
	{ "Ibu jari kanan", "ibu jari kanan" }, { "Telunjuk kanan", "telunjuk kanan" },
	{ "Jari tengah kanan", "jari tengah kanan" }, { "Jari manis kanan", "jari manis kanan" },
	{ "Kelingking kanan", "kelingking kanan" },
	{ "Ibu jari kiri", "ibu jari kiri" }, { "Telunjuk kiri", "telunjuk kiri" },
	{ "Jari tengah kiri", "jari tengah kiri" }, { "Jari manis kiri", "jari manis kiri" },
	{ "Kelingking kiri", "kelingking kiri" },
};

static const struct { const char *word, *label; bool temporary; } reason[FINGER_REASON__MAX] = {
#define X(code, label, temporary) [FINGER_##code] = { #code, label, temporary },
	FINGER_REASONS(X)
#undef X
};

bool
finger_valid(int finger)
{
	return finger >= 1 && finger <= FINGER_COUNT;
}

const char *
finger_name(int finger)
{
	return finger_valid(finger) ? name[finger].head : "";
}

const char *
finger_word(int finger)
{
	return finger_valid(finger) ? name[finger].inside : "";
}

const char *
finger_hand(int finger)
{
	return !finger_valid(finger) ? "" : finger <= 5 ? "kanan" : "kiri";
}

const char *
finger_reason_word(enum finger_reason r)
{
	return r < FINGER_REASON__MAX ? reason[r].word : "";
}

const char *
finger_reason_label(enum finger_reason r)
{
	return r < FINGER_REASON__MAX ? reason[r].label : "";
}

bool
finger_reason_temporary(enum finger_reason r)
{
	return r < FINGER_REASON__MAX && reason[r].temporary;
}

enum finger_reason
finger_reason_by_word(const char *word)
{
	for (enum finger_reason r = 0; r < FINGER_REASON__MAX; r++)
		if (strcmp(reason[r].word, word) == 0)
			return r;
	return FINGER_REASON__MAX;
}
