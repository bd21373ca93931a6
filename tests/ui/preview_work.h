/* preview_work.h - lists and searches, for preview.c, which includes it once. */
#ifndef UI_PREVIEW_WORK_H
#define UI_PREVIEW_WORK_H

#include "page/view_register.h"
#include "page/view_sop.h"
#include "page/view_ticket.h"

#define search_data		search_page
#define agenda_data		agenda_page
#define slip_data		slip_page
#define outgoing_data		outgoing_page
#define close_data		close_page
#define ticket_data		ticket_page
#define sop_data		sop_page
#define case_check_data		case_check_page
#define sop_new_data		sop_new_page
#define display_data		display_page

static void
number_pages(struct out *o)
{
	static const struct view_option years[] = { { "2026", "2026", true }, { "2025", "2025", false } };
	static const struct view_option villages_[] = { { "", "Pilih …", true }, { "11", "Prigi", false } };
	static const struct view_option rec[] = { { "TIDAK", "Tidak", true }, { "YA", "Ya", false } };
	struct view_slip slips_[] = { { "/register/slip/1", 120, 139, 12, "Persediaan listrik padam", "Sri Contohwati", ago(30) },
		{ NULL, 80, 84, 0, set == PANJANG ? long_name : "Jemput bola Karanggandu", "Sri Contohwati", ago(900) } };
	struct view_void voids_[] = { { 83, "Slip rusak terkena air", "Retno Contoh Wibowo, S.Sos.", ago(800) }, { 84, set == PANJANG ? long_name : "Tidak terpakai", "Retno Contoh Wibowo, S.Sos.", ago(800) } };

	PAGE(o, agenda, { .layout = lay("Kesinambungan Nomor", "/register"), .form = form("jumlah", "Jumlah slip harus antara 1 dan 200."), .year = 2026, .years = { years, 2 },
		.agenda = { "Nomor agenda", set == KOSONG ? 0 : 1239, set == KOSONG ? 0 : 1225, 2, 12, set != GALAT, set == GALAT ? "Nomor yang tidak ada pemiliknya: 8–10, 12. Hubungi administrator; jangan memberi nomor dengan tangan." : NULL },
		.letters = { set == KOSONG ? NULL : "Nomor surat keluar", 1201, 1201, 0, 0, true, NULL }, .slips = { slips_, set == KOSONG ? 0 : 2 }, .voids = { voids_, set == KOSONG ? 0 : 2 },
		.may_reserve = set != PANJANG, .count = text("jumlah", "Jumlah slip", set == GALAT ? "0" : "20", 4), .note = hinted(text("keterangan", "Keterangan", "", 120), "Misalnya: persediaan bila listrik padam.") });
	struct view_slip_row row[3] = { { 0 } };
	char names[3][9][24];
	for (int i = 0; i < 3; i++) {
		static const char *const word[] = { "tanggal", "jam", "nik", "nama", "tgl_lahir", "desa", "pernah_rekam", "wali", "lengkap" };
		for (int k = 0; k < 9; k++)
			(void)snprintf(names[i][k], sizeof names[i][k], "%s_%d", word[k], 120 + i);
		row[i] = (struct view_slip_row){ .no = 120 + i, .day = kind(text(names[i][0], "Tanggal", "23-11-2026", 12), FIELD_DAY, 12), .time = hinted(text(names[i][1], "Jam", "09.10", 5), "Contoh: 09.10"),
			.nik = kind(text(names[i][2], "NIK", i == 0 ? "3503085509099902" : "", 24), FIELD_DIGITS, 0), .name = text(names[i][3], "Nama Lengkap", i > 0 ? "" : set == PANJANG ? long_name : "SITI CONTOH RAHAYU", 60),
			.birth_day = kind(text(names[i][4], "Tanggal Lahir", "", 12), FIELD_DAY, 12), .village = with(text(names[i][5], "Desa", NULL, 0), FIELD_SELECT, villages_, 2), .recorded = with(text(names[i][6], "Riwayat perekaman", NULL, 0), FIELD_SELECT, rec, 2),
			.guardian = opt(text(names[i][7], "Nama Orang Tua/Wali", "", 60)), .complete = check(names[i][8], "Berkas lengkap"), .confirm = check(i == 0 ? "sesuai_kk_120" : i == 1 ? "sesuai_kk_121" : "sesuai_kk_122", "Sesuai dengan KK"),
			.message = set == PANJANG && i == 0 ? "Tanggal lahir tidak sesuai dengan NIK. NIK tidak berubah meskipun tanggal lahir pernah dibetulkan. Lanjutkan jika sesuai dengan KK." : NULL };
	}
	static const struct view_open opens_[] = { { "1 pemohon sedang direkam. Selesaikan atau tunda perekamannya.", "/antrean?langkah=5", "Lihat perekaman", true },
		{ "4 berkas menunggu tanda tangan.", "/antrean?langkah=4", "Lihat berkas", false } };
	struct view_outgoing out_[] = { { "/permohonan/7d0c", 124, { 2026, 11, 23 }, "400.12.2.1/124/406.08/2026", "Rekomendasi perekaman KTP-el a.n. SITI CONTOH RAHAYU", "Bagus Contoh Prasetya, S.STP., M.Si.", "" },
		{ NULL, 123, { 2026, 11, 23 }, "400.12.2.1/123/406.08/2026", set == PANJANG ? long_name : "Surat Pengantar", NULL, "DIBATALKAN" } };
	PAGE(o, outgoing, { .layout = lay("Buku Agenda Surat Keluar", "/register"), .year = 2026, .rows = { out_, set == KOSONG ? 0 : 2 }, .next = set == BIASA ? "/register/surat-keluar?tahun=2026&sebelum=74" : NULL });
	PAGE(o, close, { .layout = lay("Tutup Hari", "/register"), .form = form("utama", "x"), .today = { 2026, 11, 23 }, .received = 14, .numbered = 12, .is_signed = 11, .recorded = 11, .finished = 9,
		.numbers = set == KOSONG ? NULL : "0120/2026 s.d. 0131/2026", .agenda = { "Nomor agenda", 131, 131, 0, 0, true, NULL }, .opens = { opens_, set == KOSONG ? 0 : set == BIASA ? 1 : 2 }, .may_stop = set == KOSONG, .closed = set == PANJANG, .may_print = set != GALAT });
	static const struct view_option kinds_[] = { { "BERI-BIASA", "Umum", false }, { "BERI-LANSIA", "Lanjut usia", true }, { "BERI-HAMIL", "Ibu hamil", true }, { "BERI-DISABILITAS", "Penyandang disabilitas", true } };
	struct view_ticket tickets_[] = { { "12", "A 012", "Umum", "1", false, true, ago(1), 42 }, { "13", "P 013", "Lanjut usia", set == PANJANG ? "Perekaman KTP-el 20" : "2", true, false, ago(4), 240 }, { "14", "A 014", "Umum", "3", false, false, ago(9), 540 } };
	size_t some = set == KOSONG ? 0 : 3;
	PAGE(o, ticket, { .layout = lay("Tiket Antrean", "/antrean"), .form = form("loket", "Loket belum diisi."), .counter = text("loket", "Loket", set == GALAT ? "" : "1", 20), .kinds = { kinds_, 4 },
		.waiting = { tickets_, some }, .called = { tickets_, some }, .served = 9, .away = 1, .display = "/layar" });
	if (set != GALAT)	/* no form, nothing can be wrong with it */
		PAGE(o, display, { .assets = "x", .office = "KECAMATAN WATULIMO", .called = { tickets_, some }, .waiting = (int64_t)some, .now = ago(0) });
	PAGE(o, slip, { .layout = lay("Masukkan Slip", "/register"), .form = form("jam_120", "Slip 0120: Jam tidak dikenal. Tulis seperti 09.10."), .first = 120, .last = 139, .left = 12, .year = 2026,
		.note = "Persediaan listrik padam", .next = set == BIASA ? "/register/slip/1?dari=130" : NULL, .from_first = set == PANJANG ? "/register/slip/1" : NULL, .rows = { row, set == KOSONG ? 1 : 3 }, .may_key = true, .may_void = set == PANJANG || set == GALAT, .reason = reason() });
}

