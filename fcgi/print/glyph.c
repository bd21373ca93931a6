#include "print/glyph.h"

#include <stddef.h>
#include <string.h>

/* Windows-1252, 0x80..0x9f: Unicode of each byte, 0 where there is none. */
static const uint16_t cp1252[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

uint32_t
glyph_next(const char **text)
{
	const unsigned char *s = (const unsigned char *)*text;
	uint32_t u = s[0];
	size_t n = 1;

	if (u == 0)
		return 0;
	if (u >= 0xf0)
		n = 4, u &= 0x07;
	else if (u >= 0xe0)
		n = 3, u &= 0x0f;
	else if (u >= 0xc0)
		n = 2, u &= 0x1f;
	for (size_t i = 1; i < n && s[i] != 0; i++)
		u = u << 6 | (s[i] & 0x3fu);
	*text += n;
	if (u == 0x02bc || u == 0x2032)
		return 0x2019;
	return u == 0x02bb ? 0x2018 : u;
}

unsigned char
glyph_winansi(uint32_t u)
{
	if ((u >= 0x20 && u < 0x7f) || (u >= 0xa0 && u <= 0xff))
		return (unsigned char)u;
	for (size_t i = 0; i < 32; i++)
		if (u != 0 && cp1252[i] == u)
			return (unsigned char)(0x80 + i);
	return 0;
}

char *
glyph_encode(struct arena *a, const char *text, bool utf8)
{
	size_t cap = strlen(text) + 1;
	char *buf = arena_array(a, cap, 3), *d = buf;
	uint32_t u;

	if (buf == NULL)
		return NULL;
	while ((u = glyph_next(&text)) != 0) {
		if (!utf8)
			*d++ = (char)glyph_winansi(u);
		else if (u < 0x80)
			*d++ = (char)u;
		else if (u < 0x800) {
			*d++ = (char)(0xc0 | u >> 6);
			*d++ = (char)(0x80 | (u & 0x3f));
		} else {
			*d++ = (char)(0xe0 | (u >> 12 & 0x0f));
			*d++ = (char)(0x80 | (u >> 6 & 0x3f));
			*d++ = (char)(0x80 | (u & 0x3f));
		}
	}
	*d = '\0';
	return buf;
}
