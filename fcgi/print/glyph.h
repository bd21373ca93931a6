/* glyph.h - letters on their way from UTF-8 into the encodings that a PDF knows. */
#ifndef PRINT_GLYPH_H
#define PRINT_GLYPH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* The next code point of valid UTF-8, 0 at its end; letters that only look different
 * (U+02BC, U+02BB) come as the quotation mark that the font has. */
uint32_t	 glyph_next(const char **text);
/* The byte of Windows-1252, 0 when the letter is not in it. */
unsigned char	 glyph_winansi(uint32_t);
/* In Windows-1252 (every letter must be in it), or in UTF-8 with the look-alikes
 * changed (none above U+FFFF); NULL when the arena is full. */
char		*glyph_encode(struct arena *, const char *text, bool utf8);

#endif
