/*
 * duty.h - who verified a case does not sign it as well (ASVS 2.3.5).
 *
 * Who verified: the person of the last move to TERVERIFIKASI; giving the agenda number decides
 * nothing and does not count.  Who signs: electronically the one who approves, in ink the one
 * whose name stands under the letter, whoever records it.  The office chooses
 * (office.same_person) whether the same person is stopped or has to say why.
 */
#ifndef SOP_DUTY_H
#define SOP_DUTY_H

#include <stdbool.h>
#include <stdint.h>

enum duty {
	DUTY_FREE,		/* two persons */
	DUTY_REASON,		/* the same: only with a reason, which is kept and traced */
	DUTY_BLOCKED		/* the same: not here */
};

/* rule: BLOKIR or ALASAN, any other word is BLOKIR; users, 0: not known. */
enum duty	 duty_of(const char *rule, int64_t verified_by, int64_t signs);
bool		 duty_allows(enum duty, const char *reason);

#endif
