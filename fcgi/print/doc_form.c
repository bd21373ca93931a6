#include "print/doc_form.h"

#include <string.h>

#include "base/str.h"
#include "print/form_parts.h"
#include "print/small.h"
#include "print/words.h"

#define LABEL	66.0	/* mm from the margin to the colon */
#define NIK_N	16

static const struct sheet_size form_sizes[] = { { 11, 1.25 }, { 10.5, 1.2 }, { 10, 1.15 }, { 9.5, 1.12 }, { 9, 1.08 }, { 0, 0 } };

/* "3. Nama lengkap   :", leaves y; returns where the value begins. */
static double
label(struct sheet *s, int no, const char *text)
{
	double colon = s->left + LABEL;

	if (no > 0)
		sheet_put(s, PDF_REGULAR, s->size, s->left, arena_printf(s->arena, "%d.", no));
	sheet_put(s, PDF_REGULAR, s->size, s->left + 6, text);
	sheet_put(s, PDF_REGULAR, s->size, colon, ":");
	return colon + 3;
}

static void
down(struct sheet *s)
{
	s->y += s->line + 1.5;
}

/* The value, or a line to write on. */
static void
write_in(struct sheet *s, double x, double x2, const char *value)
{
	double y = s->y;

	if (!str_empty(value))
		sheet_flow(s, PDF_REGULAR, s->size, (struct column){ x, x2 - x }, false, value);
	else {
		form_line(s, x, x2);
		s->y += s->line;
	}
	if (s->y < y + s->line)
		s->y = y + s->line;
}

static void
field(struct sheet *s, int no, const char *text, const char *value)
{
	write_in(s, label(s, no, text), s->width - s->right, value);
	s->y += 1.5;
}

static void
numbers(struct sheet *s, const struct doc_form *d)
{
	(void)form_boxes(s, label(s, 1, "NIK"), d->nik, NIK_N);
	down(s);
	(void)form_boxes(s, label(s, 2, "Nomor KK"), d->kk, NIK_N);
	down(s);
}

static void
birth(struct sheet *s, const struct doc_form *d)
{
	struct arena *a = s->arena;
	bool known = day_valid(d->birth_day);
	double x;

	field(s, 4, "Tempat lahir", str_upper(a, d->birth_place));
	x = label(s, 5, "Tanggal lahir (HH-BB-TTTT)");
	x = form_boxes(s, x, known ? arena_printf(a, "%02d", d->birth_day.d) : "", 2) + 3;
	x = form_boxes(s, x, known ? arena_printf(a, "%02d", d->birth_day.m) : "", 2) + 3;
	(void)form_boxes(s, x, known ? arena_printf(a, "%04d", d->birth_day.y) : "", 4);
	down(s);
	x = label(s, 6, "Jenis kelamin");
	x = form_tick(s, x, str_eq(d->sex, "LAKI-LAKI"), "Laki-laki");
	(void)form_tick(s, x, str_eq(d->sex, "PEREMPUAN"), "Perempuan");
	down(s);
}

static void
civil(struct sheet *s, const struct doc_form *d)
{
	struct arena *a = s->arena;
	double x;

	field(s, 7, "Golongan darah", words_title(a, d->blood));
	field(s, 8, "Agama", words_title(a, d->religion));
	x = label(s, 9, "Status perkawinan");
	x = form_tick(s, x, str_eq(d->marital, "BELUM KAWIN"), "Belum kawin");
	x = form_tick(s, x, str_starts(d->marital, "KAWIN"), "Kawin");
	x = form_tick(s, x, str_eq(d->marital, "CERAI HIDUP"), "Cerai hidup");
	(void)form_tick(s, x, str_eq(d->marital, "CERAI MATI"), "Cerai mati");
	down(s);
	field(s, 10, "Pekerjaan", words_title(a, d->job));
	field(s, 11, "Kewarganegaraan", d->citizenship);
	field(s, 12, "Alamat (jalan/dusun)", words_title(a, d->address));
	x = label(s, 0, "RT / RW");
	x = form_boxes(s, x, d->rt, 3) + 4;
	(void)form_boxes(s, x, d->rw, 3);
	down(s);
	field(s, 0, "Desa", words_title(a, d->village));
	field(s, 13, "Nomor HP/WhatsApp", d->phone);
	field(s, 14, "Orang tua/wali (di bawah 17 tahun)", str_upper(a, d->guardian));
	x = label(s, 15, "Pernah direkam KTP-el");
	x = form_tick(s, x, str_eq(d->recorded, "TIDAK"), "Belum pernah");
	x = form_tick(s, x, str_eq(d->recorded, "YA"), "Pernah");
	(void)form_tick(s, x, str_eq(d->recorded, "TIDAK_TAHU"), "Tidak tahu");
	down(s);
	field(s, 16, "Pengantar desa: nomor, tanggal", str_empty(d->intro_number) ? "" :
	    arena_printf(a, "%s, %s", d->intro_number, words_day(a, d->intro_day)));
}

