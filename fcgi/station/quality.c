/* quality.c - see quality.h. */
#include "station/quality.h"

#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK		32
#define STEP		16
#define BLOCKS_MAX	20000
#define BINS		96	/* half pixels across a block's diagonal */
#define PI		3.14159265358979323846

struct block {
	float	 contrast, coherence, peak, period, dark;
	int	 ridged;
};

struct work {
	float		*grey, *gx, *gy;	/* w*h at 500 ppi, in guarded memory */
	struct block	*block;
	float		 window[BLOCK];
	int		 w, h, blocks;
};

static size_t
at(const struct work *q, int x, int y)
{
	return (size_t)y * (size_t)q->w + (size_t)x;
}

/* Bilinear, to 500 ppi. */
static void
resample(struct work *q, const uint8_t *p, int w, int h)
{
	float sx = (float)w / (float)q->w, sy = (float)h / (float)q->h, fx, fy;
	int x, y, x0, y0, x1, y1;
	const uint8_t *a, *b;

	for (y = 0; y < q->h; y++) {
		fy = fmaxf(((float)y + .5f) * sy - .5f, 0);
		y0 = (int)fy < h ? (int)fy : h - 1;
		y1 = y0 + 1 < h ? y0 + 1 : y0;
		a = p + (size_t)y0 * (size_t)w;
		b = p + (size_t)y1 * (size_t)w;
		for (x = 0; x < q->w; x++) {
			fx = fmaxf(((float)x + .5f) * sx - .5f, 0);
			x0 = (int)fx < w ? (int)fx : w - 1;
			x1 = x0 + 1 < w ? x0 + 1 : x0;
			float tx = fx - (float)x0, ty = fy - (float)y0;
			q->grey[at(q, x, y)] = (1 - ty) * ((1 - tx) * (float)a[x0] +
			    tx * (float)a[x1]) + ty * ((1 - tx) * (float)b[x0] + tx * (float)b[x1]);
		}
	}
}

/* Sobel; borders stay 0. */
static void
gradients(struct work *q)
{
	const float *g = q->grey;
	int x, y;

	for (y = 1; y < q->h - 1; y++)
		for (x = 1; x < q->w - 1; x++) {
			const float *u = g + at(q, x, y - 1), *m = g + at(q, x, y),
			    *l = g + at(q, x, y + 1);
			q->gx[at(q, x, y)] = u[1] + 2 * m[1] + l[1] - u[-1] - 2 * m[-1] - l[-1];
			q->gy[at(q, x, y)] = l[-1] + 2 * l[0] + l[1] - u[-1] - 2 * u[0] - u[1];
		}
}

/* Share of the windowed energy in the strongest ridge frequency across the
 * ridges, and its period. */
static void
ridge_peak(const struct work *q, struct block *b, int bx, int by, float theta, float mean)
{
	float bin[BINS] = { 0 }, energy = 0, weight = 0, best = 0, period, c = cosf(theta),
	    s = sinf(theta);
	int x, y, i;

	for (y = 0; y < BLOCK; y++)
		for (x = 0; x < BLOCK; x++) {
			float win = q->window[x] * q->window[y];
			float v = q->grey[at(q, bx + x, by + y)] - mean;
			float u = ((float)x - 15.5f) * c + ((float)y - 15.5f) * s;
			i = (int)lrintf(u * 2) + BINS / 2;
			if (i < 0 || i >= BINS)
				continue;
			bin[i] += win * v;
			energy += win * v * v;
			weight += win;
		}
	for (period = 5.5f; period <= 15.1f; period += .4f) {
		float re = 0, im = 0, w = (float)PI / period;	/* per half pixel */
		for (i = 0; i < BINS; i++) {
			re += bin[i] * cosf(w * (float)i);
			im += bin[i] * sinf(w * (float)i);
		}
		float share = 2 * (re * re + im * im) / (weight * energy + 1e-6f);
		if (share > best) {
			best = share;
			b->period = period;
		}
	}
	b->peak = best;
}

