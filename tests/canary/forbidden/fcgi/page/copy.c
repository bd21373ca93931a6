/* A text of any length. */
void
page_copy(char *to, const char *from)
{
	strcpy(to, from);
}
