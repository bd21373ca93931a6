#include "duty/word.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "sop/sop.h"

static const struct { const char *action, *label; } actions[] = {
	{ "LIHAT", "Melihat" },
	{ "CARI", "Mencari" },
	{ "LIHAT_SURAT", "Melihat surat" },
	{ "UNDUH_SURAT", "Mengunduh surat" },
	{ "LIHAT_SIDIK_JARI", "Melihat pratinjau sidik jari" },
	{ "REKAM_JARI", "Merekam sidik jari" },
	{ "VERIFIKASI_JARI", "Memverifikasi sidik jari" },
	{ "KECUALIKAN_JARI", "Mencatat pengecualian jari" },
	{ "LEWATI_VERIFIKASI", "Melewati verifikasi jari" },
	{ "TERIMA_MUTU_RENDAH", "Menerima sidik jari bermutu rendah" },
	{ "TINJAU_MUTU", "Meninjau mutu sidik jari" },
	{ "SIMPAN_BIOMETRIK", "Menyimpan foto atau tanda tangan tersegel" },
	{ "KECUALIKAN_BIOMETRIK", "Mencatat pengecualian pasfoto atau tanda tangan" },
	{ "CATAT_HASIL_RESMI", "Mencatat hasil perekaman resmi" },
	{ "EKSPOR_REKAMAN", "Menyalin rekaman tersegel untuk diekspor" },
	{ "MUSNAHKAN_REKAMAN", "Memusnahkan gambar biometrik tersegel" },
	{ "MUSNAHKAN_KUNCI", "Memusnahkan kunci ekspor sebulan" },
	{ "STASIUN", "Mengatur stasiun perekaman" },
	{ "CABUT_PENGECUALIAN", "Mencabut pengecualian jari" },
	{ "SIMPAN_DATA", "Menyimpan data" },
	{ "SIMPAN_DRAF", "Menyimpan draf" },
	{ "SETUJU", "Menyetujui surat" },
	{ "CETAK_ULANG", "Mencetak ulang" },
	{ "SUDAH_TERCETAK", "Menyatakan sudah tercetak" },
	{ "CETAK_DIALIHKAN", "Mengalihkan cetakan ke printer lain" },
	{ "LEMBAR_RUSAK", "Mencatat lembar rusak dan mencetak penggantinya" },
	{ "SALINAN_DITANDAI", "Membuat cetak ulang bertanda" },
	{ "CETAK_DARI_PC", "Mencetak dari PC sendiri" },
	{ "UJI_CETAK", "Mencetak halaman uji" },
	{ "RUTE_CETAK", "Mengubah aturan pemilihan printer" },
	{ "BATAL_CETAK", "Membatalkan cetakan" },
	{ "EKSTRAK", "Membuat salinan data untuk subjek data" },
	{ "UNDUH_EKSTRAK", "Mengunduh salinan data untuk subjek data" },
	{ "LIHAT_TERDAMPAK", "Melihat daftar orang terdampak" },
	{ "UNDUH_TERDAMPAK", "Mengunduh daftar orang terdampak" },
	{ "DITOLAK", "Ditolak oleh sistem" },
};

const char *
duty_action_label(const char *action)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (str_eq(actions[i].action, action))
			return actions[i].label;
	/* a move of THE TABLE is read as its button */
	for (enum move m = 0; m < MOVE__MAX; m++)
		if (str_eq(sop_move[m].word, action))
			return sop_move[m].verb;
	return action;
}

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
