/*
 * letter_facts.h - the text that rekam-signd signs, as the signer reads it.
 *
 * Made from the canonical text itself, line by line, so that what is on the screen
 * is what will be signed.  A line that has no words here is shown under its own
 * name rather than left out.
 */
#ifndef STEP_LETTER_FACTS_H
#define STEP_LETTER_FACTS_H

#include "base/arena.h"
#include "page/view_case.h"

/* Empty when the arena is full; the caller's page then fails as a whole. */
struct view_typed_list	 letter_facts(struct arena *, const char *canonical);

#endif