/* Share of pixels below the middle between the 5th and the 95th percentile. */
static float
dark_share(const struct work *q, int bx, int by)
{
	int hist[256] = { 0 }, x, y, i, sum = 0, lo = 0, hi = 255, below = 0;

	for (y = 0; y < BLOCK; y++)
		for (x = 0; x < BLOCK; x++) {
			i = (int)q->grey[at(q, bx + x, by + y)];
			hist[i < 0 ? 0 : i > 255 ? 255 : i]++;
		}
	for (i = 0; i < 256; i++) {
		sum += hist[i];
		if (sum <= BLOCK * BLOCK / 20)
			lo = i;
		if (sum <= BLOCK * BLOCK * 19 / 20)
			hi = i;
	}
	for (i = 0; i <= (lo + hi) / 2; i++)
		below += hist[i];
	return (float)below / (BLOCK * BLOCK);
}

/* false: nothing to see there. */
static int
block_of(const struct work *q, int bx, int by, struct block *b)
{
	float sum = 0, sq = 0, a = 0, c = 0, d = 0, mean;
	int x, y;

	for (y = 0; y < BLOCK; y++)
		for (x = 0; x < BLOCK; x++) {
			size_t i = at(q, bx + x, by + y);
			sum += q->grey[i];
			a += q->gx[i] * q->gx[i];
			c += q->gy[i] * q->gy[i];
			d += q->gx[i] * q->gy[i];
		}
	mean = sum / (BLOCK * BLOCK);
	for (y = 0; y < BLOCK; y++)
		for (x = 0; x < BLOCK; x++) {
			float v = q->grey[at(q, bx + x, by + y)] - mean;
			sq += v * v;
		}
	memset(b, 0, sizeof(*b));
	b->contrast = sqrtf(sq / (BLOCK * BLOCK));
	if (b->contrast < 6 || a + c <= 0)
		return 0;
	b->coherence = sqrtf((a - c) * (a - c) + 4 * d * d) / (a + c);
	ridge_peak(q, b, bx, by, .5f * atan2f(2 * d, a - c), mean);
	b->ridged = b->peak > .30f && b->coherence > .25f && b->contrast > 12;
	if (b->ridged)
		b->dark = dark_share(q, bx, by);
	return 1;
}

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

static double
median(float *v, int n)
{
	if (n == 0)
		return 0;
	qsort(v, (size_t)n, sizeof(*v), by_value);
	return (double)v[n / 2];
}

static double
clip(double v)
{
	return v < 0 ? 0 : v > 1 ? 1 : v;
}

/* Usable area saturating at 170 mm2 (a part of a finger matches badly, however clear it is:
 * tests/bench/fingers.mjs), share of ridged blocks, clarity, contrast;
 * a ridge period that no finger has (adults: about 9 px) halves it. */
static int
score_of(const struct quality *r)
{
	double s = 100 * clip(r->ridge_mm2 / 170) * pow(clip((r->ridged - .1) / .6), .7) *
	    sqrt(clip((r->coherence - .2) / .5)) * sqrt(clip(r->contrast / 35));

	if (r->period > 12.9 || r->period < 5.9)
		s /= 2;
	return (int)lround(100 * clip(s / 100));
}

/*
 * Limits between the kinds of tests/unit/test_quality.c and STATION.md 5 (synthetic
 * fingers, 500 ppi): faint prints have next to no contrast; dry ones break into dots,
 * so that less than a third of a ridged block is dark; a part of a finger is clear
 * but small; what is left with little contrast is smeared (directions blur) or wet.
 */
static enum station_cause
cause_of(const struct quality *r)
{
	if (r->contrast < 13)
		return POOR_FAINT;
	if (r->dark > 0 && r->dark < .33)
		return POOR_DRY;
	if (r->contrast < 28)
		return r->coherence < .72 ? POOR_SMEAR : POOR_WET;
	return r->ridge_mm2 < 110 ? POOR_PARTIAL : POOR_NONE;
}

