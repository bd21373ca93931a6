/*
 * trace_word.h - what the traces say was done, in the words of people: one table for the audit page, the extract and
 * the terminal.  A move of the procedure has its words in sop.h.
 */
#ifndef SOP_TRACE_WORD_H
#define SOP_TRACE_WORD_H

struct trace_word {
	const char	*word, *label;		/* "LIHAT", "Melihat" */
};

extern const struct trace_word trace_words[];	/* ends with word NULL */

/* "Melihat"; the verb of a move; an action that is in neither reads as its own word. */
const char	*trace_word_label(const char *word);

#endif
