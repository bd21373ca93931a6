#include "print/words.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"

static const char *const unit[] = {
	"nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan",
	"sembilan", "sepuluh", "sebelas",
};

/* Stay in capitals. */
static const char *const capitals[] = {
	"DKI", "DI", "TNI", "POLRI", "PNS", "ASN", "PPPK", "BUMN", "BUMD", "DPR", "DPRD",
	"DPD", "MPR", "RI", "BPK", "YME", "WNI", "WNA", "RT", "RW", "AB",
	"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII",
};
/* Stay small inside a name. */
static const char *const small[] = {
	"dan", "di", "ke", "dari", "yang", "untuk", "terhadap", "dengan", "pada", "atau",
};

struct words {
	char	*p;
	size_t	 size, n;
};

static void
put(struct words *w, const char *word)
{
	int k;

	if (w->n >= w->size)
		return;
	k = snprintf(w->p + w->n, w->size - w->n, "%s%s", w->n > 0 ? " " : "", word);
	if (k > 0)
		w->n += (size_t)k;
}

static void
put_number(struct words *w, int64_t n)
{
	if (n >= 2000) {
		put_number(w, n / 1000);
		put(w, "ribu");
	} else if (n >= 1000)
		put(w, "seribu");
	n %= 1000;
	if (n >= 200) {
		put(w, unit[n / 100]);
		put(w, "ratus");
	} else if (n >= 100)
		put(w, "seratus");
	n %= 100;
	if (n >= 20) {
		put(w, unit[n / 10]);
		put(w, "puluh");
		n %= 10;
	} else if (n >= 12) {
		put(w, unit[n - 10]);
		put(w, "belas");
		return;
	}
	if (n > 0)
		put(w, unit[n]);
}

const char *
words_number(char *buf, size_t size, int64_t n)
{
	struct words w = { .p = buf, .size = size };

	if (n < 0 || n > 999999)
		(void)snprintf(buf, size, "%" PRId64, n);
	else if (n == 0)
		(void)snprintf(buf, size, "%s", unit[0]);
	else
		put_number(&w, n);
	return buf;
}

const char *
words_count(struct arena *a, int64_t n)
{
	char buf[128];

	return arena_printf(a, "%" PRId64 " (%s)", n, words_number(buf, sizeof buf, n));
}

/* Small form of a Latin letter with mark, two bytes of UTF-8. */
static void
lower2(char *p)
{
	unsigned char a = (unsigned char)p[0], b = (unsigned char)p[1];
	unsigned u = (a & 0x1fu) << 6 | (b & 0x3fu);

	if (u >= 0xc0 && u <= 0xde && u != 0xd7)
		u += 0x20;
	else if (((u >= 0x100 && u <= 0x137) || (u >= 0x14a && u <= 0x177)) && u % 2 == 0 &&
	    u != 0x130)
		u += 1;
	else if (((u >= 0x139 && u <= 0x148) || (u >= 0x179 && u <= 0x17e)) && u % 2 == 1)
		u += 1;
	p[0] = (char)(0xc0 | u >> 6);
	p[1] = (char)(0x80 | (u & 0x3f));
}

/* n bytes of one word in small letters, but for its first letter. */
static void
capitalise(char *s, size_t n, bool first_too)
{
	bool first = !first_too;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0xc0 && c < 0xe0 && i + 1 < n) {
			if (!first)
				lower2(s + i);
			i++;
			first = false;
		} else if (c >= 'A' && c <= 'Z') {
			if (!first)
				s[i] = (char)(c + ('a' - 'A'));
			first = false;
		} else if (c >= 'a' && c <= 'z')
			first = false;
	}
}

static bool
listed(const char *const *list, size_t count, const char *s, size_t n, bool fold)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == n && (fold ? strncasecmp(list[i], s, n) :
		    strncmp(list[i], s, n)) == 0)
			return true;
	return false;
}

#define COUNT(x)	(sizeof(x) / sizeof((x)[0]))

/* The first part of a doubled word (LAKI-LAKI) when s + at begins its second. */
static bool
is_double(const char *s, size_t at, size_t n)
{
	return at > n && s[at - 1] == '-' && strncasecmp(s + at - 1 - n, s + at, n) == 0 &&
	    (at - 1 == n || strchr(" /(-", s[at - 2 - n]) != NULL);
}

const char *
words_title(struct arena *a, const char *s)
{
	char *t = arena_strdup(a, s);
	size_t i = 0, n;

	while (t[i] != '\0') {
		n = strcspn(t + i, " /-(),.");
		if (n == 0) {
			i++;
			continue;
		}
		if (i > 0 && listed(small, COUNT(small), t + i, n, true) &&
		    t[i - 1] == ' ')
			capitalise(t + i, n, true);
		else if (is_double(t, i, n))
			capitalise(t + i, n, true);
		else if (!listed(capitals, COUNT(capitals), t + i, n, false))
			capitalise(t + i, n, false);
		i += n;
	}
	return t;
}

const char *
words_day(struct arena *a, struct day d)
{
	char *s = arena_strdup(a, fmt_long(&(struct fmt){ 0 }, d));
	const char *r = "";

	for (char *w = s, *next; w != NULL; w = next) {
		next = strchr(w, ' ');
		if (next != NULL)
			*next++ = '\0';
		r = arena_printf(a, "%s%s%s", r, *r != '\0' ? "\u00a0" : "", w);
	}
	return r;
}
