#include "print/doc_cover.h"

#include "base/str.h"
#include "print/small.h"
#include "print/grid.h"
#include "print/words.h"

static const struct grid_column letter_columns[] = {
	{ "No.", 9, false }, { "Naskah Dinas/Barang yang Dikirimkan", 76, false },
	{ "Banyaknya", 30, false }, { "Keterangan", 45, false },
};
static const struct grid_column list_columns[] = {
	{ "No.", 8, true }, { "No. Agenda", 12, true }, { "Nomor Rekomendasi", 38, false },
	{ "NIK", 29, false }, { "Nama Lengkap", 46, false }, { "L/P", 7, false },
	{ "Tempat, Tanggal Lahir", 32, false }, { "Desa", 20, false },
	{ "Tanggal Perekaman", 19, false }, { "Pasfoto/TT/ SJ/Iris", 18, false },
	{ "Pengecualian", 22, false }, { "Keterangan", 24, false },
};

/* "tanggal 20 November 2026", "tanggal 16 s.d. 20 November 2026" or with both months. */
static const char *
span(struct arena *a, struct day first, struct day last)
{
	if (day_cmp(first, last) == 0)
		return words_day(a, first);
	if (first.y == last.y && first.m == last.m)
		return arena_printf(a, "%d s.d.\u00a0%s", first.d, words_day(a, last));
	return arena_printf(a, "%s s.d. %s", words_day(a, first), words_day(a, last));
}

static void
address_block(struct sheet *s, const struct doc_cover *d)
{
	struct arena *a = s->arena;
	double date_x = s->width - s->right - 66;

	sheet_put(s, PDF_REGULAR, s->size, date_x,
	    arena_printf(a, "%s, %s", d->office.place, words_day(a, d->day)));
	sheet_gap(s, 2);
	sheet_put(s, PDF_REGULAR, s->size, s->left, "Yth.");
	sheet_flow(s, PDF_REGULAR, s->size, (struct column){ s->left + 10, 95 }, false,
	    arena_printf(a, "%s Kabupaten %s", d->to, d->office.regency));
	sheet_put(s, PDF_REGULAR, s->size, s->left, "di");
	sheet_gap(s, 1);
	sheet_put(s, PDF_REGULAR, s->size, s->left + 10, d->to_place);
	sheet_gap(s, 2);
}

static void
goods(struct sheet *s, const struct doc_cover *d)
{
	struct arena *a = s->arena;
	struct grid t;
	const char *first[] = { "1.", arena_printf(a, "Rekomendasi dan berkas permohonan perekaman "
	    "KTP-el penduduk Kecamatan %s yang telah melakukan perekaman biometrik pada tanggal %s",
	    d->office.place, span(a, d->first, d->last)),
	    arena_printf(a, "%s berkas", words_count(a, (int64_t)d->n)),
	    "Disampaikan dengan hormat untuk diproses lebih lanjut sesuai dengan ketentuan peraturan "
	    "perundang-undangan." };
	const char *second[] = { "2.", "Daftar nama pemohon (terlampir)", "1 (satu) rangkap", "" };

	grid_begin(&t, s, s->size - 1, letter_columns, 4);
	grid_row(&t, first);
	grid_row(&t, second);
}

/* Where the Dinas signs for it, left of the signature of the office. */
static void
receiver(struct sheet *s, double y)
{
	static const char *const line[] = { "Penerima,", "Jabatan,", "", "", "", "Nama", "Pangkat/Golongan",
	    "NIP", "Nomor telepon" };

	s->y = y;
	sheet_put(s, PDF_REGULAR, s->size, s->left, "Diterima tanggal ........................");
	sheet_gap(s, 1.5);
	for (size_t i = 0; i < sizeof line / sizeof line[0]; i++) {
		sheet_put(s, PDF_REGULAR, s->size, s->left, line[i]);
		sheet_gap(s, 1);
	}
}

static void
letter(struct sheet *s, const struct doc_cover *d)
{
	double y, end;

	s->y = 11;
	letter_head(s, &d->office, 1);
	sheet_gap(s, 1);
	address_block(s, d);
	letter_title(s, "SURAT PENGANTAR", d->number);
	sheet_gap(s, 0.8);
	goods(s, d);
	sheet_gap(s, 1.2);
	y = s->y;
	letter_signature(s, &d->office, &d->signer, (struct day){ 0 });
	end = s->y;
	receiver(s, y);
	if (s->y < end)
		s->y = end;
	sheet_gap(s, 0.8);
	sheet_paragraph(s, "Catatan: setelah ditandatangani dan dibubuhi cap dinas, lembar kedua mohon "
	    "dikembalikan kepada pengirim.");
}

