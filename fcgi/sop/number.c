#include "sop/number.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"

enum part { PART_TEXT, PART_NO, PART_YEAR, PART_MONTH, PART_CLASS, PART_CODE, PART_UNKNOWN, PART_END };

struct piece {
	enum part	 part;
	const char	*at;	/* of a text */
	size_t		 n;
	int		 digits;
};

static const struct { const char *word; enum part part; bool letter; } word[] = {
	{ "nomor", PART_NO, false }, { "tahun", PART_YEAR, false }, { "bulan", PART_MONTH, true },
	{ "klasifikasi", PART_CLASS, true }, { "kode", PART_CODE, true },
};

/* The next piece; *s goes on behind it. */
static struct piece
next(const char **s, bool letter)
{
	struct piece p = { PART_END, *s, 0, 1 };

	if (**s == '\0')
		return p;
	if (**s != '{') {
		p.part = PART_TEXT;
		p.n = strcspn(*s, "{");
		*s += p.n;
		return p;
	}
	p.part = PART_UNKNOWN;
	p.n = strcspn(*s, "}");
	const char *in = *s + 1;
	size_t n = p.n - 1;
	*s += p.n + (p.at[p.n] == '}');
	if (p.at[p.n] != '}')
		return p;
	if (n >= 2 && in[n - 2] == ':' && in[n - 1] >= '1' && in[n - 1] <= '6' && strncmp(in, "nomor:", 6) == 0) {
		p.digits = in[n - 1] - '0';
		n -= 2;
	}
	for (size_t i = 0; i < sizeof word / sizeof word[0]; i++)
		if (strlen(word[i].word) == n && strncmp(word[i].word, in, n) == 0 && (letter || !word[i].letter))
			p.part = word[i].part;
	return p;
}

static const char *
roman(int month)
{
	static const char *const at[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII" };

	return month >= 1 && month <= 12 ? at[month] : "";
}

char *
number_letter(struct arena *a, const char *format, const struct number_parts *n)
{
	bool letter = n->letter_class != NULL;
	char *out = arena_strdup(a, "");

	if (str_empty(format))
		format = letter ? NUMBER_LETTER_FORMAT : NUMBER_AGENDA_FORMAT;
	for (struct piece p = next(&format, letter); p.part != PART_END && out != NULL; p = next(&format, letter))
		switch (p.part) {
		case PART_NO: out = arena_printf(a, "%s%0*lld", out, p.digits, (long long)n->no); break;
		case PART_YEAR: out = arena_printf(a, "%s%lld", out, (long long)n->year); break;
		case PART_MONTH: out = arena_printf(a, "%s%s", out, roman(n->month)); break;
		case PART_CLASS: out = arena_printf(a, "%s%s", out, n->letter_class); break;
		case PART_CODE: out = arena_printf(a, "%s%s", out, n->agency_code); break;
		case PART_TEXT:
		case PART_UNKNOWN: out = arena_printf(a, "%s%.*s", out, (int)p.n, p.at); break;
		case PART_END: break;
		}
	return out;
}

char *
number_agenda(struct arena *a, const char *format, int64_t no, int64_t year)
{
	return number_letter(a, format, &(struct number_parts){ .no = no, .year = year });
}

static bool
plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && strchr("./-_()", s[i]) == NULL)
			return false;
	return true;
}

const char *
number_format_trouble(const char *format, bool letter)
{
	int no = 0, year = 0;
	bool glued = false;
	enum part last = PART_END;

	for (struct piece p = next(&format, letter); p.part != PART_END; p = next(&format, letter)) {
		if (p.part == PART_UNKNOWN)
			return letter ? "Bagian dalam kurung kurawal hanya {nomor}, {nomor:4}, {tahun}, {bulan}, {klasifikasi}, dan {kode}." :
			    "Bagian dalam kurung kurawal hanya {nomor}, {nomor:4}, dan {tahun}.";
		if (p.part == PART_TEXT && !plain(p.at, p.n))
			return "Selain bagian dalam kurung kurawal hanya huruf, angka, dan tanda . / - _ ( ).";
		no += p.part == PART_NO;
		year += p.part == PART_YEAR;
		/* a digit beside them would belong to the number for whoever reads it */
		glued = glued || (p.part == PART_TEXT ? (last == PART_NO || last == PART_YEAR) && isdigit((unsigned char)p.at[0]) :
		    last != PART_END && last != PART_TEXT);
		glued = glued || (p.part == PART_TEXT && (*format == '{') && isdigit((unsigned char)p.at[p.n - 1]) &&
		    (strncmp(format, "{nomor", 6) == 0 || strncmp(format, "{tahun", 6) == 0));
		last = p.part;
	}
	if (no != 1 || year != 1)
		return "{nomor} dan {tahun} harus ada, masing-masing satu kali.";
	return glued ? "Pisahkan {nomor} dan {tahun} dari angka dan bagian lain, misalnya dengan garis miring." : NULL;
}

/* Letters and digits alike in both cases, blanks and zeros before a number left out. */
static bool
same(const char *a, const char *b)
{
	char was = '/';

	for (;;) {
		while (*a == ' ' || (*a == '0' && !isdigit((unsigned char)was) && isdigit((unsigned char)a[1])))
			a++;
		while (*b == ' ' || (*b == '0' && !isdigit((unsigned char)was) && isdigit((unsigned char)b[1])))
			b++;
		if (toupper((unsigned char)*a) != toupper((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
		was = *a++;
		b++;
	}
}

bool
number_agenda_read(struct arena *a, const char *format, const char *text, int64_t *ret_no, int64_t *ret_year)
{
	int64_t n[4];
	size_t got = 0;

	for (const char *s = text; *s != '\0' && got < 4;) {
		size_t d = strspn(s, "0123456789");
		if (d > 0 && !str_int(arena_strndup(a, s, d), 0, 999999999, &n[got++]))
			return false;
		s += d > 0 ? d : 1;
	}
	for (size_t i = 0; i < got; i++)
		for (size_t k = 0; k < got; k++)
			if (i != k && n[i] >= 1 && n[k] >= 2000 && n[k] <= 2199 && same(number_agenda(a, format, n[i], n[k]), text)) {
				*ret_no = n[i];
				*ret_year = n[k];
				return true;
			}
	return false;
}
