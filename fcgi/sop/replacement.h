/*
 * replacement.h - surat pengganti: a finished case gets another letter with a number of its own that
 * revokes the first; nothing is recorded anew.  Until it is signed the first one is in force.
 *
 *	MENUNGGU --signed--> DITANDATANGANI --handed over--> DISERAHKAN
 *	   '------given up--> BATAL
 */
#ifndef SOP_REPLACEMENT_H
#define SOP_REPLACEMENT_H

#include "sop/sop.h"

/*	id		word			label			tone */
#define REPLACEMENTS(X)							\
	X(WAITING,	"MENUNGGU",		"Menunggu penandatanganan", WAIT) \
	X(SIGNED,	"DITANDATANGANI",	"Berlaku, belum diserahkan", WORK) \
	X(HANDED,	"DISERAHKAN",		"Berlaku, diserahkan",	DONE)	\
	X(DROPPED,	"BATAL",		"Batal",		OFF)

enum replacement {
#define X(id, word, label, tone) REPLACEMENT_##id,
	REPLACEMENTS(X)
#undef X
	REPLACEMENT__MAX
};

/* What became of the old paper. */
#define FATE_TAKEN	"DITARIK"
#define FATE_LOST	"HILANG"

const char	*replacement_word(enum replacement);
const char	*replacement_label(enum replacement);
enum tone	 replacement_tone(enum replacement);
enum replacement	 replacement_by_word(const char *);	/* REPLACEMENT__MAX: none */

#endif
