/* Must not compile: a sign conversion and a missing prototype. */
unsigned
size(int n)
{
	return n;
}

int
main(void)
{
	return (int)size(0);
}
