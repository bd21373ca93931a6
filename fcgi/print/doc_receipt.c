#include "print/doc_receipt.h"

#include "base/fmt.h"
#include "base/str.h"
#include "print/barcode.h"
#include "print/small.h"
#include "print/words.h"

/* "1. Surat pengantar desa" on lines of its own beside one label. */
static void
papers(struct sheet *s, const struct doc_registration *d)
{
	struct fact f = { "Berkas diterima", "-", PDF_REGULAR };

	if (d->papers_n == 0)
		sheet_facts(s, 0, small_label(s), &f, 1);
	for (size_t i = 0; i < d->papers_n; i++) {
		f.value = arena_printf(s->arena, "%zu. %s", i + 1, d->papers[i]);
		sheet_facts(s, 0, small_label(s), &f, 1);
		f.label = "";
	}
}

static void
compose_registration(struct sheet *s, const void *doc)
{
	const struct doc_registration *d = doc;
	struct arena *a = s->arena;
	const struct fact who[] = {
		{ "Nomor agenda", paper_agenda(a, &d->office, d->agenda_no, d->agenda_year), PDF_REGULAR },
		{ "Tanggal, pukul", paper_moment(a, d->at), PDF_REGULAR },
		{ "Nama", str_upper(a, d->name), PDF_BOLD },
		{ "NIK", paper_masked(a, d->nik), PDF_REGULAR },
		{ d->village_kind, words_title(a, d->village), PDF_REGULAR },
	};
	bool done = d->recorded_at.us != 0;
	const struct fact status = { "Status", done ? "Telah direkam" :
	    "Berkas lengkap – menunggu perekaman", PDF_REGULAR };

	small_head(s, &d->office, done ? "TANDA BUKTI PEREKAMAN KTP-el" :
	    "TANDA BUKTI PENDAFTARAN PEREKAMAN KTP-el");
	sheet_facts(s, 0, small_label(s), who, sizeof who / sizeof who[0]);
	papers(s, d);
	sheet_facts(s, 0, small_label(s), &status, 1);
	sheet_gap(s, 0.7);
	if (done)
		sheet_paragraph(s, arena_printf(a, "Telah melakukan perekaman biometrik pada tanggal "
		    "%s pukul %s. Ketunggalan data diperiksa oleh Kementerian Dalam Negeri; KTP-el "
		    "dicetak setelah data dinyatakan siap cetak (print ready record). Pelayanan ini "
		    "TIDAK DIPUNGUT BIAYA.", words_day(a, utc_day_wib(d->recorded_at)),
		    fmt_clock(&(struct fmt){ 0 }, d->recorded_at)));
	else
		sheet_paragraph(s, "Simpan tanda bukti ini dan tunjukkan pada saat perekaman serta "
		    "pengambilan rekomendasi. Pelayanan ini TIDAK DIPUNGUT BIAYA.");
	sheet_gap(s, 0.4);
	sheet_paragraph(s, "Data pribadi Saudara diproses untuk pelayanan administrasi "
	    "kependudukan berdasarkan peraturan perundang-undangan dan dilindungi "
	    "kerahasiaannya.");
	if (d->code != NULL) {
		sheet_gap(s, 0.6);
		barcode_put(s, s->roll ? 9 : 8, d->code);
	}
	sheet_gap(s, 1.2);
	letter_hands(s, &(struct letter_hand){ "Petugas penerima,", d->officer },
	    &(struct letter_hand){ "Pemohon,", d->name });
}

