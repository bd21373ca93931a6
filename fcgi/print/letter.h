/*
 * letter.h - the parts that every letter of the office has: kop, title and number,
 * signature block, verification code, footer.  Drawn on a sheet (layout.h).
 */
#ifndef PRINT_LETTER_H
#define PRINT_LETTER_H

#include "print/layout.h"

/* Kop: government over office name (3 : 4, the latter bold), address lines, a thick
 * over a thin rule; y stands below.  scale 1 on A4, less on smaller sheets. */
/* LATIHAN across the pages, where it is a training office. */
void	 letter_training(struct sheet *, const struct doc_office *);
void	 letter_head(struct sheet *, const struct doc_office *, double scale);
/* Centred bold title, and "NOMOR ..." below it when number is not empty. */
void	 letter_title(struct sheet *, const char *title, const char *number);

/* CAMAT WATULIMO, from the office's name. */
const char	*letter_chief(struct arena *, const struct doc_office *);
/* "Camat Watulimo" with Plt./Plh. in front where the signer's form says so. */
const char	*letter_signer_title(struct arena *, const struct doc_signer *);
/* Place and date (none: they stand elsewhere), the heading of the form (DOMAIN 5.4), room for signature and stamp,
 * name, rank, NIP, from y on; an unknown form is an error.  Left of the column
 * nothing else may stand for 35 mm: that is where the stamp goes. */
void	 letter_signature(struct sheet *, const struct doc_office *, const struct doc_signer *,
	    struct day);
/* The code as a QR of the given side at the left margin, upper edge at y (y stays), its
 * caption beneath.  ERR_INPUT "code: ..." when it does not fit a QR. */
void	 letter_code(struct sheet *, double y, double side, const char *code);
/* One small centred line in the bottom margin. */
void	 letter_footer(struct sheet *, const char *text);
/* Two signers side by side with a dotted line or a name beneath; right may be NULL. */
struct letter_hand {
	const char	*role;	/* Petugas penerima, */
	const char	*name;	/* "": dots in brackets */
};
void	 letter_hands(struct sheet *, const struct letter_hand *left,
	    const struct letter_hand *right);

#endif
