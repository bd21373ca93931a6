/* capture_hands.h - what is known of a case's ten fingers: images, exceptions, what was confirmed. */
#ifndef STEP_CAPTURE_HANDS_H
#define STEP_CAPTURE_HANDS_H

#include "page/visit.h"
#include "sop/biometric.h"
#include "sql/capture.h"

struct hands {
	struct capture_finger_list_row	 image[FINGER_COUNT + 1];	/* by ISO number; .finger 0: none */
	struct finger_exception_list_row except[FINGER_COUNT + 1];
	int64_t				 verified[FINGER_COUNT + 1];	/* best score, 0: none */
	bool				 confirmed[BIO_HAND__MAX];
	const char			*left_out[2];	/* why no verification: left, right; NULL */
	unsigned			 captured;	/* bits: recorded and not excepted */
};

int	 hands_read(struct db *, struct arena *, int64_t case_id, struct hands *ret, struct err *);	/* 0, -1 */

/* The finger that the closing verification of that hand asks for; 0: none was captured. */
int	 hands_verify_finger(const struct hands *, bool right);
/* Is that hand verified, without a finger to verify, or left out with a reason? */
bool	 hands_verified(const struct hands *, bool right);
/* Recorded or excepted. */
bool	 hands_closed(const struct hands *, int finger);

#endif
