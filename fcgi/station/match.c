/* match.c - the rule; see match.h. */
#include "station/match.h"

enum match
match_of_score(int score)
{
	if (score >= MATCH_SAME)
		return MATCH_IS_SAME;
	return score >= MATCH_LIKE ? MATCH_IS_LIKE : MATCH_IS_NEW;
}
