#include "sop/name_key.h"

#include <stdbool.h>
#include <string.h>

/* The letter that a code point is read as; 0: none. */
static char
letter(unsigned c)
{
	/* U+00C0..U+017F by their base letters; '.' has none */
	static const char latin[] =
	    "AAAAAAACEEEEIIIIDNOOOOO.OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO.OUUUUYTY"
	    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNN"
	    "OOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	if (c >= 'A' && c <= 'Z')
		return (char)c;
	if (c >= 0xc0 && c - 0xc0 < sizeof latin - 1 && latin[c - 0xc0] != '.')
		return latin[c - 0xc0];
	return 0;
}

static unsigned
next(const unsigned char **at)
{
	const unsigned char *p = *at;
	unsigned c = *p++;

	/* the modifier letters and the quotation marks are apostrophes, which stand inside a word */
	if (c >= 0xc0 && c < 0xe0 && (*p & 0xc0) == 0x80) {
		c = (c & 0x1f) << 6 | (*p++ & 0x3f);
		c = c >= 0x2b9 && c <= 0x2bf ? '\'' : c;
	} else if (c >= 0x80) {
		while ((*p & 0xc0) == 0x80)
			p++;
		c = c == 0xe2 ? '\'' : ' ';
	}
	*at = p;
	return c;
}

static void
add(struct name_words *w, const char *word, size_t n)
{
	if (n == 0 || w->n == NAME_WORDS)
		return;
	for (size_t i = 0; i < w->n; i++)
		if (strlen(w->at[i]) == n && memcmp(w->at[i], word, n) == 0)
			return;
	memcpy(w->at[w->n], word, n);
	w->at[w->n++][n] = '\0';
}

void
name_split(const char *name, struct name_words *ret)
{
	const unsigned char *p = (const unsigned char *)name;
	char word[NAME_WORD_MAX];
	size_t n = 0;

	ret->n = 0;
	while (*p != '\0') {
		unsigned c = next(&p);
		char l = letter(c);
		if (l != 0 && n < NAME_WORD_MAX)
			word[n++] = l;
		else if (l == 0 && c != '\'' && c != '`') {
			add(ret, word, n);
			n = 0;
		}
	}
	add(ret, word, n);
}

static const struct { char from[3], to[3]; } spelt[] = {
	{ "OE", "U" }, { "TJ", "C" }, { "DJ", "J" }, { "NJ", "NI" }, { "SJ", "S" }, { "SY", "S" }, { "SH", "S" },
	{ "CH", "H" }, { "KH", "H" }, { "TH", "T" }, { "DH", "D" }, { "PH", "P" }, { "GH", "G" }, { "DZ", "S" },
	{ "TS", "S" }, { "IE", "I" }, { "AE", "E" }, { "AI", "E" }, { "AY", "E" }, { "AU", "O" }, { "CK", "K" },
	{ "F", "P" }, { "V", "P" }, { "Z", "S" }, { "Q", "K" }, { "X", "S" }, { "Y", "I" },
};

void
name_begin(const char *word, size_t letters, char ret[NAME_BEGIN_MAX + 2])
{
	*ret = '\0';
	if (letters < NAME_BEGIN_MIN || letters > NAME_BEGIN_MAX || strlen(word) < letters)
		return;
	memcpy(ret, word, letters);
	memcpy(ret + letters, "*", 2);
}

void
name_sound(const char *word, char ret[NAME_WORD_MAX + 1])
{
	size_t n = 0;

	for (const char *p = word; *p != '\0' && n < NAME_WORD_MAX;) {
		const char *to = NULL;
		for (size_t i = 0; i < sizeof spelt / sizeof *spelt && to == NULL; i++)
			if (strncmp(p, spelt[i].from, strlen(spelt[i].from)) == 0) {
				to = spelt[i].to;
				p += strlen(spelt[i].from);
			}
		const char one[2] = { *p, '\0' };
		if (to == NULL) {
			to = one;
			p++;
		}
		for (; *to != '\0' && n < NAME_WORD_MAX; to++)
			if ((n == 0 || ret[n - 1] != *to) && (*to != 'H' || n == 0))
				ret[n++] = *to;
	}
	ret[n] = '\0';
}

static void
keep(struct name_near *near, const char *s)
{
	for (size_t i = 0; i < near->n; i++)
		if (strcmp(near->at[i], s) == 0)
			return;
	memcpy(near->at[near->n++], s, strlen(s) + 1);
}

void
name_near(const char *word, struct name_near *ret)
{
	char sound[NAME_WORD_MAX + 1], less[NAME_WORD_MAX + 1];
	size_t n;

	name_sound(word, sound);
	n = strlen(sound);
	ret->n = 0;
	keep(ret, sound);
	/* of three letters every other word would be near */
	for (size_t i = 0; n > 3 && i < n; i++) {
		memcpy(less, sound, i);
		memcpy(less + i, sound + i + 1, n - i);
		keep(ret, less);
	}
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
name_distance(const char *a, const char *b)
{
	size_t d[NAME_WORD_MAX + 1][NAME_WORD_MAX + 1], na = strlen(a), nb = strlen(b);

	if (na > NAME_WORD_MAX || nb > NAME_WORD_MAX)
		return NAME_WORD_MAX;
	for (size_t i = 0; i <= na; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= nb; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= na; i++)
		for (size_t j = 1; j <= nb; j++) {
			d[i][j] = least(least(d[i - 1][j], d[i][j - 1]) + 1,
			    d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[na][nb];
}
