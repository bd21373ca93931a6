#include "page/browser.h"

#include <stddef.h>
#include <string.h>

/* The first word that occurs wins: many name others too. */
struct known {
	const char	*mark, *word;
};

static const struct known browsers[] = {
	{ "Edg/", "Edge" }, { "EdgA/", "Edge" }, { "OPR/", "Opera" }, { "SamsungBrowser/", "Samsung Internet" },
	{ "Firefox/", "Firefox" }, { "FxiOS/", "Firefox" }, { "CriOS/", "Chrome" },
	{ "Chrome/", "Chrome" }, { "Safari/", "Safari" },
};

static const struct known systems[] = {
	{ "Windows", "Windows" }, { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
	{ "CrOS", "ChromeOS" }, { "Mac OS X", "macOS" }, { "Linux", "Linux" },
};

#define FIND(table, text, otherwise) find(table, sizeof(table) / sizeof *(table), text, otherwise)

static const char *
find(const struct known *table, size_t n, const char *text, const char *otherwise)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, table[i].mark) != NULL)
			return table[i].word;
	return otherwise;
}

const char *
browser_word(struct arena *a, const char *user_agent)
{
	const char *text = user_agent == NULL ? "" : user_agent;

	return arena_printf(a, "%s, %s", FIND(browsers, text, "Peramban lain"),
	    FIND(systems, text, "sistem lain"));
}
