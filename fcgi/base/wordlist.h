/* wordlist.h - a file of words, one a line, to be looked up. */
#ifndef BASE_WORDLIST_H
#define BASE_WORDLIST_H

#include <stddef.h>

#include "base/err.h"

struct wordlist {
	const char	**at;		/* ASCII lower case, sorted by strcmp(), none twice */
	size_t		 n;
	char		*text;		/* what the words lie in */
};

/* Lines that begin with "#!" are remarks.  At most 16 MB.  0; -1: no such file, too large,
 * no word in it. */
int	 wordlist_read(const char *path, struct wordlist *ret_list, struct err *);
void	 wordlist_free(struct wordlist *);	/* an empty one is fine */

#endif
