/* str.h - the few string operations that the C library lacks. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

bool	 str_eq(const char *a, const char *b);	/* two NULLs are equal */
bool	 str_empty(const char *s);		/* NULL, "" or white space only */
bool	 str_all_digits(const char *s, size_t n);	/* exactly n ASCII digits */
bool	 str_starts(const char *s, const char *prefix);
/* Is the word one of the list's, which have one blank between them?  "" is none. */
bool	 str_listed(const char *list, const char *word);
/* Copies as much as fits in size bytes, always terminated; true: all of it. */
bool	 str_copy(char *dst, size_t size, const char *src);
/* Without leading, trailing and doubled white space; never NULL. */
char	*str_trim(struct arena *, const char *s);
/* ASCII and the two-byte Latin letters in upper case. */
char	*str_upper(struct arena *, const char *s);
/* Only the ASCII digits: "3503 08.55-09" gives "35030855 09" without the space. */
char	*str_digits(struct arena *, const char *s);
bool	 str_utf8_valid(const char *s, size_t n);	/* no overlong, surrogate, NUL */
size_t	 str_utf8_len(const char *s);			/* code points */
/* A whole decimal number lo..hi and nothing else; false leaves *ret_n alone. */
bool	 str_int(const char *s, int64_t lo, int64_t hi, int64_t *ret_n);
void	 str_hex(char *dst, const uint8_t *p, size_t n);	/* dst: 2n + 1 bytes */
bool	 str_unhex(uint8_t *dst, size_t n, const char *hex);	/* exactly 2n digits */

#endif
