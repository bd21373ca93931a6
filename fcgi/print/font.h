/*
 * font.h - is this file the font that it was made as?  libharu sets letters from a cut-off or
 * damaged TrueType file without a word; its tables carry checksums, so we look.
 */
#ifndef PRINT_FONT_H
#define PRINT_FONT_H

#include <stdbool.h>

/* true: all tables are there and whole.  A file that was found sound is not read again while its
 * size, time and inode stay (a few files are remembered for the life of the process). */
bool	 font_sound(const char *path);

#endif
