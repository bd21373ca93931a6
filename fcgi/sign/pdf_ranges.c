#include "sign/pdf_ranges.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_DIGITS	10

static const uint8_t *
find(struct bytes in, const char *word)
{
	return in.n == 0 ? NULL : memmem(in.p, in.n, word, strlen(word));
}

static bool
white(uint8_t c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
hex_digit(uint8_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

static struct bytes
from(struct bytes in, const uint8_t *at)
{
	return (struct bytes){ at, (size_t)(in.p + in.n - at) };
}

static void
skip_white(struct bytes *b)
{
	while (b->n > 0 && white(b->p[0])) {
		b->p++;
		b->n--;
	}
}

static bool
take_char(struct bytes *b, uint8_t c)
{
	skip_white(b);
	if (b->n == 0 || b->p[0] != c)
		return false;
	b->p++;
	b->n--;
	return true;
}

static bool
take_number(struct bytes *b, size_t *ret)
{
	size_t digits = 0;

	*ret = 0;
	skip_white(b);
	while (b->n > 0 && b->p[0] >= '0' && b->p[0] <= '9' && digits++ < NUMBER_DIGITS) {
		*ret = *ret * 10 + (size_t)(b->p[0] - '0');
		b->p++;
		b->n--;
	}
	return digits > 0 && digits <= NUMBER_DIGITS;
}

/* The bytes of the object around the gap: from the last "obj" before it to "endobj" behind it. */
static struct bytes
object(struct bytes pdf, size_t gap, size_t end)
{
	const uint8_t *close = find(from(pdf, pdf.p + end), "endobj");
	size_t at = gap;

	while (at >= 4 && memcmp(pdf.p + at - 4, " obj", 4) != 0)
		at--;
	return at < 4 || close == NULL ? (struct bytes){ 0 } :
	    (struct bytes){ pdf.p + at, (size_t)(close - (pdf.p + at)) };
}

static bool
named_contents(struct bytes pdf, size_t gap)
{
	static const char name[] = "/Contents";
	size_t n = sizeof name - 1;

	while (gap > 0 && white(pdf.p[gap - 1]))
		gap--;
	return gap >= n && memcmp(pdf.p + gap - n, name, n) == 0;
}

/* behind: what follows the word /ByteRange. */
static bool
read_one(struct bytes pdf, struct bytes behind, struct pdf_signature *ret)
{
	const uint8_t *word = behind.p;
	size_t a, b, c, d;
	struct bytes o;

	if (!take_char(&behind, '[') || !take_number(&behind, &a) || !take_number(&behind, &b) ||
	    !take_number(&behind, &c) || !take_number(&behind, &d) || !take_char(&behind, ']'))
		return false;
	if (a != 0 || b == 0 || b >= pdf.n || c < b + 4 || c > pdf.n || d > pdf.n - c ||
	    pdf.p[b] != '<' || pdf.p[c - 1] != '>' || (c - b) % 2 != 0 || !named_contents(pdf, b))
		return false;
	for (size_t i = b + 1; i < c - 1; i++)
		if (!hex_digit(pdf.p[i]))
			return false;
	o = object(pdf, b, c);
	if (o.p == NULL || word < o.p || word > o.p + o.n)
		return false;
	*ret = (struct pdf_signature){
		.before = { pdf.p, b }, .behind = { pdf.p + c, d }, .hex = { pdf.p + b + 1, c - b - 2 },
		.cms = find(o, "/adbe.pkcs7.detached") != NULL || find(o, "/ETSI.CAdES.detached") != NULL,
		.whole = c + d == pdf.n,
	};
	return true;
}

int
pdf_signatures(struct bytes pdf, struct pdf_signature ret[PDF_SIGNATURES_MOST])
{
	static const char word[] = "/ByteRange";
	struct bytes rest = pdf;
	const uint8_t *at;
	int n = 0;

	while ((at = find(rest, word)) != NULL) {
		rest = from(pdf, at + sizeof word - 1);
		if (n == PDF_SIGNATURES_MOST || !read_one(pdf, rest, &ret[n]))
			return -1;
		n++;
	}
	return n;
}
