/*
 * arena.h - memory that lives as long as one request.
 *
 * One block with a hard cap, handed out from the front, taken back all at
 * once.  Running out is sticky: from then on every call fails, and the server
 * checks arena_overflowed() once before it answers.  String functions never
 * return NULL (they return "" after an overflow), arena_alloc() does.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* cap in bytes; address space only, pages are used as needed.  NULL: no memory. */
struct arena	*arena_create(size_t cap);
void		 arena_free(struct arena *);	/* NULL is fine */
void		 arena_reset(struct arena *);	/* everything handed out is gone */
/* Zeroed, aligned for any type; NULL from the first request that does not fit. */
void		*arena_alloc(struct arena *, size_t n);
void		*arena_array(struct arena *, size_t count, size_t size);
char		*arena_strdup(struct arena *, const char *s);	/* NULL gives "" */
char		*arena_strndup(struct arena *, const char *s, size_t n);
char		*arena_printf(struct arena *, const char *fmt, ...)
		    __attribute__((format(printf, 2, 3)));
bool		 arena_overflowed(const struct arena *);
size_t		 arena_used(const struct arena *);

#define ARENA_NEW(a, type)		((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type)		((type *)arena_array((a), (n), sizeof(type)))

#endif
