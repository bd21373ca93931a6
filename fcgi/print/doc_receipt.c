#include "print/doc_receipt.h"

#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "print/letter.h"
#include "print/words.h"

#define A5	"iso_a5_148x210mm"

/* Small papers on a small sheet; on A4 they keep to its upper half. */
static const struct sheet_size small_sizes[] = {
	{ 10.5, 1.25 }, { 10, 1.2 }, { 9.5, 1.15 }, { 9, 1.12 }, { 8, 1.1 }, { 0, 0 },
};

static void
margins(struct sheet *s)
{
	bool large = s->width > 180;

	s->left = s->right = large ? 25 : 15;
	s->top = large ? 15 : 12;
	s->bottom = large ? s->height - 200 : 14;
	if (s->bottom < 14)
		s->bottom = 14;
}

static void
need(struct sheet *s, const char *field, const char *text)
{
	if (str_empty(text))
		sheet_fail(s, field, "is missing");
	sheet_check(s, field, text);
}

static void
check_office(struct sheet *s, const struct doc_office *o)
{
	need(s, "government", o->government);
	need(s, "office", o->name);
	need(s, "place", o->place);
	need(s, "office_address", o->address);
	sheet_check(s, "phone", o->phone);
	sheet_check(s, "email", o->email);
	sheet_check(s, "website", o->website);
}

static const char *
agenda(struct arena *a, int64_t no, int year)
{
	if (no <= 0)
		return "diberikan pada langkah penomoran";
	return arena_printf(a, "%s/%d", fmt_agenda(&(struct fmt){ 0 }, no), year);
}

static const char *
masked(struct arena *a, const char *nik)
{
	return arena_strdup(a, fmt_nik_masked(&(struct fmt){ 0 }, nik));
}

static const char *
moment(struct arena *a, struct utc at)
{
	return arena_strdup(a, fmt_when_long(&(struct fmt){ 0 }, at));
}

/* "1. Surat pengantar desa" on lines of its own beside one label. */
static void
papers(struct sheet *s, const struct doc_registration *d)
{
	struct fact f = { "Berkas diterima", "-", PDF_REGULAR };

	if (d->papers_n == 0)
		sheet_facts(s, 0, 34, &f, 1);
	for (size_t i = 0; i < d->papers_n; i++) {
		f.value = arena_printf(s->arena, "%zu. %s", i + 1, d->papers[i]);
		sheet_facts(s, 0, 34, &f, 1);
		f.label = "";
	}
}

static void
compose_registration(struct sheet *s, const struct doc_registration *d)
{
	struct arena *a = s->arena;
	const struct fact who[] = {
		{ "Nomor agenda", agenda(a, d->agenda_no, d->agenda_year), PDF_REGULAR },
		{ "Tanggal, pukul", moment(a, d->at), PDF_REGULAR },
		{ "Nama", str_upper(a, d->name), PDF_BOLD },
		{ "NIK", masked(a, d->nik), PDF_REGULAR },
		{ d->village_kind, words_title(a, d->village), PDF_REGULAR },
	};
	const struct fact status = { "Status", "Berkas lengkap – menunggu perekaman",
	    PDF_REGULAR };

	letter_head(s, &d->office, 0.78);
	sheet_gap(s, 0.8);
	letter_title(s, "TANDA BUKTI PENDAFTARAN PEREKAMAN KTP-el", "");
	sheet_gap(s, 0.7);
	sheet_facts(s, 0, 34, who, sizeof who / sizeof who[0]);
	papers(s, d);
	sheet_facts(s, 0, 34, &status, 1);
	sheet_gap(s, 0.7);
	sheet_paragraph(s, "Simpan tanda bukti ini dan tunjukkan pada saat perekaman serta "
	    "pengambilan rekomendasi. Pelayanan ini TIDAK DIPUNGUT BIAYA.");
	sheet_gap(s, 0.4);
	sheet_paragraph(s, "Data pribadi Saudara diproses untuk pelayanan administrasi "
	    "kependudukan berdasarkan peraturan perundang-undangan dan dilindungi "
	    "kerahasiaannya.");
	sheet_gap(s, 1.2);
	letter_hands(s, &(struct letter_hand){ "Petugas penerima,", d->officer },
	    &(struct letter_hand){ "Pemohon,", d->name });
}

static void
compose_handover(struct sheet *s, const struct doc_handover *d)
{
	struct arena *a = s->arena;
	const struct fact who[] = {
		{ "Nomor agenda", agenda(a, d->agenda_no, d->agenda_year), PDF_REGULAR },
		{ "Nama", str_upper(a, d->name), PDF_BOLD },
		{ "NIK", masked(a, d->nik), PDF_REGULAR },
		{ d->village_kind, words_title(a, d->village), PDF_REGULAR },
	};
	const struct fact taken[] = {
		{ "Diterima oleh", str_empty(d->received_as) ? d->received_by :
		    arena_printf(a, "%s (%s)", d->received_by, d->received_as), PDF_REGULAR },
		{ "Tanggal, pukul", moment(a, d->at), PDF_REGULAR },
	};

	letter_head(s, &d->office, 0.78);
	sheet_gap(s, 0.8);
	letter_title(s, "TANDA TERIMA REKOMENDASI", "");
	sheet_gap(s, 0.7);
	sheet_paragraph(s, arena_printf(a, "Telah terima dari Kantor Kecamatan %s %s lembar "
	    "Rekomendasi Nomor %s tanggal %s untuk perekaman KTP-el atas nama:",
	    d->office.place, words_count(a, d->sheets), d->number, words_day(a, d->day)));
	sheet_gap(s, 0.4);
	sheet_facts(s, 0, 34, who, sizeof who / sizeof who[0]);
	sheet_gap(s, 0.4);
	sheet_facts(s, 0, 34, taken, 2);
	sheet_gap(s, 0.7);
	sheet_paragraph(s, "Ketunggalan data diperiksa oleh Kementerian Dalam Negeri; KTP-el "
	    "dicetak setelah data dinyatakan siap cetak. Pelayanan ini TIDAK DIPUNGUT BIAYA.");
	sheet_gap(s, 1.2);
	letter_hands(s, &(struct letter_hand){ "Yang menerima,", d->received_by },
	    &(struct letter_hand){ "Yang menyerahkan,", d->officer });
}

