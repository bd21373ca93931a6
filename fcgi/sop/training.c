#include "sop/training.h"

#include <string.h>

const struct training_person training_people[] = {
	{ "SITI CONTOH RAHAYU", "PEREMPUAN", "TRENGGALEK", "BELUM KAWIN", "ISLAM", "PELAJAR/MAHASISWA", "O", "DUSUN GARES", "012", "003", "Prigi", "",
	    "350308", { 0, 2, 14 }, "Pemohon biasa, baru berusia 17 tahun. NIK perempuan: tanggal ditambah 40.", 17 },
	{ "DEWI LATIHAN UTAMI", "PEREMPUAN", "TRENGGALEK", "BELUM KAWIN", "ISLAM", "PELAJAR/MAHASISWA", "A", "DUSUN KETAWANG", "004", "002", "Tasikmadu", "",
	    "350308", { 0, 3, 3 }, "Kembar pertama. Nama, tanggal, dan alamat hampir sama dengan adiknya; bedakan dari empat angka terakhir NIK.", 17 },
	{ "DEWI LATIHAN UTARI", "PEREMPUAN", "TRENGGALEK", "BELUM KAWIN", "ISLAM", "PELAJAR/MAHASISWA", "A", "DUSUN KETAWANG", "004", "002", "Tasikmadu", "",
	    "350308", { 0, 3, 3 }, "Kembar kedua. Jangan memakai permohonan kakaknya.", 17 },
	{ "MBAH CONTOH KARTO", "LAKI-LAKI", "TRENGGALEK", "CERAI MATI", "ISLAM", "PETANI/PEKEBUN", "TIDAK TAHU", "DUSUN DUKUH", "001", "001", "Dukuh", "",
	    "350308", { 0, 9, 15 }, "Berusia lebih dari seratus tahun. Tahun pada NIK hanya dua angka; percayai tanggal lahir pada KK. Beri prioritas antrean.", 101 },
	{ "YOHANES CONTOH WAMBRAUW", "LAKI-LAKI", "SORONG", "KAWIN", "KRISTEN", "NELAYAN/PERIKANAN", "B", "DUSUN KARANGGONGSO", "007", "001", "Tasikmadu", "",
	    "920101", { 1990, 6, 20 }, "Kode wilayah NIK lama (Sorong, sekarang Papua Barat Daya). NIK tetap berlaku; ada peringatan, centang setelah dicocokkan.", 0 },
	{ "MA'RIFATUN", "PEREMPUAN", "TULUNGAGUNG", "KAWIN", "ISLAM", "MENGURUS RUMAH TANGGA", "AB", "DUSUN SUMBER", "009", "002", "Sawahan", "",
	    "350413", { 1998, 12, 1 }, "Nama satu kata dengan tanda petik. Salin seperti pada KK.", 0 },
	{ "BAGAS CONTOH PRAYOGA", "LAKI-LAKI", "TRENGGALEK", "BELUM KAWIN", "ISLAM", "PELAJAR/MAHASISWA", "O", "DUSUN KRAJAN", "003", "001", "Margomulyo", "SUTRISNO CONTOH",
	    "350308", { 0, 1, 5 }, "Berusia 16 tahun: perekaman awal. Nama orang tua wajib; KTP-el dicetak setelah 17 tahun.", 16 },
	{ "RINA CONTOH LESTARI", "PEREMPUAN", "TRENGGALEK", "KAWIN", "ISLAM", "MENGURUS RUMAH TANGGA", "B", "DUSUN GEMAHARJO", "002", "004", "Gemaharjo", "SLAMET CONTOH",
	    "350308", { 0, 1, 8 }, "Belum 17 tahun tetapi sudah kawin: wajib KTP-el.", 16 },
	{ "JOKO LATIHAN SANTOSO", "LAKI-LAKI", "BLITAR", "BELUM KAWIN", "ISLAM", "BURUH HARIAN LEPAS", "TIDAK TAHU", "DUSUN PAKEL", "005", "002", "Pakel", "",
	    "350510", { 2001, 10, 30 }, "Datang tanpa fotokopi KK. Berkas dikembalikan dengan Tanda Pengembalian Berkas, lalu diterima setelah KK dibawa.", 0 },
	{ "WAHYU CONTOH HIDAYAT", "LAKI-LAKI", "TRENGGALEK", "BELUM KAWIN", "ISLAM", "WIRASWASTA", "A", "DUSUN NGEMBEL", "006", "001", "Ngembel", "",
	    "350308", { 2003, 4, 17 }, "Tanggal lahir pada berkas berbeda dengan SIAK (18-04-2003). Tandai datanya dan nyatakan tidak sesuai.", 0 },
};
const size_t training_people_n = sizeof training_people / sizeof training_people[0];

struct day
training_birth(const struct training_person *p, struct day today)
{
	struct day d = p->birth_day;

	if (p->years_before == 0)
		return d;
	d.y = (int16_t)(today.y - p->years_before);
	/* the birthday of this year is still to come */
	if (d.m > today.m || (d.m == today.m && d.d > today.d))
		d.y--;
	return d;
}

/* Four digits from 9000 on. */
static int
serial(const struct training_person *p, int64_t user, struct day today)
{
	uint64_t x = (uint64_t)day_number(today) * 131 + (uint64_t)user * 29 + (uint64_t)(p - training_people);

	return 9000 + (int)(x % 1000);
}

char *
training_nik(struct arena *a, const struct training_person *p, int64_t user, struct day today)
{
	struct day d = training_birth(p, today);

	return arena_printf(a, "%s%02d%02d%02d%04d", p->region, d.d + (strcmp(p->sex, "PEREMPUAN") == 0 ? 40 : 0), d.m, d.y % 100,
	    serial(p, user, today));
}

char *
training_kk(struct arena *a, const struct training_person *p, int64_t user, struct day today)
{
	return arena_printf(a, "350308200115%04d", serial(p, user, today));
}
