#include "print/doc_returned.h"

#include "base/fmt.h"
#include "base/str.h"
#include "print/small.h"
#include "print/words.h"

static const char *const why_text[RETURNED__MAX] = {
	[RETURNED_INCOMPLETE] = "berkas belum lengkap",
	[RETURNED_DIFFERENT] = "data tidak sesuai dengan Kartu Keluarga/basis data kependudukan",
	[RETURNED_RECORDED] = "pemohon telah melakukan perekaman sebelumnya",
	[RETURNED_NOT_OBLIGED] = "belum memenuhi ketentuan usia/status perkawinan",
	[RETURNED_OTHER] = "sebab lain",
};

/* A box with or without its cross, and the text beside it. */
static void
box(struct sheet *s, bool crossed, const char *text)
{
	double x = s->left + 3, side = s->size * PDF_MM_PER_PT * 0.85, y = s->y + s->line * 0.17;

	pdf_frame(s->pdf, x, y, side, side, 0.25);
	if (crossed) {
		pdf_line(s->pdf, x, y, x + side, y + side, 0.35);
		pdf_line(s->pdf, x, y + side, x + side, y, 0.35);
	}
	sheet_flow(s, crossed ? PDF_BOLD : PDF_REGULAR, s->size,
	    (struct column){ x + side + 2.5, s->width - s->right - x - side - 2.5 }, false, text);
}

/* One datum, below its box. */
static void
differs(struct sheet *s, const struct returned_difference *x)
{
	const double x0 = s->left + 9;
	const char *entered = str_empty(x->entered) ? "-" : x->entered;

	sheet_flow(s, PDF_REGULAR, s->size, (struct column){ x0, s->width - s->right - x0 }, false,
	    str_empty(x->found) ? arena_printf(s->arena, "%s: %s", x->label, entered) :
	    arena_printf(s->arena, "%s: %s; menurut KK/SIAK: %s", x->label, entered, x->found));
}

static void
compose(struct sheet *s, const void *doc)
{
	const struct doc_returned *d = doc;
	struct arena *a = s->arena;

	small_head(s, &d->office, "TANDA PENGEMBALIAN BERKAS");
	sheet_paragraph(s, arena_printf(a, "Berkas permohonan perekaman KTP-el atas nama %s, NIK %s, "
	    "diterima tanggal %s pukul %s, dikembalikan kepada pemohon karena:",
	    str_upper(a, d->name), paper_masked(a, d->nik), words_day(a, utc_day_wib(d->at)),
	    fmt_clock(&(struct fmt){ 0 }, d->at)));
	sheet_gap(s, 0.3);
	for (enum returned_why w = 0; w < RETURNED__MAX; w++) {
		box(s, d->why[w], w == RETURNED_INCOMPLETE && d->why[w] && !str_empty(d->missing) ?
		    arena_printf(a, "%s, yaitu: %s", why_text[w], d->missing) : why_text[w]);
		for (size_t i = 0; w == RETURNED_DIFFERENT && i < d->differs_n; i++)
			differs(s, &d->differs[i]);
	}
	sheet_gap(s, 0.3);
	sheet_paragraph(s, arena_printf(a, "Keterangan dan saran tindak lanjut: %s",
	    paper_one_line(a, d->reason)));
	sheet_gap(s, 0.5);
	sheet_paragraph(s, "Permohonan dapat diajukan kembali setelah dilengkapi. Pelayanan ini TIDAK "
	    "DIPUNGUT BIAYA.");
	sheet_gap(s, 0.5);
	sheet_paragraph(s, arena_printf(a, "%s, %s", d->office.place,
	    words_day(a, utc_day_wib(d->page.made))));
	sheet_gap(s, 0.5);
	letter_hands(s, &(struct letter_hand){ "Petugas,", d->officer },
	    &(struct letter_hand){ "Pemohon,", d->name });
}

int
returned_render(struct arena *a, const struct doc_returned *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct sheet s;

	if (small_open(&s, a, &d->page, e) == -1)
		return -1;
	paper_check_office(&s, &d->office);
	paper_need(&s, "name", d->name);
	paper_need(&s, "nik", d->nik);
	paper_need(&s, "reason", paper_one_line(a, d->reason));
	sheet_check(&s, "missing", d->missing);
	for (size_t i = 0; i < d->differs_n; i++) {
		sheet_check(&s, "differs", d->differs[i].entered);
		sheet_check(&s, "differs", d->differs[i].found);
	}
	sheet_check(&s, "officer", d->officer);
	return small_finish(&s, compose, d, "TANDA PENGEMBALIAN BERKAS", ret_pdf, e);
}
