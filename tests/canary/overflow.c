/* Reads behind the end of a block: AddressSanitizer must end it. */
#include <stdlib.h>

__attribute__((noipa)) static int
at(const char *p, int i)
{
	return p[i];
}

int
main(int argc, char **argv)
{
	char *p = calloc(8, 1);
	int c;

	(void)argv;
	if (p == NULL)
		return 0;
	c = at(p, 7 + argc);
	free(p);
	return c == 1000;
}
