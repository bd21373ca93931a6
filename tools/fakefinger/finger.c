/* finger.c - see finger.h. */
#include "finger.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define W	FINGER_W
#define H	FINGER_H
#define PI	3.14159265358979323846f
#define TURNS	24		/* directions of the filter bank */
#define PERIODS	4
#define R	11		/* filter radius */
#define ROW	24		/* filter row: 2 * R + 1, padded */
#define PAD	12
#define PW	(W + 2 * PAD)
#define PH	(H + 2 * PAD)
#define GROW	16		/* iterations */
#define WAVES	5

/* ---- randomness: the same on every machine ---- */

struct dice {
	uint64_t	s;
};

static uint64_t
roll(struct dice *d)
{
	uint64_t z = (d->s += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static float
between(struct dice *d, float lo, float hi)
{
	return lo + (hi - lo) * (float)(roll(d) >> 40) / 16777216.f;
}

static struct dice
dice_of(uint64_t a, int b, int c, uint64_t what)
{
	struct dice d = { a * 0x2545f4914f6cdd1du + what };

	(void)roll(&d);
	d.s ^= (uint64_t)b << 32 | (uint64_t)c << 8;
	(void)roll(&d);
	return d;
}

uint64_t
finger_seed(const char *text)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *text != '\0'; text++)
		h = (h ^ (uint8_t)*text) * 0x100000001b3u;
	return h;
}

/* Smooth noise in about -1..1: a few long waves. */
struct waves {
	float	fx[WAVES], fy[WAVES], phase[WAVES];
};

static struct waves
waves_of(struct dice *d, float longest, float shortest)
{
	struct waves w;
	int i;

	for (i = 0; i < WAVES; i++) {
		float a = between(d, 0, 2 * PI), f = 2 * PI / between(d, shortest, longest);
		w.fx[i] = f * cosf(a);
		w.fy[i] = f * sinf(a);
		w.phase[i] = between(d, 0, 2 * PI);
	}
	return w;
}

static float
wave(const struct waves *w, float x, float y)
{
	float s = 0;
	int i;

	for (i = 0; i < WAVES; i++)
		s += sinf(w->fx[i] * x + w->fy[i] * y + w->phase[i]);
	return s / 3;
}

/* Value noise in 0..1 on a lattice of `step` pixels. */
static float
grain(uint64_t key, float x, float y, float step)
{
	int ix = (int)floorf(x / step), iy = (int)floorf(y / step), i;
	float tx = x / step - (float)ix, ty = y / step - (float)iy, v[4];

	for (i = 0; i < 4; i++) {
		struct dice d = { key + (uint64_t)(uint32_t)(ix + (i & 1)) * 0x9e3779b1u +
		    ((uint64_t)(uint32_t)(iy + (i >> 1)) << 32) };
		v[i] = (float)(roll(&d) >> 40) / 16777216.f;
	}
	return (v[0] * (1 - tx) + v[1] * tx) * (1 - ty) + (v[2] * (1 - tx) + v[3] * tx) * ty;
}

/* ---- the master: orientation, period, growth ---- */

enum pattern { ARCH, TENTED, LEFT_LOOP, RIGHT_LOOP, WHORL };

struct field {
	enum pattern	 pattern;
	float		 cx, cy, bend;
	int		 cores, deltas;
	float		 core[2][2], delta[2][2];
	struct waves	 noise, width;
	float		 base;		/* ridge period */
};

static void
spot(float p[2], float x, float y)
{
	p[0] = x;
	p[1] = y;
}

static void
field_spots(struct field *f, struct dice *d)
{
	float j = between(d, -.025f, .025f) * W, k = between(d, -.025f, .025f) * H, g;

	f->cores = f->deltas = 1;
	switch (f->pattern) {
	case ARCH:
		f->cores = f->deltas = 0;
		break;
	case TENTED:
		spot(f->core[0], f->cx, f->cy - .02f * H);
		spot(f->delta[0], f->cx + j / 3, f->cy + .26f * H);
		break;
	case LEFT_LOOP:
	case RIGHT_LOOP:
		g = f->pattern == LEFT_LOOP ? 1 : -1;
		spot(f->core[0], f->cx + j, f->cy);
		spot(f->delta[0], f->cx + g * .30f * W + j, f->cy + .30f * H + k);
		break;
	case WHORL:
		g = between(d, .03f, .085f) * H;
		f->cores = f->deltas = 2;
		spot(f->core[0], f->cx + j, f->cy - g);
		spot(f->core[1], f->cx - j, f->cy + g);
		spot(f->delta[0], f->cx - .34f * W + j, f->cy + .33f * H + k);
		spot(f->delta[1], f->cx + .34f * W + j, f->cy + .33f * H - k);
		break;
	}
}

