#include "duty/word.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

const char *
duty_object_label(struct arena *a, const char *object)
{
	static const struct { const char *prefix, *label, *end; } kinds[] = {
		{ "casefile/", "Permohonan (berkas", ")" },
		{ "document/", "Surat (dokumen", ")" },
		{ "print_job/", "Cetakan", "" },
		{ "register/", "Buku Register", "" },
		{ "insiden/", "Daftar pada insiden", "" },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (str_starts(object, kinds[i].prefix))
			return arena_printf(a, "%s %s%s", kinds[i].label, object + strlen(kinds[i].prefix), kinds[i].end);
	}
	if (str_eq(object, "antrean"))
		return "Antrean";
	if (str_eq(object, "permohonan"))
		return "Daftar permohonan dan pencarian";
	if (str_eq(object, "terdampak"))
		return "Daftar orang terdampak";
	if (str_eq(object, "beranda"))
		return "Beranda";
	if (str_eq(object, "cetak"))
		return "Antrean cetak";
	if (str_eq(object, "meja-tanda-tangan"))
		return "Meja tanda tangan";
	if (str_eq(object, "mutu-sidik-jari"))
		return "Tinjauan mutu sidik jari";
	if (str_eq(object, "alihkan"))
		return "Alihkan penanda tangan";
	return object;
}

const char *
duty_role_labels(struct arena *a, role_set roles)
{
	const char *s = "";

	for (enum role r = 0; r < ROLE__MAX; r++)
		if (roles & (role_set)1 << r)
			s = *s == '\0' ? role_label(r) : arena_printf(a, "%s, %s", s, role_label(r));
	return s;
}
