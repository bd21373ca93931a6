#include "print/doc_book.h"

#include "base/str.h"
#include "print/small.h"
#include "print/grid.h"
#include "print/words.h"

#define TYPE	6.8	/* points: a register has many columns */

static const struct grid_column register_columns[] = {
	{ "No. Agenda, Tanggal", 15.5, false }, { "Nama Lengkap, L/P", 27, false },
	{ "NIK / Nomor KK", 24.5, false }, { "Tempat, Tanggal Lahir", 21, false },
	{ "Alamat", 30, false }, { "Pengantar Desa: Nomor, Tanggal", 25, false },
	{ "Berkas / Verifikasi", 14, false }, { "Rekomendasi: Nomor, Tanggal", 25, false },
	{ "Penanda Tangan", 20, false }, { "Perekaman: Tanggal, Hasil", 17, false },
	{ "Penyerahan: Tanggal, Penerima", 20, false }, { "Tanda Tangan Penerima", 16, false },
	{ "Pengantar ke Dinas", 15, false }, { "Ket.", 15, false },
};
static const struct grid_column outgoing_columns[] = {
	{ "No. Urut", 12, true }, { "Tanggal", 18, false }, { "Nomor Surat", 45, false },
	{ "Kode Klasifikasi", 22, false }, { "Tujuan", 48, false }, { "Perihal/Hal", 60, false },
	{ "Lampiran", 18, false }, { "Pengolah", 28, false }, { "Keterangan", 26, false },
};

/* "a, b" with what is there. */
static const char *
both(struct arena *a, const char *x, const char *y)
{
	if (str_empty(x))
		return str_empty(y) ? "" : y;
	return str_empty(y) ? x : arena_printf(a, "%s, %s", x, y);
}

static const char *
address(struct arena *a, const struct register_row *r)
{
	const char *s = words_title(a, r->address);

	if (!str_empty(r->rt))
		s = both(a, s, arena_printf(a, "RT %s RW %s", r->rt, str_empty(r->rw) ? "-" : r->rw));
	return both(a, s, arena_printf(a, "Desa %s", words_title(a, r->village)));
}

static void
register_cells(struct arena *a, const struct register_row *r, const char **cell)
{
	const char *sex = str_eq(r->sex, "LAKI-LAKI") ? "L" : str_eq(r->sex, "PEREMPUAN") ? "P" : "";

	cell[0] = arena_printf(a, "%s %s", paper_no(a, r->no), paper_short(a, r->asked));
	cell[1] = both(a, str_upper(a, r->name), sex);
	cell[2] = str_empty(r->kk) ? r->nik : arena_printf(a, "%s %s", r->nik, r->kk);
	cell[3] = both(a, words_title(a, r->birth_place), paper_short(a, r->birth_day));
	cell[4] = address(a, r);
	cell[5] = both(a, r->intro_number, paper_short(a, r->intro_day));
	cell[6] = both(a, r->papers, r->verified);
	cell[7] = both(a, r->letter_number, paper_short(a, r->letter_day));
	cell[8] = r->signer;
	cell[9] = both(a, paper_short(a, r->recorded), r->result);
	cell[10] = both(a, paper_short(a, r->handed), r->receiver);
	cell[11] = "";
	cell[12] = r->cover_number;
	cell[13] = r->note;
}

static void
void_cells(struct arena *a, const struct register_row *r, const char **cell)
{
	for (size_t i = 0; i < sizeof register_columns / sizeof register_columns[0]; i++)
		cell[i] = "";
	cell[0] = paper_no(a, r->no);
	cell[1] = "TIDAK TERPAKAI";
	cell[13] = r->note;
}

