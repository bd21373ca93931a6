/*
 * name_key.h - names as people remember them: the words of a name, how a word sounds, and which
 * words are near to it.
 *
 * Sound: the old spellings (OE TJ DJ SJ), letters that are heard alike (F P V, CH KH H, Z S, Y I),
 * doubled letters and an H inside a word make no difference: SOEHARTO and SUHARTO, ACHMAD and AHMAD,
 * FATIMAH and PATIMA sound the same.  Near: two words of which the sounds, or the sounds with one
 * letter left out, are equal; that is every slip of one letter and two swapped neighbours.
 */
#ifndef SOP_NAME_KEY_H
#define SOP_NAME_KEY_H

#include <stddef.h>

#include "base/arena.h"

/* How many letters of a word's beginning are an entry of their own: fewer find everybody, more find few words. */
enum { NAME_BEGIN_MIN = 3, NAME_BEGIN_MAX = 4 };

enum { NAME_WORDS = 12, NAME_WORD_MAX = 24, NAME_NEAR = NAME_WORD_MAX + 1 };

struct name_words {
	char	 at[NAME_WORDS][NAME_WORD_MAX + 1];	/* A-Z only, upper case */
	size_t	 n;
};

struct name_near {
	char	 at[NAME_NEAR][NAME_WORD_MAX + 1];	/* [0]: the sound; then with one letter left out; no two are equal */
	size_t	 n;
};

/* The first NAME_WORDS different words; accents are left out, a long word is cut.  "" gives none. */
void	 name_split(const char *name, struct name_words *ret);
/* "SUR*": the entry of all words that begin with these letters (NAME_BEGIN_MIN..NAME_BEGIN_MAX; else ""). */
void	 name_begin(const char *word, size_t letters, char ret[NAME_BEGIN_MAX + 2]);
void	 name_sound(const char *word, char ret[NAME_WORD_MAX + 1]);
void	 name_near(const char *word, struct name_near *ret);
/* Insertions, deletions, exchanges and swaps of neighbours that lead from one sound to the other. */
size_t	 name_distance(const char *sound, const char *other);

#endif
