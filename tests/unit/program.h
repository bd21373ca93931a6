/* program.h - runs a program and catches what it says, without a shell. */
#ifndef UNIT_PROGRAM_H
#define UNIT_PROGRAM_H

#include <stddef.h>

/* Standard output and error together, cut to size - 1 bytes; the exit status,
 * 128 + the signal, or -1 when it could not be started. */
int	 program_run(char *said, size_t size, const char *first, ...)
	    __attribute__((sentinel));
/* Path of a compiler of this build: "tmplc" in $B (default: build); static memory. */
const char	*program_tool(const char *name);
/* Writes a text to a file; the test fails where it cannot. */
void	 program_file(const char *path, const char *text);

#endif
