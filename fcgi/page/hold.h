/*
 * hold.h - a request that must wait for a proof of who is there, and goes on as it was.
 *
 * A look is led to the page that asks for the proof and back.  A form is kept in that
 * page, field by field (HOLD_FIELD before each name), and offered again under its own
 * address after it: nothing that was typed is lost, also without a script.  Secrets
 * (kata_sandi, pin, rahasia, kode...) are not kept.  A fragment gets 204 and the event
 * "terkunci", so that it does not replace a part of a page by a whole one.
 *
 * Only for forms whose token was right: what is held is sent again with a fresh one.
 */
#ifndef PAGE_HOLD_H
#define PAGE_HOLD_H

#include "page/visit.h"

#define HOLD_FIELD	"isi."
#define HOLD_TO		"ke"

/* By v->who.state: /kunci, /masuk/kode or /akun/kata-sandi. */
void	 hold_for_state(struct visit *);
/* The last proof is too old for this act: /masuk-ulang. */
void	 hold_for_proof(struct visit *);

/* The path behind the proof: `lanjut` of a look, else "". */
const char	*hold_next(struct visit *);
/* The form that the request itself carries on (HOLD_TO and HOLD_FIELD...), as hidden
 * fields; n == 0: none. */
struct view_held	 hold_carried(struct visit *);
/* After the proof: the held form is offered again, or a redirect to where it began. */
void	 hold_release(struct visit *);

#endif
