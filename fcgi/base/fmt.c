#include "base/fmt.h"

#include <stdio.h>
#include <string.h>

static const char *const month[13] = {
	"", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
	"Agustus", "September", "Oktober", "November", "Desember",
};

static const char *const weekday[7] = {
	"Kamis", "Jumat", "Sabtu", "Minggu", "Senin", "Selasa", "Rabu",	/* 1970-01-01 was a Thursday */
};

static const char *
none(struct fmt *f)
{
	f->s[0] = '\0';
	return f->s;
}

const char *
fmt_long(struct fmt *f, struct day d)
{
	if (!day_valid(d))
		return none(f);
	(void)snprintf(f->s, sizeof f->s, "%d %s %d", d.d, month[d.m], d.y);
	return f->s;
}

const char *
fmt_short(struct fmt *f, struct day d)
{
	if (!day_valid(d))
		return none(f);
	(void)snprintf(f->s, sizeof f->s, "%02d-%02d-%04d", d.d, d.m, d.y);
	return f->s;
}

const char *
fmt_weekday(struct fmt *f, struct day d)
{
	if (!day_valid(d))
		return none(f);
	int64_t w = (day_number(d) % 7 + 7) % 7;
	(void)snprintf(f->s, sizeof f->s, "%s, %d %s %d", weekday[w], d.d, month[d.m], d.y);
	return f->s;
}

const char *
fmt_iso(struct fmt *f, struct day d)
{
	return day_iso(f->s, d);
}

const char *
fmt_clock(struct fmt *f, struct utc t)
{
	int h, m, s;

	if (t.us == 0)
		return none(f);
	utc_clock_wib(t, &h, &m, &s);
	(void)snprintf(f->s, sizeof f->s, "%02d.%02d WIB", h, m);
	return f->s;
}

const char *
fmt_when(struct fmt *f, struct utc t)
{
	struct fmt d, c;

	if (t.us == 0)
		return none(f);
	(void)snprintf(f->s, sizeof f->s, "%.40s %.40s", fmt_short(&d, utc_day_wib(t)),
	    fmt_clock(&c, t));
	return f->s;
}

const char *
fmt_when_long(struct fmt *f, struct utc t)
{
	struct fmt d, c;

	if (t.us == 0)
		return none(f);
	(void)snprintf(f->s, sizeof f->s, "%.40s, %.40s", fmt_long(&d, utc_day_wib(t)),
	    fmt_clock(&c, t));
	return f->s;
}

const char *
fmt_machine(struct fmt *f, struct utc t)
{
	if (t.us == 0)
		return none(f);
	/* WIB is UTC+7 exactly, so the UTC civil time is WIB's seven hours earlier */
	int64_t s = t.us / 1000000;
	struct day d = day_from_number(s / 86400);
	char iso[11];

	(void)snprintf(f->s, sizeof f->s, "%sT%02d:%02d:%02dZ", day_iso(iso, d),
	    (int)(s / 3600 % 24), (int)(s / 60 % 60), (int)(s % 60));
	return f->s;
}

const char *
fmt_nik(struct fmt *f, const char *nik)
{
	if (nik == NULL)
		return none(f);
	if (strlen(nik) != 16)
		(void)snprintf(f->s, sizeof f->s, "%.60s", nik);
	else
		(void)snprintf(f->s, sizeof f->s, "%.6s %.6s %.4s", nik, nik + 6, nik + 12);
	return f->s;
}

const char *
fmt_nik_masked(struct fmt *f, const char *nik)
{
	if (nik == NULL || strlen(nik) != 16)
		return none(f);
	(void)snprintf(f->s, sizeof f->s, "%.6s******%.4s", nik, nik + 12);
	return f->s;
}

const char *
fmt_thousands(struct fmt *f, int64_t n)
{
	char raw[32];
	int len = snprintf(raw, sizeof raw, "%lld", (long long)n);
	size_t w = 0;

	for (int i = 0; i < len; i++) {
		f->s[w++] = raw[i];
		if (raw[i] != '-' && (len - i - 1) % 3 == 0 && i != len - 1)
			f->s[w++] = '.';
	}
	f->s[w] = '\0';
	return f->s;
}

const char *
fmt_agenda(struct fmt *f, int64_t n)
{
	if (n <= 0)
		return none(f);
	(void)snprintf(f->s, sizeof f->s, "%04lld", (long long)n);
	return f->s;
}

const char *
fmt_span(struct fmt *f, int64_t sec)
{
	if (sec < 0)
		sec = 0;
	if (sec < 60)
		(void)snprintf(f->s, sizeof f->s, "%d detik", (int)sec);
	else if (sec < 3600)
		(void)snprintf(f->s, sizeof f->s, "%d menit %02d detik", (int)(sec / 60), (int)(sec % 60));
	else if (sec < 86400)
		(void)snprintf(f->s, sizeof f->s, "%d jam %02d menit", (int)(sec / 3600), (int)(sec / 60 % 60));
	else
		(void)snprintf(f->s, sizeof f->s, "%lld hari %d jam", (long long)(sec / 86400), (int)(sec / 3600 % 24));
	return f->s;
}

const char *
fmt_title(struct fmt *f, const char *s)
{
	bool start = true;
	size_t w = 0;

	for (; s != NULL && *s != '\0' && w < sizeof f->s - 1; s++) {
		char c = *s;
		if (c >= 'A' && c <= 'Z' && !start)
			c = (char)(c - 'A' + 'a');
		else if (c >= 'a' && c <= 'z' && start)
			c = (char)(c - 'a' + 'A');
		start = strchr(" -/(.", c) != NULL;
		f->s[w++] = c;
	}
	f->s[w] = '\0';
	return f->s;
}
