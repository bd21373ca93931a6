#include "base/str.h"

#include <string.h>

bool
str_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static bool
is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

bool
str_empty(const char *s)
{
	if (s == NULL)
		return true;
	while (is_space((unsigned char)*s))
		s++;
	return *s == '\0';
}

bool
str_all_digits(const char *s, size_t n)
{
	if (s == NULL || strnlen(s, n + 1) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_digit((unsigned char)s[i]))
			return false;
	return true;
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_listed(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; n > 0 && (p = strstr(p, word)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

bool
str_copy(char *dst, size_t size, const char *src)
{
	size_t n = src == NULL ? 0 : strlen(src);
	bool all = n < size;

	if (size == 0)
		return false;
	if (!all) {
		n = size - 1;
		/* never cut a UTF-8 sequence in two */
		while (n > 0 && ((unsigned char)src[n] & 0xc0) == 0x80)
			n--;
	}
	if (n > 0)
		memcpy(dst, src, n);
	dst[n] = '\0';
	return all;
}

char *
str_trim(struct arena *a, const char *s)
{
	char *p = arena_strdup(a, s), *w = p;
	bool gap = false;

	for (const char *r = p; *r != '\0'; r++) {
		if (is_space((unsigned char)*r)) {
			gap = w > p;
			continue;
		}
		if (gap)
			*w++ = ' ';
		gap = false;
		*w++ = *r;
	}
	if (w != p || *p != '\0')
		*w = '\0';
	return p;
}

char *
str_upper(struct arena *a, const char *s)
{
	char *p = arena_strdup(a, s);

	for (unsigned char *c = (unsigned char *)p; *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (unsigned char)(*c - 'a' + 'A');
		/* U+00E0..U+00FE but not the division sign, U+00F7 */
		else if (*c == 0xc3 && c[1] >= 0xa0 && c[1] <= 0xbe && c[1] != 0xb7)
			c[1] = (unsigned char)(c[1] - 0x20);
	}
	return p;
}

char *
str_digits(struct arena *a, const char *s)
{
	char *p = arena_strdup(a, s), *w = p;

	if (*p == '\0')
		return p;
	for (const char *r = p; *r != '\0'; r++)
		if (is_digit((unsigned char)*r))
			*w++ = *r;
	*w = '\0';
	return p;
}

/* Length of the well-formed sequence at p, 0 when there is none (Unicode 15, table 3-7). */
static size_t
utf8_seq(const unsigned char *p, size_t n)
{
	unsigned char c = p[0], lo = 0x80, hi = 0xbf;
	size_t len;

	if (c < 0x80)
		return c == 0 ? 0 : 1;
	if (c >= 0xc2 && c <= 0xdf)
		len = 2;
	else if (c >= 0xe0 && c <= 0xef)
		len = 3;
	else if (c >= 0xf0 && c <= 0xf4)
		len = 4;
	else
		return 0;
	if (n < len)
		return 0;
	switch (c) {
	case 0xe0: lo = 0xa0; break;
	case 0xed: hi = 0x9f; break;
	case 0xf0: lo = 0x90; break;
	case 0xf4: hi = 0x8f; break;
	default: break;
	}
	if (p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 2; i < len; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return len;
}

bool
str_utf8_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;

	while (n > 0) {
		size_t len = utf8_seq(p, n);
		if (len == 0)
			return false;
		p += len;
		n -= len;
	}
	return true;
}

size_t
str_utf8_len(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
	return n;
}

bool
str_int(const char *s, int64_t lo, int64_t hi, int64_t *ret_n)
{
	int64_t n = 0;
	bool minus;

	if (s == NULL)
		return false;
	minus = *s == '-';
	if (minus)
		s++;
	if (!is_digit((unsigned char)*s))
		return false;
	for (; *s != '\0'; s++) {
		if (!is_digit((unsigned char)*s) ||
		    __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_sub_overflow(n, *s - '0', &n))
			return false;
	}
	/* counted downwards, so that INT64_MIN has its place */
	if (!minus && __builtin_mul_overflow(n, -1, &n))
		return false;
	if (n < lo || n > hi)
		return false;
	*ret_n = n;
	return true;
}

void
str_hex(char *dst, const uint8_t *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*dst++ = digit[p[i] >> 4];
		*dst++ = digit[p[i] & 15];
	}
	*dst = '\0';
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
str_unhex(uint8_t *dst, size_t n, const char *hex)
{
	if (hex == NULL || strnlen(hex, 2 * n + 1) != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int h = hex_value(hex[2 * i]), l = hex_value(hex[2 * i + 1]);
		if (h < 0 || l < 0)
			return false;
		dst[i] = (uint8_t)(h << 4 | l);
	}
	return true;
}
