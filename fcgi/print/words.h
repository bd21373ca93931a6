/*
 * words.h - Indonesian words for paper: numbers, names of places, card values.
 */
#ifndef PRINT_WORDS_H
#define PRINT_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"

/* Number words, 0..999 999: 17 "tujuh belas", 1 016 "seribu enam belas".  buf: 128
 * bytes are always enough; out of range gives the digits.  Returns buf. */
const char	*words_number(char *buf, size_t size, int64_t n);
/* "17 (tujuh belas)" */
const char	*words_count(struct arena *, int64_t n);
/* Upper case from the family card as a letter shows it: TRENGGALEK -> Trenggalek,
 * PELAJAR/MAHASISWA -> Pelajar/Mahasiswa, LAKI-LAKI -> Laki-laki, KEPERCAYAAN TERHADAP
 * TUHAN YME -> Kepercayaan terhadap Tuhan YME, DKI JAKARTA -> DKI Jakarta. */
const char	*words_title(struct arena *, const char *s);

/* "23 November 2026" with blanks at which no line breaks. */
const char	*words_day(struct arena *, struct day);

#endif
