/*
 * finger.h - the ten fingers: numbers, names, and the order of capture.
 *
 * Everywhere in rekam a finger is its ISO/IEC 19794-2 position: right hand
 * 1 (thumb) .. 5 (little), left hand 6 (thumb) .. 10 (little).  libfprint has
 * the hands the other way round; only station/device.c converts (DOMAIN 1.5).
 * Order of capture: right index..little, left index..little, thumbs; it mirrors
 * the official 4-4-2 order for readers that take one finger at a time.
 */
#ifndef SOP_FINGER_H
#define SOP_FINGER_H

#include <stdbool.h>

enum { FINGER_COUNT = 10, FINGER_RIGHT_INDEX = 2, FINGER_LEFT_INDEX = 7 };

/* The i-th finger to present, i = 0..9. */
extern const int finger_order[FINGER_COUNT];

bool		 finger_valid(int finger);	/* 1..10 */
const char	*finger_name(int finger);	/* "Telunjuk kanan", at the head of a sentence */
const char	*finger_word(int finger);	/* "telunjuk kanan", inside one */
const char	*finger_hand(int finger);	/* "kanan", "kiri" */

/* Why a finger cannot be recorded (DOMAIN 1.6).  temporary: leads to
 * rescheduling, not to an exception. */
#define FINGER_REASONS(X)						\
	X(AMPUTASI,		"Tidak ada/amputasi",		0)	\
	X(SIDIK_JARI_AUS,	"Sidik jari aus",		0)	\
	X(KEKAKUAN_ANGGOTA_GERAK, "Kekakuan anggota gerak",	0)	\
	X(ODGJ,			"Gangguan jiwa",		0)	\
	X(SAKIT_KERAS,		"Sakit keras",			0)	\
	X(LAINNYA,		"Lainnya (jelaskan)",		0)	\
	X(LUKA_SEMENTARA,	"Luka sementara",		1)	\
	X(ALAT_RUSAK,		"Alat rusak",			1)	\
	X(MENOLAK,		"Menolak direkam",		1)

enum finger_reason {
#define X(code, label, temporary) FINGER_##code,
	FINGER_REASONS(X)
#undef X
	FINGER_REASON__MAX
};

const char	*finger_reason_word(enum finger_reason);	/* "AMPUTASI" */
const char	*finger_reason_label(enum finger_reason);
bool		 finger_reason_temporary(enum finger_reason);
/* FINGER_REASON__MAX: no such word */
enum finger_reason	 finger_reason_by_word(const char *);

#endif
