/*
 * doc_recommendation.h - REKOMENDASI, the letter of step 4 (DOMAIN 5.4).
 *
 * recommendation_canonical() gives the letter's facts as text, one "field: value"
 * a line, in a fixed order: what is hashed (SHA-256, document.text_hash), shown to
 * the signer and signed by rekam-signd before the page exists.  The verification
 * code is not part of it.
 *
 * recommendation_render() makes the page: one sheet, bottom box for the result of
 * the recording left blank.  With a code (electronic mode) a QR block "Kode
 * verifikasi" stands left of the signature; it never stands for signature or
 * stamp, whose room stays free.  code "": ink mode, no block.
 *
 * Both check first (preflight): a missing field, a glyph that the font lacks, a
 * control character, or text that does not fit the sheet is ERR_INPUT, whose text
 * begins with the field's name and a colon ("name: ...", "page: ..."), and nothing
 * is returned.  Call recommendation_render() before a letter number is used up: it
 * takes about 5 ms.
 */
#ifndef PRINT_DOC_RECOMMENDATION_H
#define PRINT_DOC_RECOMMENDATION_H

#include "print/doc.h"
#include "print/wording.h"

/* Why the applicant may be recorded: clause 2 of the letter. */
enum recommendation_ground {
	GROUND_AGE,		/* telah berusia 17 (tujuh belas) tahun */
	GROUND_MARRIED,		/* telah kawin */
	GROUND_WAS_MARRIED,	/* pernah kawin */
	GROUND_EARLY,		/* below 17 and never married: perekaman awal */
	GROUND__MAX
};

struct doc_recommendation {
	struct doc_page		 page;
	struct doc_office	 office;
	struct doc_signer	 signer;
	const char	*number;	/* 400.12.2.1/123/406.08/2026 */
	struct day	 day;		/* of the letter */
	const char	*revokes_number;	/* surat pengganti: the letter it revokes; "": none */
	struct day	 revokes_day;
	struct day	 recorded;	/* the person was recorded before the letter; none: the letter comes first */
	/* on the ground of */
	const char	*intro_number;	/* surat pengantar desa; "": waived, left out */
	struct day	 intro_day;
	const char	*form_name;	/* "": Formulir Permohonan Perekaman KTP-el (K.P1) */
	int64_t		 agenda_no;	/* > 0 */
	struct day	 agenda_day;
	/* the applicant */
	const char	*name, *nik;
	const char	*kk;		/* "" is printed as "-" , so are the others below */
	const char	*birth_place;
	struct day	 birth_day;
	const char	*sex;		/* LAKI-LAKI PEREMPUAN */
	const char	*blood, *religion, *marital, *job, *citizenship;
	const char	*address;	/* street or hamlet; may be "" */
	const char	*rt, *rw;
	const char	*village_kind, *village;	/* Desa, Prigi */
	enum recommendation_ground ground;
	const char	*code;		/* base64url; "": ink mode */
	const struct wordings *words;	/* NULL: the built-in sentences (wording.h) */
};

/* From age on the day and marital status (BELUM KAWIN, KAWIN, KAWIN TERCATAT, KAWIN
 * BELUM TERCATAT, CERAI HIDUP, CERAI MATI). */
enum recommendation_ground	 recommendation_ground(struct day birth, const char *marital,
				    struct day on);
/* The text, in the arena; NULL and e filled when a field is missing or unusable. */
const char	*recommendation_canonical(struct arena *, const struct doc_recommendation *,
		    struct err *);
int		 recommendation_render(struct arena *, const struct doc_recommendation *,
		    struct pdf_result *ret_pdf, struct err *);

#endif
