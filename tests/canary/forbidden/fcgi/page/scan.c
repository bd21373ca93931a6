/* A word of any length. */
int
page_scan(const char *s, char *word)
{
	return sscanf(s, "%s", word);
}
