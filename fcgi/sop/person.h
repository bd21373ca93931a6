/*
 * person.h - the words a family card (KK) uses, in the order of its columns, and
 * who may be recorded (DOMAIN 1.3, 3.1).  Lists end with NULL.
 */
#ifndef SOP_PERSON_H
#define SOP_PERSON_H

#include "base/day.h"

extern const char *const person_sexes[];
extern const char *const person_bloods[];
extern const char *const person_religions[];
extern const char *const person_maritals[];
extern const char *const person_citizenships[];
extern const char *const person_jobs[];		/* suggestions; any text is accepted */
extern const char *const person_recorded[];	/* TIDAK, YA, TIDAK_TAHU */
extern const char *const person_relations[];	/* who fetches the letter */

enum eligibility {
	ELIGIBLE_AGE,		/* 17 or older */
	ELIGIBLE_MARRIED,	/* younger, KAWIN */
	ELIGIBLE_EVER_MARRIED,	/* younger, CERAI HIDUP or CERAI MATI */
	ELIGIBLE_EARLY,		/* 16: recorded now, card at 17 (local practice) */
	ELIGIBLE_NO
};

/* UU 24/2013, Pasal 63(1): 17, or married, or ever married.  Age is that of the
 * birth date, not of the NIK. */
enum eligibility	 person_eligibility(struct day born, const char *marital, struct day today);

/* The datum of a sheet by the name of its control: "tgl_lahir" is "Tanggal Lahir"; "": none of them. */
const char		*person_label(const char *control);

#endif
