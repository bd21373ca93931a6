#include "sop/role.h"

#include <stddef.h>
#include <string.h>

static const struct { const char *word, *label; } role[ROLE__MAX] = {
#define X(id, word, label) [ROLE_##id] = { word, label },
	ROLES(X)
#undef X
};

const char *
role_word(enum role r)
{
	return r < ROLE__MAX ? role[r].word : "";
}

const char *
role_label(enum role r)
{
	return r < ROLE__MAX ? role[r].label : "";
}

enum role
role_by_word(const char *word)
{
	for (enum role r = 0; r < ROLE__MAX; r++)
		if (strcmp(role[r].word, word) == 0)
			return r;
	return ROLE__MAX;
}
