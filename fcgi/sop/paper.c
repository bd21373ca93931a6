#include "sop/paper.h"

#include "base/str.h"

static const struct {
	const char	*word, *title;
} papers[PAPER__MAX] = {
#define X(id, word, title) [PAPER_##id] = { word, title },
	PAPERS(X)
#undef X
};

const char *
paper_word(enum paper p)
{
	return papers[p].word;
}

const char *
paper_title(enum paper p)
{
	return papers[p].title;
}

enum paper
paper_by_word(const char *word)
{
	for (enum paper p = 0; p < PAPER__MAX; p++)
		if (str_eq(papers[p].word, word))
			return p;
	return PAPER__MAX;
}

const char *
paper_name(const char *word)
{
	enum paper p = paper_by_word(word);

	return p == PAPER__MAX ? word : paper_title(p);
}
