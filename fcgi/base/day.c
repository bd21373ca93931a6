#include "base/day.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define WIB_SECONDS	(7 * 3600)
#define US		1000000

static bool
leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

bool
day_valid(struct day d)
{
	static const int8_t len[13] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (d.y < 1900 || d.y > 2199 || d.m < 1 || d.m > 12 || d.d < 1)
		return false;
	return d.d <= (d.m == 2 && leap(d.y) ? 29 : len[d.m]);
}

int
day_cmp(struct day a, struct day b)
{
	if (a.y != b.y)
		return a.y < b.y ? -1 : 1;
	if (a.m != b.m)
		return a.m < b.m ? -1 : 1;
	return a.d == b.d ? 0 : a.d < b.d ? -1 : 1;
}

/* Days are counted in years that begin on 1 March, so that a leap day ends one. */
int64_t
day_number(struct day d)
{
	int64_t y = d.m > 2 ? d.y : d.y - 1;
	int64_t m = d.m > 2 ? d.m - 3 : d.m + 9;

	return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d.d - 1 - 719468;
}

struct day
day_from_number(int64_t n)
{
	n += 719468;
	int64_t era = n / 146097, doe = n % 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int64_t m = mp < 10 ? mp + 3 : mp - 9;

	return (struct day){
		.y = (int16_t)(yoe + era * 400 + (m <= 2)),
		.m = (int8_t)m,
		.d = (int8_t)(doy - (153 * mp + 2) / 5 + 1),
	};
}

int
day_age(struct day birth, struct day on)
{
	int age = on.y - birth.y;

	/* 29 February in a common year compares as later than 28 February, that
	 * is, it counts from 1 March. */
	if (on.m < birth.m || (on.m == birth.m && on.d < birth.d))
		age--;
	return age;
}

bool
day_parse(const char *s, struct day *ret_day)
{
	int part[3] = { 0, 0, 0 }, len[3] = { 0, 0, 0 }, n = 0;
	struct day d;

	if (s == NULL)
		return false;
	while (*s == ' ')
		s++;
	for (; *s != '\0'; s++) {
		if (*s >= '0' && *s <= '9') {
			if (len[n] == 8)
				return false;
			part[n] = part[n] * 10 + (*s - '0');
			len[n]++;
		} else if (strchr("-/. ", *s) != NULL) {
			if (s[1] == '\0' || s[1] == ' ')
				continue;	/* space around or at the end */
			if (len[n] == 0 || ++n == 3)
				return false;
		} else
			return false;
	}
	if (n == 0 && len[0] == 8) {
		part[2] = part[0] % 10000;
		part[1] = part[0] / 10000 % 100;
		part[0] /= 1000000;
	} else if (n != 2 || len[1] > 2)
		return false;
	else if (len[0] == 4 && len[2] <= 2) {
		int y = part[0];
		part[0] = part[2];
		part[2] = y;
	} else if (len[0] > 2 || len[2] != 4)
		return false;
	d = (struct day){ .y = (int16_t)part[2], .m = (int8_t)part[1], .d = (int8_t)part[0] };
	if (!day_valid(d))
		return false;
	*ret_day = d;
	return true;
}

char *
day_iso(char *buf, struct day d)
{
	if (d.y == 0)
		buf[0] = '\0';
	else
		(void)snprintf(buf, 11, "%04u-%02u-%02u", (unsigned)d.y % 10000,
		    (unsigned)d.m % 100, (unsigned)d.d % 100);
	return buf;
}

static int64_t
clock_us(clockid_t id)
{
	struct timespec t;

	(void)clock_gettime(id, &t);
	return (int64_t)t.tv_sec * US + t.tv_nsec / 1000;
}

struct utc
utc_now(void)
{
	return (struct utc){ clock_us(CLOCK_REALTIME) };
}

int64_t
mono_us(void)
{
	return clock_us(CLOCK_MONOTONIC);
}

static int64_t
wib_seconds(struct utc t)
{
	int64_t s = t.us / US - (t.us % US < 0);

	return s + WIB_SECONDS;
}

struct day
utc_day_wib(struct utc t)
{
	int64_t s = wib_seconds(t);

	return day_from_number(s / 86400 - (s % 86400 < 0));
}

void
utc_clock_wib(struct utc t, int *ret_hour, int *ret_minute, int *ret_second)
{
	int64_t s = wib_seconds(t) % 86400;

	if (s < 0)
		s += 86400;
	*ret_hour = (int)(s / 3600);
	*ret_minute = (int)(s / 60 % 60);
	*ret_second = (int)(s % 60);
}

struct utc
utc_from_wib(struct day d, int hour, int minute, int second)
{
	return (struct utc){ (day_number(d) * 86400 + hour * 3600 + minute * 60 +
	    second - WIB_SECONDS) * US };
}
