/* preview_duty.h - the places under /pelindungan-data for preview.c, which includes it once. */
#ifndef UI_PREVIEW_DUTY_H
#define UI_PREVIEW_DUTY_H

#include "page/view_destruction.h"

#define privacy_data			privacy_page
#define subject_data			subject_page
#define subject_extract_data		subject_extract_page
#define subject_requests_data		subject_requests_page
#define subject_request_new_data	subject_request_new_page
#define subject_request_data		subject_request_page
#define affected_data			affected_page
#define incidents_data			incidents_page
#define incident_new_data		incident_new_page
#define incident_data			incident_page
#define incident_letter_data		incident_letter_page
#define notice_address_data		notice_address_page
#define dpia_data			dpia_page
#define inventory_data			inventory_page
#define retention_data			retention_page
#define destruction_data		destruction_page

#define FACTS(...)	{ (struct extract_fact[]){ __VA_ARGS__ }, sizeof((struct extract_fact[]){ __VA_ARGS__ }) / sizeof(struct extract_fact) }

static const char long_text[] = "Pada malam hari antara pukul 21.00 dan 05.00 pintu ruang pelayanan tidak terkunci. Komputer loket dengan nomor inventaris 12 tidak ada ketika petugas datang.\nTidak ada berkas cetak yang hilang.";

static struct layout
duty_lay(const char *title)
{
	static const struct view_banner banners[] = {
		{ TONE_WAIT, "Insiden 3/2026: pemberitahuan tertulis paling lambat 3×24 jam, tersisa 41 jam 12 menit.", "/insiden/3", "Buka insiden" },
		{ TONE_PROBLEM, "2 permintaan subjek data menunggu jawaban; tenggat terdekat terlampaui 3 jam 05 menit.", "/subjek-data/permintaan", "Lihat permintaan" },
	};
	static const struct view_crumb crumbs[] = { { "/beranda", "Beranda" }, { "/pelindungan-data", "Pelindungan Data" }, { NULL, "Halaman" } };
	struct layout l = lay(title, "/register");

	l.crumbs = (struct view_crumb_list){ crumbs, 3 };
	l.banners = (struct view_banner_list){ banners, set == KOSONG ? 0 : 2 };
	return l;
}

static struct view_due
due(void)
{
	return (struct view_due){ ago(1848), ago(-2472), set == GALAT ? "terlampaui 3 jam 05 menit" : "tersisa 41 jam 12 menit", set == GALAT };
}

/* In that set the clock has ended. */
static struct view_due
due_until(enum set ended)
{
	struct view_due d = due();

	if (set == ended)
		memset(&d, 0, sizeof d);
	return d;
}

