/* The one file that may send words, sending words that are no literal. */
int
db_words(struct db *db, const char *typed, struct err *e)
{
	return command(db, typed, e);
}
