/* preview_signing.h - officials, and many letters at once, for preview.c, which includes it once. */
#ifndef UI_PREVIEW_SIGNING_H
#define UI_PREVIEW_SIGNING_H

#include "page/view_settings.h"
#include "page/view_signing.h"

#define officials_data	officials_page
#define letterhead_data	letterhead_page
#define logo_data	logo_page
#define certificates_data	certificates_page
#define step_import_data	import_page
#define wording_data	wording_page
#define replace_data	replace_page
#define reassign_data	reassign_page
#define numbers_data	numbers_page
#define approve_many_data	approve_many_page

static void
signing_pages(struct out *o)
{
	const struct view_official rows[] = {
		{ 1, name(), "19810629 200012 1 001", "Pembina Tingkat I (IV/b)", "Camat Watulimo", "", "", { 2025, 2, 14 }, { 0 }, "camat",
		    { "Berlaku", TONE_DONE }, true, 3, "/pengaturan/pejabat?dari=1" },
		{ 2, "Contoh Wulandari, S.E.", "19790101 200501 2 003", "Penata Tingkat I (III/d)", "Camat Watulimo", " (Plh.)",
		    "800.1.11.1/45/406.08/2026, 20 November 2026", { 2026, 11, 23 }, { 2026, 11, 27 }, "sekcam", { "Akan berlaku", TONE_WAIT }, true, 0, "/pengaturan/pejabat?dari=2" },
		{ 3, "Mantan Contoh", "", "Pembina (IV/a)", "Camat Watulimo", "", "", { 2019, 1, 1 }, { 2025, 2, 13 }, "", { "Berakhir", TONE_OFF }, false, 0, NULL },
	};
	static const struct view_option forms_[] = { { "LANGSUNG", "Langsung: Camat sendiri", true }, { "PLH", "Plh. Camat (Camat berhalangan sementara)", false } };

	static const struct view_typed facts[] = { { "Nama lengkap", "SITI CONTOH RAHAYU", NULL, false }, { "Alasan wajib memiliki KTP-el", "telah berusia 17 (tujuh belas) tahun", NULL, false } };
	const struct view_sign_letter letters[] = {
		{ 7, 5, "9c1185a5c5e9fc54612808977ee8f548b2258d31c3b7f9c1fd5d25eb2a2a0c1b", "/permohonan/7/persetujuan", name(), "350308 550909 9902", "15 September 2009", "Desa Prigi",
		    "400.12.2.1/123/406.08/2026", { 2026, 11, 23 }, "Jati Contoh, S.STP.", { facts, 2 }, NULL },
		{ 8, 4, "aa1185a5c5e9fc54612808977ee8f548b2258d31c3b7f9c1fd5d25eb2a2a0c1b", "/permohonan/8/persetujuan", "BUDI CONTOH", "350308 170809 0001", "17 Agustus 2009", "Desa Tasikmadu",
		    "400.12.2.1/124/406.08/2026", { 2026, 11, 23 }, "Jati Contoh, S.STP.", { facts, 2 }, "Berkas ini diverifikasi oleh Anda, yang juga menandatanganinya. Tuliskan alasannya." },
	};

	PAGE(o, approve_many, { .layout = lay("Setujui Bersama", "/meja-tanda-tangan"), .form = form("kode_otp", "Kode OTP salah. Ketik kode yang sedang tampil di aplikasi autentikator."),
		.letters = { letters, set == KOSONG ? 0 : 2 }, .code = set == PANJANG || set == KOSONG ? (struct view_field){ 0 } : kind(text("kode_otp", "Kode OTP", "", 40), FIELD_CODE, 20),
		.duty_reason = set == GALAT ? kind(text("alasan_sama", "Alasan menandatangani berkas sendiri", "", 400), FIELD_TEXTAREA, 0) : (struct view_field){ 0 },
		.enrol = set == PANJANG ? "/akun/kode-otp" : NULL, .left_out = set == GALAT ? "1 berkas yang dipilih tidak ditampilkan: sudah berubah." : NULL });
	const struct view_waiting waiting[] = {
		{ "/permohonan/7", name(), "400.12.2.1/123/406.08/2026", "Jati Contoh, S.STP.", ago(55), true },
		{ "/permohonan/8", "BUDI CONTOH", "400.12.2.1/124/406.08/2026", "Contoh Wulandari, S.E. (Plh.)", ago(3), false },
	};
	const struct view_block blocks[] = { { 2026, 500, 599, 88, "Kasubag Umum, nota dinas 12/2026", "Admin Contoh", ago(600) } };

	PAGE(o, reassign, { .layout = lay("Alihkan Penanda Tangan", "/antrean"), .form = form("alasan", "Alasan belum diisi. Tuliskan alasannya dengan singkat."),
		.rows = { waiting, set == KOSONG ? 0 : 2 }, .from = with(text("dari", "Dari pejabat", NULL, 0), FIELD_SELECT, forms_, 2),
		.to = with(text("kepada", "Kepada pejabat", NULL, 0), FIELD_SELECT, forms_, 2), .reason = kind(text("alasan", "Alasan", "", 400), FIELD_TEXTAREA, 0) });
	PAGE(o, numbers, { .layout = lay("Nomor Surat", ""), .form = form("pertama", "Sebagian nomor itu sudah ada pada blok lain."),
		.source = with(text("sumber", "Sumber nomor surat", NULL, 0), FIELD_RADIO, forms_, 2), .blocks = { blocks, set == KOSONG ? 0 : 1 },
		.year = text("tahun", "Tahun", "2026", 4), .first = text("pertama", "Nomor pertama", "500", 6), .last = text("terakhir", "Nomor terakhir", "599", 6),
		.note = text("dasar", "Disediakan oleh", "", 100) });
	const struct view_replacement made[] = {
		{ "400.12.2.1/123/406.08/2026", "400.12.2.1/140/406.08/2026", "Nama keliru satu huruf", "ditarik", "Sri Contohwati", "", "BUDI CONTOH", "Jati Contoh, S.STP.",
		    { "Berlaku, diserahkan", TONE_DONE }, ago(600), ago(500), ago(400) },
	};

	PAGE(o, replace, { .layout = lay("Surat Pengganti", "/antrean"), .head = head(TONE_DONE, "Selesai"), .form = form("alasan", "Alasan penggantian belum diisi."),
		.rows = { made, set == KOSONG ? 0 : 1 }, .papers = papers(), .why_not = set == PANJANG ? "Surat pengganti menunggu persetujuan pejabat di meja tanda tangannya." : NULL,
		.correct = "/permohonan/7d0c/verifikasi", .begin = set == KOSONG || set == GALAT ? act("Buat surat pengganti", "BUAT") : (struct view_action){ 0 },
		.reason = kind(text("alasan", "Alasan penggantian", "", 400), FIELD_TEXTAREA, 0), .fate = with(text("surat_lama", "Surat lama", NULL, 0), FIELD_RADIO, forms_, 2),
		.signatory = with(text("penanda_tangan", "Penanda tangan", NULL, 0), FIELD_RADIO, forms_, 2),
		.signed_ink = set == BIASA ? act("Tandai telah ditandatangani", "TANDA") : (struct view_action){ 0 },
		.drop = set == BIASA || set == PANJANG ? act("Batalkan surat pengganti", "BATAL") : (struct view_action){ 0 },
		.drop_reason = kind(text("alasan_batal", "Alasan pembatalan", "", 400), FIELD_TEXTAREA, 0) });
	const struct view_field sentences[] = {
		kind(text("grounds", "Dasar", "berdasarkan {pengantar}{formulir} yang dicatat dalam Buku Register dengan nomor agenda {nomor_agenda} tanggal {tanggal_agenda}, memberikan rekomendasi kepada:", 600), FIELD_TEXTAREA, 0),
		hinted(kind(text("age", "Butir 2: telah berusia 17 tahun", "telah berusia {umur} tahun", 600), FIELD_TEXTAREA, 0), "Isian: {umur}"),
	};

	PAGE(o, wording, { .layout = lay("Naskah Rekomendasi", ""), .form = form("grounds", "Isian {nomor_agenda} harus ada di bagian ini."), .version = set == KOSONG ? 0 : 3,
		.texts = { sentences, 2 }, .ground = with(text("contoh", "Contoh untuk", NULL, 0), FIELD_SELECT, forms_, 2) });
	PAGE(o, letterhead, { .layout = lay("Kop Surat", ""), .form = form("alamat_kantor", "Dengan kop ini surat tidak muat pada satu lembar. Perpendek nama atau alamat kantor."),
		.government = text("pemerintah", "Pemerintah daerah", "PEMERINTAH KABUPATEN TRENGGALEK", 100), .name = text("nama_kantor", "Nama kantor", "KECAMATAN WATULIMO", 100),
		.place = text("tempat", "Tempat pada tanggal surat", "Watulimo", 60), .regency = text("kabupaten", "Kabupaten", "Trenggalek", 60),
		.address = text("alamat_kantor", "Alamat", "Jalan Raya Prigi No. 01 Watulimo", 200), .phone = opt(text("telepon", "Telepon", "(0355) 551488", 40)),
		.email = opt(text("surel", "Pos-el", "", 100)), .website = opt(text("laman", "Laman", "", 100)), .agency_code = text("kode_perangkat", "Kode perangkat daerah", "406.08", 20),
		.letter_class = text("klasifikasi", "Klasifikasi surat", "400.12.2.1", 20), .letter_format = hinted(text("format_surat", "Cara menulis nomor surat", "{klasifikasi}/{nomor}/{kode}/{tahun}", 60), "Bagian: {nomor} atau {nomor:4}, {tahun}, {bulan}, {klasifikasi}, {kode}."), .agenda_format = text("format_agenda", "Cara menulis nomor agenda", "{nomor:4}/{tahun}", 40), .next_letter = "400.12.2.1/123/406.08/2026", .next_agenda = "0123/2026", .copies = text("lembar", "Lembar yang dicetak", "2", 4),
		.paper = with(text("kertas", "Kertas", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "iso_a4_210x297mm", "A4 (210 × 297 mm)", true }, { "om_folio_210x330mm", "F4 (210 × 330 mm)", false } }, 2), .logo = set != KOSONG });
	PAGE(o, logo, { .layout = lay("Lambang Daerah", ""), .form = form("logo", "x"), .picture = set == KOSONG ? NULL : "/static/x/icon/tanda.svg", .width = 300, .height = 360,
		.at = ago(60), .error = set == GALAT ? "Berkas ini bukan gambar PNG atau JPEG yang utuh, atau sisinya lebih dari 1.200 piksel." : NULL });
	static const struct view_certificate certs[] = { { 1, "Balai Sertifikasi Contoh CA DS G1", "Induk Sertifikasi Contoh", { 1700000000000000 }, { 1900000000000000 }, { 1790000000000000 }, "Eko Contoh", "9C:1D:77:E0:31:AA:5B:02:9C:1D:77:E0:31:AA:5B:02:9C:1D:77:E0:31:AA:5B:02:9C:1D:77:E0:31:AA:5B:02", false },
		{ 2, "Penerbit Lama", "Penerbit Lama", { 1500000000000000 }, { 1600000000000000 }, { 1550000000000000 }, "Eko Contoh", "00:11", true } };
	static const struct view_warning compare[] = { { "Sertifikat atas nama JATI MUSTIKA, sedangkan surat atas nama Jati Mustika Dani, S.STP., M.Si. Pastikan keduanya orang yang sama." }, { "Layanan tanda tangan menyusun ulang PDF-nya. Cocokkan setiap baris pratinjau dengan surat asal." } };
	PAGE(o, certificates, { .layout = lay("Sertifikat Penerbit", ""), .form = form("sertifikat", "x"), .rows = { certs, set == KOSONG ? 0 : 2 }, .error = set == GALAT ? "Ini sertifikat seseorang, bukan penerbit. Yang dipercaya adalah sertifikat penerbit (CA)." : NULL });
	PAGE(o, step_import, { .layout = lay("Surat Bertanda Tangan Elektronik", "/antrean"), .head = head(TONE_WAIT, "Menunggu penandatanganan"), .form = form("sesuai", "Belum dicocokkan."), .letter_number = "400.12.2.1/123/406.08/2026", .letter_day = { 2026, 11, 23 }, .signatory = "Jati Mustika Dani, S.STP., M.Si. – Camat Watulimo",
		.download = "/permohonan/7/surat/3/unduh", .ink = "/permohonan/7/penandatanganan", .trusts = set != KOSONG, .error = set == GALAT ? "PDF ini berubah setelah ditandatangani. Jangan dipakai; unduh kembali dari layanan tanda tangan." : NULL, .has_file = set == BIASA || set == PANJANG,
		.signer = "JATI MUSTIKA DANI", .organisation = "PEMERINTAH KABUPATEN TRENGGALEK", .issuer = "Balai Sertifikasi Contoh CA DS G1", .serial = "5A1C77E031AA5B02", .signers = 1, .signed_at = ago(9), .uploaded_at = ago(4), .uploaded_by = "Sri Contohwati", .same_bytes = set == BIASA,
		.file_hash = "00", .picture = "/static/x/icon/tanda.svg", .warnings = { compare, set == PANJANG ? 2 : 0 }, .compared = set == PANJANG ? kind(text("sesuai", "Isi dan penanda tangan sudah dicocokkan", "1", 0), FIELD_CHECKBOX, 0) : (struct view_field){ 0 },
		.take = act("Pakai surat bertanda tangan elektronik", "SIGNED_FILE"), .drop = act("Buang berkas ini", "BUANG") });
	PAGE(o, officials, { .layout = lay("Pejabat Penanda Tangan", ""), .form = form("surat_perintah", "Plt. dan Plh. memerlukan nomor dan tanggal Surat Perintah."),
		.rows = { rows, set == KOSONG ? 0 : 3 }, .follows = set == PANJANG ? "1" : NULL, .follows_name = set == PANJANG ? name() : NULL,
		.name = text("nama", "Nama dengan gelar", "", 100), .nip = opt(text("nip", "NIP", "", 30)), .rank = text("pangkat", "Pangkat/golongan", "", 60),
		.title = text("jabatan", "Jabatan pada surat", "", 100), .role = with(text("unsur", "Jabatan sendiri", NULL, 0), FIELD_SELECT, forms_, 2),
		.sign_form = with(text("bentuk", "Bentuk penandatanganan", NULL, 0), FIELD_SELECT, forms_, 2), .from = kind(text("mulai", "Mulai berlaku", "23-11-2026", 10), FIELD_DAY, 12),
		.to = opt(kind(text("sampai", "Berlaku sampai", "", 10), FIELD_DAY, 12)), .order = opt(text("surat_perintah", "Nomor Surat Perintah", "", 60)),
		.order_day = opt(kind(text("tgl_perintah", "Tanggal Surat Perintah", "", 10), FIELD_DAY, 12)), .user = opt(with(text("akun", "Akun", NULL, 0), FIELD_SELECT, forms_, 2)),
		.last = kind(text("terakhir", "Hari terakhir", "23-11-2026", 10), FIELD_DAY, 12) });
}

#endif
