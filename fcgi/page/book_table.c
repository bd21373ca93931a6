#include "page/book_table.h"

#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "page/book_rows.h"
#include "sop/number.h"

static const struct workbook_column register_columns[] = {
	{ "Nomor Agenda", WORKBOOK_TEXT, 14 }, { "Tanggal Agenda", WORKBOOK_DAY, 12 }, { "Tanggal Permohonan", WORKBOOK_DAY, 12 },
	{ "Nama Lengkap", WORKBOOK_TEXT, 34 }, { "NIK", WORKBOOK_TEXT, 20 }, { "Nomor KK", WORKBOOK_TEXT, 20 }, { "L/P", WORKBOOK_TEXT, 5 },
	{ "Tempat Lahir", WORKBOOK_TEXT, 18 }, { "Tanggal Lahir", WORKBOOK_DAY, 12 }, { "Alamat", WORKBOOK_TEXT, 30 },
	{ "RT", WORKBOOK_TEXT, 5 }, { "RW", WORKBOOK_TEXT, 5 }, { "Desa", WORKBOOK_TEXT, 16 }, { "Nomor Pengantar Desa", WORKBOOK_TEXT, 28 },
	{ "Tanggal Pengantar Desa", WORKBOOK_DAY, 12 }, { "Kelengkapan Berkas", WORKBOOK_TEXT, 14 }, { "Hasil Verifikasi", WORKBOOK_TEXT, 14 },
	{ "Nomor Rekomendasi", WORKBOOK_TEXT, 28 }, { "Tanggal Rekomendasi", WORKBOOK_DAY, 12 }, { "Penanda Tangan", WORKBOOK_TEXT, 30 },
	{ "Tanggal Perekaman", WORKBOOK_DAY, 12 }, { "Hasil/Pengecualian", WORKBOOK_TEXT, 22 }, { "Tanggal Penyerahan", WORKBOOK_DAY, 12 },
	{ "Penerima", WORKBOOK_TEXT, 26 }, { "Nomor Pengantar ke Dinas", WORKBOOK_TEXT, 28 }, { "Keterangan", WORKBOOK_TEXT, 28 },
};
enum { REGISTER_COLUMNS = sizeof register_columns / sizeof *register_columns };

static const struct workbook_column outgoing_columns[] = {
	{ "No. Urut", WORKBOOK_NUMBER, 8 }, { "Tanggal", WORKBOOK_DAY, 12 }, { "Nomor Surat", WORKBOOK_TEXT, 28 },
	{ "Kode Klasifikasi", WORKBOOK_TEXT, 14 }, { "Tujuan", WORKBOOK_TEXT, 50 }, { "Perihal/Hal", WORKBOOK_TEXT, 50 },
	{ "Lampiran", WORKBOOK_TEXT, 10 }, { "Pengolah", WORKBOOK_TEXT, 30 }, { "Keterangan", WORKBOOK_TEXT, 30 },
};
enum { OUTGOING_COLUMNS = sizeof outgoing_columns / sizeof *outgoing_columns };

static const char *
iso(struct arena *a, struct day d)
{
	char buf[11];

	return d.y == 0 ? "" : arena_strdup(a, day_iso(buf, d));
}

static void
register_cells(struct arena *a, const struct register_row *r, const char **cell)
{
	const char *all[REGISTER_COLUMNS] = {
		number_agenda(a, NULL, r->no, r->year), r->voided ? "" : iso(a, r->day), iso(a, r->asked),
		r->voided ? "TIDAK TERPAKAI" : r->name, r->nik, r->kk,
		str_eq(r->sex, "LAKI-LAKI") ? "L" : str_eq(r->sex, "PEREMPUAN") ? "P" : "", r->birth_place, iso(a, r->birth_day),
		r->address, r->rt, r->rw, r->village, r->intro_number, iso(a, r->intro_day), r->papers, r->verified,
		r->letter_number, iso(a, r->letter_day), r->signer, iso(a, r->recorded), r->result, iso(a, r->handed), r->receiver,
		r->cover_number, r->note,
	};

	memcpy(cell, all, sizeof all);
}