static void
destruction_preview(struct out *o)
{
	static const struct due_row due[] = {
		{ "0123/2026", "/permohonan/7", "Selesai – rekomendasi diserahkan", TONE_DONE, 10, 2, { 1774000000000000 } },
		{ "tanpa nomor", NULL, "Dibatalkan", TONE_OFF, 3, 0, { 1774500000000000 } } };
	static const struct month_row months[] = {
		{ "November 2026", 48, 12, "Bulan berjalan", TONE_WORK, { 0 } }, { "Oktober 2026", 0, 320, "Boleh dimusnahkan", TONE_WAIT, { 0 } },
		{ "September 2026", 0, 290, "Telah dimusnahkan", TONE_OFF, { 1774500000000000 } } };
	static const struct view_option month_[] = { { "2026-10", "Oktober 2026", true } };
	struct destroyed_row done[] = {
		{ "Kunci ekspor September 2026", "Kedua media USB dihancurkan, amplop cadangan dibakar", "Sri Saksi Contoh", set == PANJANG ? long_name : "Dimas Contoh Saputra", "/cetak/12", ago(5) },
		{ "12 permohonan, 120 gambar", "", "Sri Saksi Contoh", "Dimas Contoh Saputra", NULL, ago(400) } };

	PAGE(o, destruction, { .layout = duty_lay("Pemusnahan Rekaman Biometrik"), .form = form("saksi", "Nama saksi belum diisi."), .key_form = form("", ""), .may = set != PANJANG, .decided = set != KOSONG,
		.time = "90 hari sejak direkam", .basis = set == PANJANG ? "Keputusan Camat Watulimo Nomor 1 Tahun 2026 tentang Perekaman Tambahan Sidik Jari di Kecamatan Watulimo" : "Keputusan Camat Nomor 1 Tahun 2026", .ask_sent = set == GALAT, .sent = "20-11-2026",
		.sent_day = opt(kind(text("terkirim", "Sudah dikirim ke Dinas sampai dengan tanggal", "20-11-2026", 10), FIELD_DAY, 0)), .witness = hinted(text("saksi", "Nama saksi", "", 100), "Orang lain yang menyaksikan; ia ikut menandatangani berita acara."), .count = "2", .more = set == PANJANG,
		.due = { due, set == KOSONG ? 0 : 2 }, .months = { months, set == KOSONG ? 0 : 3 }, .key_ready = set == BIASA, .month = with(text("bulan", "Bulan kunci", NULL, 0), FIELD_SELECT, month_, 1),
		.how = hinted(text("cara", "Cara memusnahkan", "", 200), "Misalnya: kedua media USB dihancurkan, amplop cadangan dibakar."), .key_witness = text("saksi_kunci", "Nama saksi", "", 100), .done = { done, set == KOSONG ? 0 : 2 } });
}

static void
extract_pages(struct out *o)
{
	static struct extract_row events[2], captures[2], traces[3], lists[1];
	static struct extract_table of_case[2], of_person[2];
	static struct extract_case one[2];
	static struct extract x;
	size_t some = set == KOSONG ? 0 : 1;

	events[0].cells = (struct extract_facts)FACTS({ "waktu", "Waktu", "x", "23-11-2026 09.41 WIB", false }, { "status", "Status", "x", "Berkas diterima", false }, { "langkah", "Langkah", "1", "1", true }, { "oleh", "Oleh", "x", "Sri Contohwati", false }, { "alasan", "Alasan", NULL, "", false });
	events[1] = events[0];
	captures[0].cells = (struct extract_facts)FACTS({ "jari", "Nomor jari", "2", "2", true }, { "nama_jari", "Jari", "x", "Telunjuk kanan", false }, { "tujuan", "Tujuan", "x", "Perekaman", false }, { "hasil", "Hasil", "x", "Berhasil", false }, { "mutu", "Mutu", "71", "71", true }, { "waktu", "Waktu", "x", "23-11-2026 09.52 WIB", false }, { "stasiun", "Stasiun", "x", "Stasiun perekaman loket 1", false }, { "petugas", "Petugas", "x", "Dimas Contoh Saputra", false }, { "disimpan", "Gambar tersegel disimpan", "x", "23-11-2026 09.52 WIB", false }, { "bulan", "Bulan kunci segel", "x", "2026-11", false }, { "sha256", "SHA-256 gambar tersegel", "x", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false });
	captures[1] = captures[0];
	of_case[0] = (struct extract_table){ "riwayat", "Riwayat permohonan", "Belum ada perubahan status.", { events, 2 * some } };
	of_case[1] = (struct extract_table){ "sidik_jari", "Perekaman sidik jari", "Belum ada jari yang direkam di sistem ini.", { captures, 2 * some } };
	one[0] = (struct extract_case){ .id = 12, .title = "Permohonan nomor agenda 0123/2026", .tables = { of_case, 2 } };
	one[0].facts.cells = (struct extract_facts)FACTS({ "status", "Status", "x", "Selesai – rekomendasi diserahkan", false }, { "nik", "NIK", "x", "350308 550909 9902", false }, { "nama", "Nama lengkap", "x", name(), false }, { "alamat", "Alamat", "x", "DUSUN KRAJAN", false }, { "telepon", "Nomor HP/WhatsApp", NULL, "", false });
	one[1] = one[0];
	traces[0].cells = (struct extract_facts)FACTS({ "waktu", "Waktu", "x", "23-11-2026 09.41 WIB", false }, { "oleh", "Oleh", "x", "Sri Contohwati", false }, { "peran", "Peran", "x", "Petugas Loket", false }, { "tindakan", "Tindakan", "x", "Melihat", false }, { "objek", "Objek", "x", "Permohonan (berkas 12)", false }, { "dari", "Dari", "x", "192.168.1.20", false }, { "keterangan", "Keterangan", NULL, "", false });
	traces[1] = traces[2] = traces[0];
	lists[0].cells = (struct extract_facts)FACTS({ "daftar", "Daftar", "x", "Buku Register 2026", false }, { "oleh", "Oleh", "x", "Cermat Contoh Hidayat", false }, { "kali", "Kali", "3", "3", true });
	of_person[0] = (struct extract_table){ "jejak", "Siapa melihat atau mengubah data", "Belum ada jejak.", { traces, 3 * some } };
	of_person[1] = (struct extract_table){ "daftar", "Daftar yang dibuka petugas dan mungkin memuat data ini", "Tidak ada.", { lists, some } };
	x = (struct extract){ .nik = "3503085509099902", .name = name(), .cases = { one, set == PANJANG ? 2 : 1 }, .tables = { of_person, 2 } };
	x.head.cells = (struct extract_facts)FACTS({ "bentuk", "Bentuk berkas", "x", "rekam-ekstrak-subjek-1", false }, { "nik", "NIK", "x", "350308 550909 9902", false }, { "nama", "Nama", "x", name(), false }, { "dibuat_pada", "Dibuat pada", "x", "23-11-2026 09.41 WIB", false }, { "dibuat_oleh", "Dibuat oleh", "x", "Retno Contoh Wibowo, S.Sos. (kasi)", false }, { "keterangan", "Keterangan", "x", "Gambar sidik jari tidak termuat: gambar disegel oleh stasiun perekaman dan tidak dapat dibuka di kantor ini.", false });
	PAGE(o, subject, { .layout = duty_lay("Data seseorang"), .form = form("nik", "NIK harus terdiri atas 16 angka."), .nik = kind(text("nik", "NIK", "3503085509099902", 24), FIELD_DIGITS, 20), .missing = set == KOSONG ? "3503085509099902" : NULL });
	PAGE(o, subject_extract, { .layout = duty_lay("Salinan data pribadi"), .form = form("nik", "x"), .extract = &x });
}

