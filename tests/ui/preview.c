/*
 * preview.c - renders every page template with made-up data into DIR/NAME.html,
 * each in several sets: biasa (an ordinary day), panjang (60-letter names,
 * everything filled), kosong (nothing there) and galat (with errors).  The
 * browser test looks at all of them; all people are fictional.
 *
 *   preview DIR
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tpl.h"

#define LIST(T, ...)	.at = (const struct T[]){ __VA_ARGS__ }, \
	.n = sizeof((const struct T[]){ __VA_ARGS__ }) / sizeof(struct T)
#define MIN	(60LL * 1000000)

enum set { BIASA, PANJANG, KOSONG, GALAT, SET__MAX };

static const char *const set_name[] = { "biasa", "panjang", "kosong", "galat" };
static const struct utc now = { 1795401660LL * 1000000 };	/* 23-11-2026 09.41 WIB */
static const char long_name[] = "RADEN AJENG SITI NURHALIZA KUSUMANINGTYAS PUTRI WIDYANINGRUM";
static enum set set;
static const char *dir;
static int pages;

static const char *
name(void)
{
	return set == PANJANG ? long_name : "SITI CONTOH RAHAYU";
}

static struct utc
ago(int minutes)
{
	return (struct utc){ now.us - minutes * MIN };
}

static struct layout
lay(const char *title, const char *place)
{
	static struct view_nav nav[6];
	static const struct view_banner banners[] = {
		{ TONE_PROBLEM, "Printer tidak terhubung. Berkas PDF tetap tersimpan dan dicetak setelah printer kembali.", "/cetak", "Lihat cetakan" },
		{ TONE_WAIT, "Pencadangan terakhir lebih dari dua hari yang lalu.", NULL, NULL },
	};
	static const struct view_crumb crumbs[] = {
		{ "/antrean", "Antrean" }, { "/permohonan/7d0c", "SITI CONTOH RAHAYU" }, { NULL, "Langkah" },
	};
	const char *const label[] = { "Beranda", "Antrean", "Meja tanda tangan", "Buku Register", "Cetakan", "Stasiun" };
	const char *const href[] = { "/beranda", "/antrean", "/meja-tanda-tangan", "/register", "/cetak", "/stasiun" };

	for (int i = 0; i < 6; i++)
		nav[i] = (struct view_nav){ href[i], label[i], strcmp(href[i], place) == 0, i == 1 ? 12 : 0 };
	return (struct layout){
		.title = title, .failed = set == GALAT, .office = "Kecamatan Watulimo",
		.user = set == PANJANG ? "Raden Mas Petugas Yang Bernama Panjang Sekali, S.Kom., M.Si." : "Sri Contohwati",
		.roles = set == PANJANG ? "Petugas Loket, Petugas Perekaman, Kasi Pelayanan dan Perizinan" : "Petugas Loket",
		.nav = { nav, 6 }, .csrf_token = "t", .assets = "x", .back = "/antrean",
		.crumbs = { crumbs, strcmp(place, "/antrean") == 0 ? 3 : 0 },
		.banners = { banners, set == GALAT ? 2 : 0 },
		.notice = set == PANJANG ? "Berkas diterima dengan nomor agenda 0123/2026." : NULL,
		.may_create = true, .may_search = true, .demo = true, .here = "/antrean", .idle_seconds = 900, .pin = set == PANJANG,
	};
}

static struct view_case
head(enum tone tone, const char *label)
{
	return (struct view_case){
		.href = "/permohonan/7d0c", .name = name(), .nik = "3503085509099902",
		.birth_day = { 2009, 9, 15 }, .age = 17, .village = "Prigi",
		.agenda = set == KOSONG ? "" : set == PANJANG ? "KTP-0123/WATULIMO/2026" : "0123/2026", .agenda_day = { 2026, 11, 23 },
		.status = { label, tone }, .status_at = ago(4), .version = 5,
	};
}

static struct view_person
person(void)
{
	if (set == KOSONG)
		return (struct view_person){ .nik = "3503085509099902", .name = name(), .birth_day = { 2009, 9, 15 }, .age = 17, .village = "Prigi" };
	return (struct view_person){
		.nik = "3503085509099902", .kk = "3503082001159903", .name = name(), .birth_place = "TRENGGALEK",
		.birth_day = { 2009, 9, 15 }, .age = 17, .sex = "PEREMPUAN", .blood = "O", .religion = "ISLAM",
		.marital = "BELUM KAWIN", .job = set == PANJANG ? "KEPERCAYAAN TERHADAP TUHAN YANG MAHA ESA DAN LAINNYA" : "PELAJAR/MAHASISWA",
		.citizenship = "WNI", .address = "DUSUN KRAJAN", .rt = "012", .rw = "003", .village = "Prigi",
		.phone = "081234567890", .guardian = set == PANJANG ? long_name : NULL, .recorded = "Tidak",
		.intro_number = "400.12.2.1/45/406.08.11/2026", .intro_day = { 2026, 11, 20 },
	};
}

static struct view_form
form(const char *field, const char *text)
{
	static struct view_error e[2];

	e[0] = (struct view_error){ field, text };
	e[1] = (struct view_error){ "tgl_lahir", "Tanggal Lahir tidak ada di kalender. Tulis seperti 15-9-2009." };
	return (struct view_form){ .action = "/permohonan/7d0c/langkah", .csrf_token = "t", .request = "r",
		.version = 5, .errors = { e, set == GALAT ? 2 : 0 } };
}

static struct view_clock
step_clock(int no, const char *activity, int minutes)
{
	return (struct view_clock){ .no = no, .activity = activity, .begun_at = set == KOSONG ? (struct utc){ 0 } : ago(3),
		.seconds = set == GALAT ? 4000 : 185, .minutes = minutes, .late = set == GALAT };
}

static struct view_field
text(const char *key, const char *label, const char *value, int max)
{
	return (struct view_field){ .kind = FIELD_TEXT, .name = key, .label = label, .required = true,
		.value = set == KOSONG ? NULL : value, .maxlength = max,
		.error = set == GALAT && (strcmp(key, "nik") == 0 || strcmp(key, "nama") == 0) ?
		    "NIK harus terdiri atas 16 angka; yang diisi 15 angka. Periksa kembali Kartu Keluarga." : NULL };
}

static struct view_field
kind(struct view_field f, enum field_kind k, int size)
{
	f.kind = k;
	f.size = size;
	return f;
}

static struct view_field
opt(struct view_field f)
{
	f.required = false;
	return f;
}

static struct view_field
hinted(struct view_field f, const char *hint)
{
	f.hint = hint;
	return f;
}

static struct view_field
with(struct view_field f, enum field_kind k, const struct view_option *o, size_t n)
{
	f.kind = k;
	f.options.at = o;
	f.options.n = n;
	return f;
}

static const struct view_option villages[] = { { "", "Pilih desa", false }, { "2011", "Prigi", true }, { "2010", "Tasikmadu", false }, { "2009", "Karanggandu", false } };
static const struct view_option recorded[] = { { "TIDAK", "Tidak", true }, { "YA", "Ya", false }, { "TIDAK_TAHU", "Tidak tahu", false } };
static const struct view_option sexes[] = { { "LAKI-LAKI", "Laki-laki", false }, { "PEREMPUAN", "Perempuan", true } };
static const struct view_option signers[] = { { "1", "Jati Mustika Dani, S.STP. – Camat Watulimo", true }, { "2", "Budi Contoh, S.E. – a.n. Camat, Kasi Pelayanan dan Perizinan", false } };
static const struct view_option relations[] = { { "SENDIRI", "Pemohon sendiri", true }, { "ORANG_TUA", "Orang tua/wali", false }, { "DIKIRIM", "Tidak diambil – dikirim langsung ke Dinas", false } };
static const struct view_option causes[] = { { "AMPUTASI", "Amputasi", false }, { "SIDIK_JARI_AUS", "Sidik jari aus", true } };
static const struct view_option years[] = { { "2026", "2026", true }, { "2025", "2025", false } };

static struct view_field
check(const char *key, const char *label)
{
	return (struct view_field){ .kind = FIELD_CHECKBOX, .name = key, .label = label, .value = "1",
		.error = set == GALAT ? "Centang bila data di atas sudah sesuai dengan Kartu Keluarga." : NULL };
}

