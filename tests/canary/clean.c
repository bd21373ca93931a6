/* Compiles without a warning and runs without a fault: the other canaries differ from it. */
int
main(void)
{
	return 0;
}
