/*
 * letter_number.h - the number of a letter, from where the office takes it: its own gapless series, a
 * block that Bagian Umum reserved, or the number that the clerk copies from the Buku Agenda Surat
 * Keluar.  Called inside the transaction that makes the letter, as number_take().
 */
#ifndef STORE_LETTER_NUMBER_H
#define STORE_LETTER_NUMBER_H

#include "store/number.h"

#define NUMBER_OWN	"SENDIRI"
#define NUMBER_BLOCK	"BLOK"
#define NUMBER_TYPED	"KETIK"

/* typed: as typed, used with NUMBER_TYPED alone.  0; 1: there is none to take, e says in Indonesian
 * why (nothing typed, in use, block used up); -1.  A number that a letter has is never given again,
 * whatever the source was then. */
int	 letter_number_take(struct db *, struct arena *, const struct act *, int64_t typed,
	    int64_t *ret_year, int64_t *ret_no, struct err *);

#endif
