#include "papers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FONTS	"/usr/share/fonts/truetype/liberation"

struct arena *arena;

int
open_arena(void **state)
{
	(void)state;
	arena = arena_create(16u << 20);
	return arena == NULL;
}

int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct doc_office office = {
	.government = "PEMERINTAH KABUPATEN TRENGGALEK",
	.name = "KECAMATAN WATULIMO",
	.place = "Watulimo",
	.regency = "Trenggalek",
	.address = "Jalan Raya Prigi Nomor 01, Watulimo, Trenggalek, Jawa Timur 66382",
	.phone = "(0355) 551488",
	.email = "",
	.website = "",
};

static struct doc_page
page(int hour, int minute)
{
	return (struct doc_page){ .fonts = FONTS, .media = "",
	    .made = utc_from_wib((struct day){ 2026, 11, 23 }, hour, minute, 0) };
}

struct doc_recommendation
specimen_letter(void)
{
	return (struct doc_recommendation){
		.page = page(9, 41),
		.office = office,
		.signer = { "LANGSUNG", "Jati Mustika Dani, S.STP.", "19810629 200012 1 001",
		    "Pembina Tingkat I (IV/b)", "Camat Watulimo" },
		.number = "400.12.2.1/123/406.08/2026",
		.day = { 2026, 11, 23 },
		.intro_number = "400.12.2.1/45/406.08.11/2026",
		.intro_day = { 2026, 11, 20 },
		.form_name = "",
		.agenda_no = 123,
		.agenda_day = { 2026, 11, 23 },
		.name = "SITI CONTOH RAHAYU",
		.nik = "3503085509099902",
		.kk = "3503082001159903",
		.birth_place = "TRENGGALEK",
		.birth_day = { 2009, 9, 15 },
		.sex = "PEREMPUAN",
		.blood = "O",
		.religion = "ISLAM",
		.marital = "BELUM KAWIN",
		.job = "PELAJAR/MAHASISWA",
		.citizenship = "WNI",
		.address = "",
		.rt = "012",
		.rw = "003",
		.village_kind = "Desa",
		.village = "Prigi",
		.ground = GROUND_AGE,
		.code = "",
	};
}

struct doc_registration
specimen_registration(void)
{
	static const char *const papers[] = { "Surat pengantar desa", "Formulir K.P1",
	    "Fotokopi KK" };

	return (struct doc_registration){
		.page = page(9, 12), .office = office,
		.agenda_no = 123, .agenda_year = 2026,
		.at = utc_from_wib((struct day){ 2026, 11, 23 }, 9, 12, 0),
		.name = "SITI CONTOH RAHAYU", .nik = "3503085509099902",
		.village_kind = "Desa", .village = "PRIGI",
		.papers = papers, .papers_n = 3, .officer = "Budi Contoh",
	};
}

struct doc_handover
specimen_handover(void)
{
	return (struct doc_handover){
		.page = page(10, 5), .office = office,
		.number = "400.12.2.1/123/406.08/2026", .day = { 2026, 11, 23 },
		.agenda_no = 123, .agenda_year = 2026,
		.name = "SITI CONTOH RAHAYU", .nik = "3503085509099902",
		.village_kind = "Desa", .village = "PRIGI",
		.received_by = "Rahayu Contoh", .received_as = "Orang tua/wali",
		.at = utc_from_wib((struct day){ 2026, 11, 23 }, 10, 5, 0),
		.officer = "Budi Contoh", .sheets = 1,
	};
}

struct doc_test
specimen_test_page(void)
{
	return (struct doc_test){ .page = page(8, 0), .office = office,
	    .printer = "Printer Loket 1",
	    .at = utc_from_wib((struct day){ 2026, 11, 23 }, 8, 0, 0) };
}

struct doc_form
specimen_form(void)
{
	static const char *const papers[] = { "Surat pengantar dari desa", "Formulir permohonan K.P1", "Fotokopi Kartu Keluarga" };
	static const bool present[] = { true, true, false };
	struct doc_recommendation l = specimen_letter();

	return (struct doc_form){ .page = page(9, 5), .office = office, .agenda_no = 0, .nik = l.nik,
	    .kk = l.kk, .name = l.name, .birth_place = l.birth_place, .birth_day = l.birth_day,
	    .sex = l.sex, .blood = l.blood, .religion = l.religion, .marital = l.marital, .job = l.job,
	    .citizenship = "WNI", .address = "DUSUN GARES", .rt = "012", .rw = "003",
	    .village = "PRIGI", .phone = "081234567890", .guardian = "RAHAYU CONTOH",
	    .recorded = "TIDAK", .intro_number = l.intro_number, .intro_day = l.intro_day,
	    .papers = papers, .present = present, .papers_n = 3 };
}

