#include "sop/biometric.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

const char *const bio_needs_words[] = { "LOKAL", "RESMI", "KEDUA", NULL };
const char *const bio_needs_labels[] = {
	"Perekaman di kantor ini; hasil resmi boleh menyusul",
	"Hasil perekaman resmi Dukcapil; perekaman di kantor ini tidak wajib",
	"Keduanya: perekaman di kantor ini dan hasil resmi", NULL };
const char *const bio_keep_words[] = { "SELESAI", "KIRIM", "HARI", NULL };
const char *const bio_keep_labels[] = {
	"Sampai permohonan selesai (langkah 6)", "Sampai berkas dikirim ke Dinas", "Selama jumlah hari di bawah ini", NULL };

const char *const bio_face_words[] = { "KAMERA", "BERKAS", NULL };
const char *const bio_face_labels[] = { "Kamera komputer ini", "Berkas gambar", NULL };
const char *const bio_sign_words[] = { "PAPAN", "BERKAS", "JEMPOL", "SAKSI", NULL };
const char *const bio_sign_labels[] = { "Digoreskan pada layar atau papan", "Hasil pindai",
	"Cap ibu jari: pemohon tidak dapat menandatangani", "Disaksikan: orang lain menandatangani sebagai saksi", NULL };

const char *const bio_reason_words[] = { "TUNANETRA", "KELAINAN_MATA", "AMPUTASI", "KEKAKUAN_ANGGOTA_GERAK", "ODGJ",
	"SAKIT_KERAS", "ALAT_RUSAK", "MENOLAK", "LAINNYA", NULL };
const char *const bio_reason_labels[] = { "Tunanetra", "Kelainan mata", "Tidak ada/amputasi", "Kekakuan anggota gerak",
	"Gangguan jiwa", "Sakit keras", "Alat rusak atau tidak ada", "Menolak direkam", "Lainnya (jelaskan)", NULL };

const char *const bio_siak_words[] = { "BIO_CAPTURED", "PROCESSING", "SENT_FOR_ENROLLMENT", "RECEIVED_AT_CENTRAL",
	"ENROLL_FAILURE_AT_REGIONAL", "ENROLL_FAILURE_AT_CENTRAL", "SEARCH_FAILURE_AT_CENTRAL", "ADJUDICATE_RECORD",
	"REQUEST_VALIDATION", "DUPLICATE_RECORD", "PRINT_READY_RECORD", "CARD_PRINTED", "CARD_ISSUED", NULL };
const char *const bio_siak_labels[] = { "Terekam, belum terkirim", "Diproses", "Terkirim ke pusat", "Diterima di pusat",
	"Gagal verifikasi (daerah)", "Gagal verifikasi (pusat)", "Gagal pencarian (pusat)", "Ajudikasi", "Perlu validasi",
	"Data ganda", "Siap cetak", "Tercetak", "Diserahkan", NULL };

const char *
bio_siak_label(const char *word)
{
	for (int i = 0; bio_siak_words[i] != NULL; i++)
		if (strcmp(bio_siak_words[i], word) == 0)
			return bio_siak_labels[i];
	return "";
}

const char *
bio_part_label(const char *kind)
{
	return str_eq(kind, PART_FACE) ? "Pasfoto" : str_eq(kind, PART_SIGN) ? "Tanda tangan" :
	    str_eq(kind, PART_EXCEPTION) ? "Foto pengecualian" : "";
}

struct bio_quality
bio_quality_read(const char *text)
{
	struct bio_quality q = { { 0 } };
	int n = 0, used = 0;

	for (int f = 1; f <= FINGER_COUNT; f++, text += n) {
		n = 0;
		if (sscanf(text, " %3d%n", &q.at[f], &n) == 1 && n > 0 && q.at[f] >= 0 && q.at[f] <= 100)
			used++;
	}
	return used == FINGER_COUNT ? q : bio_quality_read(BIO_QUALITY_DEFAULT);
}

void
bio_quality_write(const struct bio_quality *q, char *ret, unsigned long size)
{
	snprintf(ret, size, "%d %d %d %d %d %d %d %d %d %d", q->at[1], q->at[2], q->at[3], q->at[4], q->at[5], q->at[6],
	    q->at[7], q->at[8], q->at[9], q->at[10]);
}

int
bio_verify_finger(bool right, unsigned captured)
{
	static const int order[2][5] = { { 7, 8, 9, 10, 6 }, { 2, 3, 4, 5, 1 } };

	for (int i = 0; i < 5; i++)
		if (captured & 1u << order[right][i])
			return order[right][i];
	return 0;
}

enum bio_hand
bio_hand_of(int finger)
{
	return finger == 1 || finger == 6 ? BIO_THUMBS : finger <= 5 ? BIO_RIGHT : BIO_LEFT;
}

const char *
bio_hand_word(enum bio_hand h)
{
	static const char *const word[BIO_HAND__MAX] = { "KANAN", "KIRI", "IBU_JARI" };

	return h < BIO_HAND__MAX ? word[h] : "";
}

const char *
bio_hand_ask(enum bio_hand h)
{
	static const char *const ask[BIO_HAND__MAX] = {
		"Minta pemohon menunjukkan TANGAN KANAN. Pastikan tangan kanan yang akan direkam.",
		"Sekarang TANGAN KIRI. Pastikan tangan kiri yang akan direkam.",
		"Sekarang KEDUA IBU JARI: kanan dahulu, lalu kiri. Pastikan pemohon memulai dengan ibu jari kanan.",
	};

	return h < BIO_HAND__MAX ? ask[h] : "";
}
