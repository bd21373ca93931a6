/*
 * register.h - the words of the registers: what persons may ask, what an incident is, what is
 * written down about it, and the clock of 3x24 hours that both have (UU 27/2022; DOMAIN 6.1).
 * A word is what the database holds, a label what people read.
 */
#ifndef DUTY_REGISTER_H
#define DUTY_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

#define DUTY_HOURS	72

/* Counters of sql counter.series. */
#define SERIES_REQUEST	"PERMINTAAN"
#define SERIES_INCIDENT	"INSIDEN"

#define REQUEST_KINDS(X)						\
	X(ACCESS,	"AKSES",	"Akses dan salinan data")		\
	X(CORRECT,	"PERBAIKAN",	"Perbaikan data")			\
	X(ERASE,	"HAPUS",	"Penghapusan data")			\
	X(SUSPEND,	"TUNDA",	"Penundaan pemrosesan")

#define REQUEST_BY(X)							\
	X(SELF,		"SENDIRI",	"Orang yang bersangkutan")		\
	X(PARENT,	"WALI",		"Orang tua/wali")			\
	X(PROXY,	"KUASA",	"Penerima kuasa")

#define REQUEST_PROOFS(X)						\
	X(CARD,		"KTP",		"KTP-el atau Identitas Kependudukan Digital") \
	X(FAMILY,	"KK",		"Kartu Keluarga")			\
	X(OTHER,	"LAIN",		"Bukti lain (jelaskan)")

#define REQUEST_OUTCOMES(X)						\
	X(DONE,		"DIPENUHI",	"Dipenuhi")				\
	X(PART,		"SEBAGIAN",	"Dipenuhi sebagian")			\
	X(REFUSED,	"DITOLAK",	"Ditolak dengan alasan")

#define INCIDENT_KINDS(X)						\
	X(FAILURE,	"KEGAGALAN",	"Kegagalan pelindungan data")		\
	X(INTRUSION,	"AKSES",	"Akses tanpa hak")			\
	X(ACCOUNT,	"AKUN",		"Akun atau kata sandi dicuri")		\
	X(DEVICE,	"ALAT",		"Kehilangan komputer atau alat")	\
	X(BACKUP,	"CADANGAN",	"Kehilangan cadangan data")		\
	X(PAPER,	"BERKAS",	"Berkas atau surat jatuh ke orang lain") \
	X(CHANGE,	"PERUBAHAN",	"Data berubah atau hilang")		\
	X(OTHER,	"LAINNYA",	"Lainnya")

/* fact: of these the last entry stands in the letters.  Each incident needs the first four. */
#define ENTRY_KINDS(X)							\
	X(EVENT,	"KEJADIAN",	"Uraian kejadian",			true)	\
	X(DATA,		"DATA",		"Data pribadi yang terungkap",		true)	\
	X(WHEN,		"CARA",		"Kapan dan bagaimana data terungkap",	true)	\
	X(REPAIR,	"PENANGANAN",	"Upaya penanganan dan pemulihan",	true)	\
	X(IMPACT,	"DAMPAK",	"Dampak",				true)	\
	X(STEP,		"LANGKAH",	"Langkah yang dilakukan",		false)	\
	X(TOLD_SUBJECT,	"SURAT_SUBJEK",	"Pemberitahuan kepada subjek data disampaikan", false) \
	X(TOLD_AGENCY,	"SURAT_LEMBAGA", "Pemberitahuan kepada lembaga disampaikan", false) \
	X(TOLD_CSIRT,	"SURAT_CSIRT",	"Laporan kepada tim tanggap insiden disampaikan", false) \
	X(CLOSE,	"KESIMPULAN",	"Kesimpulan dan penutupan",		false)

#define DATA_CLASSES(X)							\
	X(IDENTITY,	"IDENTITAS",	"Data identitas (nama, NIK, alamat, tanggal lahir)") \
	X(CONTACT,	"KONTAK",	"Nomor telepon")			\
	X(BIOMETRIC,	"BIOMETRIK",	"Data biometrik (sidik jari)")		\
	X(CHILD,	"ANAK",		"Data anak")				\
	X(HEALTH,	"KESEHATAN",	"Keterangan disabilitas atau kesehatan (pengecualian biometrik)") \
	X(LETTERS,	"SURAT",	"Surat dan berkas permohonan")		\
	X(STAFF,	"PETUGAS",	"Data petugas dan akun")

enum request_kind {
#define X(id, word, label) REQUEST_##id,
	REQUEST_KINDS(X)
#undef X
	REQUEST__MAX
};

enum incident_kind {
#define X(id, word, label) INCIDENT_##id,
	INCIDENT_KINDS(X)
#undef X
	INCIDENT__MAX
};

enum entry_kind {
#define X(id, word, label, fact) ENTRY_##id,
	ENTRY_KINDS(X)
#undef X
	ENTRY__MAX
};

/* Bit of incident.classes. */
enum data_class {
#define X(id, word, label) DATA_CLASS_##id,
	DATA_CLASSES(X)
#undef X
	DATA_CLASS__MAX
};

/* Words and labels for forms, each ended by NULL. */
struct duty_words {
	const char *const	*words, *const *labels;
};

extern const struct duty_words duty_request_kind, duty_request_by, duty_request_proof,
    duty_request_outcome, duty_incident_kind, duty_entry_kind, duty_data_class;

/* The label of a word; the word itself when there is none. */
const char	*duty_label(const struct duty_words *, const char *word);
enum entry_kind	 duty_entry(const char *word);		/* ENTRY__MAX: no such word */
bool		 duty_entry_fact(enum entry_kind);

struct duty_clock {
	struct utc	 begun_at, due_at;
	int64_t		 left;		/* seconds until due_at; below 0: past it */
};

struct duty_clock	 duty_clock_of(struct utc begun, struct utc now);
/* "tersisa 41 jam 12 menit", "terlampaui 3 jam 00 menit"; buf: at least 96 bytes */
const char	*duty_clock_text(char *buf, size_t size, const struct duty_clock *);

#endif
