#include "admin/compare.h"

#include <inttypes.h>
#include <string.h>

static const struct figure *
table(const struct figures *f, const char *name)
{
	for (size_t i = 0; i < f->tables; i++)
		if (strcmp(f->table[i].name, name) == 0)
			return &f->table[i];
	return NULL;
}

static const struct figure_number *
number(const struct figures *f, const struct figure_number *n)
{
	for (size_t i = 0; i < f->numbers; i++)
		if (f->number[i].office == n->office && f->number[i].year == n->year &&
		    strcmp(f->number[i].series, n->series) == 0)
			return &f->number[i];
	return NULL;
}

static bool
compare_table(const struct figure *want, const struct figure *got, bool exact, FILE *say)
{
	const char *verdict = "equal";

	if (got == NULL)
		verdict = "MISSING";
	else if (exact && (got->rows != want->rows || got->highest != want->highest))
		verdict = "DIFFERENT ROWS";
	else if (exact && got->checksum != want->checksum)
		verdict = "DIFFERENT CONTENT";
	else if (!exact && got->highest > want->highest)
		verdict = "MORE THAN PROMISED";
	else if (!exact)
		verdict = got->checksum == want->checksum && got->rows == want->rows ? "equal" :
		    "older than the manifest";
	(void)fprintf(say, "  %-18s %8" PRId64 " rows  highest %8" PRId64 "  checksum %10" PRId64
	    "  %s\n", want->name, got == NULL ? 0 : got->rows, got == NULL ? 0 : got->highest,
	    got == NULL ? 0 : got->checksum, verdict);
	return verdict[0] == 'e' || verdict[0] == 'o';
}

static bool
compare_number(const struct figure_number *want, const struct figure_number *got, bool exact,
    FILE *say)
{
	int64_t n = got == NULL ? -1 : got->n;
	bool good = exact ? n == want->n : n <= want->n;

	(void)fprintf(say, "  last number of %s %" PRId64 " (office %" PRId64 "): %" PRId64 "  %s\n",
	    want->series, want->year, want->office, n,
	    n == want->n ? "equal" : good ? "older than the manifest" : "DIFFERENT");
	return good;
}

bool
compare_figures(const struct figures *want, const struct figures *got, bool exact, FILE *say)
{
	bool good = want->schema == got->schema;

	if (!good)
		(void)fprintf(say, "  schema %" PRId64 " instead of %" PRId64 "\n", got->schema,
		    want->schema);
	for (size_t i = 0; i < want->tables; i++)
		good &= compare_table(&want->table[i], table(got, want->table[i].name), exact, say);
	for (size_t i = 0; i < got->tables; i++)
		if (table(want, got->table[i].name) == NULL) {
			(void)fprintf(say, "  %-18s NOT IN THE MANIFEST\n", got->table[i].name);
			good = false;
		}
	for (size_t i = 0; i < want->numbers; i++)
		good &= compare_number(&want->number[i], number(got, &want->number[i]), exact, say);
	return good;
}