/* Corner marks 10 mm from the edges: what the printer cuts off is seen at once. */
static void
corners(struct sheet *s)
{
	const double x[] = { 10, s->width - 10 }, y[] = { 10, s->height - 10 };

	for (size_t i = 0; i < 4; i++) {
		double cx = x[i % 2], cy = y[i / 2];

		pdf_line(s->pdf, cx, cy, cx + (i % 2 == 0 ? 6 : -6), cy, 0.3);
		pdf_line(s->pdf, cx, cy, cx, cy + (i / 2 == 0 ? 6 : -6), 0.3);
	}
}

static void
compose_test(struct sheet *s, const struct doc_test *d)
{
	struct arena *a = s->arena;
	const struct fact what[] = {
		{ "Printer", d->printer, PDF_BOLD },
		{ "Waktu", moment(a, d->at), PDF_REGULAR },
		{ "Ukuran kertas", arena_printf(a, "%.0f × %.0f mm", s->width, s->height),
		    PDF_REGULAR },
	};

	corners(s);
	s->y = 15;
	letter_head(s, &d->office, s->width > 180 ? 1 : 0.78);
	sheet_gap(s, 1);
	letter_title(s, "UJI CETAK", "");
	sheet_gap(s, 1);
	sheet_facts(s, 0, 34, what, 3);
	sheet_gap(s, 0.8);
	sheet_paragraph(s, "Halaman ini memeriksa printer. Keempat sudut harus tampak utuh, "
	    "garis di bawah ini harus tepat 100 mm, dan huruf harus terbaca jelas:");
	sheet_gap(s, 1);
	pdf_line(s->pdf, s->left, s->y, s->left + 100, s->y, 0.4);
	pdf_line(s->pdf, s->left, s->y - 2, s->left, s->y + 2, 0.4);
	pdf_line(s->pdf, s->left + 100, s->y - 2, s->left + 100, s->y + 2, 0.4);
	sheet_gap(s, 1);
	sheet_paragraph(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789");
	sheet_paragraph(s, "Pembina Tingkat I (IV/b) – pos-el – “Ma’arif” – é è ø ñ ü");
	letter_footer(s, "Lembar ini bukan naskah dinas.");
}

/* Draws with the sizes from large to small until it fits; the composer is chosen by the
 * pointer that is not NULL. */
struct paper {
	const struct doc_registration	*registration;
	const struct doc_handover	*handover;
	const struct doc_test		*test;
};

static void
fill(struct sheet *s, const struct paper *p)
{
	for (const struct sheet_size *z = small_sizes; z->size > 0; z++) {
		sheet_begin(s, z);
		if (p->registration != NULL)
			compose_registration(s, p->registration);
		else if (p->handover != NULL)
			compose_handover(s, p->handover);
		else
			compose_test(s, p->test);
		if (sheet_fits(s))
			return;
	}
}

static int
finish(struct sheet *s, const struct paper *p, const char *title, struct pdf_result *ret_pdf,
    struct err *e)
{
	int r;

	if (s->err.kind == ERR_NONE)
		fill(s, p);
	r = sheet_finish(s, title, ret_pdf, e);
	sheet_close(s);
	return r;
}

int
registration_render(struct arena *a, const struct doc_registration *d,
    struct pdf_result *ret_pdf, struct err *e)
{
	struct paper p = { .registration = d };
	struct sheet s;

	if (sheet_open(&s, a, &d->page, A5, e) == -1)
		return -1;
	margins(&s);
	check_office(&s, &d->office);
	need(&s, "name", d->name);
	need(&s, "nik", d->nik);
	need(&s, "village_kind", d->village_kind);
	need(&s, "village", d->village);
	for (size_t i = 0; i < d->papers_n; i++)
		need(&s, "papers", d->papers[i]);
	sheet_check(&s, "officer", d->officer);
	return finish(&s, &p, "TANDA BUKTI PENDAFTARAN", ret_pdf, e);
}

int
handover_render(struct arena *a, const struct doc_handover *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct paper p = { .handover = d };
	struct sheet s;

	if (sheet_open(&s, a, &d->page, A5, e) == -1)
		return -1;
	margins(&s);
	check_office(&s, &d->office);
	need(&s, "number", d->number);
	if (!day_valid(d->day))
		sheet_fail(&s, "day", "is missing");
	need(&s, "name", d->name);
	need(&s, "nik", d->nik);
	need(&s, "village_kind", d->village_kind);
	need(&s, "village", d->village);
	need(&s, "received_by", d->received_by);
	sheet_check(&s, "received_as", d->received_as);
	sheet_check(&s, "officer", d->officer);
	if (d->sheets < 1)
		sheet_fail(&s, "sheets", "is missing");
	return finish(&s, &p, "TANDA TERIMA REKOMENDASI", ret_pdf, e);
}

int
test_page_render(struct arena *a, const struct doc_test *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct paper p = { .test = d };
	struct sheet s;

	if (sheet_open(&s, a, &d->page, A5, e) == -1)
		return -1;
	s.left = s.right = 20;
	check_office(&s, &d->office);
	need(&s, "printer", d->printer);
	return finish(&s, &p, "UJI CETAK", ret_pdf, e);
}
