/*
 * continuity.h - the proof that a series has no hole: each number 1..n is somebody's, or was
 * declared void, or is printed on a paper slip that is not keyed in yet.
 */
#ifndef SOP_CONTINUITY_H
#define SOP_CONTINUITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CONTINUITY_HOLES = 20 };

struct number_range {
	int64_t	first, last;
};

/* Rising numbers, none twice; ranges that rise and do not overlap. */
struct continuity_facts {
	int64_t				 n;		/* the counter: numbers 1..n were given */
	const int64_t			*taken;		/* by cases or letters */
	size_t				 taken_n;
	const int64_t			*voided;
	size_t				 voided_n;
	const struct number_range	*slip;		/* taken from the series for paper slips */
	size_t				 slip_n;
};

struct continuity {
	bool			 whole;		/* no hole, nothing twice, nothing above n */
	int64_t			 taken, voided, waiting;	/* waiting: on slips; the three sum up to n when whole */
	int64_t			 missing;
	struct number_range	 hole[CONTINUITY_HOLES];	/* the first ones */
	size_t			 holes;
	int64_t			 twice;		/* taken and void at once */
	int64_t			 above;		/* greater than the counter */
};

void	 continuity_prove(const struct continuity_facts *, struct continuity *ret);

#endif
