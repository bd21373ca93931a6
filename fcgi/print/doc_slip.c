#include "print/doc_slip.h"

#include "print/form_parts.h"
#include "print/small.h"

#define HEIGHT	51.0	/* mm of one slip: five on A4 */
#define LABEL	30.0
#define NIK_N	16

static const struct sheet_size slip_size = { 9.5, 1.2 };

/* "label :" and where the value begins. */
static double
at(struct sheet *s, double x, const char *label, double width)
{
	sheet_put(s, PDF_REGULAR, s->size, x, label);
	sheet_put(s, PDF_REGULAR, s->size, x + width, ":");
	return x + width + 3;
}

static void
slip(struct sheet *s, const struct doc_slips *d, int64_t no)
{
	struct arena *a = s->arena;
	const double right = s->width - s->right, half = s->left + 88, top = s->y;
	double x;

	sheet_put(s, PDF_BOLD, 13, s->left, arena_printf(a, "Nomor agenda %s", paper_agenda(a, &d->office, no, d->year)));
	const char *what = arena_printf(a, "%s – slip luring, masukkan setelah program menyala", d->office.name);
	sheet_put(s, PDF_REGULAR, 7.5, right - pdf_width(s->pdf, PDF_REGULAR, 7.5, what), what);
	s->y += 7.5;
	x = at(s, s->left, "Tanggal", LABEL);
	form_line(s, x, half - 6);
	x = at(s, half, "Jam", 12);
	form_line(s, x, half + 36);
	x = at(s, half + 40, "Petugas", 16);
	form_line(s, x, right);
	s->y += 6.2;
	(void)form_boxes(s, at(s, s->left, "NIK", LABEL), "", NIK_N);
	s->y += 6.6;
	form_line(s, at(s, s->left, "Nama lengkap", LABEL), right);
	s->y += 6.2;
	x = form_boxes(s, at(s, s->left, "Tanggal lahir", LABEL), "", 2) + 2;
	x = form_boxes(s, x, "", 2) + 2;
	(void)form_boxes(s, x, "", 4);
	form_line(s, at(s, half + 14, "Desa", 12), right);
	s->y += 6.6;
	x = at(s, s->left, "Pernah direkam?", LABEL);
	x = form_tick(s, x, false, "Tidak");
	x = form_tick(s, x, false, "Ya");
	(void)form_tick(s, x, false, "Tidak tahu");
	form_line(s, at(s, half + 14, "Orang tua/wali", 26), right);
	s->y += 6.2;
	x = form_tick(s, s->left, false, "Berkas lengkap");
	(void)form_tick(s, x, false, "Sudah dicocokkan dengan KK");
	s->y = top + HEIGHT - 3;
	for (double c = s->left - 8; c < right + 8; c += 4)	/* cut here */
		pdf_line(s->pdf, c, s->y, c + 2, s->y, 0.1);
	s->y = top + HEIGHT;
}

int
slips_render(struct arena *a, const struct doc_slips *d, struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;
	int rc;

	if (sheet_open(&s, a, &d->page, "iso_a4_210x297mm", e) == -1)
		return -1;
	s.left = s.right = 16;
	s.top = 14;
	s.bottom = 14;
	sheet_begin(&s, &slip_size);
	paper_check_office(&s, &d->office);
	if (d->n == 0)
		sheet_fail(&s, "no", "there is no number");
	for (size_t i = 0; i < d->n; i++) {
		sheet_room(&s, HEIGHT);
		slip(&s, d, d->no[i]);
	}
	rc = sheet_finish(&s, "SLIP LURING", ret_pdf, e);
	sheet_close(&s);
	return rc;
}
