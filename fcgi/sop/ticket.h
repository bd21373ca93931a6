/*
 * ticket.h - the order of people who wait (UU 25/2009 asks public services to put the old, the
 * pregnant and the disabled first; the office's own rule, no article is printed).
 */
#ifndef SOP_TICKET_H
#define SOP_TICKET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/day.h"

/*	id		word			label			first */
#define TICKET_KINDS(X)							\
	X(ORDINARY,	"BIASA",		"Umum",			0) \
	X(OLD,		"LANSIA",		"Lanjut usia",		1) \
	X(PREGNANT,	"HAMIL",		"Ibu hamil",		1) \
	X(DISABLED,	"DISABILITAS",		"Penyandang disabilitas", 1)

enum ticket_kind {
#define X(id, word, label, first) TICKET_##id,
	TICKET_KINDS(X)
#undef X
	TICKET__MAX
};

enum ticket_kind	 ticket_by_word(const char *);	/* TICKET__MAX: none */
const char	*ticket_word(enum ticket_kind);
const char	*ticket_label(enum ticket_kind);
bool		 ticket_first(enum ticket_kind);
/* "A 012", and "P 013" for those who go first. */
const char	*ticket_name(struct arena *, enum ticket_kind, int64_t no);

struct ticket_waiting {
	enum ticket_kind	kind;
	int64_t			no;
};

/* Which of the waiting is next: whoever goes first, then the lowest number.  n: nobody. */
size_t	 ticket_next(const struct ticket_waiting *, size_t n);

#endif
