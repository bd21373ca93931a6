#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n)	ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n)	ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define REDZONE		16
#else
#define POISON(p, n)	((void)0)
#define UNPOISON(p, n)	((void)0)
#define REDZONE		0
#endif

#define ALIGN	16

struct arena {
	unsigned char	*base;
	size_t		 used, cap;
	bool		 overflowed;
};

struct arena *
arena_create(size_t cap)
{
	struct arena *a = calloc(1, sizeof *a);

	if (a == NULL)
		return NULL;
	cap = (cap + 4095) & ~(size_t)4095;
	a->base = mmap(NULL, cap, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (a->base == MAP_FAILED) {
		free(a);
		return NULL;
	}
	a->cap = cap;
	POISON(a->base, cap);
	return a;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	UNPOISON(a->base, a->cap);
	(void)munmap(a->base, a->cap);
	free(a);
}

void
arena_reset(struct arena *a)
{
	/* What was handed out is zeroed here, so that alloc need not. */
	UNPOISON(a->base, a->cap);
	explicit_bzero(a->base, a->used);
	POISON(a->base, a->cap);
	a->used = 0;
	a->overflowed = false;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t want;

	if (a->overflowed || n > a->cap ||
	    (want = ((n + ALIGN - 1) & ~(size_t)(ALIGN - 1)) + REDZONE) >
	    a->cap - a->used) {
		a->overflowed = true;
		return NULL;
	}
	void *p = a->base + a->used;
	a->used += want;
	UNPOISON(p, n);
	return p;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n)) {
		a->overflowed = true;
		return NULL;
	}
	return arena_alloc(a, n);
}

static char empty[1];

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p;

	n = s == NULL ? 0 : strnlen(s, n);
	if ((p = arena_alloc(a, n + 1)) == NULL)
		return empty;
	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, SIZE_MAX);
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || (p = arena_alloc(a, (size_t)n + 1)) == NULL)
		return empty;
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

bool
arena_overflowed(const struct arena *a)
{
	return a->overflowed;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}
