/* A shell, and a program. */
int
page_shell(const char *name)
{
	return system(name);
}