static void
papers(struct sheet *s, const struct doc_form *d)
{
	sheet_put(s, PDF_BOLD, s->size, s->left, "Berkas yang diserahkan:");
	down(s);
	for (size_t i = 0; i < d->papers_n; i++) {
		(void)form_tick(s, s->left + 6, d->present != NULL && d->present[i], d->papers[i]);
		s->y += s->line + 0.5;
	}
	sheet_gap(s, 0.3);
}

static void
compose(struct sheet *s, const struct doc_form *d)
{
	struct arena *a = s->arena;
	double x = s->width - s->right - 62;

	s->y = 10;
	letter_head(s, &d->office, 0.85);
	sheet_gap(s, 0.6);
	sheet_put(s, PDF_BOLD, 9, s->width - s->right - 11, "K.P1");
	sheet_gap(s, 1);
	letter_title(s, "FORMULIR PERMOHONAN REKOMENDASI PEREKAMAN BIOMETRIK KTP-el", "");
	sheet_gap(s, 0.5);
	sheet_paragraph(s, arena_printf(a, "Yang bertanda tangan di bawah ini mengajukan permohonan "
	    "rekomendasi perekaman biometrik KTP-el kepada Camat %s, dengan data sesuai Kartu "
	    "Keluarga sebagai berikut (isi dengan huruf kapital):", d->office.place));
	sheet_gap(s, 0.4);
	numbers(s, d);
	field(s, 3, "Nama lengkap (tanpa gelar)", str_upper(a, d->name));
	birth(s, d);
	civil(s, d);
	papers(s, d);
	sheet_paragraph(s, "Saya menyatakan bahwa data dan berkas di atas benar. Data pribadi diproses "
	    "untuk pelayanan administrasi kependudukan berdasarkan peraturan perundang-undangan dan "
	    "dilindungi kerahasiaannya. Pelayanan ini TIDAK DIPUNGUT BIAYA.");
	sheet_gap(s, 0.4);
	sheet_put(s, PDF_REGULAR, s->size, x, arena_printf(a, "%s, ..............................",
	    d->office.place));
	sheet_gap(s, 1.1);
	letter_hands(s, &(struct letter_hand){ "Petugas penerima,", "" },
	    &(struct letter_hand){ "Pemohon/orang tua/wali,", d->name });
	s->y += 1;
	sheet_put(s, PDF_REGULAR, 8, s->left, arena_printf(a, "Diisi petugas: nomor agenda %s",
	    d->agenda_no > 0 ? paper_agenda(a, &d->office, d->agenda_no, d->agenda_year) :
	    "................................"));
	s->y += 4;
}

static void
preflight(struct sheet *s, const struct doc_form *d)
{
	const struct { const char *field, *text; } all[] = {
		{ "nik", d->nik }, { "kk", d->kk }, { "name", d->name },
		{ "birth_place", d->birth_place }, { "sex", d->sex }, { "blood", d->blood },
		{ "religion", d->religion }, { "marital", d->marital }, { "job", d->job },
		{ "citizenship", d->citizenship }, { "address", d->address }, { "rt", d->rt },
		{ "rw", d->rw }, { "village", d->village }, { "phone", d->phone },
		{ "guardian", d->guardian }, { "recorded", d->recorded },
		{ "intro_number", d->intro_number },
	};

	paper_check_office(s, &d->office);
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (all[i].text == NULL)
			sheet_fail(s, all[i].field, "is missing");
		sheet_check(s, all[i].field, all[i].text);
	}
	for (size_t i = 0; i < d->papers_n; i++)
		paper_need(s, "papers", d->papers[i]);
}

int
form_render(struct arena *a, const struct doc_form *d, struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;
	int r;

	if (sheet_open(&s, a, &d->page, "iso_a4_210x297mm", e) == -1)
		return -1;
	s.left = 22;
	s.right = 18;
	s.bottom = 10;
	preflight(&s, d);
	for (const struct sheet_size *z = form_sizes; z->size > 0 && s.err.kind == ERR_NONE; z++) {
		sheet_begin(&s, z);
		compose(&s, d);
		if (sheet_fits(&s))
			break;
	}
	r = sheet_finish(&s, "FORMULIR K.P1", ret_pdf, e);
	sheet_close(&s);
	return r;
}