static void
sop_pages(struct out *o)
{
	static const struct view_text law[] = { { "Undang undang Nomor 24 Tahun 2013 tentang Perubahan atas Undang-undang Nomor 23 Tahun 2016 tentang Administrasi Kependudukan ;" }, { "Peraturan Pemerintah Nomor 37 Tahun 2007 tentang Administrasi Kependudukan ;" } };
	static const struct view_text need[] = { { "Pengantar dari desa/kel" }, { "Form permohonan K.P1 Perekaman e-KTP" } };
	static const struct view_sop_step steps_[] = { { 1, "Menyerahkan form K.P1 permohonan Rekomendasi Perekaman Biometrik e-KTP", "Pemohon kepada Petugas Kecamatan", "Form permohonan Perekaman e-KTP yang lengkap dengan persyaratannya", 2, { need, 2 } },
		{ 3, "Memberi nomor agenda dan tanggal permohonan Perekaman", "Petugas Kecamatan", "", 0, { NULL, 0 } } };
	static const struct view_sop_version vers[] = { { "000.8.3.4/SOP.03/406.08/2026", "/sop?versi=2", { 2026, 12, 20 }, { 2027, 1, 1 }, false, true }, { "000.8.3.4/SOP.03/406.08/2025", "/sop?versi=1", { 2025, 2, 14 }, { 2025, 2, 14 }, true, false } };
	static const struct view_finding found[] = { { "G1", "Langkah 3 (nomor agenda) tidak memuat waktu, persyaratan, dan output.", "Nomor diberikan seketika." } };
	static const char *const ids[] = { "menit_1", "menit_2", "menit_3" };
	struct view_field minute[3];
	struct view_sop_need rows[2] = { { text("nama_1", "Berkas ke-1", "Surat pengantar desa/kelurahan", 120), opt(text("catatan_1", "Catatan", set == PANJANG ? long_name : "Asli, ditandatangani kepala desa/lurah", 200)), check("wajib_1", "Wajib"), check("bebas_1", "Boleh dibebaskan Kasi") },
		{ opt(text("nama_2", "Berkas ke-2", "", 120)), opt(text("catatan_2", "Catatan", "", 200)), check("wajib_2", "Wajib"), check("bebas_2", "Boleh dibebaskan Kasi") } };

	for (int i = 0; i < 3; i++)
		minute[i] = opt(text(ids[i], "1. Penerimaan Berkas (menit)", i == 2 ? "" : "2", 4));
	PAGE(o, case_check, { .layout = lay("Keadaan Permohonan", ""), .form = form("kode", "Kode tanda bukti belum diisi."), .code = hinted(text("kode", "Kode tanda bukti", set == KOSONG ? "" : "RK3F2A91C0D4", 24), "Tercetak di bawah kode batang."),
		.born = kind(text("tgl_lahir", "Tanggal lahir", "15-09-2009", 10), FIELD_DAY, 12), .unknown = set == PANJANG, .status = { set == BIASA ? "Telah direkam" : NULL, TONE_WORK }, .advice = "Perekaman selesai. Ambil rekomendasi di loket dengan menunjukkan tanda bukti.", .office = "KECAMATAN WATULIMO", .agenda = "0123/2026" });
	PAGE(o, sop, { .layout = lay("SOP", "/bantuan"), .number = "000.8.3.4/SOP.03/406.08/2025", .title = "Perekaman Biometrik e-KTP", .office = "KECAMATAN WATULIMO", .made = { 2025, 2, 14 }, .effective = { 2025, 2, 14 }, .minutes = 23,
		.legal = { law, set == KOSONG ? 0 : 2 }, .steps = { steps_, 2 }, .checklist = { need, 2 }, .versions = { vers, 2 }, .findings = { found, 1 }, .edit_href = set == PANJANG ? "/pengaturan/sop" : NULL });
	PAGE(o, sop_new, { .layout = lay("Versi SOP", ""), .form = form("berlaku", "Versi baru berlaku paling awal besok."), .number = text("nomor", "Nomor SOP", "000.8.3.4/SOP.03/406.08/2026", 60),
		.made = kind(text("tanggal", "Tanggal revisi", "20-12-2026", 10), FIELD_DAY, 12), .effective = kind(text("berlaku", "Mulai berlaku", "01-01-2027", 10), FIELD_DAY, 12), .minutes = { minute, 3 }, .needs = { rows, 2 }, .versions = { vers, 2 } });
}

