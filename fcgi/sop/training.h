/*
 * training.h - made-up people to practise with (Kantor Latihan).  Every one is a case that the
 * counter will meet; nobody of them lives.
 */
#ifndef SOP_TRAINING_H
#define SOP_TRAINING_H

#include <stddef.h>

#include "base/arena.h"
#include "base/day.h"

struct training_person {
	const char	*name, *sex, *birth_place, *marital, *religion, *job, *blood;
	const char	*address, *rt, *rw, *village, *guardian;	/* guardian "": grown up */
	const char	*region;	/* of the NIK: 6 digits */
	struct day	 birth_day;
	const char	*lesson;	/* what is to be learnt from him */
	int		 years_before;	/* birth_day is that many years before the year of practice; 0: as it stands */
};

extern const struct training_person	 training_people[];
extern const size_t			 training_people_n;

/* His birth date in the year of `today`: who is to be 16 stays 16. */
struct day	 training_birth(const struct training_person *, struct day today);
/* A NIK for somebody who practises on that day: serial 9000 to 9999, another one for each user and day, so
 * that two who practise do not meet. */
char		*training_nik(struct arena *, const struct training_person *, int64_t user, struct day today);
char		*training_kk(struct arena *, const struct training_person *, int64_t user, struct day today);

#endif
