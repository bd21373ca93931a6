#include "base/wordlist.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define MOST	((size_t)16 << 20)

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
lines(const char *text)
{
	size_t n = 1;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

int
wordlist_read(const char *path, struct wordlist *ret_list, struct err *e)
{
	struct wordlist w = { 0 };
	size_t size, n = 0;

	if ((w.text = file_read(path, MOST, false, &size, e)) == NULL)
		return -1;
	if ((w.at = calloc(lines(w.text), sizeof *w.at)) == NULL) {
		wordlist_free(&w);
		return err_set(e, ERR_FULL, 0, "no memory for %s", path);
	}
	char *rest = w.text;
	for (char *line; (line = strsep(&rest, "\r\n")) != NULL;) {
		if (*line == '\0' || strncmp(line, "#!", 2) == 0)
			continue;
		for (char *p = line; *p != '\0'; p++)
			*p = (char)tolower((unsigned char)*p);
		w.at[n++] = line;
	}
	qsort(w.at, n, sizeof *w.at, compare);
	for (size_t i = 0; i < n; i++)
		if (w.n == 0 || strcmp(w.at[w.n - 1], w.at[i]) != 0)
			w.at[w.n++] = w.at[i];
	if (w.n == 0) {
		wordlist_free(&w);
		return err_set(e, ERR_INPUT, 0, "%s: no word in it", path);
	}
	*ret_list = w;
	return 0;
}

void
wordlist_free(struct wordlist *w)
{
	free(w->at);
	if (w->text != NULL)
		file_free(w->text, 0);
	*w = (struct wordlist){ 0 };
}