static struct field
field_of(uint64_t seed, int finger)
{
	struct dice d = dice_of(seed, finger, 0, 7);
	struct field f = { 0 };
	float kind = between(&d, 0, 1);
	bool right = finger <= 5;

	/* about as often as in people: loops open to the little finger's side */
	f.pattern = kind < .06f ? ARCH : kind < .12f ? TENTED : kind < .42f ? WHORL :
	    (kind < .94f) == right ? RIGHT_LOOP : LEFT_LOOP;
	f.cx = W / 2.f + between(&d, -.09f, .09f) * W;
	f.cy = H * .47f + between(&d, -.07f, .07f) * H;
	f.bend = between(&d, .9f, 1.25f);
	f.base = between(&d, 8.8f, 10.f);
	field_spots(&f, &d);
	f.noise = waves_of(&d, 340, 130);
	f.width = waves_of(&d, 500, 220);
	return f;
}

static float
turn_of(const struct field *f, float x, float y)
{
	float t = 0;
	int i;

	for (i = 0; i < f->cores; i++)
		t += .5f * atan2f(f->core[i][1] - y, x - f->core[i][0]);
	for (i = 0; i < f->deltas; i++)
		t -= .5f * atan2f(f->delta[i][1] - y, x - f->delta[i][0]);
	return t;
}

/* Direction of the ridges, 0..pi, y downwards. */
static float
direction(const struct field *f, float x, float y)
{
	float t, k;

	if (f->pattern == ARCH) {
		k = y <= f->cy ? (y - H * .12f) / (H * .55f) : 1 - (y - f->cy) / (H * .45f);
		k = fminf(fmaxf(k, 0), 1);
		t = atanf(f->bend * 1.3f * k * sinf((x - f->cx) / W * 2 * PI * .62f));
	} else	/* far above the core the ridges lie level */
		t = -(turn_of(f, x, y) - turn_of(f, f->cx, 0));
	t += .33f * wave(&f->noise, x, y);
	return t - PI * floorf(t / PI);
}

/* One filter: a wave across direction t under a bell, no mean. */
static void
filter_of(int16_t *k, float t, float period)
{
	float s = .483f * period, v[2 * R + 1][2 * R + 1], bell = 0, mean = 0, norm = 0, u;
	int x, y;

	for (y = -R; y <= R; y++)
		for (x = -R; x <= R; x++) {
			u = -(float)x * sinf(t) + (float)y * cosf(t);
			v[y + R][x + R] = expf(-(float)(x * x + y * y) / (2 * s * s));
			bell += v[y + R][x + R];
			mean += v[y + R][x + R] * cosf(2 * PI * u / period);
		}
	for (y = -R; y <= R; y++)
		for (x = -R; x <= R; x++) {
			u = -(float)x * sinf(t) + (float)y * cosf(t);
			v[y + R][x + R] *= cosf(2 * PI * u / period) - mean / bell;
			norm += fabsf(v[y + R][x + R]);
		}
	memset(k, 0, sizeof(*k) * (2 * R + 1) * ROW);
	for (y = 0; y <= 2 * R; y++)
		for (x = 0; x <= 2 * R; x++)
			k[y * ROW + x] = (int16_t)lrintf(v[y][x] / norm * 30000);
}

#define FILTER	((2 * R + 1) * ROW)

struct master {
	int16_t		 bank[PERIODS * TURNS * FILTER];
	uint8_t		 which[H * W];		/* filter of each pixel */
	int16_t		 a[PH * PW + ROW], b[PH * PW + ROW];	/* -256..256 */
};

static void
bank_fill(struct master *m, const struct field *f)
{
	static const float factor[PERIODS] = { .9f, 1.f, 1.1f, 1.2f };
	int p, t, x, y;

	for (p = 0; p < PERIODS; p++)
		for (t = 0; t < TURNS; t++)
			filter_of(m->bank + (p * TURNS + t) * FILTER,
			    PI * (float)t / TURNS, f->base * factor[p]);
	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++) {
			float low = fmaxf((float)y / H - .55f, 0);
			float r = (1 + .1f * wave(&f->width, (float)x, (float)y)) *
			    (1 + .2f * low);	/* wider towards the crease */
			p = (int)lrintf((r - .9f) * 10);
			p = p < 0 ? 0 : p >= PERIODS ? PERIODS - 1 : p;
			t = (int)lrintf(direction(f, (float)x, (float)y) / PI * TURNS) % TURNS;
			m->which[y * W + x] = (uint8_t)(p * TURNS + t);
		}
}