static void
outgoing_cells(struct arena *a, const struct outgoing_row *r, const char **cell)
{
	const char *all[OUTGOING_COLUMNS] = { arena_printf(a, "%lld", (long long)r->no), iso(a, r->day), r->number, r->class_code,
	    r->to, r->subject, r->enclosure, r->unit, r->note };

	memcpy(cell, all, sizeof all);
}

static enum change_end
register_table(struct visit *v, struct db *db, const struct book_order *o, struct workbook *ret, struct err *e)
{
	const struct register_row *rows;
	enum change_end end;
	size_t n;

	if ((end = book_register_rows(v, db, o, BOOK_TABLE_MAX, &rows, &n, e)) != CHANGE_DONE)
		return end;
	const char **cell = ARENA_ARRAY(v->arena, n * REGISTER_COLUMNS + 1, const char *);
	for (size_t i = 0; cell != NULL && i < n; i++)
		register_cells(v->arena, &rows[i], cell + i * REGISTER_COLUMNS);
	*ret = (struct workbook){ arena_printf(v->arena, "Buku Register %d", o->year), register_columns, REGISTER_COLUMNS,
	    cell, cell == NULL ? 0 : n, v->now };
	return CHANGE_DONE;
}

static enum change_end
outgoing_table(struct visit *v, struct db *db, const struct book_order *o, struct workbook *ret, struct err *e)
{
	const struct office_get_in in = { .id = v->act.office };
	const struct outgoing_row *rows;
	struct office_get_row office;
	enum change_end end;
	size_t n;

	if (office_get(db, v->arena, &in, &office, e) != 1)
		return CHANGE_FAILED;
	if ((end = book_outgoing_rows(v, db, o, office.regency, BOOK_TABLE_MAX, &rows, &n, e)) != CHANGE_DONE)
		return end;
	const char **cell = ARENA_ARRAY(v->arena, n * OUTGOING_COLUMNS + 1, const char *);
	for (size_t i = 0; cell != NULL && i < n; i++)
		outgoing_cells(v->arena, &rows[i], cell + i * OUTGOING_COLUMNS);
	*ret = (struct workbook){ arena_printf(v->arena, "Surat Keluar %d", o->year), outgoing_columns, OUTGOING_COLUMNS,
	    cell, cell == NULL ? 0 : n, v->now };
	return CHANGE_DONE;
}

enum change_end
book_table(struct visit *v, struct db *db, const struct book_order *o, struct workbook *ret, struct err *e)
{
	return o->kind == BOOK_REGISTER ? register_table(v, db, o, ret, e) : outgoing_table(v, db, o, ret, e);
}

static void
csv_cell(struct arena *a, struct out *o, const char *text, bool nik, const char *end)
{
	struct fmt f;

	if (nik && str_all_digits(text, 16))
		text = arena_strdup(a, fmt_nik(&f, text));
	OUT_LIT(o, "\"");
	if (text != NULL && *text != '\0' && strchr("=+-@\t\r", *text) != NULL)
		OUT_LIT(o, "'");
	for (const char *s = text == NULL ? "" : text; *s != '\0'; s++) {
		if (*s == '"')
			OUT_LIT(o, "\"");
		out_raw(o, s, 1);
	}
	OUT_LIT(o, "\"");
	out_str(o, end);
}

void
book_table_csv(struct arena *a, struct out *o, const struct workbook *b)
{
	OUT_LIT(o, "\xef\xbb\xbf");
	for (size_t i = 0; i < b->columns; i++)
		csv_cell(a, o, b->column[i].head, false, i + 1 < b->columns ? "," : "\r\n");
	for (size_t r = 0; r < b->rows; r++)
		for (size_t i = 0; i < b->columns; i++)
			csv_cell(a, o, b->cell[r * b->columns + i], true, i + 1 < b->columns ? "," : "\r\n");
}
