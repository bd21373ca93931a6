/*
 * cause.h - why a step fails or is put off, as words that can be counted (DOMAIN 8.3 G17, 8.4).
 * The reason beside it stays in the clerk's own words.
 */
#ifndef SOP_CAUSE_H
#define SOP_CAUSE_H

#include <stdbool.h>

#include "sop/sop.h"

/* Where a cause is offered; where somebody has several buttons, the places together. */
enum cause_place {
	CAUSE_MISMATCH = 1,	/* step 2: MISMATCH */
	CAUSE_REJECT = 2,	/* the Kasi: REJECT, REJECT_DATA */
	CAUSE_PUT_OFF = 4,	/* step 2: the applicant comes back, nothing else changes */
	CAUSE_RESCHEDULE = 8	/* step 5: RESCHEDULE, POSTPONE */
};

/*	code		label						places */
#define SOP_CAUSES(X)								\
	X(DATA_BERBEDA,	"Data berbeda dengan KK/SIAK",			CAUSE_MISMATCH) \
	X(BELUM_WAJIB,	"Belum memenuhi syarat usia atau perkawinan",	CAUSE_MISMATCH | CAUSE_REJECT) \
	X(SUDAH_REKAM,	"Sudah pernah direkam",				CAUSE_MISMATCH | CAUSE_REJECT) \
	X(BERKAS_PALSU,	"Berkas tidak benar",				CAUSE_REJECT) \
	X(SIAK_LURING,	"Jaringan atau SIAK luring",			CAUSE_PUT_OFF | CAUSE_RESCHEDULE) \
	X(ALAT_RUSAK,	"Alat pemindai tidak dapat dipakai",		CAUSE_RESCHEDULE) \
	X(JARI_LUKA,	"Jari sedang luka atau tidak terbaca",		CAUSE_RESCHEDULE) \
	X(BERHALANGAN,	"Pemohon tidak dapat menunggu",			CAUSE_PUT_OFF | CAUSE_RESCHEDULE) \
	X(LAINNYA,	"Sebab lain",	CAUSE_MISMATCH | CAUSE_REJECT | CAUSE_PUT_OFF | CAUSE_RESCHEDULE)

enum cause {
#define X(code, label, places) CAUSE_##code,
	SOP_CAUSES(X)
#undef X
	CAUSE__MAX
};

/* Words and labels offered at a place, each list ended by NULL; static. */
const char *const	*cause_words(enum cause_place);
const char *const	*cause_labels(enum cause_place);
bool			 cause_fits(enum cause_place, const char *word);
const char		*cause_label(const char *word);		/* "": no such word */

#endif
