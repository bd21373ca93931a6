#include "store/schema.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/schema.h"
#include "sql/text.h"

#define PREFIX		"schema/"
#define ARENA_CAP	(256 * 1024)

int
schema_file(size_t i, struct schema_file *ret)
{
	size_t n = 0;

	for (const struct sql_text *t = sql_texts; t->name != NULL; t++) {
		if (!str_starts(t->name, PREFIX) || n++ != i)
			continue;
		ret->name = t->name + strlen(PREFIX);
		ret->version = strtoll(ret->name, NULL, 10);
		ret->text = t->text;
		(void)crypto_hash_sha256(ret->sha256, (const unsigned char *)t->text, t->n);
		return 1;
	}
	return 0;
}

static int
compare(const struct schema_list_rows *rows, struct err *e)
{
	struct schema_file f = { .version = 0 };
	size_t i = 1, k = 0;

	for (; schema_file(i, &f) == 1 && k < rows->n; i++, k++) {
		const struct schema_list_row *r = &rows->at[k];

		if (r->version != f.version)
			return err_set(e, ERR_BROKEN, 0, "schema: version %ld is there, %ld is expected",
			    (long)r->version, (long)f.version);
		if (r->done_at.us == 0)
			return err_set(e, ERR_BROKEN, 0, "schema: %s was interrupted", r->name);
		if (r->sha256.n != SCHEMA_SHA256 || memcmp(r->sha256.p, f.sha256, SCHEMA_SHA256) != 0)
			return err_set(e, ERR_BROKEN, 0, "schema: %s was another file when it ran",
			    r->name);
	}
	if (k < rows->n)
		return err_set(e, ERR_BROKEN, 0, "schema: %s is newer than this program",
		    rows->at[k].name);
	if (schema_file(i, &f) == 1)
		return err_set(e, ERR_BROKEN, 0, "schema: %s is missing: run rekamctl migrate", f.name);
	return 0;
}

int
schema_check(struct db *db, struct err *e)
{
	struct arena *a = arena_create(ARENA_CAP);
	struct schema_list_rows rows;
	int r = -1;

	if (a == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if (schema_list(db, a, &rows, e) == 0)
		r = compare(&rows, e);
	else if (e->code == 1146 || e->code == 1142 || e->code == 1044)
		(void)err_set(e, ERR_BROKEN, e->code, "schema: there is none: run rekamctl migrate");
	arena_free(a);
	return r;
}