static void
check_register(struct sheet *s, const struct register_row *r)
{
	const struct { const char *field, *text; } all[] = {
		{ "name", r->name }, { "birth_place", r->birth_place }, { "address", r->address },
		{ "village", r->village }, { "intro_number", r->intro_number },
		{ "letter_number", r->letter_number }, { "signer", r->signer },
		{ "result", r->result }, { "receiver", r->receiver },
		{ "cover_number", r->cover_number }, { "note", r->note },
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		sheet_check(s, all[i].field, all[i].text);
}

static const char *
kept(struct arena *a, const struct doc_book *d, const char *book)
{
	return arena_printf(a, "%s – %s – dicetak %s oleh %s", book, d->office.name,
	    paper_moment(a, d->page.made), d->printed_by);
}

static void
head(struct sheet *s, const struct doc_book *d, const char *title)
{
	sheet_centred(s, PDF_REGULAR, 10, d->office.government);
	sheet_centred(s, PDF_BOLD, 12, d->office.name);
	sheet_gap(s, 0.6);
	sheet_centred(s, PDF_BOLD, 11.5, title);
	sheet_centred(s, PDF_REGULAR, 9.5, d->range);
	sheet_gap(s, 0.8);
}

/* The day is over, and all its numbers are here. */
static bool
closes(const struct doc_book *d, struct day day)
{
	return day_valid(d->closed_to) && day_cmp(day, d->closed_to) <= 0 &&
	    day_cmp(day, utc_day_wib(d->page.made)) < 0;
}

static void
signatures(struct sheet *s, const struct doc_book *d)
{
	sheet_room(s, 34);
	sheet_gap(s, 1);
	sheet_put(s, PDF_REGULAR, s->size, s->width - s->right - 90, arena_printf(s->arena, "%s, %s",
	    d->office.place, words_day(s->arena, utc_day_wib(d->page.made))));
	sheet_gap(s, 1.3);
	letter_hands(s, &(struct letter_hand){ "Petugas register,", d->officer },
	    &(struct letter_hand){ arena_printf(s->arena, "Mengetahui, %s,",
	    letter_chief(s->arena, &d->office)), "" });
}

static int
open_book(struct sheet *s, struct arena *a, const struct doc_book *d, struct err *e)
{
	if (sheet_open(s, a, &d->page, "iso_a4_210x297mm", e) == -1)
		return -1;
	sheet_landscape(s);
	s->left = s->right = 10;
	s->top = 12;
	s->bottom = 15;
	paper_check_office(s, &d->office);
	paper_need(s, "range", d->range);
	sheet_check(s, "officer", d->officer);
	paper_need(s, "printed_by", d->printed_by);
	sheet_begin(s, &(struct sheet_size){ 9, 1.15 });
	return 0;
}

static int
close_book(struct sheet *s, const struct doc_book *d, const char *book, const char *title,
    struct pdf_result *ret_pdf, struct err *e)
{
	int r;

	signatures(s, d);
	sheet_page_numbers(s, kept(s->arena, d, book), 0);
	r = sheet_finish(s, title, ret_pdf, e);
	sheet_close(s);
	return r;
}

int
register_render(struct arena *a, const struct doc_book *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	const char *cell[GRID_COLUMNS_MAX];
	struct sheet s;
	struct grid t;

	if (open_book(&s, a, d, e) == -1)
		return -1;
	head(&s, d, "BUKU REGISTER PERMOHONAN PEREKAMAN KTP-el");
	grid_begin(&t, &s, TYPE, register_columns,
	    sizeof register_columns / sizeof register_columns[0]);
	for (size_t i = 0, of_day = 0; i < d->n && s.err.kind == ERR_NONE; i++) {
		const struct register_row *r = &d->rows[i], *next = i + 1 < d->n ? r + 1 : NULL;

		if (r->voided) {
			sheet_check(&s, "note", r->note);
			void_cells(a, r, cell);
		} else {
			check_register(&s, r);
			register_cells(a, r, cell);
		}
		grid_row(&t, cell);
		of_day += !r->voided;
		if (next != NULL && day_cmp(next->day, r->day) == 0)
			continue;
		if (closes(d, r->day))
			grid_note(&t, arena_printf(a, "Ditutup pada tanggal %s dengan nomor agenda %s "
			    "(%s permohonan).", words_day(a, r->day), paper_agenda(a, &d->office, r->no, r->year),
			    words_count(a, (int64_t)of_day)));
		of_day = 0;
	}
	if (d->n == 0)
		grid_note(&t, "Tidak ada nomor agenda dalam rentang ini.");
	return close_book(&s, d, "Buku Register", "BUKU REGISTER", ret_pdf, e);
}

int
outgoing_render(struct arena *a, const struct doc_book *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct sheet s;
	struct grid t;

	if (open_book(&s, a, d, e) == -1)
		return -1;
	head(&s, d, "BUKU AGENDA SURAT KELUAR");
	grid_begin(&t, &s, 8, outgoing_columns, sizeof outgoing_columns / sizeof outgoing_columns[0]);
	for (size_t i = 0; i < d->n && s.err.kind == ERR_NONE; i++) {
		const struct outgoing_row *r = &d->letters[i], *next = i + 1 < d->n ? r + 1 : NULL;
		const char *cell[] = { arena_printf(a, "%lld", (long long)r->no), paper_short(a, r->day),
		    r->number, r->class_code, r->to, r->subject, r->enclosure, r->unit, r->note };

		for (size_t k = 2; k < sizeof cell / sizeof cell[0]; k++)
			sheet_check(&s, k == 5 ? "subject" : "letter", cell[k]);
		grid_row(&t, cell);
		if ((next == NULL || day_cmp(next->day, r->day) != 0) && closes(d, r->day))
			grid_note(&t, arena_printf(a, "Ditutup pada tanggal %s dengan nomor urut %lld.",
			    words_day(a, r->day), (long long)r->no));
	}
	if (d->n == 0)
		grid_note(&t, "Tidak ada surat keluar dalam rentang ini.");
	return close_book(&s, d, "Buku Agenda Surat Keluar", "BUKU AGENDA SURAT KELUAR", ret_pdf, e);
}
