/* Becomes somebody else. */
int
page_user(uid_t who)
{
	return setuid(who);
}