static struct view_field
reason(void)
{
	return (struct view_field){ .kind = FIELD_TEXTAREA, .name = "alasan", .label = "Alasan", .required = true, .maxlength = 500,
		.error = set == GALAT ? "Alasan belum diisi. Tuliskan sebabnya dalam satu kalimat." : NULL };
}

static struct view_requirement_list
requirements(void)
{
	static struct view_requirement r[3];

	r[0] = (struct view_requirement){ .id = "3", .name = "syarat_1", .note_name = "ket_1", .label = "Formulir permohonan K.P1", .hint = "Perekaman e-KTP", .mandatory = true, .present = set != KOSONG };
	r[1] = (struct view_requirement){ .name = "syarat_2", .note_name = "ket_2", .label = "Pengantar dari desa/kelurahan", .mandatory = true, .present = set == BIASA || set == PANJANG, .remark = set == PANJANG ? "lembar kedua menyusul karena kepala desa sedang dinas luar" : NULL,
		.waivable = true, .id = "1", .waived = set == KOSONG ? "dibebaskan oleh Teladan Nugroho, S.E., M.M.: kebijakan nasional 2018" : NULL, .error = set == GALAT ? "Pengantar dari desa belum ada. Centang bila sudah diterima, atau kembalikan berkas." : NULL };
	r[2] = (struct view_requirement){ .id = "2", .name = "syarat_3", .note_name = "ket_3", .label = "Fotokopi Kartu Keluarga", .present = set == PANJANG };
	return (struct view_requirement_list){ r, 3 };
}

static struct view_difference_list
differences(void)
{
	static struct view_difference d[3];

	d[0] = (struct view_difference){ "nama", "Nama Lengkap", name(), set == PANJANG ? long_name : "", "beda_nama", "menurut_nama", set == PANJANG };
	d[1] = (struct view_difference){ "tgl_lahir", "Tanggal Lahir", "15-09-2009", "", "beda_tgl_lahir", "menurut_tgl_lahir", set == GALAT };
	d[2] = (struct view_difference){ "status_perkawinan", "Status Perkawinan", "BELUM KAWIN", "KAWIN", "beda_status_perkawinan", "menurut_status_perkawinan", set != KOSONG };
	return (struct view_difference_list){ d, 3 };
}

static const struct view_warning warnings[] = {
	{ "Tanggal lahir tidak sesuai dengan NIK. NIK tidak berubah meskipun tanggal lahir pernah dibetulkan. Lanjutkan jika sesuai dengan KK." },
	{ "Pemohon belum berusia 17 tahun dan belum kawin." },
};

static struct view_print
print_line(int64_t job, const char *state, enum tone tone, const char *why)
{
	return (struct view_print){ .job = job, .state = state, .tone = tone, .reason = why, .printer = "Printer loket",
		.copies = 2, .at = now, .poll = tone == TONE_DONE ? NULL : "/cetak/baris/1" };
}

static struct view_paper_list
papers(void)
{
	static struct view_paper p[3];

	p[0] = (struct view_paper){ .title = "Rekomendasi", .number = "400.12.2.1/123/406.08/2026", .day = { 2026, 11, 23 }, .pages = 1,
		.hash = "3f9a0c1b77de2214", .signed_by = set == KOSONG ? NULL : "Ditandatangani secara elektronik oleh Jati Mustika Dani, S.STP., M.Si. (Camat Watulimo) pada 23-11-2026 09.41 WIB, dibuktikan dengan kode OTP.", .preview = "/permohonan/7d0c/surat/1", .download = "/permohonan/7d0c/surat/1?unduh", .reprint = "/permohonan/7d0c/surat/1/cetak",
		.print = set == GALAT ? print_line(1, "Tertahan", TONE_PROBLEM, "Kertas habis. Isi kertas; pencetakan berlanjut sendiri.") : print_line(1, "Tercetak", TONE_DONE, NULL) };
	p[1] = (struct view_paper){ .title = "Tanda Bukti Pendaftaran", .day = { 2026, 11, 23 }, .preview = "/s/2", .download = "/s/2?unduh", .reprint = "/s/2/cetak", .print = print_line(2, "Diterima printer", TONE_WORK, NULL) };
	p[2] = (struct view_paper){ .title = "Rekomendasi", .number = "400.12.2.1/119/406.08/2026", .day = { 2026, 11, 21 }, .cancelled = true, .preview = "/s/3" };
	return (struct view_paper_list){ p, set == KOSONG ? 0 : set == PANJANG ? 3 : 2 };
}

static struct view_event_list
events(void)
{
	static struct view_event e[4];

	e[0] = (struct view_event){ ago(4), "Menunggu penandatanganan", TONE_WAIT, 4, "Sri Contohwati", "Petugas Loket", NULL };
	e[1] = (struct view_event){ ago(9), "Dikembalikan oleh pejabat", TONE_PROBLEM, 4, "Jati Mustika Dani", "Camat", "Alamat pada surat belum lengkap; tambahkan dusun, RT, dan RW sesuai dengan Kartu Keluarga, lalu ajukan kembali." };
	e[2] = (struct view_event){ ago(12), "Teragenda", TONE_WORK, 3, NULL, NULL, NULL };
	e[3] = (struct view_event){ ago(15), "Berkas diterima", TONE_WORK, 1, "Sri Contohwati", "Petugas Loket", NULL };
	return (struct view_event_list){ e, set == KOSONG ? 1 : 4 };
}

static struct view_task_list
tasks(void)
{
	static struct view_task t[6];
	const char *const label[] = { "Penerimaan Berkas", "Verifikasi dan Validasi Data", "Penomoran Agenda", "Penandatanganan Berkas", "Perekaman Biometrik", "Penyerahan Rekomendasi" };
	const char *const words[] = { "Menyerahkan form K.P1 permohonan Rekomendasi Perekaman Biometrik e-KTP", "Verifikasi dan validasi data penduduk", "Memberi nomor agenda dan tanggal permohonan Perekaman", "Mengajukan permohonan penandatanganan berkas", "Melakukan Perekaman Biometrik e-KTP", "Memberikan rekomendasi kepada pemohon Perekaman e-KTP" };
	const int minutes[] = { 2, 3, 0, 5, 8, 5 };
	int at = set == KOSONG ? 1 : set == PANJANG ? 6 : 4;

	for (int i = 0; i < 6; i++)
		t[i] = (struct view_task){ .no = i + 1, .label = label[i], .activity = words[i], .minutes = minutes[i],
			.href = i + 1 <= at ? "/permohonan/7d0c/langkah" : NULL,
			.state = i + 1 < at ? TASK_DONE : i + 1 > at ? TASK_TODO : set == GALAT ? TASK_TROUBLE : TASK_NOW,
			.who = i + 1 < at ? (set == PANJANG ? "Raden Mas Petugas Yang Bernama Panjang Sekali, S.Kom." : "Sri Contohwati") : i + 1 == at ? "Camat atau Kasi" : NULL,
			.begun_at = i + 1 <= at ? ago(16 - i) : (struct utc){ 0 }, .ended_at = i + 1 < at ? ago(15 - i) : (struct utc){ 0 },
			.seconds = 62 + 71 * i, .late = set == GALAT && i == 3, .output = i == 2 && at > 3 ? "Nomor agenda 0123/2026" : NULL };
	return (struct view_task_list){ t, 6 };
}

static struct view_action
act(const char *verb, const char *value)
{
	return (struct view_action){ .verb = verb, .value = value };
}

