/* A configuration that anybody may read. */
struct conf *
page_open(const char *path, struct err *e)
{
	return conf_read(path, e);
}
