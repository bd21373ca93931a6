/* Reads behind the end of a block: AddressSanitizer must end it. */
#include <stdlib.h>

int
main(int argc, char **argv)
{
	volatile char *p = calloc(8, 1);
	int c;

	(void)argv;
	if (p == NULL)
		return 0;
	c = p[7 + argc];
	free((void *)(size_t)p);
	return c == 1000;
}