static struct capture_live
live(void)
{
	static struct view_finger f[10];
	const char *const label[] = { "ibu jari kanan", "telunjuk kanan", "jari tengah kanan", "jari manis kanan", "kelingking kanan", "ibu jari kiri", "telunjuk kiri", "jari tengah kiri", "jari manis kiri", "kelingking kiri" };
	struct capture_live c = { .href = "/permohonan/7d0c/perekaman", .scan = form("jari", "Jari belum dipilih."),
		.fingers = { f, 10 }, .finger = 7, .finger_name = "telunjuk kiri", .may_except = true };

	for (int i = 0; i < 10; i++) {
		enum finger_state s = set == KOSONG ? FINGER_OPEN : i == 3 ? FINGER_POOR : i == 4 ? FINGER_EXCEPTED : i == 8 && set == GALAT ? FINGER_FAILED : i >= 1 && i <= 4 ? FINGER_DONE : FINGER_OPEN;
		const char *const word[] = { "belum", "terekam", "mutu kurang", "pengecualian", "gagal" };

		f[i] = (struct view_finger){ .no = i + 1, .name = label[i], .state = s, .state_label = word[s], .current = i == 6, .href = "?jari=1" };
	}
	c.done = set == KOSONG ? 0 : 3, c.excepted = set == KOSONG ? 0 : 1, c.open = set == KOSONG ? 10 : 6;
	c.scan.errors.n = 0;
	c.tone = set == GALAT ? CAPTURE_AWAY : set == PANJANG ? CAPTURE_WAITING : set == KOSONG ? CAPTURE_IDLE : CAPTURE_BAD;
	c.running = set == PANJANG;
	c.instruction = set == GALAT ? "Alat pemindai sidik jari tidak terdeteksi." : set == PANJANG ? "Letakkan telunjuk kiri pada alat." : set == KOSONG ? "Berikutnya: telunjuk kiri." : "Kualitas sidik jari kurang baik.";
	c.hint = set == GALAT ? "Periksa sambungan kabel." : set == KOSONG ? NULL : "Bersihkan jari dan alat, lalu ulangi.";
	c.quality = set == BIASA ? 38 : 0;
	c.local = true;
	c.verify_right_label = "Verifikasi telunjuk kanan: cocok";
	c.verify_left_label = "Verifikasi jari tengah kiri: belum";
	c.verify_right = true;
	c.tries = set == BIASA ? "Percobaan 3 dari 3; mutu terbaik 38." : NULL;
	c.may_take = set == BIASA;
	c.skip = set == GALAT ? "UJI_KIRI" : NULL;
	c.start = set == PANJANG ? (struct view_action){ 0 } : act("Pindai telunjuk kiri", "PINDAI");
	if (set == GALAT)
		c.start.why_not = "Alat tidak terhubung.";
	c.again = set == BIASA ? act("Ulangi pemindaian kelingking kanan", "PINDAI") : (struct view_action){ 0 };
	c.stop = set == PANJANG ? act("Hentikan", "HENTIKAN") : (struct view_action){ 0 };
	c.verify_right = set == PANJANG;
	return c;
}

static struct view_part_list
parts(void)
{
	static struct view_part p[4];

	p[0] = (struct view_part){ "Printer loket", set == GALAT ? "Tidak terhubung" : "Siap", set == GALAT ? TONE_PROBLEM : TONE_DONE, now, "/cetak" };
	p[1] = (struct view_part){ "Alat pemindai", "Siap", TONE_DONE, now, "/stasiun" };
	p[2] = (struct view_part){ "Cadangan data", set == GALAT ? "Gagal" : "Berhasil", set == GALAT ? TONE_PROBLEM : TONE_DONE, ago(500), NULL };
	p[3] = (struct view_part){ "Basis data", "Terhubung", TONE_DONE, { 0 }, NULL };
	return (struct view_part_list){ p, 4 };
}

static struct view_step_count_list
counts(void)
{
	static struct view_step_count c[6];
	const struct view_task_list t = tasks();

	for (int i = 0; i < 6; i++)
		c[i] = (struct view_step_count){ i + 1, t.at[i].label, "/antrean?langkah=1", set == KOSONG ? 0 : (i * 3) % 5, set == GALAT && i == 3 ? 2 : 0, set == KOSONG ? 0 : 14 - i };
	return (struct view_step_count_list){ c, 6 };
}

static struct view_queue_rows
queue(size_t n)
{
	static struct view_queue_row r[25];
	const char *const who[] = { "SITI CONTOH RAHAYU", "AHMAD MISALNO", "MUHAMMAD RIZKY ADITYA PRATAMA", "SUMIATI", long_name };

	for (size_t i = 0; i < n; i++)
		r[i] = (struct view_queue_row){ .href = "/permohonan/7d0c", .agenda = i % 3 ? "0102/2026" : "",
			.name = set == PANJANG ? long_name : who[i % 4], .nik = "3503085509099902", .village = i % 2 ? "Prigi" : "Karanggandu",
			.status = { i % 3 ? "Menunggu penandatanganan" : i % 2 ? "Berkas diterima" : "Perekaman gagal", i % 3 ? TONE_WAIT : i % 2 ? TONE_WORK : TONE_PROBLEM },
			.step = (int)(i % 6) + 1, .step_label = "Penandatanganan Berkas", .since = ago(3), .seconds = 95 + (int64_t)i * 40, .minutes = 5, .late = i > 5 };
	return (struct view_queue_rows){ r, n };
}

/* ---- writing ---- */

static void
save(const char *page, struct out *o)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.%s.html", dir, page, set_name[set]);
	if (o->failed || (f = fopen(path, "w")) == NULL || fwrite(o->p, 1, o->n, f) != o->n || fclose(f) != 0) {
		fprintf(stderr, "preview: %s cannot be written\n", path);
		exit(1);
	}
	out_reset(o);
	pages++;
}

#define PAGE(o, tpl, ...) do {							\
	tpl_page_##tpl((o), &(const struct tpl##_data)__VA_ARGS__);			\
	save(#tpl, (o));							\
} while (0)
#define login_data		login_page
#define home_data		home_page
#define queue_data		queue_page
#define register_data		register_page
#define sign_table_data		sign_table_page
#define print_queue_data	print_queue_page
#define station_data		station_page
#define error_data		error_page
#define conflict_data		conflict_page
#define case_data		case_page
#define history_data		history_page
#define audit_data		audit_page
#define help_data		help_page
#define gallery_data		gallery_page
#define settings_data		settings_page
#define lock_data		lock_page
#define held_data		held_page
#define first_data		first_page
#define account_data		account_page
#define password_data		password_page
#define pin_data		pin_page
#define users_data		users_page
#define user_data		user_page
#define code_data		code_page
#define rights_data		rights_page
#define clock_data		clock_page
#define factor_data		factor_page
#define factor_recovery_data	recovery_page
#define login_code_data		login_code_page
#define guide_data		guide_page
#define trusted_data		trusted_page
#define network_data		network_page
#define step_intake_data	intake_page
#define step_verify_data	verify_page
#define step_number_data	number_page
#define step_sign_data		sign_page
#define step_approve_data	approve_page
#define step_capture_data	capture_page
#define step_handover_data	handover_page

static struct view_anchor
anchor(void)
{
	return (struct view_anchor){ .there = set != KOSONG, .no = 214, .total = 48211, .since = set == KOSONG ? 12 : 312, .at = ago(521), .code = "3F2A-91C0-77DE-0B12",
		.status = { set == GALAT ? "Rantai tidak utuh" : set == KOSONG ? "Jangkar tertunda" : "Rantai utuh", set == GALAT ? TONE_PROBLEM : set == KOSONG ? TONE_WAIT : TONE_DONE },
		.advice = set == GALAT ? "Jejak audit telah diubah di luar program. Jangan mematikan server; hubungi administrator untuk menjalankan rekamctl audit verify dan mencocokkan kode jangkar dengan cetakan." : NULL };
}

static struct view_traces
traces(void)
{
	static struct view_trace at[4];

	at[0] = (struct view_trace){ ago(3), set == PANJANG ? long_name : "Sri Contohwati", "Petugas Loket", "Melihat", "Permohonan 12", "/permohonan/12", "", "192.168.1.21", false };
	at[1] = (struct view_trace){ ago(5), "Dimas Contoh Saputra", "Petugas Perekaman", "Tindakan ditolak", "Permohonan 12", "/permohonan/12", "peran /permohonan/12/penandatanganan/keputusan-dengan-alamat-yang-panjang-sekali-tanpa-spasi", "fe80::1ff:fe23:4567:890a", true };
	at[2] = (struct view_trace){ ago(9), "sistem", "", "Tercetak", "Cetakan 7", NULL, "", "printd", false };
	at[3] = (struct view_trace){ ago(31), "tidak dikenal", "", "Gagal masuk", "Pengguna tidak dikenal", NULL, "", "192.168.1.99", true };
	return (struct view_traces){ { at, set == KOSONG ? 0 : 4 } };
}

