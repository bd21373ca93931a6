/* A statement made of what was typed. */
int
page_query(MYSQL *my, const char *typed)
{
	return mysql_query(my, typed);
}
