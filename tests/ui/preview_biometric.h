/* preview_biometric.h - what is beside the fingers of step 5; for preview.c, which includes it once. */
#ifndef UI_PREVIEW_BIOMETRIC_H
#define UI_PREVIEW_BIOMETRIC_H

#include "page/view_biometric.h"

#define part_data		part_page
#define enrolment_data		enrolment_page
#define applicant_data		applicant_page
#define biometric_data		biometric_page
#define quality_review_data	review_page

static void
biometric_pages(struct out *o)
{
	static const struct view_option how_[] = { { "KAMERA", "Kamera komputer ini", true }, { "BERKAS", "Berkas gambar", false } };
	static const struct view_option yes_[] = { { "TIDAK", "Tidak", false }, { "YA", "Ya: sidik jari diambil di kantor ini, disegel, dan hanya dapat dibuka pemegang kunci ekspor", true } };
	static const struct view_option why_[] = { { "", "", true }, { "TUNANETRA", "Tunanetra", false } };
	struct enrolment_row rows[] = {
		{ "Perekaman resmi (seluruhnya)", "Berhasil", "PRINT_READY_RECORD (Siap cetak)", "Lestari Contoh Utami", "", "Dimas Contoh Saputra", TONE_DONE, { 2026, 11, 23 }, ago(5) },
		{ "Iris mata", "Gagal", "", set == PANJANG ? long_name : "Dimas Contoh", "Direkam ulang minggu depan", "Dimas Contoh Saputra", TONE_PROBLEM, { 2026, 11, 20 }, ago(4000) } };
	struct review_row reviews[] = {
		{ "12", "Kelingking kanan", set == PANJANG ? "Kulit ujung jari sangat tipis karena pekerjaan; sudah dibersihkan dan diberi pelembap tiga kali." : "Jari aus", "Dimas Contoh Saputra", name(), "0123/2026", "/permohonan/7d0c", "/permohonan/7d0c/mutu", 24, 4, ago(30) } };
	struct view_field quality[] = { text("mutu_2", "Telunjuk kanan", "40", 3), text("mutu_3", "Jari tengah kanan", "40", 3), text("mutu_4", "Jari manis kanan", "40", 3), text("mutu_5", "Kelingking kanan", "30", 3) };

	PAGE(o, part, { .layout = lay("Pasfoto", "/antrean"), .head = head(TONE_WORK, "Sedang direkam"), .form = form("cara", "Cara mengambil belum dipilih."), .camera = set != PANJANG, .hands = set == GALAT, .may = set != KOSONG, .no_station = set == GALAT,
		.error = set == GALAT ? "Berkas ini bukan gambar JPEG atau PNG yang utuh. Ambil gambarnya sekali lagi." : NULL, .background = "merah",
		.state = set == PANJANG ? "Tersimpan tersegel (600 × 800 piksel) oleh Dimas Contoh Saputra, 23-11-2026 09.41 WIB. Gambarnya tidak dapat dibuka di kantor ini." : NULL,
		.how = with(text("cara", "Cara mengambil", NULL, 0), FIELD_RADIO, how_, 2), .witness = opt(text("saksi", "Nama saksi", NULL, 100)), .reason = with(text("sebab", "Sebab", NULL, 0), FIELD_SELECT, why_, 2), .note = opt(text("keterangan", "Keterangan", NULL, 200)) });
	PAGE(o, enrolment, { .layout = lay("Hasil Perekaman Resmi", "/antrean"), .head = head(TONE_DONE, "Terekam"), .form = form("hasil", "Hasil belum dipilih."), .may = set != KOSONG,
		.part = with(text("bagian", "Bagian", NULL, 0), FIELD_RADIO, how_, 2), .result = with(text("hasil", "Hasil", NULL, 0), FIELD_RADIO, how_, 2), .reason = opt(with(text("sebab", "Sebab pengecualian", NULL, 0), FIELD_SELECT, why_, 2)),
		.siak = opt(hinted(text("status_siak", "Status di SIAK", NULL, 60), "Seperti tertulis di SIAK.")), .on_day = kind(text("tanggal", "Tanggal", "23-11-2026", 10), FIELD_DAY, 0), .officer = text("petugas", "Petugas", "Dimas Contoh Saputra", 100), .note = opt(text("keterangan", "Keterangan", NULL, 200)),
		.rows = { rows, set == KOSONG ? 0 : 2 } });
	if (set != GALAT)	/* it has no form */
		PAGE(o, applicant, { .assets = "x", .live = live() });
	PAGE(o, biometric, { .layout = lay("Perekaman Biometrik", ""), .form = form("dasar_hukum", "Dasar hukum belum diisi. Sidik jari hanya boleh diambil dengan dasar hukum."), .decided = set != KOSONG, .who = set == PANJANG ? long_name : NULL, .at = ago(5000),
		.local = with(text("perekaman_lokal", "Kantor ini merekam sidik jari sendiri", NULL, 0), FIELD_RADIO, yes_, 2), .basis = hinted(text("dasar_hukum", "Dasar hukum", "Keputusan Camat Nomor 1 Tahun 2026", 300), "Peraturan atau keputusan yang menjadi dasar."), .dpia = text("dpia", "Nomor penilaian dampak pelindungan data", "DPIA-01/2026", 120),
		.needs = with(text("syarat_terekam", "Permohonan dinyatakan terekam bila ada", NULL, 0), FIELD_RADIO, how_, 2), .keep = with(text("simpan_sampai", "Gambar tersegel disimpan", NULL, 0), FIELD_RADIO, how_, 2), .keep_days = text("simpan_hari", "Jumlah hari", "90", 4), .attempts = text("percobaan", "Percobaan", "3", 2),
		.photo = with(text("pasfoto", "Pasfoto", NULL, 0), FIELD_RADIO, yes_, 2), .signature = with(text("tanda_tangan", "Tanda tangan", NULL, 0), FIELD_RADIO, yes_, 2), .exception = with(text("foto_pengecualian", "Foto pengecualian", NULL, 0), FIELD_RADIO, yes_, 2), .quality = { quality, 4 } });
	PAGE(o, quality_review, { .layout = lay("Mutu Sidik Jari", "/beranda"), .form = form("catatan", "Catatan belum diisi."), .error = set == GALAT ? "Catatan belum diisi. Tuliskan apa yang harus diperbaiki pada perekaman ulang." : NULL, .rows = { reviews, set == KOSONG ? 0 : 1 } });
}

#endif
