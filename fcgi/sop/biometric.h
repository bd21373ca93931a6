/*
 * biometric.h - what the office has decided about step 5, and the rules that follow.
 *
 * The official enrolment is the Dinas's (DOMAIN 0.1); whether this office captures
 * fingers itself is its own decision, with a legal basis and an impact assessment
 * (UU 27/2022), and undecided means: not.
 */
#ifndef SOP_BIOMETRIC_H
#define SOP_BIOMETRIC_H

#include <stdbool.h>

#include "sop/finger.h"

#define BIO_QUALITY_DEFAULT	"40 40 40 40 30 40 40 40 40 30"	/* the little finger is small */

/* What TEREKAM requires. */
extern const char *const bio_needs_words[], *const bio_needs_labels[];	/* RESMI LOKAL KEDUA, NULL */
/* How long the sealed images stay. */
extern const char *const bio_keep_words[], *const bio_keep_labels[];	/* SELESAI KIRIM HARI, NULL */

struct bio_quality {
	int	 at[FINGER_COUNT + 1];	/* 0..100 by ISO finger; at[0] unused */
};

/* Ten numbers with a blank between; what is not so gives the default. */
struct bio_quality	 bio_quality_read(const char *);
/* Into at least 40 bytes. */
void	 bio_quality_write(const struct bio_quality *, char *ret, unsigned long size);

/* The finger of that hand that is verified at the end: the index, else what was captured of
 * middle, ring, little, thumb; 0: nothing was.  captured: bits 1..10. */
int	 bio_verify_finger(bool right, unsigned captured);

/* The three looks of a session (the official 4-4-2): which hand lies on the desk. */
enum bio_hand { BIO_RIGHT, BIO_LEFT, BIO_THUMBS, BIO_HAND__MAX };
enum bio_hand	 bio_hand_of(int finger);
const char	*bio_hand_word(enum bio_hand);	/* KANAN KIRI IBU_JARI */
const char	*bio_hand_ask(enum bio_hand);	/* what the officer makes sure of */

/* Parts that are no finger (biometric_part.kind); a sealed record names them by the same words (station/seal.h). */
#define PART_FACE	"FOTO"
#define PART_SIGN	"TANDA_TANGAN"
#define PART_EXCEPTION	"FOTO_KECUALI"
/* PART_FACE: "Pasfoto" */
const char	*bio_part_label(const char *kind);

/* How photo and signature come; KECUALI: not at all, with a reason of finger.h or below. */
extern const char *const bio_face_words[], *const bio_face_labels[];	/* KAMERA BERKAS, NULL */
extern const char *const bio_sign_words[], *const bio_sign_labels[];	/* PAPAN BERKAS JEMPOL SAKSI, NULL */

/* Why a part that is no finger was not taken (DOMAIN 1.6). */
extern const char *const bio_reason_words[], *const bio_reason_labels[];

/* Statuses in SIAK as printed by the Dukcapil (DOMAIN 1.7), with what they mean here; the list is
 * not complete, other words are taken as they are. */
extern const char *const bio_siak_words[], *const bio_siak_labels[];
const char	*bio_siak_label(const char *word);	/* "" for a word that is not listed */

#endif
