#include "admin/figures.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/backup.h"

#define ARENA_CAP	(8u << 20)

static struct figure *
find(struct figures *f, const char *name)
{
	for (size_t i = 0; i < f->tables; i++)
		if (strcmp(f->table[i].name, name) == 0)
			return &f->table[i];
	return NULL;
}

static int
read_position(struct db *db, struct arena *a, struct figures *f, struct err *e)
{
	struct backup_position_rows rows;

	if (backup_position(db, a, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		if (strcasecmp(rows.at[i].name, "binlog_snapshot_file") == 0)
			(void)str_copy(f->binlog, sizeof f->binlog, rows.at[i].value);
		else if (strcasecmp(rows.at[i].name, "binlog_snapshot_position") == 0)
			(void)str_int(rows.at[i].value, 0, INT64_MAX, &f->position);
	}
	return 0;
}

static int
add(struct figures *f, const char *name, int64_t rows, int64_t highest, struct err *e)
{
	struct figure *t = &f->table[f->tables];

	if (f->tables == FIGURES_TABLES || !str_copy(t->name, sizeof t->name, name))
		return err_set(e, ERR_BROKEN, 0, "too many tables");
	t->rows = rows;
	t->highest = highest;
	t->checksum = -1;
	f->tables++;
	return 0;
}

static int
read_tables(struct db *db, struct arena *a, struct figures *f, struct err *e)
{
	struct backup_counts_rows counts;
	struct backup_counts_work_rows work;

	if (backup_counts(db, a, &counts, e) == -1 || backup_counts_work(db, a, &work, e) == -1)
		return -1;
	for (size_t i = 0; i < counts.n; i++)
		if (add(f, counts.at[i].name, counts.at[i].count, counts.at[i].highest, e) == -1)
			return -1;
	for (size_t i = 0; i < work.n; i++)
		if (add(f, work.at[i].name, work.at[i].count, work.at[i].highest, e) == -1)
			return -1;
	return 0;
}

/* CHECKSUM TABLE names "rekam.office". */
static int
read_checksums(struct db *db, struct arena *a, struct figures *f, struct err *e)
{
	struct backup_checksums_rows sums;

	if (backup_checksums(db, a, &sums, e) == -1)
		return -1;
	for (size_t i = 0; i < sums.n; i++) {
		const char *dot = strrchr(sums.at[i].name, '.');
		struct figure *t = find(f, dot == NULL ? sums.at[i].name : dot + 1);

		if (t == NULL)
			return err_set(e, ERR_BROKEN, 0, "backup_counts lacks table %s",
			    sums.at[i].name);
		t->checksum = sums.at[i].checksum;
	}
	return 0;
}

static int
check_complete(struct db *db, struct arena *a, struct figures *f, struct err *e)
{
	struct backup_tables_rows names;

	if (backup_tables(db, a, &names, e) == -1)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		const struct figure *t = find(f, names.at[i].name);

		if (t == NULL || t->checksum == -1)
			return err_set(e, ERR_BROKEN, 0, "sql/query/backup.sql lacks table %s",
			    names.at[i].name);
	}
	return 0;
}

static int
read_numbers(struct db *db, struct arena *a, struct figures *f, struct err *e)
{
	struct backup_numbers_rows rows;
	struct backup_schema_row schema;

	if (backup_schema(db, a, &schema, e) == -1 || backup_numbers(db, a, &rows, e) == -1)
		return -1;
	f->schema = schema.version;
	if (rows.n > FIGURES_NUMBERS)
		return err_set(e, ERR_BROKEN, 0, "too many series of numbers");
	for (size_t i = 0; i < rows.n; i++) {
		struct figure_number *n = &f->number[f->numbers++];

		n->office = rows.at[i].office;
		n->year = rows.at[i].year;
		n->n = rows.at[i].n;
		(void)str_copy(n->series, sizeof n->series, rows.at[i].series);
	}
	return 0;
}

int
figures_read(struct db *db, struct figures *ret, struct err *e)
{
	struct arena *a = arena_create(ARENA_CAP);
	int rc = -1;

	memset(ret, 0, sizeof *ret);
	if (a == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	if (backup_level(db, e) != -1 && backup_snapshot(db, e) != -1 &&
	    read_position(db, a, ret, e) != -1 && read_tables(db, a, ret, e) != -1 &&
	    read_checksums(db, a, ret, e) != -1 && read_numbers(db, a, ret, e) != -1 &&
	    check_complete(db, a, ret, e) != -1)
		rc = 0;
	arena_free(a);
	return rc;	/* db_close() ends the snapshot */
}
