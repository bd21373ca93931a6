/* Forgets a block: LeakSanitizer must say so at the end. */
#include <stdlib.h>

int
main(void)
{
	volatile char *p = malloc(8);

	if (p == NULL)
		return 1;
	p[0] = 1;
	p = NULL;
	return p != NULL;
}
