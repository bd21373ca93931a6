/* A secret from the environment. */
const char *
page_environment(void)
{
	return getenv("REKAM_PASSWORD");
}