static void
request_pages(struct out *o)
{
	static const struct view_option kinds_[] = { { "", "Pilih …", true }, { "AKSES", "Akses dan salinan data", false } };
	struct view_request_row row = { .href = "/subjek-data/permintaan/1", .number = "12/2026", .kind = "Akses dan salinan data", .name = name(), .nik = "3503085509099902", .due = due(), .status = { "Menunggu jawaban", TONE_WAIT } };
	struct view_request_row rows[2] = { row, row };

	rows[1].due.text = NULL, rows[1].due.late = false, rows[1].answered_at = now, rows[1].status = (struct view_status){ "Dipenuhi", TONE_DONE };
	PAGE(o, subject_requests, { .layout = duty_lay("Register permintaan subjek data"), .rows = { rows, set == KOSONG ? 0 : 2 }, .total = 214, .waiting = 1, .next = set == PANJANG ? "/subjek-data/permintaan?mulai=50" : NULL });
	PAGE(o, subject_request_new, { .layout = duty_lay("Catat permintaan"), .form = form("nik", "NIK harus terdiri atas 16 angka."), .nik = kind(text("nik", "NIK", "3503085509099902", 24), FIELD_DIGITS, 20), .name = text("nama", "Nama subjek data", name(), 100),
		.kind = with(text("jenis", "Permintaan", NULL, 0), FIELD_SELECT, kinds_, 2), .wish = opt(kind(text("isi_permintaan", "Isi permintaan", NULL, 1000), FIELD_TEXTAREA, 0)), .received = hinted(text("diterima", "Diterima pada", "23-11-2026 09.41", 20), "Tanggal dan jam WIB, misalnya 23-11-2026 09.41."),
		.asked_by = text("peminta", "Nama peminta", name(), 100), .asked_as = with(text("sebagai", "Peminta adalah", NULL, 0), FIELD_SELECT, kinds_, 1), .proof = with(text("bukti", "Bukti identitas", NULL, 0), FIELD_SELECT, kinds_, 1), .proof_note = opt(text("bukti_ket", "Keterangan bukti", NULL, 200)) });
	PAGE(o, subject_request, { .layout = duty_lay("Permintaan 12/2026"), .number = "12/2026", .kind = "Akses dan salinan data", .nik = "3503085509099902", .name = name(), .asked_by = name(), .asked_as = "Orang yang bersangkutan", .proof = "KTP-el", .wish = set == PANJANG ? long_text : NULL,
		.received_at = ago(1848), .created_at = ago(1840), .created_by = "Retno Contoh Wibowo, S.Sos.", .due = due_until(PANJANG), .status = { set == PANJANG ? "Dipenuhi" : "Menunggu jawaban", set == PANJANG ? TONE_DONE : TONE_WAIT }, .outcome = set == PANJANG ? "Dipenuhi" : NULL, .note = long_text, .answered_by = "Retno Contoh Wibowo, S.Sos.", .answered_at = now,
		.form = form("jawaban", "Jawaban belum diisi."), .look = form("nik", "x"), .answer = with(text("hasil", "Hasil", NULL, 0), FIELD_SELECT, kinds_, 1), .answer_note = kind(text("jawaban", "Jawaban", NULL, 1000), FIELD_TEXTAREA, 0) });
}

