#include "base/rnd.h"

#include <sodium.h>

#include "base/str.h"

void
rnd_bytes(void *p, size_t n)
{
	randombytes_buf(p, n);
}

void
rnd_hex(char *dst, size_t n)
{
	uint8_t raw[64];

	while (n > 0) {
		size_t part = n < sizeof raw ? n : sizeof raw;
		rnd_bytes(raw, part);
		str_hex(dst, raw, part);
		dst += 2 * part;
		n -= part;
	}
	*dst = '\0';
}

void
rnd_uuid(char *dst)
{
	uint8_t u[16];

	rnd_bytes(u, sizeof u);
	u[6] = (uint8_t)((u[6] & 0x0f) | 0x40);
	u[8] = (uint8_t)((u[8] & 0x3f) | 0x80);
	str_hex(dst, u, 4);
	dst[8] = '-';
	str_hex(dst + 9, u + 4, 2);
	dst[13] = '-';
	str_hex(dst + 14, u + 6, 2);
	dst[18] = '-';
	str_hex(dst + 19, u + 8, 2);
	dst[23] = '-';
	str_hex(dst + 24, u + 10, 6);
}
