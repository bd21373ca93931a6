/*
 * word.h - the words of the station API: states and reasons of a capture job,
 * each written once.
 *
 * A reason beside the state "waiting" is a hint (the reader goes on waiting);
 * beside "done" it is a warning (poor, same_finger: the print is sealed and may
 * be kept or taken again); beside "failed" it is why nothing was taken.  The
 * texts are what a clerk reads (DOMAIN.md 7.4), complete Indonesian sentences.
 */
#ifndef STATION_WORD_H
#define STATION_WORD_H

#define STATION_STATES(X) \
	X(STARTING,	"starting")	/* the reader is being woken */ \
	X(WAITING,	"waiting")	/* place the finger */ \
	X(HOLD,		"hold")		/* hold still */ \
	X(LIFT,		"lift")		/* lift the finger */ \
	X(READING,	"reading")	/* being worked on */ \
	X(DONE,		"done")		/* sealed record and preview are there */ \
	X(FAILED,	"failed")

#define STATION_REASONS(X) \
	X(NONE,		"",		"") \
	X(GENERAL,	"general",	"Sidik jari belum terbaca. Bersihkan jari dan alat, lalu letakkan kembali.") \
	X(TOO_SHORT,	"too_short",	"Jari terlalu cepat diangkat. Letakkan kembali dan tahan sebentar.") \
	X(CENTER,	"center",	"Letakkan jari tepat di tengah alat.") \
	X(REMOVE_FINGER, "remove_finger", "Angkat jari Anda, lalu letakkan kembali.") \
	X(TIMEOUT,	"timeout",	"Waktu tunggu habis. Mulai kembali perekaman jari ini.") \
	X(CANCELLED,	"cancelled",	"Perekaman jari ini dibatalkan.") \
	X(REMOVED,	"removed",	"Sambungan alat terputus. Periksa sambungan kabel.") \
	X(TOO_HOT,	"too_hot",	"Alat terlalu panas. Tunggu beberapa saat.") \
	X(BUSY,		"busy",		"Alat sedang digunakan.") \
	X(NO_IMAGE,	"no_image",	"Alat ini tidak menghasilkan gambar sidik jari. Gunakan alat lain.") \
	X(BAD_IMAGE,	"bad_image",	"Gambar dari alat tidak lengkap. Ulangi perekaman jari ini.") \
	X(POOR,		"poor",		"Kualitas sidik jari kurang baik. Bersihkan jari dan alat, lalu ulangi.") \
	X(SAME_FINGER,	"same_finger",	"Jari ini sama dengan jari yang telah direkam.") \
	X(PROTOCOL,	"protocol",	"Alat menjawab dengan tidak benar. Cabut dan pasang kembali alat.") \
	X(READER_AWAY,	"reader_away",	"Alat pemindai sidik jari tidak terdeteksi. Periksa sambungan kabel.") \
	X(KEY_GONE,	"key_gone",	"Stasiun menyegel dengan kunci ekspor yang telah dimusnahkan; gambarnya tidak disimpan. Hubungi administrator.") \
	X(INTERNAL,	"internal",	"Terjadi gangguan pada stasiun perekaman. Hubungi administrator.")

/* What a poor image lacks, so that the officer can say the one thing that helps
 * (limits: quality.c).  Plain enough for the applicant's own screen. */
#define STATION_CAUSES(X) \
	X(NONE,		"",		"") \
	X(DRY,		"dry",		"Jari terlalu kering. Usapkan sedikit pelembap, atau embuskan napas pada ujung jari.") \
	X(WET,		"wet",		"Jari basah atau terlalu ditekan. Keringkan jari, lalu tekan lebih ringan.") \
	X(PARTIAL,	"partial",	"Hanya sebagian jari yang terbaca. Geser jari ke tengah dan rebahkan sepenuhnya.") \
	X(SMEAR,	"smear",	"Jari bergeser saat dibaca. Letakkan lurus dari atas dan jangan digerakkan.") \
	X(FAINT,	"faint",	"Sidik jari samar. Bersihkan alat, lalu tekan sedikit lebih kuat.")

#define X(name, word)		STATION_##name,
enum station_state { STATION_STATES(X) STATION__MAX };
#undef X
#define X(name, word, text)	REASON_##name,
enum station_reason { STATION_REASONS(X) REASON__MAX };
#undef X
#define X(name, word, text)	POOR_##name,
enum station_cause { STATION_CAUSES(X) POOR__MAX };
#undef X

const char	*station_state_word(enum station_state);
const char	*station_reason_word(enum station_reason);
const char	*station_reason_text(enum station_reason);	/* Indonesian, "" for none */
const char	*station_cause_word(enum station_cause);
const char	*station_cause_text(enum station_cause);	/* Indonesian, "" for none */
/* An unknown word is STATION__MAX, REASON__MAX, POOR__MAX. */
enum station_state	 station_state_of(const char *word);
enum station_reason	 station_reason_of(const char *word);
enum station_cause	 station_cause_of(const char *word);

#endif