static void
affected_pages(struct out *o)
{
	static const struct view_option sources[] = { { "AKUN", "Akun atau alamat yang disalahgunakan", true }, { "STASIUN", "Stasiun perekaman hilang atau disusupi", false }, { "CADANGAN", "Cadangan data hilang", false } };
	static const struct view_option users[] = { { "loket", "Sri Contohwati", false }, { "perekam", "Dimas Contoh Saputra", false } };
	static const struct view_option open[] = { { "3", "3/2026 Komputer loket hilang", true } };
	static const struct view_field hidden[] = { { .kind = FIELD_HIDDEN, .name = "sumber", .value = "AKUN" } };
	struct view_affected_row row = { .href = "/permohonan/12", .name = name(), .nik = "3503085509099902", .village = "Karanggandu", .phone = set == PANJANG ? "" : "081234567890", .kinds = "identitas, surat, data diubah", .looks = 7, .first_at = ago(900), .last_at = ago(4) };
	struct view_affected_row rows[3] = { row, row, row };
	bool asked = set == BIASA || set == PANJANG;

	PAGE(o, affected, { .layout = duty_lay("Siapa yang terdampak"), .form = form("sampai", "Rentang waktu terbalik: Sampai mendahului Dari. Tukar keduanya."),
		.source = with(text("sumber", "Sumber", NULL, 0), FIELD_RADIO, sources, 3), .user = opt(with(hinted(text("akun", "Nama pengguna", "loket", 40), "Kosong berarti semua akun"), FIELD_TEXT, users, 2)), .station = opt(hinted(text("stasiun", "Stasiun", NULL, 40), "Kode stasiun")),
		.address = opt(hinted(text("alamat", "Alamat jaringan", NULL, 45), "Alamat komputer, misalnya 192.168.1.20; kosong berarti semua")), .backup = opt(hinted(text("cadangan", "Cadangan", NULL, 60), "Nama berkas cadangan, atau waktu pembuatannya")),
		.from = opt(hinted(text("dari", "Dari", "20-11-2026 08.00", 20), "Misalnya 20-11-2026 atau 20-11-2026 08.00")), .to = opt(text("sampai", "Sampai", "23-11-2026", 20)),
		.lists = { .kind = FIELD_CHECKBOX, .name = "daftar", .label = "Sertakan juga semua orang yang mungkin tampil dalam daftar yang dibuka", .hint = "Register, antrean, dan pencarian tidak mencatat siapa yang tampil di dalamnya", .value = "1" },
		.incident = with((struct view_field){ .name = "insiden", .label = "Insiden", .required = true }, FIELD_SELECT, open, 1), .asked = asked || set == KOSONG, .question = "Akun loket (Sri Contohwati), 20-11-2026 08.00 WIB sampai 23-11-2026 23.59 WIB.",
		.rows = { rows, asked ? 3 : 0 }, .total = asked ? 12034 : 0, .from_row = 1, .to_row = 100, .lists_seen = set == PANJANG ? 17 : 0, .again = { hidden, 1 }, .next = "100", .may_link = asked, .csv_note = "Berkas memuat 10.000 orang pertama; seluruhnya: rekamctl affected --csv.",
		.linked = set == PANJANG ? "/insiden/3" : NULL, .changed = set == PANJANG });
}

