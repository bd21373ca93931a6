#include "sop/region.h"

#include <stdbool.h>
#include <stdint.h>

struct region_province {
	int		 code;
	bool		 retired;
	const char	*name;
};

struct region_regency {
	int		 code;
	bool		 retired;
	uint64_t	 now[2], ever[2];	/* bit n: district n, 0..99 */
	const char	*name;
};

#include "region_data.h"

static int
number(const char *s, size_t n)
{
	int v = 0;

	while (n-- > 0)
		v = v * 10 + (*s++ - '0');
	return v;
}

static const struct region_province *
province_of(const char *digits)
{
	int code = number(digits, 2);

	for (size_t i = 0; i < sizeof province / sizeof *province; i++)
		if (province[i].code == code)
			return &province[i];
	return NULL;
}

static const struct region_regency *
regency_of(const char *digits)
{
	size_t lo = 0, hi = sizeof regency / sizeof *regency;
	int code = number(digits, 4);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (regency[mid].code == code)
			return &regency[mid];
		if (regency[mid].code < code)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static bool
has(const uint64_t set[2], int district)
{
	return (set[district / 64] >> (district % 64) & 1) != 0;
}

enum region_known
region_find(const char *digits)
{
	const struct region_regency *r = regency_of(digits);
	int district = number(digits + 4, 2);

	if (province_of(digits) == NULL)
		return REGION_NO_PROVINCE;
	if (r == NULL)
		return REGION_NO_REGENCY;
	if (!has(r->ever, district))
		return REGION_NO_DISTRICT;
	return r->retired || !has(r->now, district) ? REGION_RETIRED : REGION_KNOWN;
}

const char *
region_name(struct arena *a, const char *digits)
{
	const struct region_province *p = province_of(digits);
	const struct region_regency *r = regency_of(digits);

	if (p == NULL)
		return "";
	return r == NULL ? p->name : arena_printf(a, "%s, %s", r->name, p->name);
}
