/* A descriptor that a child inherits. */
int
page_descriptor(const char *path)
{
	return open(path,
	    O_RDONLY);
}
