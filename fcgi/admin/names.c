#include "admin/names.h"

#include "sql/search.h"
#include "store/name_index.h"

#define ARENA_CAP	(4 * 1024 * 1024)

static int
piece(struct db *db, struct arena *a, int64_t *after, int64_t *n, struct err *e)
{
	const struct names_missing_in in = { .after = *after };
	struct names_missing_rows rows;

	if (db_begin(db, e) == -1 || names_missing(db, a, &in, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		const struct names_missing_row *r = &rows.at[i];
		if (name_index_write(db, a, r->office_id, r->id, r->name, e) == -1)
			return -1;
		*after = r->id;
	}
	*n += (int64_t)rows.n;
	return db_commit(db, e) == -1 ? -1 : rows.n > 0;
}

int
names_index(struct db *db, int64_t *ret_n, struct err *e)
{
	int64_t after = 0, n = 0;
	int r = 1;

	while (r == 1) {
		struct arena *a = arena_create(ARENA_CAP);
		if (a == NULL)
			return err_set(e, ERR_FULL, 0, "no memory");
		if ((r = piece(db, a, &after, &n, e)) == -1)
			(void)db_rollback(db, NULL);
		arena_free(a);
	}
	*ret_n = n;
	return r;
}
