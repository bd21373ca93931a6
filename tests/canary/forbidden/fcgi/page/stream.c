/* The same with a stream. */
FILE *
page_stream(const char *path)
{
	return fopen(path, "r");
}