struct doc_returned
specimen_returned(void)
{
	return (struct doc_returned){ .page = page(9, 20), .office = office,
	    .name = "SITI CONTOH RAHAYU", .nik = "3503085509099902",
	    .at = utc_from_wib((struct day){ 2026, 11, 23 }, 9, 12, 0),
	    .why = { [RETURNED_INCOMPLETE] = true }, .missing = "Fotokopi Kartu Keluarga",
	    .reason = "Fotokopi KK belum dibawa.\nMohon kembali dengan KK asli dan fotokopinya.",
	    .officer = "Budi Contoh" };
}

struct doc_cover
specimen_cover(struct arena *a, size_t rows)
{
	struct doc_recommendation l = specimen_letter();
	struct cover_row *at = ARENA_ARRAY(a, rows, struct cover_row);

	for (size_t i = 0; i < rows; i++)
		at[i] = (struct cover_row){ .agenda_no = 123 + (int64_t)i,
		    .letter_number = arena_printf(a, "400.12.2.1/%zu/406.08/2026", 123 + i),
		    .nik = l.nik, .name = i % 5 == 3 ? "WAHYUNINGTYAS WIDYAWATI MAHAMERU WIJAYAKUSUMA" : l.name,
		    .sex = i % 2 == 0 ? "PEREMPUAN" : "LAKI-LAKI", .birth_place = l.birth_place,
		    .village = "KARANGGANDU", .birth_day = l.birth_day,
		    .recorded_day = { 2026, 11, 16 + (int8_t)(i % 5) }, .taken = "ya/ya/10/2",
		    .exception = i % 7 == 2 ? "Sidik jari: telunjuk kiri" : "",
		    .note = i % 9 == 4 ? "mencabut Nomor 400.12.2.1/100/406.08/2026" : "" };
	return (struct doc_cover){ .page = page(13, 0), .office = office, .signer = l.signer,
	    .number = "400.12.2.1/224/406.08/2026", .day = { 2026, 11, 23 },
	    .to = "Kepala Dinas Kependudukan dan Pencatatan Sipil", .to_place = "Trenggalek",
	    .first = { 2026, 11, 16 }, .last = { 2026, 11, 20 }, .rows = at, .n = rows };
}

struct doc_book
specimen_register(struct arena *a, size_t rows)
{
	struct doc_recommendation l = specimen_letter();
	struct register_row *at = ARENA_ARRAY(a, rows, struct register_row);

	for (size_t i = 0; i < rows; i++) {
		struct day day = { 2026, 11, (int8_t)(16 + i / 9) };
		bool done = i % 4 != 3;

		at[i] = (struct register_row){ .no = 101 + (int64_t)i, .year = 2026, .day = day,
		    .asked = day, .name = i % 6 == 1 ? "WAHYUNINGTYAS WIDYAWATI MAHAMERU" : l.name,
		    .nik = l.nik, .kk = l.kk, .sex = l.sex, .birth_place = l.birth_place,
		    .birth_day = l.birth_day, .address = "DUSUN GARES", .rt = "012", .rw = "003",
		    .village = "PRIGI", .intro_number = l.intro_number, .intro_day = l.intro_day,
		    .papers = "Lengkap", .verified = "Sesuai", .letter_number = done ?
		    arena_printf(a, "400.12.2.1/%zu/406.08/2026", 101 + i) : "",
		    .letter_day = done ? day : (struct day){ 0 }, .signer = done ? l.signer.name : "",
		    .recorded = done ? day : (struct day){ 0 }, .result = done && i % 5 == 0 ?
		    "2 pengecualian" : done ? "Direkam" : "", .handed = done ? day : (struct day){ 0 },
		    .receiver = done ? "Pemohon" : "", .note = done ? "Selesai" : "Dibatalkan" };
	}
	return (struct doc_book){ .page = page(15, 30), .office = office,
	    .range = "Tanggal 16 s.d. 23 November 2026", .closed_to = { 2026, 11, 23 },
	    .officer = "Budi Contoh", .printed_by = "Budi Contoh", .rows = at, .n = rows };
}

