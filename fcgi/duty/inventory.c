#include "duty/inventory.h"

#include <string.h>

#include "base/str.h"
#include "sql/text.h"

enum { COLUMNS = 6 };

const char *const inventory_classes[] = { "umum", "pribadi", "spesifik", "rahasia", "teknis", NULL };

bool
inventory_is_file(const struct inventory_line *l)
{
	return str_starts(l->table, INVENTORY_FILE_PREFIX);
}

/* Takes the next value of a line off *p, which then stands behind its comma or at the end. */
static bool
take(struct arena *a, char **p, const char **ret)
{
	char *s = *p, *end;

	if (*s == '"') {
		if ((end = strchr(s + 1, '"')) == NULL || (end[1] != ',' && end[1] != '\0'))
			return false;
		*ret = arena_strndup(a, s + 1, (size_t)(end - s - 1));
		end++;
	} else {
		end = s + strcspn(s, ",");
		*ret = arena_strndup(a, s, (size_t)(end - s));
	}
	*p = *end == ',' ? end + 1 : end;
	return true;
}

static bool
class_known(const char *s)
{
	for (size_t i = 0; inventory_classes[i] != NULL; i++)
		if (str_eq(inventory_classes[i], s))
			return true;
	return false;
}

static int
parse_line(struct arena *a, char *text, int no, struct inventory_line *ret, struct err *e)
{
	const char *v[COLUMNS];
	char *p = text;

	for (size_t i = 0; i < COLUMNS; i++)
		if (!take(a, &p, &v[i]) || str_empty(v[i]) || str_eq(v[i], "?"))
			return err_set(e, ERR_INPUT, 0, "inventory.csv:%d: value %zu is missing or broken", no, i + 1);
	if (*p != '\0')
		return err_set(e, ERR_INPUT, 0, "inventory.csv:%d: more than %d values", no, COLUMNS);
	if (!class_known(v[2]))
		return err_set(e, ERR_INPUT, 0, "inventory.csv:%d: there is no class '%s'", no, v[2]);
	*ret = (struct inventory_line){ v[0], v[1], v[2], v[3], v[4], v[5], no };
	return 0;
}

/* "#ditinjau,8,2026-11-26" */
static int
parse_head(struct arena *a, char *text, struct inventory *inv, struct err *e)
{
	const char *word, *schema, *day;

	if (!take(a, &text, &word) || !str_eq(word, "#ditinjau") || !take(a, &text, &schema) ||
	    !str_int(schema, 0, 9999, &inv->schema) || !take(a, &text, &day) ||
	    !day_parse(day, &inv->reviewed))
		return err_set(e, ERR_INPUT, 0, "inventory.csv:1: #ditinjau,SCHEMA,YYYY-MM-DD");
	return 0;
}

int
inventory_parse(struct arena *a, const char *text, struct inventory *ret, struct err *e)
{
	struct inventory inv = { 0 };
	struct inventory_line *at;
	size_t lines = 1;
	int no = 0;

	for (const char *p = text; *p != '\0'; p++)
		lines += *p == '\n';
	if ((at = ARENA_ARRAY(a, lines, struct inventory_line)) == NULL)
		return err_set(e, ERR_FULL, 0, "arena");
	for (char *line = arena_strdup(a, text), *next; line != NULL; line = next) {
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		if (++no == 1) {
			if (parse_head(a, line, &inv, e) == -1)
				return -1;
		} else if (*line != '#' && *line != '\0' &&
		    parse_line(a, line, no, &at[inv.n++], e) == -1)
			return -1;
	}
	inv.at = at;
	*ret = inv;
	return 0;
}

int
inventory_read(struct arena *a, struct inventory *ret, struct err *e)
{
	for (const struct sql_text *t = sql_texts; t->name != NULL; t++)
		if (str_eq(t->name, "inventory.csv"))
			return inventory_parse(a, t->text, ret, e);
	return err_set(e, ERR_NOT_FOUND, 0, "inventory.csv is not compiled in");
}