static void
compose_handover(struct sheet *s, const void *doc)
{
	const struct doc_handover *d = doc;
	struct arena *a = s->arena;
	const struct fact who[] = {
		{ "Nomor agenda", paper_agenda(a, &d->office, d->agenda_no, d->agenda_year), PDF_REGULAR },
		{ "Nama", str_upper(a, d->name), PDF_BOLD },
		{ "NIK", paper_masked(a, d->nik), PDF_REGULAR },
		{ d->village_kind, words_title(a, d->village), PDF_REGULAR },
	};
	const struct fact taken[] = {
		{ "Diterima oleh", str_empty(d->received_as) ? d->received_by :
		    arena_printf(a, "%s (%s)", d->received_by, d->received_as), PDF_REGULAR },
		{ "Tanggal, pukul", paper_moment(a, d->at), PDF_REGULAR },
	};

	small_head(s, &d->office, "TANDA TERIMA REKOMENDASI");
	sheet_paragraph(s, arena_printf(a, "Telah terima dari Kantor Kecamatan %s %s lembar "
	    "Rekomendasi Nomor %s tanggal %s untuk perekaman KTP-el atas nama:",
	    d->office.place, words_count(a, d->sheets), d->number, words_day(a, d->day)));
	sheet_gap(s, 0.4);
	sheet_facts(s, 0, small_label(s), who, sizeof who / sizeof who[0]);
	sheet_gap(s, 0.4);
	sheet_facts(s, 0, small_label(s), taken, 2);
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
compose_test(struct sheet *s, const void *doc)
{
	const struct doc_test *d = doc;
	struct arena *a = s->arena;
	const struct fact what[] = {
		{ "Printer", d->printer, PDF_BOLD },
		{ "Waktu", paper_moment(a, d->at), PDF_REGULAR },
		{ "Ukuran kertas", arena_printf(a, "%.0f × %.0f mm", s->width, s->height),
		    PDF_REGULAR },
	};

	corners(s);
	s->y = 15;
	letter_head(s, &d->office, s->width > 180 ? 1 : 0.78);
	sheet_gap(s, 1);
	letter_title(s, "UJI CETAK", "");
	sheet_gap(s, 1);
	sheet_facts(s, 0, small_label(s), what, 3);
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

int
registration_render(struct arena *a, const struct doc_registration *d,
    struct pdf_result *ret_pdf, struct err *e)
{
	struct sheet s;

	if (small_open(&s, a, &d->page, e) == -1)
		return -1;
	paper_check_office(&s, &d->office);
	paper_need(&s, "name", d->name);
	paper_need(&s, "nik", d->nik);
	paper_need(&s, "village_kind", d->village_kind);
	paper_need(&s, "village", d->village);
	for (size_t i = 0; i < d->papers_n; i++)
		paper_need(&s, "papers", d->papers[i]);
	sheet_check(&s, "officer", d->officer);
	return small_finish(&s, compose_registration, d, d->recorded_at.us != 0 ?
	    "TANDA BUKTI PEREKAMAN" : "TANDA BUKTI PENDAFTARAN", ret_pdf, e);
}

int
handover_render(struct arena *a, const struct doc_handover *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct sheet s;

	if (small_open(&s, a, &d->page, e) == -1)
		return -1;
	paper_check_office(&s, &d->office);
	paper_need(&s, "number", d->number);
	if (!day_valid(d->day))
		sheet_fail(&s, "day", "is missing");
	paper_need(&s, "name", d->name);
	paper_need(&s, "nik", d->nik);
	paper_need(&s, "village_kind", d->village_kind);
	paper_need(&s, "village", d->village);
	paper_need(&s, "received_by", d->received_by);
	sheet_check(&s, "received_as", d->received_as);
	sheet_check(&s, "officer", d->officer);
	if (d->sheets < 1)
		sheet_fail(&s, "sheets", "is missing");
	return small_finish(&s, compose_handover, d, "TANDA TERIMA REKOMENDASI", ret_pdf, e);
}

int
test_page_render(struct arena *a, const struct doc_test *d, struct pdf_result *ret_pdf,
    struct err *e)
{
	struct sheet s;

	if (small_open(&s, a, &d->page, e) == -1)
		return -1;
	s.left = s.right = s.roll ? 4 : 20;
	paper_check_office(&s, &d->office);
	paper_need(&s, "printer", d->printer);
	return small_finish(&s, compose_test, d, "UJI CETAK", ret_pdf, e);
}