static void
incident_pages(struct out *o)
{
	static const struct view_option kinds_[] = { { "", "Pilih …", true }, { "ALAT", "Kehilangan komputer atau alat", false } };
	static const struct view_field classes[] = { { .kind = FIELD_CHECKBOX, .name = "kelas_0", .label = "Data identitas (nama, NIK, alamat, tanggal lahir)", .value = "1", .checked = true }, { .kind = FIELD_CHECKBOX, .name = "kelas_2", .label = "Data biometrik (sidik jari)", .value = "1" } };
	static const struct view_warning missing[] = { { "Data pribadi yang terungkap" }, { "Nama lembaga pelindungan data (Tujuan pemberitahuan)" } };
	struct view_incident_row row = { .href = "/insiden/3", .number = "3/2026", .kind = "Kehilangan komputer atau alat", .title = "Komputer loket hilang", .due = due(), .status = { "Terbuka", TONE_WAIT }, .discovered_at = ago(1848) };
	struct view_incident_row rows[2] = { row, row };
	const struct view_entry entries[] = { { "Uraian kejadian", long_text, "Retno Contoh Wibowo, S.Sos.", ago(1840), false }, { "Langkah yang dilakukan", "Akun loket dinonaktifkan dan sesi diakhiri.", "Administrator Contoh", ago(1800), false }, { "Kesimpulan dan penutupan", "Komputer ditemukan.", "Bagus Contoh Prasetya", ago(4), true } };
	const struct view_scope scopes[] = { { "/insiden/3/terdampak/1", "Akun loket (Sri Contohwati), 20-11-2026 08.00 WIB sampai 23-11-2026 23.59 WIB.", "Retno Contoh Wibowo, S.Sos.", 12034, ago(900) } };
	const struct view_letter letters[] = { { NULL, NULL, name(), "3503085509099902", "Karanggandu" }, { set == KOSONG ? NULL : "Lembaga Contoh", set == KOSONG ? NULL : "Jalan Contoh 1\nJakarta", NULL, NULL, NULL } };
	bool some = set != KOSONG, closed = set == PANJANG;

	rows[1].due = (struct view_due){ 0 }, rows[1].status = (struct view_status){ "Ditutup", TONE_OFF }, rows[1].closed_at = now;
	PAGE(o, incidents, { .layout = duty_lay("Register insiden"), .rows = { rows, some ? 2 : 0 }, .total = some ? 2 : 0, .may_write = true });
	PAGE(o, incident_new, { .layout = duty_lay("Catat insiden"), .form = form("judul", "Judul belum diisi."), .kind = with(text("jenis", "Jenis", NULL, 0), FIELD_SELECT, kinds_, 2), .title = hinted(text("judul", "Judul", "Komputer loket hilang", 120), "Satu baris"), .discovered = text("diketahui", "Diketahui pada", "23-11-2026 07.30", 20), .what = kind(text("uraian", "Uraian kejadian", long_text, 2000), FIELD_TEXTAREA, 0),
		.classes = { classes, 2 }, .classes_error = set == GALAT ? "Kelas data belum dipilih. Pilih sekurang-kurangnya satu; bila belum pasti, pilih yang mungkin." : NULL });
	PAGE(o, incident, { .layout = duty_lay("Insiden 3/2026"), .number = "3/2026", .kind = "Kehilangan komputer atau alat", .title = set == PANJANG ? long_name : "Komputer loket hilang", .classes = "Data identitas (nama, NIK, alamat, tanggal lahir); Data anak", .discovered_at = ago(1848), .created_at = ago(1840), .created_by = "Retno Contoh Wibowo, S.Sos.",
		.due = due_until(PANJANG), .status = { closed ? "Ditutup" : "Terbuka", closed ? TONE_OFF : TONE_WAIT }, .facts = { entries, 1 }, .entries = { entries, some ? 3 : 1 }, .scopes = { scopes, some ? 1 : 0 }, .missing = { missing, closed ? 0 : 2 }, .affected = closed ? NULL : "/terdampak", .letter_subject = "/insiden/3/surat-subjek", .letter_agency = "/insiden/3/surat/lembaga", .letter_csirt = "/insiden/3/surat/csirt",
		.form = form("isi_catatan", "Isi belum diisi."), .entry_kind = with(text("jenis", "Jenis catatan", NULL, 0), FIELD_SELECT, kinds_, 2), .entry_text = kind(text("isi_catatan", "Isi", NULL, 2000), FIELD_TEXTAREA, 0), .may_write = !closed, .closed = closed });
	PAGE(o, incident_letter, { .layout = duty_lay("Pemberitahuan 3/2026"), .government = "PEMERINTAH KABUPATEN TRENGGALEK", .office = "KECAMATAN WATULIMO", .address = "Jalan Raya Prigi No. 01 Watulimo Telepon (0355) 551488", .place = "Watulimo", .today = { 2026, 11, 23 }, .number = "3/2026", .heading = "Pemberitahuan Kegagalan Pelindungan Data Pribadi",
		.basis = "Dengan ini diberitahukan, sesuai dengan Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, bahwa telah terjadi kegagalan pelindungan data pribadi di kantor ini, dengan keterangan sebagai berikut.", .kind = "Kehilangan komputer atau alat", .classes = "Data identitas (nama, NIK, alamat, tanggal lahir)", .discovered_at = ago(1848),
		.event = long_text, .data = some ? "Nama, NIK, dan alamat pemohon." : NULL, .when = some ? long_text : NULL, .repair = some ? "Akun dinonaktifkan." : NULL, .persons = 12034, .contact = "Kasi Pelayanan", .contact_way = "(0355) 551488", .csirt = set == GALAT, .chronology = long_text, .copy_to = "Tim Contoh Trenggalek", .letters = { letters, 2 }, .missing = { missing, some ? 0 : 2 }, .total = set == PANJANG ? 12034 : 0, .from_row = 1, .to_row = 25, .next = set == PANJANG ? "/insiden/3/surat-subjek?mulai=25" : NULL });
	PAGE(o, notice_address, { .layout = duty_lay("Tujuan pemberitahuan"), .form = form("lembaga", "Nama lembaga paling banyak 120 huruf."), .agency = opt(text("lembaga", "Nama lembaga", NULL, 120)), .agency_address = opt(kind(text("lembaga_alamat", "Alamat lembaga", NULL, 300), FIELD_TEXTAREA, 0)), .csirt = opt(text("tim", "Nama tim", NULL, 120)), .csirt_address = opt(kind(text("tim_alamat", "Alamat tim", NULL, 300), FIELD_TEXTAREA, 0)), .contact = opt(text("kontak", "Nama atau jabatan", "Kasi Pelayanan", 120)), .contact_way = opt(kind(text("kontak_cara", "Telepon, pos-el, atau alamat", "(0355) 551488", 200), FIELD_TEXTAREA, 0)), .may_write = true });
}

