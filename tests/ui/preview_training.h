/* preview_training.h - Kantor Latihan, the cards of the roles, pictures of papers; for preview.c, which includes it once. */
#ifndef UI_PREVIEW_TRAINING_H
#define UI_PREVIEW_TRAINING_H

#include "page/view_scan.h"
#include "page/view_training.h"

#define training_data		training_page
#define role_card_data		role_card_page
#define scans_data		scans_page

static void
training_pages(struct out *o)
{
	static const struct view_option roles_[] = { { "SEMUA", "Semua langkah", true }, { "PETUGAS", "Petugas Loket", false }, { "OPERATOR", "Petugas Perekaman", false }, { "KASI", "Kasi Pelayanan", false } };
	struct view_trainee people_[] = {
		{ .name = name(), .nik = "3503085402099733", .kk = "3503082001159733", .sex = "PEREMPUAN", .birth_place = "TRENGGALEK", .marital = "BELUM KAWIN", .religion = "ISLAM", .job = "PELAJAR/MAHASISWA", .blood = "O", .address = "DUSUN GARES", .rt = "012", .rw = "003", .village = "Prigi", .guardian = "", .lesson = "Pemohon biasa, baru berusia 17 tahun.", .birth_day = { 2009, 2, 14 } },
		{ .name = "BAGAS CONTOH PRAYOGA", .nik = "3503080501109734", .kk = "3503082001159734", .sex = "LAKI-LAKI", .birth_place = "TRENGGALEK", .marital = "BELUM KAWIN", .religion = "KEPERCAYAAN TERHADAP TUHAN YANG MAHA ESA", .job = "PELAJAR/MAHASISWA", .blood = "TIDAK TAHU", .address = "DUSUN KRAJAN", .rt = "003", .rw = "001", .village = "Margomulyo", .guardian = "SUTRISNO CONTOH", .lesson = "Berusia 16 tahun: perekaman awal. Nama orang tua wajib; KTP-el dicetak setelah 17 tahun.", .birth_day = { 2010, 1, 5 } } };
	struct layout l = lay("Kantor Latihan", "");
	l.training = set == PANJANG;
	PAGE(o, training, { .layout = l, .form = form("peran", "Peran belum dipilih. Pilih salah satu."), .inside = set == PANJANG, .role = with(text("peran", "Peran", NULL, 0), FIELD_RADIO, roles_, 4), .people = { people_, set == KOSONG ? 0 : 2 } });
	PAGE(o, role_card, { .layout = lay("Kartu peran", ""), .office = "KECAMATAN WATULIMO" });
	struct view_scan pictures[] = { { "1", "Fotokopi Kartu Keluarga", "/static/x/icon/tanda.svg", 1240, 1754, ago(20), { 0 }, "Sri Contohwati", NULL },
		{ "2", set == PANJANG ? long_name : "Form permohonan K.P1", NULL, 1240, 1754, ago(30), ago(10), "Sri Contohwati", "Sri Contohwati" } };
	PAGE(o, scans, { .layout = lay("Gambar Berkas", "/antrean"), .head = head(TONE_WORK, "Berkas diterima"), .form = form("syarat", "Persyaratan belum dipilih."), .error = set == GALAT ? "Berkas ini bukan gambar JPEG atau PNG yang utuh. Simpan ulang gambarnya, lalu unggah lagi." : NULL,
		.off = set == KOSONG, .no_key = set == PANJANG, .may_add = set != KOSONG, .may_remove = set != KOSONG, .requirements = requirements(), .scans = { pictures, set == KOSONG ? 0 : 2 } });
}

#endif
