/* Overflows an int: UBSan must end it. */
#include <limits.h>

int
main(int argc, char **argv)
{
	volatile int n = INT_MAX;

	(void)argv;
	n = n + argc;
	return 0;
}
