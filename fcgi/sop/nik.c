#include "sop/nik.h"

#include <string.h>

#include "base/str.h"
#include "sop/region.h"

enum { NIK_LENGTH = 16, WOMAN = 40 };

static int
two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

char *
nik_normal(struct arena *a, const char *typed)
{
	char *p = arena_strdup(a, typed), *w = p;

	if (*p == '\0')
		return p;
	for (const char *r = p; *r != '\0'; r++)
		if (strchr(" .-\t\r\n", *r) == NULL)
			*w++ = *r;
	*w = '\0';
	return p;
}

static bool
day_in_month(int d, int m, int yy)
{
	for (int century = 1900; century <= 2000; century += 100)
		if (day_valid((struct day){ .y = (int16_t)(century + yy), .m = (int8_t)m, .d = (int8_t)d }))
			return true;
	return false;
}

enum nik_finding
nik_check(const char *nik)
{
	int d, m;

	if (!str_all_digits(nik, NIK_LENGTH))
		return NIK_FORMAT;
	d = two(nik + 6);
	if (d > WOMAN)
		d -= WOMAN;
	if (d < 1 || d > 31)
		return NIK_DAY;
	m = two(nik + 8);
	if (m < 1 || m > 12)
		return NIK_MONTH;
	if (!day_in_month(d, m, two(nik + 10)))
		return NIK_DATE;
	if (strcmp(nik + 12, "0000") == 0)
		return NIK_SERIAL;
	return NIK_OK;
}

enum nik_finding
nik_compare_birth(const char *nik, struct day born)
{
	int d = two(nik + 6);

	if (born.y == 0)
		return NIK_OK;
	if (d > WOMAN)
		d -= WOMAN;
	return d == born.d && two(nik + 8) == born.m && two(nik + 10) == born.y % 100 ?
	    NIK_OK : NIK_BIRTH;
}

enum nik_finding
nik_compare_sex(const char *nik, const char *sex)
{
	if (str_empty(sex))
		return NIK_OK;
	return (two(nik + 6) > WOMAN) == str_eq(sex, "PEREMPUAN") ? NIK_OK : NIK_SEX;
}

enum nik_finding
nik_region(const char *nik)
{
	switch (region_find(nik)) {
	case REGION_KNOWN:
	case REGION_RETIRED: return NIK_OK;
	case REGION_NO_PROVINCE: return NIK_PROVINCE;
	case REGION_NO_REGENCY: return NIK_REGENCY;
	case REGION_NO_DISTRICT: return NIK_DISTRICT;
	}
	return NIK_OK;
}

static const struct { enum nik_severity severity; const char *word, *text; } finding[NIK__MAX] = {
	[NIK_OK] = { NIK_PASS, "", "" },
	[NIK_FORMAT] = { NIK_BLOCK, "NIK_FORMAT", "NIK harus terdiri atas 16 angka." },
	[NIK_DAY] = { NIK_OVERRIDE, "NIK_DAY", "Tanggal lahir pada NIK (angka ke-7 dan ke-8) tidak valid. Periksa kembali KK." },
	[NIK_MONTH] = { NIK_OVERRIDE, "NIK_MONTH", "Bulan lahir pada NIK (angka ke-9 dan ke-10) tidak valid. Periksa kembali KK." },
	[NIK_DATE] = { NIK_OVERRIDE, "NIK_DATE", "Tanggal lahir pada NIK tidak ada dalam kalender. Periksa kembali KK." },
	[NIK_SERIAL] = { NIK_OVERRIDE, "NIK_SERIAL", "Nomor urut pada NIK (empat angka terakhir) tidak boleh 0000. Periksa kembali KK." },
	[NIK_BIRTH] = { NIK_WARN, "NIK_BIRTH", "Tanggal lahir tidak sesuai dengan NIK. NIK tidak berubah meskipun tanggal lahir pernah dibetulkan. Lanjutkan jika sesuai dengan KK." },
	[NIK_SEX] = { NIK_WARN, "NIK_SEX", "Jenis kelamin tidak sesuai dengan NIK. Lanjutkan jika sesuai dengan KK." },
	[NIK_PROVINCE] = { NIK_WARN, "NIK_PROVINCE", "Kode provinsi pada NIK (dua angka pertama) tidak dikenal. Periksa kembali KK." },
	[NIK_REGENCY] = { NIK_WARN, "NIK_REGENCY", "Kode kabupaten/kota pada NIK (empat angka pertama) tidak dikenal. Periksa kembali KK; wilayah yang dimekarkan dapat berkode lama." },
	[NIK_DISTRICT] = { NIK_WARN, "NIK_DISTRICT", "Kode kecamatan pada NIK (angka ke-5 dan ke-6) tidak dikenal. Periksa kembali KK; wilayah yang dimekarkan dapat berkode lama." },
};

enum nik_severity
nik_severity(enum nik_finding f)
{
	return f < NIK__MAX ? finding[f].severity : NIK_BLOCK;
}

const char *
nik_word(enum nik_finding f)
{
	return f < NIK__MAX ? finding[f].word : "";
}

const char *
nik_doubt(const char *nik)
{
	enum nik_finding f = nik_check(nik);

	return nik_severity(f) == NIK_OVERRIDE ? finding[f].word : "";
}

const char *
nik_text(enum nik_finding f)
{
	return f < NIK__MAX ? finding[f].text : "";
}

bool
kk_plausible(const char *kk)
{
	if (!str_all_digits(kk, NIK_LENGTH))
		return false;
	return two(kk + 6) >= 1 && two(kk + 6) <= 31 && two(kk + 8) >= 1 && two(kk + 8) <= 12;
}