struct doc_book
specimen_outgoing(struct arena *a, size_t rows)
{
	struct outgoing_row *at = ARENA_ARRAY(a, rows, struct outgoing_row);
	struct doc_book d = specimen_register(a, 0);

	for (size_t i = 0; i < rows; i++)
		at[i] = (struct outgoing_row){ .no = 120 + (int64_t)i, .year = 2026,
		    .day = { 2026, 11, (int8_t)(20 + i / 6) },
		    .number = arena_printf(a, "400.12.2.1/%zu/406.08/2026", 120 + i),
		    .class_code = "400.12.2.1", .to = "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Trenggalek",
		    .subject = "Rekomendasi perekaman KTP-el a.n. SITI CONTOH RAHAYU", .enclosure = "1 berkas",
		    .unit = "Seksi Pelayanan dan Perizinan", .note = i == 4 ? "DIBATALKAN" : "" };
	d.letters = at;
	d.n = rows;
	return d;
}

struct doc_report
specimen_report(void)
{
	static const struct report_village villages[] = {
		{ "PRIGI", { 3, 4, 7, 6, 5, 5 } }, { "TASIKMADU", { 1, 0, 1, 1, 1, 0 } },
		{ "WATULIMO", { 0, 0, 0, 0, 0, 0 } },
	};
	static const struct report_day days[] = {
		{ { 2026, 11, 20 }, 118, 122, { 2, 3, 5, 4, 4, 3 } },
		{ { 2026, 11, 23 }, 123, 125, { 2, 1, 3, 3, 2, 2 } },
	};
	static const struct report_event events[] = {
		{ "Berkas dikembalikan (belum lengkap)", 2 }, { "Data tidak sesuai", 1 },
		{ "Ditolak", 0 }, { "Perekaman gagal", 1 },
	};

	return (struct doc_report){ .page = page(15, 0), .office = office, .first = { 2026, 11, 1 },
	    .last = { 2026, 11, 30 }, .all = { 4, 4, 8, 7, 6, 5 }, .villages = villages,
	    .villages_n = 3, .days = days, .days_n = 2, .events = events, .events_n = 4,
	    .officer = "Budi Contoh" };
}

struct doc_minutes
specimen_closing(void)
{
	static const struct minutes_fact facts[] = {
		{ "Selesai", 20 }, { "Telah direkam", 3 }, { "Dibatalkan", 2 },
	};

	return (struct doc_minutes){ .page = page(15, 45), .office = office, .day = { 2026, 11, 23 },
	    .officer = "Budi Contoh", .year = 2026, .first = { 2026, 11, 1 }, .last = { 2026, 11, 22 },
	    .first_no = 101, .last_no = 125, .facts = facts, .facts_n = 3 };
}

struct doc_minutes
specimen_destruction(void)
{
	static const struct minutes_sheet sheets[] = {
		{ "400.12.2.1/124/406.08/2026", { 2026, 11, 20 }, 2, "Dikembalikan oleh pejabat" },
		{ "400.12.2.1/130/406.08/2026", { 2026, 11, 21 }, 2, "Permohonan dibatalkan" },
	};
	struct doc_minutes d = specimen_closing();

	d.sheets = sheets;
	d.n = 2;
	return d;
}

struct doc_destroyed
specimen_destroyed(struct arena *a, size_t rows)
{
	struct destroyed_case *at = ARENA_ARRAY(a, rows + 1, struct destroyed_case);

	assert_non_null(at);
	for (size_t i = 0; i < rows; i++)
		at[i] = (struct destroyed_case){ i == 1 ? 0 : 101 + (int64_t)i, 2026, { 2026, 8, (int8_t)(1 + i % 28) }, i == 1 ? 3 : 10,
		    2, i == 1 ? "Dibatalkan" : "Selesai – rekomendasi diserahkan" };
	return (struct doc_destroyed){ .page = page(15, 45), .office = office,
	    .hands = { { 2026, 11, 23 }, "Budi Contoh", "Sri Saksi Contoh" }, .time = "90 hari sejak direkam",
	    .basis = "Keputusan Camat Watulimo Nomor 1 Tahun 2026", .cases = at, .n = rows, .month = { 2026, 8, 1 },
	    .how = "kedua media USB dihancurkan, amplop cadangan dibakar" };
}

struct bytes
specimen_logo(struct arena *a, const char *file)
{
	char path[128];
	uint8_t *p = arena_alloc(a, 1 << 20);
	size_t n;
	FILE *f;

	(void)snprintf(path, sizeof path, "tests/data/%s", file);
	f = fopen(path, "rb");
	assert_non_null(f);
	assert_non_null(p);
	n = fread(p, 1, 1 << 20, f);
	(void)fclose(f);
	return (struct bytes){ p, n };
}