static int
summarize(struct work *q, struct quality *r)
{
	float *contrast = calloc((size_t)q->blocks + 1, sizeof(*contrast));
	float *period = calloc((size_t)q->blocks + 1, sizeof(*period));
	int i, n = 0;

	if (contrast != NULL && period != NULL) {
		for (i = 0; i < q->blocks; i++) {
			contrast[i] = q->block[i].contrast;
			r->coherence += (double)q->block[i].coherence;
			if (!q->block[i].ridged)
				continue;
			r->dark += (double)q->block[i].dark;
			period[n++] = q->block[i].period;
		}
		r->blocks = q->blocks;
		if (q->blocks > 0) {
			r->coherence /= q->blocks;
			r->ridged = (double)n / q->blocks;
		}
		r->dark = n == 0 ? 0 : r->dark / n;
		r->contrast = median(contrast, q->blocks);
		r->period = n < 6 ? 0 : median(period, n);
		r->ridge_mm2 = n * (STEP / 500. * 25.4) * (STEP / 500. * 25.4);
		r->score = score_of(r);
		r->cause = cause_of(r);
	}
	free(period);
	free(contrast);
	return contrast == NULL || period == NULL ? -1 : 0;
}

/* Rows without contrast; white ones may be clean glass, dark ones are not. */
static void
flat_rows(const uint8_t *p, int w, int h, struct quality *r)
{
	int x, y, flat = 0, black = 0;

	for (y = 0; y < h; y++, p += w) {
		for (x = 1; x < w && abs(p[x] - p[0]) < 2; x++)
			continue;
		flat += x == w;
		black += x == w && p[0] < 64;
	}
	r->flat_rows = (double)flat / h;
	r->black_rows = (double)black / h;
}

static int
measure(struct work *q, const uint8_t *pixels, int w, int h, struct quality *r)
{
	int x, y;

	for (x = 0; x < BLOCK; x++)
		q->window[x] = (float)(.5 - .5 * cos(2 * PI * (x + .5) / BLOCK));
	resample(q, pixels, w, h);
	gradients(q);
	for (y = 0; y + BLOCK <= q->h; y += STEP)
		for (x = 0; x + BLOCK <= q->w && q->blocks < BLOCKS_MAX; x += STEP)
			q->blocks += block_of(q, x, y, &q->block[q->blocks]);
	flat_rows(pixels, w, h, r);
	return summarize(q, r);
}

int
quality_of(const uint8_t *pixels, int w, int h, int ppi, struct quality *ret)
{
	struct work q = { .w = w, .h = h };
	struct quality r = { 0 };
	size_t n;
	int rc = -1;

	if (w < 1 || h < 1 || w > 2000 || h > 2000 || ppi < 0 || sodium_init() < 0)
		return -1;
	if (ppi >= 200 && abs(ppi - 500) > 5) {
		q.w = w * 500 / ppi > 0 ? w * 500 / ppi : 1;
		q.h = h * 500 / ppi > 0 ? h * 500 / ppi : 1;
	}
	n = (size_t)q.w * (size_t)q.h;
	q.grey = sodium_allocarray(n, sizeof(float));
	q.gx = sodium_allocarray(n, sizeof(float));
	q.gy = sodium_allocarray(n, sizeof(float));
	q.block = calloc(BLOCKS_MAX + 1, sizeof(*q.block));
	if (q.grey != NULL && q.gx != NULL && q.gy != NULL && q.block != NULL) {
		memset(q.gx, 0, n * sizeof(float));
		memset(q.gy, 0, n * sizeof(float));
		rc = measure(&q, pixels, w, h, &r);
	}
	free(q.block);
	sodium_free(q.gy);
	sodium_free(q.gx);
	sodium_free(q.grey);
	if (rc == 0)
		*ret = r;
	return rc;
}