/* A thousand million products a finger: tests built with sanitizers skip these two. */
#define FAST	__attribute__((no_sanitize("address", "undefined")))

/* Sum of products of one filter with the picture around a pixel. */
FAST static int32_t
filtered(const int16_t *restrict k, const int16_t *restrict in)
{
	int32_t sum = 0;
	int x, y;

	for (y = 0; y <= 2 * R; y++, k += ROW, in += PW)
		for (x = 0; x < ROW; x++)
			sum += (int32_t)k[x] * in[x];
	return sum;
}

FAST static void
grow(const struct master *m, const int16_t *in, int16_t *out)
{
	int x, y;

	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++) {
			const int16_t *k = m->bank + m->which[y * W + x] * FILTER;
			int32_t v = filtered(k, in + (y + PAD - R) * PW + x + PAD - R);
			v = v / 2143;	/* 30000 / 14: gain, then clipped */
			out[(y + PAD) * PW + x + PAD] =
			    (int16_t)(v > 256 ? 256 : v < -256 ? -256 : v);
		}
}

static void
master_draw(struct master *m, uint64_t seed, int finger)
{
	struct field f = field_of(seed, finger);
	struct dice d = dice_of(seed, finger, 1, 11);
	int i, x, y, s;

	bank_fill(m, &f);
	memset(m->a, 0, sizeof(m->a));
	memset(m->b, 0, sizeof(m->b));
	for (i = 0; i < W * H / 2600; i++) {
		s = (int)between(&d, 0, H - 3) * PW + (int)between(&d, 0, W - 3);
		for (y = 0; y < 3; y++)
			for (x = 0; x < 3; x++)
				m->a[s + (y + PAD) * PW + x + PAD] = 256;
	}
	for (i = 0; i < GROW; i += 2) {
		grow(m, m->a, m->b);
		grow(m, m->b, m->a);
	}
}

/* ---- an impression ---- */

struct manner {
	float	cut, dry, noise, area, contrast;
	int	blur;		/* passes */
};

static const struct manner manners[FINGER_QUALITY__MAX] = {
	[FINGER_GOOD]		= { 0, .06f, 6, 1, 1, 1 },
	[FINGER_DRY]		= { .62f, 1.05f, 14, .85f, .7f, 1 },
	[FINGER_WET]		= { -.93f, 0, 5, 1.06f, 1, 9 },
	[FINGER_PARTIAL]	= { 0, .06f, 6, .22f, 1, 1 },
	[FINGER_FAINT]		= { .1f, .1f, 10, 1, .09f, 1 },
};

struct press {
	const struct manner *how;
	float		 sin, cos, dx, dy;
	struct waves	 px, py, force;
	uint64_t	 key;
	float		 scratch[3][4];		/* x, y, angle, half length */
	int		 scratches;
};

static struct press
press_of(const struct finger_order *o)
{
	struct dice d = dice_of(o->seed, o->finger, o->impression, 31);
	struct press p = { .how = &manners[o->quality] };
	float a = between(&d, -.14f, .14f);
	int i;

	p.sin = sinf(a);
	p.cos = cosf(a);
	p.dx = between(&d, -10, 10);
	p.dy = between(&d, -12, 12);
	p.px = waves_of(&d, 500, 260);
	p.py = waves_of(&d, 500, 260);
	p.force = waves_of(&d, 300, 120);
	p.key = roll(&d);
	p.scratches = (int)between(&d, 0, 2.99f);
	for (i = 0; i < p.scratches; i++) {
		p.scratch[i][0] = between(&d, 0, W);
		p.scratch[i][1] = between(&d, 0, H);
		p.scratch[i][2] = between(&d, 0, PI);
		p.scratch[i][3] = between(&d, 15, 60);
	}
	return p;
}

