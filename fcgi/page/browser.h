/*
 * browser.h - a browser in two words ("Firefox, Windows"), for the list of sessions.
 * A hint for people: a browser may call itself as it likes.
 */
#ifndef PAGE_BROWSER_H
#define PAGE_BROWSER_H

#include "base/arena.h"

/* user_agent: as sent; never NULL back, at most 40 characters. */
const char	*browser_word(struct arena *, const char *user_agent);

#endif
