/* preview_print.h - one cetakan, the printers and their routes for preview.c, which includes it once. */
#ifndef UI_PREVIEW_PRINT_H
#define UI_PREVIEW_PRINT_H

#include "page/view_print.h"

#define printers_data		printers_page
#define print_routes_data	print_routes_page

static struct view_field
print_field(enum field_kind kind, const char *name, const char *label, const char *hint)
{
	static const struct view_option options[] = { { "", "Pilih", true }, { "3", "Printer ruang pelayanan lantai dua", false } };

	return (struct view_field){ .kind = kind, .name = name, .label = label, .hint = hint, .value = "", .required = true,
		.options = { options, kind == FIELD_SELECT ? 2 : 0 } };
}

static void
print_pages(struct out *o)
{
	bool bad = set == GALAT, empty = set == KOSONG;
	struct view_print_row row = { .print = bad ? print_line(9, "Tertahan", TONE_PROBLEM, "Printer tidak terhubung. Periksa kabel dan sakelar printer.") :
		print_line(9, "Tercetak", TONE_DONE, NULL), .paper = "Rekomendasi 400.12.2.1/123/406.08/2026", .name = name(),
		.case_href = "/permohonan/7", .who = "Sri Contohwati", .created_at = ago(7), .may_confirm = bad, .may_reprint = bad,
		.may_withdraw = bad, .action = "/cetak/9" };
	struct print_job_page job = { .layout = lay("Cetakan 9", "/cetak"), .form = form("alasan", "Alasan: isi 5 sampai 100 karakter."),
		.pictures = { (const struct view_picture[]){ { "/static/x/icon/tanda.svg", 1 } }, empty ? 0 : 1 }, .more_pages = bad ? 2 : 0,
		.row = row, .pdf = "/permohonan/7/surat/3", .may_spoil = !bad && !empty, .may_copy = empty, .may_move = bad, .may_pc = bad,
		.reason = print_field(FIELD_TEXT, "alasan", "Alasan", "Contoh: kertas terlipat, toner luntur."),
		.printer = print_field(FIELD_SELECT, "printer", "Printer", NULL), .detail = "",
		.spoiled = bad ? "Lembar ini rusak dan dicatat dimusnahkan pada 23-11-2026 09.41 WIB. Alasan: kertas terlipat" : NULL,
		.replaces = bad ? "/cetak/8" : NULL };
	const struct view_supply levels[] = { { "Toner Hitam", 62, false }, { "Wadah Sisa Toner Berkapasitas Besar", 9, true } };
	const struct view_printer printers[] = {
		{ { .label = "Printer loket", .state = "Siap", .tone = TONE_DONE, .href = "/printer", .at = ago(1) }, "rekam", true, { levels, 2 }, "/printer/1/uji" },
		{ { .label = "Printer ruang pelayanan lantai dua", .state = "Penutup printer terbuka. Tutup sampai berbunyi klik; pencetakan berlanjut sendiri.",
		    .tone = TONE_PROBLEM, .href = "/printer", .at = ago(1) }, "lantai-dua", false, { NULL, 0 }, NULL },
	};
	const struct view_route routes[] = {
		{ 1, "Semua PC", "Semua jenis", "Printer loket", "Pilihan printer", "Sesuai printer", 1 },
		{ 2, "192.168.1.21", "Tanda Bukti Pendaftaran", "Printer ruang pelayanan lantai dua", "Umpan manual", "A5", 2 },
	};

	tpl_page_print_job(o, &job);
	save("print_job", o);
	PAGE(o, printers, { .layout = lay("Printer", "/cetak"), .form = form("alasan", "x"), .printers = { printers, empty ? 0 : 2 }, .may_route = true });
	PAGE(o, print_routes, { .layout = lay("Pemilihan Printer", "/cetak"), .form = form("pc", "Alamat PC: isi angka dan titik."),
		.routes = { routes, empty ? 0 : 2 }, .desk = print_field(FIELD_TEXT, "pc", "Alamat PC", "Kosong: semua PC. Alamat PC ini: 192.168.1.21"),
		.kind = print_field(FIELD_SELECT, "jenis", "Jenis surat", NULL), .place = print_field(FIELD_SELECT, "urutan", "Urutan", NULL),
		.printer = print_field(FIELD_SELECT, "printer", "Printer", NULL), .tray = print_field(FIELD_SELECT, "baki", "Baki", NULL),
		.media = print_field(FIELD_SELECT, "kertas", "Kertas", NULL) });
}

#endif
