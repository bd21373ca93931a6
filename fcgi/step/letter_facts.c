#include "step/letter_facts.h"

#include <string.h>

#include "base/day.h"
#include "base/fmt.h"
#include "base/str.h"

static const struct word {
	const char	*key, *label;
} words[] = {
	{ "government", "Pemerintah daerah" },
	{ "office", "Kantor" },
	{ "place", "Tempat" },
	{ "regency", "Kabupaten" },
	{ "office_address", "Alamat kantor" },
	{ "number", "Nomor rekomendasi" },
	{ "day", "Tanggal rekomendasi" },
	{ "form", "Cara menandatangani" },
	{ "signer", "Penanda tangan" },
	{ "signer_nip", "NIP" },
	{ "signer_rank", "Pangkat/golongan" },
	{ "signer_title", "Jabatan" },
	{ "signer_order", "Surat Perintah" },
	{ "revokes_number", "Mencabut rekomendasi" },
	{ "revokes_day", "Tanggal rekomendasi yang dicabut" },
	{ "recorded_day", "Sudah direkam pada" },
	{ "intro_number", "Nomor pengantar desa" },
	{ "intro_day", "Tanggal pengantar desa" },
	{ "form_name", "Formulir" },
	{ "agenda_no", "Nomor agenda" },
	{ "agenda_day", "Tanggal agenda" },
	{ "name", "Nama lengkap" },
	{ "nik", "NIK" },
	{ "kk", "Nomor KK" },
	{ "birth_place", "Tempat lahir" },
	{ "birth_day", "Tanggal lahir" },
	{ "sex", "Jenis kelamin" },
	{ "blood", "Golongan darah" },
	{ "religion", "Agama" },
	{ "marital", "Status perkawinan" },
	{ "job", "Pekerjaan" },
	{ "citizenship", "Kewarganegaraan" },
	{ "address", "Alamat" },
	{ "rt", "RT" },
	{ "rw", "RW" },
	{ "village_kind", "Jenis wilayah" },
	{ "village", "Desa/kelurahan" },
	{ "wording", "Versi naskah" },
	{ "ground", "Alasan wajib memiliki KTP-el" },
	/* values */
	{ "LANGSUNG", "langsung" },
	{ "AN", "atas nama Camat (a.n.)" },
	{ "AN_UB", "atas nama Camat, untuk beliau (a.n. – u.b.)" },
	{ "PLT", "Pelaksana tugas (Plt.)" },
	{ "PLH", "Pelaksana harian (Plh.)" },
	{ "17_TAHUN", "telah berusia 17 (tujuh belas) tahun" },
	{ "TELAH_KAWIN", "telah kawin" },
	{ "PERNAH_KAWIN", "pernah kawin" },
	{ "PEREKAMAN_AWAL", "belum berusia 17 tahun, mengikuti perekaman awal" },
};

/* The words for it, or itself. */
static const char *
word_of(const char *key)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_eq(words[i].key, key))
			return words[i].label;
	return key;
}

static const char *
value_of(struct arena *a, const char *key, const char *value)
{
	struct day d;

	if (*value == '\0')
		return "–";
	if (strstr(key, "day") != NULL && day_parse(value, &d))
		return arena_strdup(a, fmt_long(&(struct fmt){ 0 }, d));
	if (str_eq(key, "nik") || str_eq(key, "kk"))
		return arena_strdup(a, fmt_nik(&(struct fmt){ 0 }, value));
	if (str_eq(key, "form") || str_eq(key, "ground"))
		return word_of(value);
	return value;
}

struct view_typed_list
letter_facts(struct arena *a, const char *canonical)
{
	size_t n = 0, max = 1;

	for (const char *p = canonical; *p != '\0'; p++)
		max += *p == '\n';
	struct view_typed *t = ARENA_ARRAY(a, max, struct view_typed);
	if (t == NULL)
		return (struct view_typed_list){ 0 };
	for (const char *line = canonical; *line != '\0';) {
		size_t len = strcspn(line, "\n");
		char *key = arena_strndup(a, line, len);
		char *colon = strchr(key, ':');

		if (colon != NULL) {
			*colon = '\0';
			const char *value = colon[1] == ' ' ? colon + 2 : colon + 1;
			t[n++] = (struct view_typed){ .label = word_of(key), .mine = value_of(a, key, value) };
		}
		line += len + (line[len] == '\n');
	}
	return (struct view_typed_list){ t, n };
}