static const char *
sex_letter(const char *sex)
{
	return str_eq(sex, "LAKI-LAKI") ? "L" : str_eq(sex, "PEREMPUAN") ? "P" : "-";
}

static void
list(struct sheet *s, const struct doc_cover *d)
{
	struct arena *a = s->arena;
	struct grid t;

	sheet_landscape(s);
	s->left = s->right = 12;
	s->top = 14;
	s->bottom = 16;
	sheet_next(s);
	s->size = 9;
	s->line = 9 * 1.2 * PDF_MM_PER_PT;
	sheet_flow(s, PDF_REGULAR, 9, (struct column){ s->left, 120 }, false, arena_printf(a,
	    "LAMPIRAN Surat Pengantar Nomor %s tanggal %s", d->number, words_day(a, d->day)));
	sheet_gap(s, 0.6);
	sheet_centred(s, PDF_BOLD, 10.5, "DAFTAR NAMA PEMOHON YANG TELAH DIREKAM");
	sheet_gap(s, 0.6);
	grid_begin(&t, s, 7.5, list_columns, sizeof list_columns / sizeof list_columns[0]);
	for (size_t i = 0; i < d->n && s->err.kind == ERR_NONE; i++) {
		const struct cover_row *r = &d->rows[i];
		const char *cell[] = { arena_printf(a, "%zu.", i + 1),
		    paper_no(a, r->agenda_no), r->letter_number,
		    r->nik, str_upper(a, r->name), sex_letter(r->sex), arena_printf(a, "%s, %s",
		    words_title(a, r->birth_place), paper_short(a, r->birth_day)),
		    words_title(a, r->village), paper_short(a, r->recorded_day), r->taken,
		    r->exception, r->note };
		grid_row(&t, cell);
	}
	grid_note(&t, arena_printf(a, "Jumlah: %s berkas", words_count(a, (int64_t)d->n)));
}

static void
preflight(struct sheet *s, const struct doc_cover *d)
{
	paper_check_office(s, &d->office);
	paper_need(s, "regency", d->office.regency);
	paper_need(s, "number", d->number);
	paper_need(s, "to", d->to);
	paper_need(s, "to_place", d->to_place);
	paper_need(s, "signer", d->signer.name);
	sheet_check(s, "signer_nip", d->signer.nip);
	sheet_check(s, "signer_rank", d->signer.rank);
	paper_need(s, "signer_title", d->signer.title);
	if (!day_valid(d->day) || !day_valid(d->first) || !day_valid(d->last))
		sheet_fail(s, "day", "is missing");
	if (d->n == 0)
		sheet_fail(s, "rows", "is missing");
	for (size_t i = 0; i < d->n; i++) {
		paper_need(s, "name", d->rows[i].name);
		paper_need(s, "nik", d->rows[i].nik);
		paper_need(s, "letter_number", d->rows[i].letter_number);
		sheet_check(s, "birth_place", d->rows[i].birth_place);
		sheet_check(s, "village", d->rows[i].village);
		sheet_check(s, "taken", d->rows[i].taken);
		sheet_check(s, "exception", d->rows[i].exception);
		sheet_check(s, "note", d->rows[i].note);
	}
}

int
cover_render(struct arena *a, const struct doc_cover *d, struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;
	int r;

	if (sheet_open(&s, a, &d->page, "iso_a4_210x297mm", e) == -1)
		return -1;
	s.bottom = 15;
	preflight(&s, d);
	for (const struct sheet_size *z = sheet_sizes; z->size > 0 && s.err.kind == ERR_NONE; z++) {
		sheet_begin(&s, z);
		letter(&s, d);
		if (sheet_fits(&s) && pdf_pages(s.pdf) == 1)
			break;
	}
	if (s.err.kind == ERR_NONE && !sheet_fits(&s))
		sheet_fail(&s, "page", "the letter does not fit on one sheet");
	if (s.err.kind == ERR_NONE) {
		list(&s, d);
		sheet_page_numbers(&s, arena_printf(a, "Surat Pengantar Nomor %s", d->number), 1);
	}
	r = sheet_finish(&s, arena_printf(a, "SURAT PENGANTAR %s", d->number), ret_pdf, e);
	sheet_close(&s);
	return r;
}
