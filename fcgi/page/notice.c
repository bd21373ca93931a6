#include "page/notice.h"

#include <stddef.h>

#include "base/str.h"

static const struct { const char *word, *text; } notices[] = {
	{ "draf", "Draf disimpan." },
	{ "saringan-disimpan", "Saringan disimpan. Pilih dari atas daftar." },
	{ "saringan-dihapus", "Saringan dihapus." },
	{ "nik-diizinkan", "NIK diizinkan. Petugas Loket dapat melanjutkan penerimaan berkas." },
	{ "diterima", "Berkas diterima. Lanjutkan dengan verifikasi dan validasi data." },
	{ "dikembalikan", "Berkas dicatat sebagai dikembalikan kepada pemohon." },
	{ "disimpan", "Perubahan disimpan." },
	{ "terverifikasi", "Data dinyatakan sesuai." },
	{ "bernomor", "Nomor agenda telah diberikan." },
	{ "tidak-sesuai", "Data dicatat sebagai tidak sesuai." },
	{ "bukti-baru", "Bukti baru diterima. Periksa kembali data pemohon." },
	{ "ditolak", "Permohonan ditolak." },
	{ "diajukan", "Berkas diajukan untuk ditandatangani." },
	{ "ditandatangani", "Penandatanganan dicatat. Pemohon dapat direkam." },
	{ "disetujui", "Rekomendasi disetujui dan ditandatangani." },
	{ "tte-diperiksa", "Tanda tangan di dalam PDF benar. Periksa pratinjaunya, lalu pakai surat ini." },
	{ "tte-dibuang", "Berkas dibuang. Unggah berkas yang benar." },
	{ "tte-dipakai", "Surat bertanda tangan elektronik dipakai dan masuk antrean cetak. Musnahkan lembar yang belum bertanda tangan." },
	{ "sertifikat", "Sertifikat penerbit dipercaya mulai sekarang." },
	{ "sertifikat-akhir", "Sertifikat penerbit tidak dipercaya lagi. Surat yang sudah dipakai tetap sah." },
	{ "diperbaiki", "Data diperbaiki. Buat surat pengganti dengan data yang benar." },
	{ "rekam-dahulu", "Perekaman boleh didahulukan. Penyimpangan SOP dicatat beserta alasannya." },
	{ "terekam-dahulu", "Biometrik sudah direkam. Permohonan kembali menunggu tanda tangan." },
	{ "dialihkan", "Surat dialihkan dengan nomor yang sama. Musnahkan lembar lama; lembar baru dibuat." },
	{ "dialihkan-banyak", "Semua surat dialihkan dengan nomor yang sama. Musnahkan lembar lama yang sudah tercetak." },
	{ "pengganti-dibuat", "Surat pengganti dibuat. Surat lama tetap berlaku sampai pengganti ditandatangani." },
	{ "pengganti-berlaku", "Surat pengganti berlaku; surat lama dicabut." },
	{ "pengganti-batal", "Surat pengganti dibatalkan. Surat lama tetap berlaku." },
	{ "pengganti-diserahkan", "Penyerahan surat pengganti dicatat." },
	{ "logo", "Lambang disimpan. Surat yang dibuat mulai sekarang memuatnya." },
	{ "logo-hapus", "Lambang dihapus. Surat yang dibuat mulai sekarang tanpa lambang." },
	{ "disetujui-banyak", "Semua surat yang dipilih disetujui dan ditandatangani." },
	{ "dikembalikan-pejabat", "Berkas dikembalikan kepada petugas." },
	{ "verifikasi-ulang", "Berkas kembali ke langkah verifikasi." },
	{ "perekaman-mulai", "Perekaman dimulai." },
	{ "terekam", "Perekaman selesai. Lanjutkan dengan penyerahan rekomendasi." },
	{ "perekaman-gagal", "Perekaman dicatat gagal." },
	{ "ditunda", "Perekaman ditunda. Jari yang telah direkam tetap tersimpan." },
	{ "dijadwalkan", "Pemohon dijadwalkan kembali." },
	{ "dibatalkan", "Permohonan dibatalkan." },
	{ "selesai", "Rekomendasi diserahkan. Permohonan selesai dan siap dikirim ke Dinas Dukcapil." },
	{ "cetak-ulang", "Cetak ulang dimasukkan ke antrean cetak." },
	{ "kertas-dibuat", "Kertas dibuat. Bila printer aktif, kertas dicetak; bila tidak, buka pratinjaunya dari daftar surat." },
	{ "dicetak", "Dimasukkan ke antrean cetak." },
	{ "cetak-dicatat", "Cetakan dicatat sebagai sudah tercetak." },
	{ "cetak-batal", "Pembatalan cetakan dicatat." },
	{ "cetak-pc", "Buka PDF, cetak dari PC ini, lalu pilih Sudah tercetak." },
	{ "lembar-rusak", "Lembar dicatat dimusnahkan. Penggantinya masuk antrean cetak." },
	{ "cetak-bertanda", "Cetak ulang bertanda masuk antrean cetak." },
	{ "cetak-pindah", "Cetakan dipindahkan ke printer lain." },
	{ "uji-cetak", "Halaman uji masuk antrean cetak." },
	{ "keluar", "Anda telah keluar." },
	{ "aktif", "Kata sandi disimpan. Silakan masuk." },
	{ "kata-sandi-diganti", "Kata sandi diganti. Sesi Anda yang lain telah diakhiri." },
	{ "pin-diganti", "PIN disimpan." },
	{ "pin-dihapus", "PIN dihapus. Layar terkunci dibuka dengan kata sandi." },
	{ "sesi-diakhiri", "Sesi diakhiri." },
	{ "pengguna-disimpan", "Data pengguna disimpan." },
	{ "pengguna-aktif", "Akun diaktifkan kembali." },
	{ "pengguna-nonaktif", "Akun dinonaktifkan dan semua sesinya diakhiri." },
	{ "jam-benar", "Jam server dinyatakan benar. Nomor dapat diberikan kembali." },
	{ "pengaturan", "Pengaturan disimpan." },
	{ "kode-masuk-ya", "Kode OTP diminta juga saat masuk." },
	{ "kode-masuk-tidak", "Kode OTP tidak diminta lagi saat masuk." },
	{ "otp-pengguna-hapus", "Kode OTP pengguna dihapus dan semua sesinya diakhiri." },
	{ "kode-otp-hapus", "Kode OTP dihapus." },
	{ "permintaan-dicatat", "Permintaan dicatat. Tenggatnya 3×24 jam sejak diterima." },
	{ "permintaan-dijawab", "Jawaban dicatat." },
	{ "insiden-dicatat", "Insiden dicatat. Lengkapi keterangannya dan cari siapa yang terdampak." },
	{ "catatan-ditambahkan", "Catatan ditambahkan." },
	{ "insiden-ditutup", "Insiden ditutup dengan kesimpulannya." },
	{ "terdampak-dicatat", "Daftar orang yang terdampak dicatat pada insiden." },
};

const char *
notice_text(const char *word)
{
	for (size_t i = 0; word != NULL && i < sizeof notices / sizeof *notices; i++)
		if (str_eq(notices[i].word, word))
			return notices[i].text;
	return NULL;
}
