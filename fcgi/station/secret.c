/* secret.c - see secret.h. */
#include "station/secret.h"

#include <sodium.h>

int
secret_alloc(struct secret *s, size_t n)
{
	s->n = 0;
	if (sodium_init() < 0 || (s->p = sodium_malloc(n == 0 ? 1 : n)) == NULL)
		return -1;
	s->n = n;
	return 0;
}

void
secret_free(struct secret *s)
{
	sodium_free(s->p);	/* wipes; NULL is fine */
	s->p = NULL;
	s->n = 0;
}

struct bytes
secret_bytes(const struct secret *s)
{
	return (struct bytes){ s->p, s->n };
}
