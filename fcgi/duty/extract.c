#include "duty/extract.h"

#include "base/str.h"
#include "duty/extract_inside.h"
#include "sql/office.h"
#include "sql/subject.h"
#include "store/audit.h"

struct filling
filling_begin(struct arena *a, size_t cap)
{
	struct filling f = { .arena = a, .cap = cap };

	f.facts.at = ARENA_ARRAY(a, cap, struct extract_fact);
	return f;
}

void
fill_both(struct filling *f, const char *key, const char *label, const char *machine,
    const char *shown)
{
	bool none = machine == NULL || *machine == '\0';

	if (f->facts.at == NULL || f->facts.n == f->cap)
		return;		/* the arena is spent, which is sticky; cap is the caller's count */
	f->facts.at[f->facts.n++] = (struct extract_fact){ .key = key, .label = label,
		.machine = none ? NULL : machine, .shown = none || shown == NULL ? "" : shown };
}

void
fill_text(struct filling *f, const char *key, const char *label, const char *s)
{
	fill_both(f, key, label, s, s);
}

void
fill_number(struct filling *f, const char *key, const char *label, int64_t n)
{
	const char *s = arena_printf(f->arena, "%lld", (long long)n);

	fill_both(f, key, label, s, s);
	if (f->facts.n > 0)
		f->facts.at[f->facts.n - 1].number = true;
}

void
fill_day(struct filling *f, const char *key, const char *label, struct day d)
{
	struct fmt iso, shown;

	if (d.y == 0)
		fill_text(f, key, label, NULL);
	else
		fill_both(f, key, label, arena_strdup(f->arena, fmt_iso(&iso, d)),
		    arena_strdup(f->arena, fmt_long(&shown, d)));
}

void
fill_when(struct filling *f, const char *key, const char *label, struct utc t)
{
	struct fmt machine, shown;

	if (t.us == 0)
		fill_text(f, key, label, NULL);
	else
		fill_both(f, key, label, arena_strdup(f->arena, fmt_machine(&machine, t)),
		    arena_strdup(f->arena, fmt_when(&shown, t)));
}

void
fill_hash(struct filling *f, const char *key, const char *label, struct bytes b)
{
	char *hex = b.p == NULL ? NULL : arena_alloc(f->arena, 2 * b.n + 1);

	if (hex != NULL)
		str_hex(hex, b.p, b.n);
	fill_text(f, key, label, hex);
}

struct extract_table
table_begin(struct arena *a, const char *key, const char *title, const char *none, size_t rows)
{
	return (struct extract_table){ .key = key, .title = title, .none = none,
		.rows = { ARENA_ARRAY(a, rows, struct extract_row), 0 } };
}

void
table_add(struct extract_table *t, const struct filling *row)
{
	if (t->rows.at != NULL)
		t->rows.at[t->rows.n++] = (struct extract_row){ row->facts };
}

static void
head(struct extract *x, struct arena *a, const struct act *act, const char *by)
{
	struct filling f = filling_begin(a, 10);
	struct fmt nik;

	fill_text(&f, "bentuk", "Bentuk berkas", EXTRACT_FORM);
	fill_text(&f, "pengendali", "Pengendali data", x->office);
	fill_both(&f, "nik", "NIK", x->nik, arena_strdup(a, fmt_nik(&nik, x->nik)));
	fill_text(&f, "nama", "Nama", x->name);
	fill_when(&f, "dibuat_pada", "Dibuat pada", act->at);
	fill_text(&f, "dibuat_oleh", "Dibuat oleh", by);
	fill_number(&f, "jumlah_permohonan", "Jumlah permohonan", (int64_t)x->cases.n);
	fill_text(&f, "dasar", "Dasar", "Undang-Undang Nomor 27 Tahun 2022 Pasal 32");
	fill_text(&f, "keterangan", "Keterangan",
	    "Gambar sidik jari tidak termuat: gambar disegel oleh stasiun perekaman dan tidak dapat dibuka di kantor ini.");
	x->head.cells = f.facts;
}

int
extract_load(struct db *db, struct arena *a, const struct act *act, const char *nik,
    const char *by, struct extract *ret, struct err *e)
{
	const struct subject_cases_in in = { .office = act->office, .nik = nik };
	const struct office_get_in where = { .id = act->office };
	struct subject_cases_rows ids;
	struct office_get_row office;
	struct extract x = { .nik = nik };
	struct fmt title;

	int n = office_get(db, a, &where, &office, e);
	if (n != 1 || subject_cases(db, a, &in, &ids, e) == -1)
		return n == 0 ? 0 : -1;
	if (ids.n == 0)
		return 0;
	x.office = arena_printf(a, "%s, %s", fmt_title(&title, office.name), office.address);
	x.cases.at = ARENA_ARRAY(a, ids.n, struct extract_case);
	for (size_t i = 0; x.cases.at != NULL && i < ids.n; i++) {
		n = extract_case_load(db, a, act, ids.at[i].id, &x, &x.cases.at[x.cases.n], e);
		if (n == -1)
			return -1;
		x.cases.n += (size_t)n;
	}
	if (extract_tables_load(db, a, act, nik, &x.tables, e) == -1)
		return -1;
	if (arena_overflowed(a))
		return err_set(e, ERR_FULL, 0, "extract: arena");
	head(&x, a, act, by);
	*ret = x;
	return 1;
}

int
extract_trace(struct db *db, struct arena *a, const struct act *act, const struct extract *x,
    const char *action, const char *detail, struct err *e)
{
	for (size_t i = 0; i < x->cases.n; i++)
		if (audit_write(db, act, action, arena_printf(a, "casefile/%lld",
		    (long long)x->cases.at[i].id), detail, e) == -1)
			return -1;
	return 0;
}
