/*
 * seal.c - what becomes of an image that was judged good: PNG, seal, and the row in the database, durably, each
 * timed by itself.  Account station, the station's own keys, a picture of ridges of 300 x 400 pixels.
 * usage: seal CONF STATION_KEY EXPORT_PUB CASE CAPTURE N	prints "png US seal US store US bytes N", each a mean
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "base/conf.h"
#include "base/rnd.h"
#include "base/str.h"
#include "sql/capture.h"
#include "station/image.h"
#include "station/seal.h"
#include "store/db.h"

enum { W = 300, H = 400 };

static double
now_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Ridges 9 pixels apart, with the grain of a sensor, so that PNG has as much to do as with a finger. */
static void
ridges(uint8_t *p, int n)
{
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++) {
			double d = hypot(x - 150 + n % 7, y - 260);
			p[y * W + x] = (uint8_t)(128 + 90 * sin(d * 6.283 / 9) + (double)randombytes_uniform(24));
		}
}

struct keys {
	struct seal_station_key	*station;
	struct seal_export_key	 export;
};

static int
once(struct db *db, const struct keys *k, int64_t id, int64_t capture, int n, double took[3], size_t *ret_bytes, struct err *e)
{
	static uint8_t pixels[W * H];
	struct seal_head h = { .finger = 1 + n % 10, .format = SEAL_PNG, .width = W, .height = H, .ppi = 500, .quality = 60,
	    .captured = utc_now(), .driver = "bench", .officer = "1", .station = "LOKET-1", .purpose = SEAL_FINGER };
	struct secret png;
	uint8_t hash[32], *record;

	ridges(pixels, n);
	rnd_uuid(h.casefile);
	rnd_uuid(h.job);
	double begin = now_us();
	if (image_png(pixels, W, H, &png) == -1)
		return err_set(e, ERR_FULL, 0, "png");
	double made = now_us();
	size_t size = seal_size(png.n);
	record = malloc(size);
	if (record == NULL || seal_make(&h, secret_bytes(&png), k->station, &k->export, record, e) == -1)
		return -1;
	crypto_hash_sha256(hash, record, size);
	double sealed = now_us();
	const struct capture_image_put_in in = { .case_id = id, .finger = h.finger, .capture = capture, .epoch = k->export.epoch,
	    .sealed = { record, size }, .sha256 = { hash, sizeof hash }, .at = h.captured };
	int rc = db_begin(db, e) == -1 || capture_image_put(db, &in, e) < 0 || db_commit(db, e) == -1 ? -1 : 0;
	took[0] += made - begin;
	took[1] += sealed - made;
	took[2] += now_us() - sealed;
	*ret_bytes = size;
	free(record);
	secret_free(&png);
	return rc;
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	struct conf *conf = argc != 7 || sodium_init() == -1 ? NULL : conf_read_private(argv[1], &e);
	struct db *db = conf == NULL ? NULL : db_open(conf, "station", &e);
	struct keys k = { .station = db == NULL ? NULL : seal_station_key_read(argv[2], &e) };
	double took[3] = { 0 };
	size_t bytes = 0;
	int n = argc == 7 ? atoi(argv[6]) : 0, rc = -1;

	if (k.station != NULL && n > 0 && seal_export_key_read(argv[3], "auto", utc_now(), &k.export, &e) == 0)
		for (int i = rc = 0; i < n && rc == 0; i++)
			rc = once(db, &k, atoll(argv[4]), atoll(argv[5]), i, took, &bytes, &e);
	if (rc == 0)
		printf("png %.0f seal %.0f store %.0f bytes %zu\n", took[0] / n, took[1] / n, took[2] / n, bytes);
	else
		(void)fprintf(stderr, "seal: %s\n", e.text);
	seal_station_key_free(k.station);
	db_close(db);
	conf_free(conf);
	return rc == 0 ? 0 : 1;
}
