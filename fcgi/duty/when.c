#include "duty/when.h"

#include <string.h>

#include "base/str.h"

#define US	INT64_C(1000000)

/* Two digits at s, lo..hi. */
static bool
two(const char *s, int64_t hi, int64_t *ret)
{
	char d[3] = "";

	if (strlen(s) < 2)
		return false;
	memcpy(d, s, 2);
	return d[0] >= '0' && d[0] <= '9' && str_int(d[0] == '0' ? d + 1 : d, 0, hi, ret);
}

bool
when_parse(const char *s, bool end, struct utc *ret)
{
	size_t n = strlen(s);
	int64_t hour = 0, minute = 0;
	char date[24] = "";
	struct day d;
	bool clock = n > 6 && (s[n - 3] == ':' || s[n - 3] == '.') && (s[n - 6] == ' ' || s[n - 6] == 'T');

	if (clock) {
		if (!two(s + n - 5, 23, &hour) || !two(s + n - 2, 59, &minute))
			return false;
		n -= 6;
	}
	if (n >= sizeof date)
		return false;
	memcpy(date, s, n);
	if (!day_parse(date, &d))
		return false;
	*ret = utc_from_wib(d, (int)hour, (int)minute, 0);
	if (end)
		ret->us += (clock ? 60 * US : 24 * 3600 * US) - 1;
	return true;
}

bool
when_backup(const char *name, struct utc *ret)
{
	const char *s = strrchr(name, '/');
	int64_t v[5], y;
	char year[5] = "";
	struct day d;

	s = s == NULL ? name : s + 1;
	if (!str_starts(s, "rekam-") || strlen(s) < 22)
		return false;
	s += 6;
	memcpy(year, s, 4);
	if (!str_int(year, 1970, 2199, &y) || !two(s + 4, 12, &v[0]) || !two(s + 6, 31, &v[1]) ||
	    s[8] != 'T' || !two(s + 9, 23, &v[2]) || !two(s + 11, 59, &v[3]) || !two(s + 13, 59, &v[4]) ||
	    s[15] != 'Z' || (s[16] != '\0' && s[16] != '.'))
		return false;
	d = (struct day){ (int16_t)y, (int8_t)v[0], (int8_t)v[1] };
	if (!day_valid(d))
		return false;
	ret->us = day_number(d) * 24 * 3600 * US + (v[2] * 3600 + v[3] * 60 + v[4] + 1) * US - 1;
	return true;
}
