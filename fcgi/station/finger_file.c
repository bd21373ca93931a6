/* finger_file.c - see finger_file.h. */
#include "station/finger_file.h"

#include <string.h>
#include <time.h>

#define US	1000000
#define FS	"\x1c"
#define GS	"\x1d"
#define RS	"\x1e"
#define UNITS	"\x1f"

static void
put(FILE *f, int bytes, uint64_t v)
{
	while (bytes-- > 0)
		(void)fputc((int)(v >> (8 * bytes) & 0xff), f);
}

static struct tm
time_of(struct utc t)
{
	time_t s = (time_t)(t.us / US);
	struct tm tm;

	memset(&tm, 0, sizeof(tm));
	(void)gmtime_r(&s, &tm);
	return tm;
}

static int
written(FILE *f, struct err *e)
{
	return fflush(f) == 0 && ferror(f) == 0 ? 0 : err_set(e, ERR_FULL, 0, "the file cannot be written");
}

/* ---- ISO/IEC 19794-4 ---- */

#define ISO_HEAD	16
#define ISO_REP		46	/* of a representation with one quality, without the image */

int
finger_iso(FILE *f, const struct seal_head *h, struct bytes png, struct err *e)
{
	struct tm t = time_of(h->captured);
	uint32_t rep = ISO_REP + (uint32_t)png.n;

	if (h->finger < 1 || h->finger > 10 || h->format != SEAL_PNG || png.n > SEAL_IMAGE_MAX)
		return err_set(e, ERR_INPUT, 0, "this record is no PNG of a finger");
	if (h->ppi == 0)
		return err_set(e, ERR_INPUT, 0, "finger %d: the reader's resolution is unknown, and the format has no way to say so", h->finger);
	(void)fwrite("FIR\0" "020\0", 1, 8, f);
	put(f, 4, ISO_HEAD + rep);
	put(f, 2, 1);
	put(f, 1, 0);
	put(f, 1, 1);
	put(f, 4, rep);
	put(f, 2, (uint32_t)t.tm_year + 1900);
	put(f, 1, (uint32_t)t.tm_mon + 1);
	put(f, 1, (uint32_t)t.tm_mday);
	put(f, 1, (uint32_t)t.tm_hour);
	put(f, 1, (uint32_t)t.tm_min);
	put(f, 1, (uint32_t)t.tm_sec);
	put(f, 2, (uint32_t)(h->captured.us % US / 1000));
	put(f, 5, 0);		/* technology, vendor, type */
	put(f, 1, 1);
	put(f, 1, (uint32_t)h->quality);
	put(f, 4, 0);
	put(f, 1, (uint32_t)h->finger);
	put(f, 1, 0);
	put(f, 1, 1);
	for (int i = 0; i < 4; i++)
		put(f, 2, (uint32_t)h->ppi);
	put(f, 1, 8);
	put(f, 1, 6);
	put(f, 1, h->swipe ? 8 : 0);
	put(f, 2, (uint32_t)h->width);
	put(f, 2, (uint32_t)h->height);
	put(f, 4, (uint32_t)png.n);
	(void)fwrite(png.p, 1, png.n, f);
	return written(f, e);
}

/* ---- ANSI/NIST-ITL ---- */

#define RECORD_MAX	2048	/* the text of a record */

/* The length of a record stands in it; its digits are part of it. */
static size_t
length_of(size_t rest, const char *field)
{
	size_t n = rest + strlen(field) + 1;	/* "14.001:" digits GS */
	char digits[24];

	for (size_t d = 1; d < 10; d++)
		if ((size_t)snprintf(digits, sizeof digits, "%zu", n + d) == d)
			return n + d;
	return 0;
}

static void
record(FILE *f, const char *field, const char *text, struct bytes image)
{
	size_t rest = strlen(text) + image.n + 1;	/* FS */

	(void)fprintf(f, "%s%zu" GS "%s", field, length_of(rest, field), text);
	if (image.n > 0)
		(void)fwrite(image.p, 1, image.n, f);
	(void)fputs(FS, f);
}

static const char *
day_of(struct utc t, char ret[16])
{
	struct tm tm = time_of(t);

	(void)strftime(ret, 16, "%Y%m%d", &tm);
	return ret;
}

static void
type_1(FILE *f, const struct finger_nist *n)
{
	char text[RECORD_MAX], day[16];
	size_t all = n->n + n->n_missing, used;

	used = (size_t)snprintf(text, sizeof text, "1.002:0500" GS "1.003:1" UNITS "%zu", all);
	for (size_t i = 0; i < all && used < sizeof text; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, RS "14" UNITS "%02zu", i + 1);
	(void)snprintf(text + used, sizeof text - used, GS "1.004:FING" GS "1.005:%s" GS "1.007:%s" GS "1.008:%s" GS
	    "1.009:%s" GS "1.011:00.00" GS "1.012:00.00", day_of(n->now, day), n->origin, n->origin, n->transaction);
	record(f, "1.001:", text, (struct bytes){ NULL, 0 });
}

int
finger_nist(FILE *f, const struct finger_nist *n, struct err *e)
{
	char text[RECORD_MAX], day[16];
	size_t idc = 1;

	if (n->n > 10 || n->n_missing > 10 || strlen(n->origin) > 60 || strlen(n->transaction) > 60)
		return err_set(e, ERR_INPUT, 0, "these are not the fingers of one person");
	type_1(f, n);
	for (size_t i = 0; i < n->n; i++) {
		const struct seal_head *h = &n->head[i];
		if (h->finger < 1 || h->format != SEAL_PNG || h->ppi == 0)
			return err_set(e, ERR_INPUT, 0, "finger %d: no PNG, or its resolution is unknown", h->finger);
		(void)snprintf(text, sizeof text, "14.002:%02zu" GS "14.003:%d" GS "14.004:%s" GS "14.005:%s" GS "14.006:%d" GS "14.007:%d" GS
		    "14.008:1" GS "14.009:%d" GS "14.010:%d" GS "14.011:PNG" GS "14.012:8" GS "14.013:%d" GS "14.016:%d" GS "14.017:%d" GS
		    "14.999:", idc++, h->swipe ? 8 : 0, n->origin, day_of(h->captured, day), h->width, h->height, h->ppi, h->ppi, h->finger,
		    h->ppi, h->ppi);
		record(f, "14.001:", text, n->png[i]);
	}
	for (size_t i = 0; i < n->n_missing; i++) {
		const struct finger_missing *m = &n->missing[i];
		(void)snprintf(text, sizeof text, "14.002:%02zu" GS "14.003:0" GS "14.004:%s" GS "14.005:%s" GS "14.013:%d" GS "14.018:%d" UNITS "%s",
		    idc++, n->origin, day_of(n->now, day), m->finger, m->finger, m->amputated ? "XX" : "UP");
		record(f, "14.001:", text, (struct bytes){ NULL, 0 });
	}
	return written(f, e);
}
