#include "sop/ticket.h"

#include "base/str.h"

static const struct {
	const char	*word, *label;
	bool		 first;
} kinds[TICKET__MAX] = {
#define X(id, word, label, first) [TICKET_##id] = { word, label, first },
	TICKET_KINDS(X)
#undef X
};

enum ticket_kind
ticket_by_word(const char *word)
{
	for (enum ticket_kind k = 0; k < TICKET__MAX; k++)
		if (str_eq(kinds[k].word, word))
			return k;
	return TICKET__MAX;
}

const char *
ticket_word(enum ticket_kind k)
{
	return k < TICKET__MAX ? kinds[k].word : "";
}

const char *
ticket_label(enum ticket_kind k)
{
	return k < TICKET__MAX ? kinds[k].label : "";
}

bool
ticket_first(enum ticket_kind k)
{
	return k < TICKET__MAX && kinds[k].first;
}

const char *
ticket_name(struct arena *a, enum ticket_kind k, int64_t no)
{
	return arena_printf(a, "%c %03lld", ticket_first(k) ? 'P' : 'A', (long long)no);
}

size_t
ticket_next(const struct ticket_waiting *w, size_t n)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (best == n || (ticket_first(w[i].kind) && !ticket_first(w[best].kind)) ||
		    (ticket_first(w[i].kind) == ticket_first(w[best].kind) && w[i].no < w[best].no))
			best = i;
	return best;
}