static void
audit_pages(struct out *o)
{
	static const struct view_option who[] = { { "", "Semua orang", true }, { "3", "Sri Contohwati", false } }, what[] = { { "", "Semua tindakan", true }, { "LIHAT", "Melihat", false } };
	static const struct view_match found[] = { { "/audit?permohonan=12", "SITI CONTOH RAHAYU", "0123/2026", "Prigi" }, { "/audit?permohonan=4", "SITI CONTOH RAHAYU", "", "Tasikmadu" } };
	bool one = set == PANJANG;

	PAGE(o, audit, { .layout = lay("Jejak Audit", "/audit"), .form = form(NULL, NULL), .anchor = anchor(), .from = "17-11-2026", .to = "23-11-2026", .people = { who, 2 }, .actions = { what, 2 }, .denied = set == GALAT,
		.search = set == KOSONG ? "3503085509099902" : NULL, .nothing = set == KOSONG, .matches = { found, set == GALAT ? 2 : 0 }, .case_id = one ? 12 : 0, .case_name = long_name, .case_href = "/permohonan/12", .without_case = "/audit",
		.traces = traces(), .next = set == BIASA ? "/audit?setelah=1-1" : NULL, .first = one ? "/audit" : NULL, .export = "/audit/ekspor?dari=2026-11-17" });
}

static void
work_pages(struct out *o)
{
	struct layout out_of = { .title = "Masuk", .office = "Kecamatan Watulimo", .assets = "x", .failed = set == GALAT };
	size_t n = set == KOSONG ? 0 : set == BIASA ? 25 : 7;

	PAGE(o, login, { .layout = out_of, .form = form("nama_pengguna", "Nama pengguna atau kata sandi salah."),
		.message = set == PANJANG ? "Sesi Anda telah berakhir. Silakan masuk kembali." : NULL, .next = "/antrean",
		.username = text("nama_pengguna", "Nama pengguna", "sri", 40),
		.password = kind(text("kata_sandi", "Kata sandi", NULL, 0), FIELD_PASSWORD, 0) });
	static const struct view_doubt doubts[] = { { "/permohonan/9", "SITI CONTOH RAHAYU", "3503080009089901", "Tanggal lahir pada NIK (angka ke-7 dan ke-8) tidak valid. Periksa kembali KK." },
		{ "/permohonan/10", long_name, "3503083209089901", "Tanggal lahir pada NIK (angka ke-7 dan ke-8) tidak valid. Periksa kembali KK." } };
	PAGE(o, home, { .layout = lay("Beranda", "/beranda"), .today = { 2026, 11, 23 }, .received_today = (int64_t)n, .finished_today = (int64_t)n / 2, .open = (int64_t)n,
		.steps = counts(), .mine = queue(n > 6 ? 6 : n), .mine_total = (int64_t)n, .doubts = { doubts, set == PANJANG ? 2 : 0 }, .expiring = { doubts, set == GALAT ? 2 : 0 }, .parts = parts() });
	PAGE(o, queue, { .layout = lay("Antrean", "/antrean"), .steps = counts(), .step = set == PANJANG ? 4 : 0,
		.total = set == BIASA ? 10234 : (int64_t)n, .rows = queue(n), .first = "/antrean", .next = "/antrean?setelah=x" });
	struct view_register_row row = { .href = "/permohonan/7d0c", .agenda_no = 123, .agenda_day = { 2026, 11, 23 }, .name = name(), .nik = "3503085509099902", .kk = "3503082001159903",
		.sex = "PEREMPUAN", .birth_place = "TRENGGALEK", .address = "DUSUN KRAJAN RT 012 RW 003", .village = "Prigi", .birth_day = { 2009, 9, 15 },
		.intro_number = "400.12.2.1/45/406.08.11/2026", .intro_day = { 2026, 11, 20 }, .letter_number = set == GALAT ? NULL : "400.12.2.1/123/406.08/2026", .letter_day = { 2026, 11, 23 },
		.signatory = "Jati Mustika Dani, S.STP.", .recorded_day = { 2026, 11, 23 }, .handed_day = { 2026, 11, 23 }, .received_by = name(), .status = { "Selesai – rekomendasi diserahkan", TONE_DONE } };
	struct view_register_row rows[3] = { row, row, row };
	PAGE(o, register, { .layout = lay("Buku Register", "/register"), .year = 2026, .years = { years, 2 }, .total = (int64_t)n, .rows = { rows, n ? 3 : 0 }, .anchor = anchor(), .today = { 2026, 11, 23 }, .next = "/register?setelah=9" });
	struct view_sign_row s = { .href = "/permohonan/7d0c/persetujuan", .name = name(), .nik = "3503085509099902", .village = "Prigi", .agenda = "0123/2026",
		.letter_number = "400.12.2.1/123/406.08/2026", .signatory = "Jati Mustika Dani, S.STP.", .submitted_by = "Sri Contohwati", .since = ago(6), .seconds = 372, .minutes = 5, .late = true };
	struct view_sign_row srows[2] = { s, s };
	PAGE(o, sign_table, { .layout = lay("Meja tanda tangan", "/meja-tanda-tangan"), .electronic = set != KOSONG, .form = form("berkas", "x"), .rows = { srows, n ? 2 : 0 }, .replacing = { srows, n ? 1 : 0 }, .done = { srows, n ? 1 : 0 } });
	struct view_print_row pr = { .print = print_line(9, "Tertahan", TONE_PROBLEM, "Hasil cetak tidak dapat dipastikan. Periksa baki kertas: jika surat sudah ada, pilih Sudah tercetak; jika belum, pilih Cetak ulang."),
		.paper = "Rekomendasi 400.12.2.1/123/406.08/2026", .name = name(), .case_href = "/permohonan/7d0c", .preview = "/s/1", .who = "Sri Contohwati", .created_at = ago(7), .attempts = 3, .may_reprint = true, .may_confirm = true, .may_withdraw = true, .action = "/cetak/9" };
	struct view_print_row done = { .print = print_line(8, "Tercetak", TONE_DONE, NULL), .paper = "Tanda Bukti Pendaftaran", .name = name(), .case_href = "/permohonan/7d0c", .who = "Sri Contohwati", .created_at = ago(70), .action = "/cetak/8" };
	struct view_print_row waiting[2] = { pr, done }, ended[2] = { done, done };
	waiting[1].print = print_line(7, "Menunggu dicetak", TONE_WAIT, "Printer tidak terhubung. Periksa kabel dan sakelar printer.");
	ended[1].print.job = 6;
	PAGE(o, print_queue, { .layout = lay("Cetakan", "/cetak"), .printers = { parts().at, 1 }, .form = form("alasan", "x"), .waiting = { waiting, n ? 2 : 0 }, .ended = { ended, n ? 2 : 0 } });
	struct view_station st = { .code = "STASIUN-1", .label = "Stasiun perekaman loket 1", .url = "unix:/run/rekam/station-http.sock", .reachable = set != GALAT, .state = set == GALAT ? "Tidak terhubung" : "Siap", .tone = set == GALAT ? TONE_PROBLEM : TONE_DONE,
		.advice = set == GALAT ? "Alat pemindai sidik jari tidak terdeteksi. Periksa sambungan kabel." : NULL, .reader_present = set != GALAT, .reader_image = true, .reader_name = "Digital Persona U.are.U 4000/4500", .reader_driver = "uru4000", .reader_ppi = 512, .epoch = "2026-11", .key = "9c1d 77e0 31aa 5b02", .since = ago(300), .failures = 2 };
	PAGE(o, station, { .layout = lay("Stasiun", "/stasiun"), .stations = { &st, n ? 1 : 0 }, .asked_at = now });
	PAGE(o, error, { .layout = lay("Kesalahan sistem", ""), .status = 503, .heading = "Basis data tidak terhubung", .text = "Permohonan tidak hilang. Tunggu sebentar, lalu coba lagi.", .works = "Bantuan tetap dapat dibuka.", .code = "5f0c21aa", .typed = { (const struct view_typed[]){ { "Nama Lengkap", name(), NULL, false } }, set == GALAT } });
	struct view_field mode = with(text("cara_tanda_tangan", "Cara penandatanganan", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "TINTA", "Tinta", true }, { "ELEKTRONIK", "Elektronik", false } }, 2);
	PAGE(o, settings, { .layout = lay("Pengaturan", ""), .form = form("cara_tanda_tangan", "Cara penandatanganan belum dipilih."), .sign_mode = mode,
		.policy = with(text("aturan_sandi", "Aturan kata sandi", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "NIST", "NIST: minimal 15 karakter, tanpa masa berlaku", true }, { "BSSN", "BSSN 4/2021: minimal 12 karakter dari empat jenis, diganti setiap enam bulan", false } }, 2),
		.idle = text("menit_kunci", "Layar terkunci setelah (menit)", "15", 2),
		.same_person = with(text("orang_sama", "Pemeriksa data juga menandatangani", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "ALASAN", "Boleh dengan alasan: dicatat sebagai penyimpangan", true }, { "BLOKIR", "Tidak boleh: pejabat lain yang menandatangani", false } }, 2),
		.record_first = with(text("rekam_dahulu", "Perekaman mendahului tanda tangan", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "TIDAK", "Tidak: perekaman hanya setelah surat ditandatangani, sesuai SOP", true }, { "YA", "Boleh dengan izin dan alasan Kasi, Sekcam, atau Camat: dicatat dan dilaporkan sebagai penyimpangan SOP", false } }, 2),
		.scans = with(text("gambar_berkas", "Gambar berkas disimpan", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "TIDAK", "Tidak: berkas hanya di kertas", true }, { "YA", "Ya: petugas dapat menyimpan foto atau hasil pindai, tersandi", false } }, 2),
		.status = with(text("cek_pemohon", "Pemohon dapat memeriksa keadaan permohonannya", NULL, 0), FIELD_RADIO, (const struct view_option[]){ { "TIDAK", "Tidak: pemohon bertanya di loket", true }, { "YA", "Ya: pada halaman /cek, dengan kode tanda bukti dan tanggal lahir; tanpa nama dan NIK", false } }, 2),
		.draft = text("hari_draf", "Draf disimpan (hari)", "1", 2), .expiry = text("hari_kedaluwarsa", "Permohonan tanpa tindakan kedaluwarsa setelah (hari)", "90", 3), .warn = text("hari_peringatan", "Diperingatkan sebelum kedaluwarsa (hari)", "14", 2),
		.office = "KECAMATAN WATULIMO", .region_code = "350308", .agency_code = "406.08", .letter_class = "400.12.2.1", .sop_number = "000.8.3.4/SOP.03/406.08/2025", .copies = 2 });
	static const char sha256[] = "3F2A 91C0 77E0 31AA 5B02 9C1D 0A44 E6F1 502F D28B CCD2 5E93 7483 5D89 2D14 99DF";
	if (set != GALAT)	/* it is a file: nothing can be wrong with it */
	    PAGE(o, guide, { .host = set == PANJANG ? "rekam-pelayanan-kecamatan-watulimo.trenggalek" : "rekam", .local = set == KOSONG ? "" : "rekam.local", .address = "192.168.1.10", .ca_name = "CA rekam rekam",
		.ca_sha256 = sha256, .ca_sha1 = "5688 F317 AC9E 6F62 302F 02A6 2F77 7080 4021 6994", .ca_until = { 2036, 11, 23 } });
	PAGE(o, trusted, { .layout = out_of, .address = "192.168.1.23", .browser = "Firefox, Windows", .recorded = set != GALAT });
	struct view_pc pc[3] = { { "192.168.1.23", NULL, ago(4), { 0 } }, { "192.168.1.21", "Chrome, Windows; Edge, Windows", ago(9), ago(3000) }, { "2001:db8:1234:5678:9abc:def0:1234:5678", "Firefox, Windows", ago(7000), ago(9000) } };
	PAGE(o, network, { .layout = lay("Jaringan dan sertifikat", "/jaringan"), .there = set != KOSONG, .names = "rekam rekam.local 192.168.1.10", .ca_sha256 = sha256, .guide = "http://192.168.1.10/pasang",
		.until = now, .ca_until = now, .days = set == GALAT ? -3 : set == PANJANG ? 12 : 312, .soon = set == PANJANG || set == GALAT, .over = set == GALAT, .hsts = set == BIASA ? "Menyala" : "Belum dinyalakan", .hsts_on = set == BIASA,
		.window = 14, .pcs = { set == BIASA ? pc + 1 : pc, set == BIASA ? 2 : set == GALAT ? 0 : 3 }, .missing = set == PANJANG });
	PAGE(o, help, { .layout = lay("Bantuan", ""), .tasks = tasks(), .sop_number = "000.8.3.4/SOP.03/406.08/2025", .sop_title = "Perekaman Biometrik e-KTP" });
}

