/* letter_keys.h - the public keys of this office's letters, as [paths] keys has them. */
#ifndef PAGE_LETTER_KEYS_H
#define PAGE_LETTER_KEYS_H

#include "page/visit.h"
#include "sign/letter_public.h"

/* 0; -1 and v->err when the files are malformed. */
int	 letter_keys_read(struct visit *, struct letter_public *ret);

#endif