static float
sample(const int16_t *m, float x, float y)
{
	int ix, iy;
	float tx, ty;
	const int16_t *p;

	x = fminf(fmaxf(x, 0), W - 1.01f);
	y = fminf(fmaxf(y, 0), H - 1.01f);
	ix = (int)x;
	iy = (int)y;
	tx = x - (float)ix;
	ty = y - (float)iy;
	p = m + (iy + PAD) * PW + ix + PAD;
	return ((1 - ty) * ((1 - tx) * p[0] + tx * p[1]) +
	    ty * ((1 - tx) * p[PW] + tx * p[PW + 1])) / 256;
}

static float
step_of(float v)
{
	return 1 / (1 + expf(-v));
}

/* What pores, breaks and scratches leave of a ridge, 0..1. */
static float
worn(const struct press *p, float x, float y)
{
	float left = 1, v, across, along, dx, dy;
	int i;

	if (p->how->dry > 0) {
		v = (grain(p->key, x, y, 4) - .5f) * 5.5f - (2.4f - 2.2f * p->how->dry);
		left *= 1 - fminf(fmaxf(v * 1.6f, 0), 1);
	}
	v = grain(p->key + 1, x, y, 3);
	if (v > .93f)
		left *= .55f;
	for (i = 0; i < p->scratches; i++) {
		dx = x - p->scratch[i][0];
		dy = y - p->scratch[i][1];
		across = dx * sinf(p->scratch[i][2]) - dy * cosf(p->scratch[i][2]);
		along = dx * cosf(p->scratch[i][2]) + dy * sinf(p->scratch[i][2]);
		if (fabsf(along) < p->scratch[i][3])
			left *= 1 - .85f * expf(-across * across / 1.2f);
	}
	return left;
}

/* 1 inside the area that touches the glass. */
static float
contact(const struct press *p, float x, float y)
{
	float r = sqrtf(p->how->area), ex = fabsf(x / (W * .44f * r));
	float ey = fabsf(y / (H * (y < 0 ? .46f : .47f) * r));
	float d = powf(powf(ex, 2.4f) + powf(ey, 2.4f), 1 / 2.4f);

	return step_of((1 - d - .12f * (grain(p->key + 2, x + W, y + H, 16) - .5f)) * 40);
}

static void
press_draw(const struct press *p, const int16_t *m, float *out)
{
	float X, Y, sx, sy, ridge, mask;
	int x, y;

	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++) {
			X = (float)x - W / 2.f - p->dx;
			Y = (float)y - H / 2.f - p->dy;
			mask = contact(p, X, Y);
			if (mask < .004f) {
				out[y * W + x] = 250;
				continue;
			}
			sx = p->cos * X + p->sin * Y + W / 2.f;
			sy = -p->sin * X + p->cos * Y + H / 2.f;
			sx += 2.5f * wave(&p->px, (float)x, (float)y);
			sy += 2.5f * wave(&p->py, (float)x, (float)y);
			ridge = step_of(9 * (sample(m, sx, sy) - p->how->cut -
			    .18f * wave(&p->force, (float)x, (float)y)));
			ridge *= worn(p, (float)x, (float)y) * mask;
			out[y * W + x] = 250 - ridge * 205 * p->how->contrast;
		}
}

/* 1 2 1 both ways. */
static void
blur(float *g, float *t)
{
	int x, y;

	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++)
			t[y * W + x] = (g[y * W + (x > 0 ? x - 1 : x)] + 2 * g[y * W + x] +
			    g[y * W + (x < W - 1 ? x + 1 : x)]) / 4;
	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++)
			g[y * W + x] = (t[(y > 0 ? y - 1 : y) * W + x] + 2 * t[y * W + x] +
			    t[(y < H - 1 ? y + 1 : y) * W + x]) / 4;
}

int
finger_draw(const struct finger_order *o, uint8_t *ret_pixels)
{
	struct master *m = malloc(sizeof(*m));
	float *g = malloc(2 * sizeof(float) * W * H), v;
	struct press p = press_of(o);
	struct dice d = { p.key };
	int i;

	if (m == NULL || g == NULL) {
		free(m);
		free(g);
		return -1;
	}
	master_draw(m, o->seed, o->finger);
	press_draw(&p, m->a, g);
	for (i = 0; i < p.how->blur; i++)
		blur(g, g + W * H);
	for (i = 0; i < W * H; i++) {
		v = between(&d, -1, 1) + between(&d, -1, 1) + between(&d, -1, 1);
		v = g[i] + v * p.how->noise * (g[i] > 248 ? .35f : 1);
		ret_pixels[i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
	}
	free(g);
	free(m);
	return 0;
}