static struct view_field
secret(const char *key, const char *label)
{
	return kind(text(key, label, NULL, 0), FIELD_PASSWORD, 0);
}

static struct view_user
account(enum tone tone, const char *state)
{
	return (struct view_user){ .href = "/pengguna/3", .username = "rina", .name = set == PANJANG ? long_name : "Rina Contoh Wulandari",
		.nip = set == PANJANG ? "99999999 999999 9 003" : "", .roles = set == PANJANG ? "Petugas Loket, Petugas Perekaman, Kasi Pelayanan dan Perizinan" : "Petugas Loket",
		.status = { state, tone }, .valid_to = { set == PANJANG ? 2026 : 0, 12, 31 }, .seen_at = ago(3), .sessions = set == KOSONG ? 0 : 1 };
}

static struct view_tick_list
ticks(void)
{
	static const struct view_tick t[] = { { true, "Petugas Loket" }, { false, "Petugas Perekaman" }, { true, "Kasi Pelayanan dan Perizinan" }, { true, "Sekretaris Kecamatan" },
		{ true, "Camat" }, { false, "Petugas Dinas Dukcapil" }, { false, "Pemeriksa" }, { false, "Administrator Sistem" } };

	return (struct view_tick_list){ t, 8 };
}

static void
people_pages(struct out *o)
{
	static const struct view_hidden hidden[] = { { "nama", "isi.nama", "SITI CONTOH RAHAYU" }, { "tindakan", "isi.tindakan", "ACCEPT" } };
	struct view_held held = { set == KOSONG ? NULL : "/permohonan/baru", hidden, set == KOSONG ? 0 : 2 };
	struct layout out_of = { .title = "Layar terkunci", .office = "Kecamatan Watulimo", .assets = "x", .failed = set == GALAT };
	struct view_session sessions[] = { { 1, "Firefox, Windows", "192.168.1.21", ago(200), ago(1), true, false }, { 2, "Chrome, Android", "192.168.1.35", ago(400), ago(90), false, true } };
	struct view_session_list list = { sessions, set == KOSONG ? 1 : 2 };
	struct view_user users[] = { account(TONE_DONE, "Aktif"), account(TONE_WAIT, "Menunggu aktivasi"), account(TONE_OFF, "Nonaktif") };
	struct view_field roles[] = { check("peran_petugas", "Petugas Loket"), check("peran_operator", "Petugas Perekaman"), check("peran_pemeriksa", "Pemeriksa") };
	struct view_right rights[] = { { .what = "POST /permohonan/{id}/verifikasi", .detail = "pages", .may = ticks() }, { .what = "GET /masuk", .detail = "auth", .may = ticks(), .everybody = true },
		{ .what = "POST /pengguna/{id}", .detail = "admin", .may = ticks(), .fresh = true } };
	struct view_right moves[] = { { .what = "Nyatakan sesuai", .detail = "Terverifikasi", .may = ticks() }, { .what = "Batalkan permohonan", .detail = "Dibatalkan", .may = ticks(), .system = true } };
	struct view_right_state state = { "Berkas diterima", { moves, 2 } };
	const char *rules = "Minimal 15 karakter. Semua huruf, spasi, dan tanda boleh dipakai dan boleh ditempel.";

	PAGE(o, lock, { .layout = out_of, .form = form("rahasia", "PIN atau kata sandi salah."), .heading = "Layar terkunci", .text = "Layar ini dikunci karena lama tidak dipakai. Isian Anda tetap ada.", .verb = "Buka kunci",
		.who = name(), .secret = secret("rahasia", "PIN atau kata sandi"), .next = "/antrean", .held = held });
	PAGE(o, held, { .layout = lay("Lanjutkan", ""), .csrf_token = "t", .held = { "/permohonan/baru", hidden, 2 } });
	PAGE(o, first, { .layout = out_of, .form = form("kode", "Nama pengguna atau kode aktivasi salah, sudah dipakai, atau sudah lewat."), .username = text("nama_pengguna", "Nama pengguna", "rina", 40),
		.code = hinted(text("kode", "Kode aktivasi", "", 40), "Dua puluh huruf dan angka pada lembar dari administrator"), .password = secret("kata_sandi_baru", "Kata sandi baru"), .again = secret("kata_sandi_ulang", "Kata sandi baru, sekali lagi"), .rules = rules });
	PAGE(o, account, { .layout = lay("Akun saya", ""), .form = form("x", "x"), .username = "rina", .name = name(), .nip = "", .roles = "Petugas Loket", .office = "Kecamatan Watulimo", .password_at = ago(9000), .policy = rules, .pin = set != KOSONG, .sessions = list });
	PAGE(o, password, { .layout = lay("Ganti kata sandi", ""), .form = form("kata_sandi_baru", "Kata sandi terlalu pendek."), .present = secret("kata_sandi", "Kata sandi sekarang"), .password = secret("kata_sandi_baru", "Kata sandi baru"),
		.again = secret("kata_sandi_ulang", "Kata sandi baru, sekali lagi"), .rules = rules, .why = set == PANJANG ? "Masa berlaku kata sandi Anda telah habis. Ganti dahulu, lalu pekerjaan dilanjutkan." : NULL, .username = "rina" });
	PAGE(o, pin, { .layout = lay("PIN buka kunci", ""), .form = form("pin", "Kedua PIN tidak sama."), .pin = secret("pin", "PIN baru"), .again = secret("pin_ulang", "PIN baru, sekali lagi"), .has = set == PANJANG });
	PAGE(o, users, { .layout = lay("Pengguna", ""), .users = { users, set == KOSONG ? 1 : 3 }, .active = 2 });
	PAGE(o, user, { .layout = lay("Rina Contoh Wulandari", ""), .form = form("nama", "Nama lengkap belum diisi."), .fresh = set == KOSONG, .user = users[0], .username = text("nama_pengguna", "Nama pengguna", "", 40), .name = text("nama", "Nama lengkap", name(), 100),
		.nip = text("nip", "NIP", "", 30), .valid_to = kind(text("berakhir", "Berakhir pada", "", 12), FIELD_DAY, 12), .assignment = text("surat_tugas", "Nomor surat tugas", "", 100), .roles = { roles, 3 },
		.roles_error = set == GALAT ? "Pilih paling sedikit satu peran." : NULL, .created_at = ago(90000), .password_at = ago(9000), .code_ends_at = { set == PANJANG ? now.us : 0 }, .sessions = { sessions, set == BIASA ? 2 : 0 }, .active = set != PANJANG, .otp = set == BIASA });
	PAGE(o, code, { .layout = lay("Kode aktivasi", ""), .name = name(), .username = "rina", .code = "7K2QX-9TDBM-40VRC-HNW3E", .days = 7, .go_on = "/pengguna/3" });
	PAGE(o, rights, { .layout = lay("Hak akses", ""), .roles = ticks(), .places = { rights, 3 }, .states = { &state, 1 } });
	PAGE(o, clock, { .layout = lay("Jam server", ""), .form = form("x", "x"), .now = now, .mark = ago(-3000), .verdict = set == BIASA ? NULL : "Jam server menunjukkan waktu sebelum data terakhir disimpan. Nomor tidak diberikan sampai jam dibetulkan.",
		.command = "sudo timedatectl set-time 'TTTT-BB-HH JJ:MM'", .may_accept = set == GALAT });
}

