/* recommendation_inside.h - what the facts of a recommendation and its page share; nobody else. */
#ifndef PRINT_RECOMMENDATION_INSIDE_H
#define PRINT_RECOMMENDATION_INSIDE_H

#include "print/doc_recommendation.h"
#include "print/layout.h"

#define RECOMMENDATION_FORM	"Formulir Permohonan Perekaman KTP-el (K.P1)"

bool	 recommendation_introduced(const struct doc_recommendation *);	/* by a letter from the village */
bool	 recommendation_revokes(const struct doc_recommendation *);
/* Notes at the sheet what is missing or cannot be printed. */
void	 recommendation_preflight(struct sheet *, const struct doc_recommendation *);

#endif
