#include "sign/letter_public.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

#define LINE	65		/* 64 digits and "\n" */

static int
path_of(const char *dir, const char *name, char ret[PATH_MAX], struct err *e)
{
	int n = snprintf(ret, PATH_MAX, "%s/%s", dir, name);

	return n > 0 && n < PATH_MAX ? 0 : err_set(e, ERR_INPUT, 0, "path is too long: %s", dir);
}

static bool
add_line(struct letter_public *l, const char *line)
{
	char hex[LINE];

	memcpy(hex, line, LINE - 1);
	hex[LINE - 1] = '\0';
	if (l->n == LETTER_PUBLIC_MAX || line[LINE - 1] != '\n' || !str_unhex(l->at[l->n], 32, hex))
		return false;
	l->n++;
	return true;
}

static int
read_list(const char *path, struct letter_public *l, struct err *e)
{
	struct err why = { 0 };
	size_t n, i = 0;
	char *text = file_read(path, (size_t)LETTER_PUBLIC_MAX * LINE, false, &n, &why);

	if (text == NULL && why.kind == ERR_NOT_FOUND)
		return 0;
	if (text == NULL) {
		*e = why;
		return -1;
	}
	while (i + LINE <= n && add_line(l, text + i))
		i += LINE;
	file_free(text, n);
	return i == n ? 0 : err_set(e, ERR_BROKEN, 0, "%s: not a list of public keys", path);
}

/* The key of today is the last one, also where it stood further up. */
static int
add_current(const char *path, struct letter_public *l, struct err *e)
{
	uint8_t key[32];
	size_t i = 0;

	if (!file_there(path))
		return 0;
	if (letter_public_read(path, key, e) == -1)
		return -1;
	while (i < l->n && memcmp(l->at[i], key, sizeof key) != 0)
		i++;
	if (i == LETTER_PUBLIC_MAX)
		return err_set(e, ERR_FULL, 0, "more than %d letter keys", LETTER_PUBLIC_MAX);
	if (i == l->n)
		l->n++;
	else
		memmove(l->at[i], l->at[i + 1], (l->n - i - 1) * sizeof key);
	memcpy(l->at[l->n - 1], key, sizeof key);
	return 0;
}

int
letter_public_list(const char *keys_dir, struct letter_public *ret, struct err *e)
{
	char list[PATH_MAX], current[PATH_MAX];
	struct letter_public l = { .n = 0 };

	if (path_of(keys_dir, "letter-keys.pub", list, e) == -1 ||
	    path_of(keys_dir, "letter.pub", current, e) == -1 ||
	    read_list(list, &l, e) == -1 || add_current(current, &l, e) == -1)
		return -1;
	*ret = l;
	return 0;
}

int
letter_public_note(const char *keys_dir, struct err *e)
{
	char path[PATH_MAX], text[LETTER_PUBLIC_MAX * LINE + 1];
	struct letter_public l;

	if (letter_public_list(keys_dir, &l, e) == -1 ||
	    path_of(keys_dir, "letter-keys.pub", path, e) == -1)
		return -1;
	for (size_t i = 0; i < l.n; i++) {
		str_hex(text + i * LINE, l.at[i], 32);
		text[i * LINE + LINE - 1] = '\n';
	}
	return l.n == 0 ? 0 : file_write(path, 0644, text, l.n * LINE, e);
}

int
letter_public_verify(const struct letter_public *l, const char *text, struct letter_code *ret,
    struct err *e)
{
	struct err why = { 0 };

	if (letter_code_read(text, &(struct letter_code){ 0 }, e) == -1)
		return -1;
	(void)err_set(&why, ERR_NOT_FOUND, 0, "letter code: signed with another key");
	for (size_t i = 0; i < l->n && why.kind == ERR_NOT_FOUND; i++)
		if (letter_code_verify(text, l->at[i], ret, &why) == 0)
			return 0;
	return err_set(e, why.kind, 0, "%s", why.text);
}