static struct view_field
otp(void)
{
	return (struct view_field){ .kind = FIELD_CODE, .name = "kode_otp", .label = "Kode OTP", .required = true, .maxlength = 40, .size = 20, .autocomplete = "one-time-code", .hint = "Enam angka dari aplikasi autentikator Anda, atau satu kode pemulihan.",
		.error = set == GALAT ? "Kode OTP salah. Ketik kode yang sedang tampil di aplikasi autentikator." : NULL };
}

static void
factor_pages(struct out *o)
{
	struct view_form f = form("kode_otp", "Kode OTP salah. Ketik kode yang sedang tampil di aplikasi autentikator.");
	struct view_recovery codes[10];
	struct layout alone = lay("Kode OTP", "");

	alone.user = NULL;
	alone.nav.n = alone.banners.n = 0;
	for (int i = 0; i < 10; i++)
		codes[i].code = "7K2Q-X9TD-BM40-VRCH-NW3E-5GJ8";
	f.action = "/akun/kode-otp";
	PAGE(o, factor, { .layout = lay("Kode OTP", ""), .form = f, .stage = set == BIASA ? FACTOR_PENDING : set == KOSONG ? FACTOR_NONE : set == GALAT ? FACTOR_PENDING : FACTOR_ACTIVE, .signer = set != KOSONG,
		.removed = set == KOSONG ? "Kode OTP Anda dihapus oleh Administrator Sistem pada 23-11-2026 09.41 WIB. Jika Anda tidak memintanya, laporkan kepada atasan Anda." : NULL,
		.qr = { set == BIASA ? "<svg class=\"qr\" viewBox=\"0 0 29 29\" role=\"img\" aria-label=\"Kode QR\"><path fill=\"#fff\" d=\"M0 0h29v29H0z\"/><path fill=\"#000\" d=\"M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM14 14h3v3h-3z\"/></svg>" : "" },
		.secret = set == BIASA ? "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" : NULL, .code = otp(), .since = ago(9000), .recovery = 3, .few = true, .login = true });
	PAGE(o, factor_recovery, { .layout = lay("Kode pemulihan", ""), .user = name(), .at = now, .codes = { codes, 10 } });
	f.action = "/masuk/kode";
	PAGE(o, login_code, { .layout = alone, .form = f, .code = otp(), .next = "/antrean" });
}

static void
case_pages(struct out *o)
{
	struct view_form f = form("alasan", "Alasan belum diisi.");
	const struct view_typed typed[] = { { "Nama Lengkap", name(), "SITI CONTOH", true }, { "Desa", "Prigi", "Prigi", false } };
	const struct view_field again = { .kind = FIELD_HIDDEN, .name = "nama", .value = name() };

	PAGE(o, case, { .layout = lay("Permohonan", "/antrean"), .head = head(TONE_WAIT, "Menunggu penandatanganan"), .person = person(), .tasks = tasks(), .total_seconds = 612, .total_minutes = 23,
		.next = set == KOSONG ? (struct view_action){ 0 } : (struct view_action){ .verb = "Tandai telah ditandatangani", .href = "/permohonan/7d0c/penandatanganan" }, .waiting = set == KOSONG ? "Menunggu Camat atau Kasi." : NULL,
		.requirements = requirements(), .papers = papers(), .events = events(), .more_events = true, .may_cancel = true, .form = f, .cancel_reason = reason(),
		.expiry = set == GALAT ? "Permohonan ini kedaluwarsa dalam 3 hari bila tidak ada tindakan." : NULL, .nik_doubt = set == PANJANG ? "Nomor urut pada NIK (empat angka terakhir) tidak boleh 0000. Permohonan menunggu izin Kasi untuk NIK ini." : NULL, .may_leave = true, .nik_href = "/permohonan/7d0c/nik", .follows_href = set == PANJANG ? "/permohonan/1" : NULL, .followed_href = set == GALAT ? "/permohonan/2" : NULL, .again_href = set == KOSONG ? "/permohonan/baru?dari=7" : NULL, .early = set == PANJANG ? "Penyimpangan SOP: perekaman mendahului tanda tangan, diizinkan Dra. Contoh Rahayu pada 23 November 2026 pukul 09.14. Alasan: Camat dinas luar sampai sore, pemohon datang dari Munjungan. Biometrik sudah direkam; setelah ditandatangani, permohonan langsung ke langkah 6." : NULL, .first_href = set == PANJANG ? "/permohonan/7d0c/penandatanganan" : NULL,
		.make_href = "/permohonan/7d0c/kertas", .make = { (struct view_action[]){ act("Tanda Bukti Pendaftaran", "TANDA_BUKTI"), act("Tanda Bukti Perekaman", "BUKTI_PEREKAMAN"), act("Formulir K.P1", "KP1") }, set == KOSONG ? 0 : 3 },
		.received_by = set == PANJANG ? long_name : NULL, .received_as = set == PANJANG ? "orang tua/wali" : NULL, .received_at = now });
	PAGE(o, history, { .layout = lay("Riwayat", "/antrean"), .head = head(TONE_DONE, "Selesai – rekomendasi diserahkan"), .events = events(), .traces = traces(), .more = set == PANJANG ? "/audit?permohonan=12" : NULL });
	PAGE(o, conflict, { .layout = lay("Permohonan telah diubah", "/antrean"), .head = head(TONE_WORK, "Terverifikasi"), .changes = events(), .attempted = "Nyatakan sesuai", .typed = { typed, set == KOSONG ? 0 : 2 },
		.may_again = set != KOSONG, .form = f, .fields = { &again, 1 }, .again_verb = "Kirim lagi isian saya", .go_on = "/permohonan/7d0c" });
	struct view_field fields[] = { text("nik", "NIK", "350308550909990", 20), hinted(kind(text("tgl_lahir", "Tanggal Lahir", "15-09-2009", 10), FIELD_DAY, 12), "Contoh: 15092009 atau 15-9-2009"), with(text("desa", "Desa", NULL, 0), FIELD_SELECT, villages, 4), with(text("pernah_rekam", "Pernah melakukan perekaman?", NULL, 0), FIELD_RADIO, recorded, 3), reason(), check("sesuai_kk", "Sesuai dengan Kartu Keluarga") };
	PAGE(o, gallery, { .layout = lay("Contoh", ""), .fields = { fields, 6 }, .errors = f.errors, .head = head(TONE_WORK, "Berkas diterima"), .tasks = tasks(), .papers = papers(), .events = events(), .requirements = requirements(), .banners = lay("", "").banners, .parts = parts(), .live = live() });
}

