/* Several statements, from a page. */
int
page_script(struct db *db, const char *typed, struct err *e)
{
	return db_script(db, typed, e);
}
