/*
 * secret.h - bytes that must not outlive their use: guarded, locked memory of
 * libsodium, wiped when freed.  Images, templates and previews live here.
 */
#ifndef STATION_SECRET_H
#define STATION_SECRET_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

struct secret {
	uint8_t	*p;	/* NULL: nothing */
	size_t	 n;
};

int		 secret_alloc(struct secret *, size_t n);	/* 0, -1: no memory */
void		 secret_free(struct secret *);	/* wipes; fine when empty */
struct bytes	 secret_bytes(const struct secret *);

#endif