static void
step_pages(struct out *o)
{
	struct view_form f = form("nik", "NIK harus terdiri atas 16 angka; yang diisi 15 angka. Periksa kembali Kartu Keluarga.");
	struct view_field nik = kind(text("nik", "NIK", "3503085509099902", 24), FIELD_DIGITS, 0), nama = text("nama", "Nama Lengkap", name(), 100),
		day = kind(text("tgl_lahir", "Tanggal Lahir", "15-09-2009", 10), FIELD_DAY, 0), desa = with(text("desa", "Desa", NULL, 0), FIELD_SELECT, villages, 4),
		rec = with(text("pernah_rekam", "Pernah melakukan perekaman?", NULL, 0), FIELD_RADIO, recorded, 3),
		wali = opt(text("wali", "Orang tua/wali", set == PANJANG ? long_name : NULL, 100)), hp = opt(kind(text("no_hp", "Nomor HP/WhatsApp", "081234567890", 20), FIELD_TEL, 0));
	struct view_warning_list w = { warnings, set == PANJANG || set == GALAT ? 2 : 0 };
	struct view_case h = head(TONE_WORK, "Berkas diterima");

	if (set == KOSONG)
		h = (struct view_case){ 0 };
	nik.autofocus = true;
	nama.upper = true;
	PAGE(o, step_intake, { .layout = lay("Permohonan baru", ""), .head = h, .clock = step_clock(1, "Menyerahkan form K.P1 permohonan Rekomendasi Perekaman Biometrik e-KTP", 2), .form = f,
		.nik = nik, .name = nama, .birth_day = day, .village = desa, .recorded = rec, .intro_number = opt(text("pengantar_nomor", "Nomor pengantar desa", "400.12.2.1/45/406.08.11/2026", 60)),
		.intro_day = opt(kind(text("pengantar_tanggal", "Tanggal pengantar", "20-11-2026", 10), FIELD_DAY, 0)), .minor = set == PANJANG, .guardian = hinted(wali, "Wajib bila pemohon belum berusia 17 tahun"), .phone = hp, .requirements = requirements(), .warnings = w,
		.confirm = check("sesuai_kk", "Sesuai dengan Kartu Keluarga"), .consent = check("setuju_wali", "Orang tua/wali menandatangani K.P1 sebagai persetujuan (pemohon di bawah 17 tahun)"), .return_reason = reason(), .accept = act("Terima berkas", "ACCEPT"), .save = act("Simpan sebagai draf", "SIMPAN"), .send_back = act("Kembalikan berkas", "RETURN_PAPERS"),
		.follows = set == PANJANG ? "12" : NULL, .follows_href = "/permohonan/12", .follows_name = long_name, .hint_href = set == KOSONG ? "/permohonan/baru/periksa" : NULL, .duplicate = set == GALAT, .duplicate_href = "/permohonan/1", .duplicate_text = "NIK ini masih memiliki permohonan yang sedang diproses (nomor agenda 0098/2026)." });
	h = head(TONE_WORK, "Berkas diterima");
	nik.autofocus = false;
	PAGE(o, step_verify, { .layout = lay("Verifikasi", "/antrean"), .head = h, .clock = step_clock(2, "Verifikasi dan validasi data penduduk", 3), .form = f, .kk = kind(text("no_kk", "Nomor KK", "3503082001159903", 24), FIELD_DIGITS, 0), .address = text("alamat", "Alamat", "DUSUN KRAJAN", 120),
		.rt = kind(text("rt", "RT", "012", 3), FIELD_DIGITS, 0), .rw = kind(text("rw", "RW", "003", 3), FIELD_DIGITS, 0), .village = desa, .name = nama, .nik = nik, .sex = with(text("jenis_kelamin", "Jenis Kelamin", NULL, 0), FIELD_SELECT, sexes, 2), .birth_place = text("tempat_lahir", "Tempat Lahir", "TRENGGALEK", 60),
		.birth_day = day, .religion = with(text("agama", "Agama", NULL, 0), FIELD_SELECT, sexes, 2), .job = with(text("pekerjaan", "Jenis Pekerjaan", "PELAJAR/MAHASISWA", 60), FIELD_TEXT, sexes, 2), .blood = with(text("gol_darah", "Golongan Darah", NULL, 0), FIELD_SELECT, sexes, 2), .marital = with(text("status_perkawinan", "Status Perkawinan", NULL, 0), FIELD_SELECT, sexes, 2),
		.citizenship = with(text("kewarganegaraan", "Kewarganegaraan", NULL, 0), FIELD_SELECT, sexes, 2), .phone = hp, .guardian = wali, .recorded = rec, .warnings = w, .confirm = check("sesuai_kk", "Sesuai dengan Kartu Keluarga"), .requirements = requirements(),
		.verify_number = act("Nyatakan sesuai dan beri nomor agenda", "VERIFY_NUMBER"), .verify = act("Nyatakan sesuai", "VERIFY"), .save = act("Simpan", "SIMPAN"), .mismatch = act("Nyatakan tidak sesuai", "MISMATCH"), .reject = (struct view_action){ .verb = "Tolak", .why_not = "Hanya Kasi, Sekcam, atau Camat." }, .reason = reason(), .mismatch_reason = set == GALAT ? "Nama pada KK berbeda satu huruf." : NULL,
		.repeat_reason = set == PANJANG ? kind(text("alasan_ulang", "Alasan perekaman ulang", "", 400), FIELD_TEXTAREA, 0) : (struct view_field){ 0 }, .cause = hinted(with(text("sebab", "Sebab", NULL, 0), FIELD_SELECT, causes, 2), ""), .differences = differences(), .differed = set == GALAT ? differences() : (struct view_difference_list){ 0 },
		.put_off = act("Tunda, pemohon kembali lagi", "TUNDA"), .again_cause = with(text("sebab_tunda", "Sebab penundaan", NULL, 0), FIELD_SELECT, causes, 2), .again_on = kind(text("kembali", "Pemohon kembali tanggal", "", 10), FIELD_DAY, 0), .kept = set == PANJANG ? (struct view_kept){ .href = "/permohonan/7d0c/verifikasi?isian=pakai", .path = "/permohonan/7d0c/verifikasi", .at = now } : (struct view_kept){ 0 }, .again = set == PANJANG ? "Pemohon kembali Senin, 30 November 2026: Jaringan atau SIAK luring." : NULL });
	PAGE(o, step_number, { .layout = lay("Penomoran", "/antrean"), .head = head(TONE_WORK, "Terverifikasi"), .clock = step_clock(3, "Memberi nomor agenda dan tanggal permohonan Perekaman", 0), .form = f, .person = person(), .next = "0124/2026", .year = 2026, .today = { 2026, 11, 23 }, .number = act("Beri nomor agenda", "NUMBER") });
	PAGE(o, step_sign, { .layout = lay("Penandatanganan", "/antrean"), .head = head(set == BIASA ? TONE_WORK : TONE_WAIT, set == BIASA ? "Teragenda" : "Menunggu penandatanganan"), .clock = step_clock(4, "Mengajukan permohonan penandatanganan berkas", 5), .form = f, .person = person(), .signatory = with(text("penanda_tangan", "Penanda tangan", NULL, 0), FIELD_RADIO, signers, 2),
		.submit = set == BIASA || set == GALAT ? act("Ajukan penandatanganan", "SUBMIT") : (struct view_action){ 0 }, .signed_ink = set == PANJANG ? act("Tandai telah ditandatangani", "SIGNED_INK") : (struct view_action){ 0 }, .return_ink = act("Catat dikembalikan", "RETURN_INK"), .import = set == PANJANG ? "/permohonan/7d0c/surat-tte" : NULL, .unprinted = set == BIASA ? hinted(kind(text("tanpa_cetak", "Tanpa cetak", "1", 0), FIELD_CHECKBOX, 0), "Surat ditandatangani secara elektronik (BSrE) dan baru dicetak setelah itu.") : (struct view_field){ 0 }, .record_first = set == PANJANG ? act("Izinkan perekaman mendahului tanda tangan", "RECORD_FIRST") : (struct view_action){ 0 }, .early = set == GALAT ? "Penyimpangan SOP: perekaman mendahului tanda tangan, diizinkan Dra. Contoh Rahayu pada 23 November 2026 pukul 09.14. Alasan: Camat dinas luar sampai sore, pemohon datang dari Munjungan. Biometrik sudah direkam; setelah ditandatangani, permohonan langsung ke langkah 6." : NULL, .reason = reason(), .chosen = "Jati Mustika Dani, S.STP. – Camat Watulimo", .returned_reason = set == GALAT ? "Alamat belum lengkap." : NULL, .returned_by = "Jati Mustika Dani", .papers = papers() });
	PAGE(o, step_approve, { .layout = lay("Persetujuan", "/meja-tanda-tangan"), .head = head(TONE_WAIT, "Menunggu penandatanganan"), .clock = step_clock(4, "Mengajukan permohonan penandatanganan berkas", 5), .form = f, .person = person(), .requirements = requirements(), .events = events(), .letter_number = "400.12.2.1/123/406.08/2026", .letter_day = { 2026, 11, 23 }, .signatory = "Jati Mustika Dani, S.STP.", .signatory_title = "Camat Watulimo",
		.letter_facts = { LIST(view_typed, { "Nama lengkap", long_name, NULL, false }, { "NIK", "350308 550909 9902", NULL, false }, { "Alasan wajib memiliki KTP-el", "telah berusia 17 (tujuh belas) tahun", NULL, false }) }, .letter = "REKOMENDASI\nNOMOR 400.12.2.1/123/406.08/2026\n\nYang bertanda tangan di bawah ini:\n\nnama            : Jati Mustika Dani, S.STP.\nNIP             : 19810629 200012 1 001\njabatan         : Camat Watulimo\n\nmemberikan rekomendasi kepada:\n\nnama lengkap    : SITI CONTOH RAHAYU\nNIK             : 3503085509099902\n\nuntuk melakukan perekaman biometrik Kartu Tanda Penduduk Elektronik (KTP-el) dan selanjutnya diproses penerbitan KTP-el oleh Dinas Kependudukan dan Pencatatan Sipil Kabupaten Trenggalek.", .text_hash = "00",
		.approve = set == KOSONG ? (struct view_action){ 0 } : act("Setujui", "APPROVE"), .send_back = act("Kembalikan", "RETURN_SIGN"), .reason = reason(), .code = set == KOSONG || set == PANJANG ? (struct view_field){ 0 } : otp(), .enrol = set == PANJANG ? "/akun/kode-otp" : NULL,
		.duty = set == GALAT ? "Berkas ini diverifikasi oleh Jati Mustika Dani, yang juga menandatanganinya. Tuliskan alasannya; alasan itu disimpan pada riwayat dan jejak audit." : NULL, .duty_reason = set == GALAT ? (struct view_field){ .kind = FIELD_TEXTAREA, .name = "alasan_sama", .label = "Alasan menandatangani berkas sendiri", .required = true, .maxlength = 400 } : (struct view_field){ 0 }, .after = set == KOSONG ? "Disetujui oleh Jati Mustika Dani, 23-11-2026 09.41 WIB." : NULL });
	PAGE(o, step_capture, { .layout = lay("Perekaman", "/antrean"), .head = head(TONE_WORK, set == KOSONG ? "Telah ditandatangani" : "Sedang direkam"), .clock = step_clock(5, "Melakukan Perekaman Biometrik e-KTP", 8), .form = f, .begun = set != KOSONG, .person = person(), .where = { .part = parts().at[1], .chosen = true, .stations = { LIST(view_option, { "1", "Stasiun perekaman loket 1", true }, { "2", "Stasiun perekaman loket 2", false }) } }, .decided = set != GALAT, .local = set != GALAT, .needs_local = true, .parts = { LIST(view_part, { "Pasfoto", "Tersimpan", TONE_DONE, { 0 }, "/permohonan/7d0c/pasfoto" }, { "Perekaman resmi", "Belum dicatat", TONE_WAIT, { 0 }, "/permohonan/7d0c/hasil-resmi" }) }, .applicant = "/permohonan/7d0c/perekaman/pemohon", .take_reason = text("alasan_mutu", "Alasan menerima mutu rendah", NULL, 200), .skip_reason = text("alasan_uji", "Alasan melewati verifikasi", NULL, 200), .live = live(), .begin = act("Mulai perekaman", "BEGIN"), .finish = set == BIASA ? (struct view_action){ .verb = "Selesaikan perekaman", .why_not = "Enam jari belum direkam." } : act("Selesaikan perekaman", "FINISH"), .early = set == PANJANG ? "Penyimpangan SOP: perekaman mendahului tanda tangan, diizinkan Dra. Contoh Rahayu pada 23 November 2026 pukul 09.14. Alasan: Camat dinas luar sampai sore, pemohon datang dari Munjungan. Biometrik sudah direkam; setelah ditandatangani, permohonan langsung ke langkah 6." : NULL, .fail = act("Nyatakan gagal", "FAIL"), .roll_back = act("Tunda perekaman", "ROLL_BACK"), .reschedule = act("Jadwalkan ulang", "RESCHEDULE"), .again_cause = with(text("sebab_tunda", "Sebab penundaan", NULL, 0), FIELD_SELECT, causes, 2), .again_on = kind(text("kembali", "Pemohon kembali tanggal", "", 10), FIELD_DAY, 0), .official_result = hinted(text("hasil_resmi", "Hasil perekaman resmi", NULL, 200), "Misalnya: berhasil, SENT FOR ENROLLMENT"), .reason = reason(), .except_cause = with(text("sebab", "Sebab", NULL, 0), FIELD_SELECT, causes, 2), .except_note = opt(text("keterangan", "Keterangan", NULL, 200)) });
	PAGE(o, step_handover, { .layout = lay("Penyerahan", "/antrean"), .head = head(TONE_WORK, "Telah direkam"), .clock = step_clock(6, "Memberikan rekomendasi kepada pemohon Perekaman e-KTP", 5), .form = f, .person = person(), .letter_number = "400.12.2.1/123/406.08/2026", .letter_day = { 2026, 11, 23 }, .receiver = opt(text("penerima", "Nama penerima", name(), 100)), .relation = with(text("hubungan", "Diserahkan kepada", NULL, 0), FIELD_SELECT, relations, 3), .hand_over = act("Serahkan rekomendasi", "HAND_OVER"), .papers = papers(), .done = set == PANJANG, .received_by = name(), .received_as = "pemohon sendiri", .received_at = now });
}

#include "preview_duty.h"
#include "preview_letter.h"
#include "preview_paper.h"
#include "preview_work.h"
#include "preview_signing.h"
#include "preview_print.h"
#include "preview_training.h"
#include "preview_biometric.h"

int
main(int argc, char **argv)
{
	struct out o;

	if (argc != 2)
		return fputs("usage: preview DIR\n", stderr), 2;
	dir = argv[1];
	out_init(&o, 1 << 22);
	for (set = BIASA; set < SET__MAX; set++) {
		work_pages(&o);
		people_pages(&o);
		factor_pages(&o);
		case_pages(&o);
		audit_pages(&o);
		step_pages(&o);
		duty_pages(&o);
		paper_pages(&o);
		list_pages(&o);
		signing_pages(&o);
		print_pages(&o);
		letter_pages(&o);
		biometric_pages(&o);
	training_pages(&o);
	}
	out_free(&o);
	printf("%d pages\n", pages);
	return 0;
}
