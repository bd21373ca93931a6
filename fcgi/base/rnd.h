/* rnd.h - randomness from the kernel, through libsodium. */
#ifndef BASE_RND_H
#define BASE_RND_H

#include <stddef.h>
#include <stdint.h>

void	 rnd_bytes(void *p, size_t n);
/* n random bytes as 2n lower-case hex digits; dst: 2n + 1 bytes */
void	 rnd_hex(char *dst, size_t n);
/* version 4 UUID as 36 characters; dst: 37 bytes (RFC 4122, 4.4) */
void	 rnd_uuid(char *dst);

#endif
