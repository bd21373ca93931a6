#include "papers.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FONTS	"/usr/share/fonts/truetype/liberation"

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

static char *
slurp(FILE *f)
{
	char *text = NULL;
	size_t n = 0, cap = 0;

	for (;;) {
		if (cap - n < 4096) {
			cap += 65536;
			text = realloc(text, cap);
			assert_non_null(text);
		}
		size_t got = fread(text + n, 1, cap - n - 1, f);
		if (got == 0)
			break;
		n += got;
	}
	text[n] = '\0';
	return text;
}

char *
paper_text(const struct pdf_result *r)
{
	char path[] = "/tmp/rekam-paper-XXXXXX", command[96];
	int fd = mkstemp(path);
	FILE *f;
	char *text;

	assert_true(fd != -1);
	assert_int_equal(write(fd, r->bytes.p, r->bytes.n), r->bytes.n);
	(void)close(fd);
	(void)snprintf(command, sizeof command, "pdftotext -layout %s -", path);
	f = popen(command, "r");
	assert_non_null(f);
	text = slurp(f);
	assert_int_equal(pclose(f), 0);
	(void)unlink(path);
	return text;
}

void
expect_golden(const struct pdf_result *r, const char *name)
{
	char path[128], *is = paper_text(r), *want;
	const char *update = getenv("UPDATE_GOLDEN");
	FILE *f;

	(void)snprintf(path, sizeof path, "tests/golden/%s.txt", name);
	if (update != NULL && *update == '1') {
		f = fopen(path, "w");
		assert_non_null(f);
		(void)fputs(is, f);
		(void)fclose(f);
	}
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s is missing", path);
	want = slurp(f);
	(void)fclose(f);
	assert_string_equal(is, want);
	free(want);
	free(is);
}
