/* Speaks of system(), popen( and strcpy(a, b) in a comment and in a text: no fault. */
const char *
base_words(void)
{
	return "system(1) and strcpy(a, b); open(x)"; /* execv( too, popen(
	  sprintf( */
}