static void
list_pages(struct out *o)
{
	size_t n = set == KOSONG ? 0 : set == BIASA ? 25 : 7;
	static const struct view_option villages_[] = { { "", "Semua desa", true }, { "11", "Prigi", false } };
	static const struct view_option states_[] = { { "", "Semua status", true }, { "DRAF", "Draf", false } };
	static const struct view_option periods_[] = { { "SEMUA", "Semua", true }, { "HARI", "Hari ini", false } };
	static const struct view_saved saved_[] = { { "Prigi belum selesai", "/permohonan?saringan=1", "1" }, { "Bulan ini", "/permohonan?saringan=2", "2" } };

	PAGE(o, search, { .layout = lay(set == KOSONG || set == GALAT ? "Hasil pencarian" : "Daftar Permohonan", "/permohonan"),
		.form = form("sampai", "Sampai tanggal lebih awal daripada dari tanggal. Periksa kembali."),
		.text = opt(text("cari", "Nama, NIK, nomor KK, nomor agenda, atau tanggal lahir", set == PANJANG ? long_name : "siti rahaju", 60)),
		.village = opt(with(text("desa", "Desa", NULL, 0), FIELD_SELECT, villages_, 2)), .status = opt(with(text("status", "Status", NULL, 0), FIELD_SELECT, states_, 2)),
		.period = opt(with(text("periode", "Tanggal permohonan", NULL, 0), FIELD_SELECT, periods_, 2)), .first = opt(kind(text("dari", "Dari tanggal", "", 10), FIELD_DAY, 12)),
		.last = opt(kind(text("sampai", "Sampai tanggal", "", 10), FIELD_DAY, 12)), .name = opt(text("nama_saringan", "Nama saringan", "", 40)),
		.saved = { saved_, set == KOSONG ? 0 : 2 }, .search = set == KOSONG || set == PANJANG ? "siti rahaju" : "", .rows = queue(set == GALAT ? 0 : n),
		.near = set == PANJANG, .partial = set == PANJANG, .offer_near = set == BIASA, .filtered = set == PANJANG, .next = n > 6 ? "7" : NULL, .further = set == PANJANG });
	number_pages(o);
	sop_pages(o);
}

#endif
