#include "sop/person.h"

#include "base/str.h"

const char *const person_sexes[] = { "LAKI-LAKI", "PEREMPUAN", NULL };
const char *const person_bloods[] = {
	"TIDAK TAHU", "A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", NULL,
};
const char *const person_religions[] = {
	"ISLAM", "KRISTEN", "KATOLIK", "HINDU", "BUDDHA", "KHONGHUCU",
	"KEPERCAYAAN TERHADAP TUHAN YANG MAHA ESA", NULL,
};
const char *const person_maritals[] = { "BELUM KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI", NULL };
const char *const person_citizenships[] = { "WNI", "WNA", NULL };
const char *const person_recorded[] = { "TIDAK", "YA", "TIDAK_TAHU", NULL };
const char *const person_relations[] = {
	"PEMOHON", "ORANG TUA/WALI", "SUAMI/ISTRI", "SAUDARA", "PERANGKAT DESA", "LAINNYA", NULL,
};
const char *const person_jobs[] = {
	"BELUM/TIDAK BEKERJA",
	"MENGURUS RUMAH TANGGA",
	"PELAJAR/MAHASISWA",
	"PENSIUNAN",
	"PEGAWAI NEGERI SIPIL",
	"TENTARA NASIONAL INDONESIA",
	"KEPOLISIAN RI",
	"PERDAGANGAN",
	"PETANI/PEKEBUN",
	"PETERNAK",
	"NELAYAN/PERIKANAN",
	"INDUSTRI",
	"KONSTRUKSI",
	"TRANSPORTASI",
	"KARYAWAN SWASTA",
	"KARYAWAN BUMN",
	"KARYAWAN BUMD",
	"KARYAWAN HONORER",
	"BURUH HARIAN LEPAS",
	"BURUH TANI/PERKEBUNAN",
	"BURUH NELAYAN/PERIKANAN",
	"BURUH PETERNAKAN",
	"PEMBANTU RUMAH TANGGA",
	"TUKANG CUKUR",
	"TUKANG LISTRIK",
	"TUKANG BATU",
	"TUKANG KAYU",
	"TUKANG SOL SEPATU",
	"TUKANG LAS/PANDAI BESI",
	"TUKANG JAHIT",
	"TUKANG GIGI",
	"PENATA RIAS",
	"PENATA BUSANA",
	"PENATA RAMBUT",
	"MEKANIK",
	"SENIMAN",
	"TABIB",
	"PARAJI",
	"PERANCANG BUSANA",
	"PENTERJEMAH",
	"IMAM MASJID",
	"PENDETA",
	"PASTOR",
	"WARTAWAN",
	"USTADZ/MUBALIGH",
	"JURU MASAK",
	"PROMOTOR ACARA",
	"ANGGOTA DPR-RI",
	"ANGGOTA DPD",
	"ANGGOTA BPK",
	"PRESIDEN",
	"WAKIL PRESIDEN",
	"ANGGOTA MAHKAMAH KONSTITUSI",
	"ANGGOTA KABINET/KEMENTERIAN",
	"DUTA BESAR",
	"GUBERNUR",
	"WAKIL GUBERNUR",
	"BUPATI",
	"WAKIL BUPATI",
	"WALIKOTA",
	"WAKIL WALIKOTA",
	"ANGGOTA DPRD PROVINSI",
	"ANGGOTA DPRD KABUPATEN/KOTA",
	"DOSEN",
	"GURU",
	"PILOT",
	"PENGACARA",
	"NOTARIS",
	"ARSITEK",
	"AKUNTAN",
	"KONSULTAN",
	"DOKTER",
	"BIDAN",
	"PERAWAT",
	"APOTEKER",
	"PSIKIATER/PSIKOLOG",
	"PENYIAR TELEVISI",
	"PENYIAR RADIO",
	"PELAUT",
	"PENELITI",
	"SOPIR",
	"PIALANG",
	"PARANORMAL",
	"PEDAGANG",
	"PERANGKAT DESA",
	"KEPALA DESA",
	"BIARAWATI",
	"WIRASWASTA",
	"LAINNYA",
	NULL,
};

enum eligibility
person_eligibility(struct day born, const char *marital, struct day today)
{
	int age = day_age(born, today);

	if (age >= 17)
		return ELIGIBLE_AGE;
	if (str_eq(marital, "KAWIN"))
		return ELIGIBLE_MARRIED;
	if (str_eq(marital, "CERAI HIDUP") || str_eq(marital, "CERAI MATI"))
		return ELIGIBLE_EVER_MARRIED;
	return age == 16 ? ELIGIBLE_EARLY : ELIGIBLE_NO;
}

const char *
person_label(const char *control)
{
	static const struct { const char *control, *label; } at[] = {
		{ "no_kk", "Nomor KK" }, { "alamat", "Alamat" }, { "rt", "RT" }, { "rw", "RW" }, { "desa", "Desa" },
		{ "nama", "Nama Lengkap" }, { "nik", "NIK" }, { "jenis_kelamin", "Jenis Kelamin" },
		{ "tempat_lahir", "Tempat Lahir" }, { "tgl_lahir", "Tanggal Lahir" }, { "agama", "Agama" },
		{ "pekerjaan", "Jenis Pekerjaan" }, { "gol_darah", "Golongan Darah" },
		{ "status_perkawinan", "Status Perkawinan" }, { "kewarganegaraan", "Kewarganegaraan" },
	};

	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
		if (str_eq(at[i].control, control))
			return at[i].label;
	return "";
}
