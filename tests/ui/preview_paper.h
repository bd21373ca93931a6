/* preview_paper.h - where papers beside the letter are had, for preview.c, which includes it once. */
#ifndef UI_PREVIEW_PAPER_H
#define UI_PREVIEW_PAPER_H

#define book_data		book_page
#define blank_form_data		blank_form_page
#define receipt_data		receipt_page

static void
paper_pages(struct out *o)
{
	static const struct view_option kinds_[] = { { "REGISTER", "Buku Register Permohonan", true }, { "PEMUSNAHAN", "Berita acara pemusnahan surat yang dibatalkan", false } };
	static const struct view_option yes[] = { { "YA", "Ya: tanda bukti tercetak begitu nomor agenda diberikan", true }, { "TIDAK", "Tidak: dibuat dari halaman permohonan bila diminta", false } };
	static const struct view_option media[] = { { "SURAT", "Sama dengan surat", true }, { "iso_a5_148x210mm", "A5", false }, { "om_roll_80x297mm", "Gulungan 80 mm", false } };

	PAGE(o, book, { .layout = lay("Cetak Buku dan Laporan", "/register"), .form = form("dari", "Dari tanggal belum diisi. Isi tanggal, atau nomor awal dan nomor akhir."),
		.kind = with(text("kertas", "Yang dicetak", NULL, 0), FIELD_SELECT, kinds_, 2),
		.first = opt(hinted(kind(text("dari", "Dari tanggal", set == GALAT ? "" : "23-11-2026", 10), FIELD_DAY, 12), "Laporan harian memakai tanggal ini; laporan bulanan memakai bulannya.")),
		.last = opt(kind(text("sampai", "Sampai tanggal", "23-11-2026", 10), FIELD_DAY, 12)), .no_first = opt(text("nomor_dari", "Dari nomor", "101", 6)),
		.no_last = opt(text("nomor_sampai", "Sampai nomor", "223", 6)), .year = opt(text("tahun", "Tahun nomor", "2026", 6)), .may_print = set != KOSONG });
	PAGE(o, blank_form, { .layout = lay("Formulir K.P1", "/antrean"), .form = form("lembar", "Jumlah lembar harus antara 1 dan 50."),
		.copies = text("lembar", "Jumlah lembar", set == GALAT ? "51" : "10", 4), .may_print = set != KOSONG });
	PAGE(o, receipt, { .layout = lay("Tanda Bukti", ""), .form = form("kertas", "Kertas tanda bukti belum dipilih. Pilih salah satu."),
		.receipt = with(text("cetak_sendiri", "Tanda Bukti Pendaftaran dicetak sendiri", NULL, 0), FIELD_RADIO, yes, 2),
		.paper = with(text("kertas", "Kertas tanda bukti", NULL, 0), FIELD_RADIO, media, 3) });
}

#endif