static void
privacy_pages(struct out *o)
{
	static const struct view_place places[] = { { "/subjek-data", "Data seseorang", "Salinan seluruh data satu orang beserta siapa yang melihat atau mengubahnya.", NULL, TONE_OFF }, { "/subjek-data/permintaan", "Permintaan subjek data", "Register permintaan akses, perbaikan, penghapusan, dan penundaan, dengan tenggat 3×24 jam.", "2 menunggu jawaban, terlampaui 3 jam 05 menit", TONE_PROBLEM }, { "/insiden", "Register insiden", "Kegagalan pelindungan data: langkah, pemberitahuan tertulis, dan penutupan.", "1 terbuka, tersisa 41 jam 12 menit", TONE_WAIT }, { "/dpia", "Penilaian dampak", "Naskah penilaian dampak dengan keadaan kantor dan langkah sistem ini, untuk diputuskan dan dicetak.", NULL, TONE_OFF } };
	static const struct view_inventory_line lines[] = { { "id", "teknis", "nomor dalam sistem", "BERKAS", "petugas; pemeriksa" }, { "nik", "pribadi", "identitas menurut Kartu Keluarga", "BERKAS", "petugas; pemeriksa" } };
	static const struct view_inventory_table tables[] = { { "casefile", "t-casefile", "permohonan dan data pemohon", "spesifik", "BERKAS", "petugas; pemeriksa", { lines, 2 } }, { "capture_image", "t-capture_image", "gambar sidik jari tersegel", "spesifik", "BIOMETRIK", "tidak ada di kantor ini: hanya pemegang kunci ekspor", { lines, 1 } } };
	static const struct view_class_count counts_[] = { { "teknis", "tanpa data orang", 150 }, { "pribadi", "data pribadi yang bersifat umum", 120 }, { "spesifik", "data pribadi yang bersifat spesifik", 14 } };
	static const struct view_retention_row retention[] = { { "Gambar sidik jari tersegel", "Gambar sidik jari yang diambil sebagai rekaman tambahan dan disegel oleh stasiun perekaman.", "Tidak dimusnahkan otomatis.", "", 0 }, { "Jejak audit dan riwayat", "Catatan setiap perubahan, penayangan, pencetakan, dan penolakan.", "Tidak dimusnahkan otomatis. Disimpan sekurang-kurangnya selama berkas permohonan.", "", 0 } };
	bool stale = set == GALAT;

	PAGE(o, privacy, { .layout = duty_lay("Pelindungan Data"), .places = { places, 4 } });
	PAGE(o, inventory, { .layout = duty_lay("Inventaris data"), .tables = { tables, 2 }, .files = { tables, 1 }, .counts = { counts_, 3 }, .reviewed = { 2026, 11, 26 }, .schema = 8, .schema_now = stale ? 9 : 8, .stale = stale });
	destruction_preview(o);
	PAGE(o, retention, { .layout = duty_lay("Retensi"), .rows = { retention, 2 } });
	PAGE(o, dpia, { .layout = duty_lay("Penilaian dampak"), .office = "KECAMATAN WATULIMO", .government = "PEMERINTAH KABUPATEN TRENGGALEK", .address = "Jalan Raya Prigi No. 01 Watulimo", .region_code = "350308", .sop = "Perekaman Biometrik e-KTP, nomor 000.8.3.4/SOP.03/406.08/2025", .today = { 2026, 11, 23 }, .reviewed = { 2026, 11, 26 }, .schema = 8, .schema_now = 9, .stale = stale, .cases = 10234, .persons = 10201, .minors = 9950, .images = 98000, .exceptions = 412, .users = 8, .stations = 1, .traces = 412034, .electronic = set == PANJANG, .same_person_blocked = set == PANJANG, .idle_minutes = 15, .tables = { tables, 2 }, .files = { tables, 1 }, .counts = { counts_, 3 }, .retention = { retention, 2 }, .contact = set == KOSONG ? NULL : "Kasi Pelayanan", .contact_way = "(0355) 551488" });
}

static void
duty_pages(struct out *o)
{
	privacy_pages(o);
	extract_pages(o);
	request_pages(o);
	affected_pages(o);
	incident_pages(o);
}

#endif
