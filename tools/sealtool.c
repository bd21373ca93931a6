/*
 * sealtool.c - keys and sealed capture records, for tests.
 *
 *	sealtool keys KEYS SAFE			make what is missing, 12 months
 *	sealtool head STATION.PUB RECORD	verify, print the header
 *	sealtool open STATION.PUB EXPORT.KEY RECORD OUT		verify, open, write the image
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "station/seal.h"

static int
fail(const struct err *e)
{
	fprintf(stderr, "sealtool: %s\n", e->text);
	return 1;
}

static int
file_read(const char *path, uint8_t **ret, size_t *ret_n)
{
	FILE *f = fopen(path, "rb");
	size_t n = 0, max = SEAL_IMAGE_MAX + SEAL_OVERHEAD + 1;
	uint8_t *p = malloc(max);

	if (f != NULL && p != NULL)
		n = fread(p, 1, max, f);
	if (f != NULL)
		fclose(f);
	*ret = p;
	*ret_n = n;
	return f == NULL || p == NULL ? -1 : 0;
}

static void
head_print(const struct seal_head *h)
{
	struct fmt when;

	printf("case=%s\njob=%s\nfinger=%d\nformat=%d\nwidth=%d\nheight=%d\nppi=%d\nswipe=%d\n"
	    "quality=%d\ncaptured=%s\nepoch=%s\ndriver=%s\nofficer=%s\nstation=%s\npurpose=%s\n"
	    "image=%zu\n", h->casefile, h->job, h->finger, (int)h->format, h->width, h->height,
	    h->ppi, h->swipe, h->quality, fmt_machine(&when, h->captured), h->epoch, h->driver,
	    h->officer, h->station, h->purpose, h->image_size);
}

static int
open_record(const struct seal_head *h, struct bytes record, const uint8_t pub[32],
    const char *key, const char *out, struct err *e)
{
	char epoch[SEAL_EPOCH_LEN + 1];
	uint8_t secret[32], *image = sodium_malloc(h->image_size);
	FILE *f;
	int rc;

	rc = seal_export_secret_read(key, epoch, secret, e);
	if (rc == 0)
		rc = seal_open(record, pub, epoch, secret, image, h->image_size, e);
	sodium_memzero(secret, sizeof(secret));
	if (rc == 0) {
		f = fopen(out, "wb");
		if (f == NULL || fwrite(image, 1, h->image_size, f) != h->image_size)
			rc = err_set(e, ERR_AWAY, 0, "%s: cannot be written", out);
		if (f != NULL)
			fclose(f);
	}
	sodium_free(image);
	return rc;
}

int
main(int argc, char **argv)
{
	struct seal_head h;
	struct err e = { 0 };
	uint8_t pub[32], *p = NULL;
	size_t n = 0;
	int rc;

	if (argc == 4 && strcmp(argv[1], "keys") == 0)
		return seal_keys_create(argv[2], argv[3], utc_now(), 12, &e) == 0 ? 0 : fail(&e);
	if (!(argc == 4 && strcmp(argv[1], "head") == 0) &&
	    !(argc == 6 && strcmp(argv[1], "open") == 0)) {
		fprintf(stderr, "usage: sealtool keys KEYS SAFE | head PUB RECORD | "
		    "open PUB EXPORTKEY RECORD OUT\n");
		return 2;
	}
	if (sodium_init() < 0 || seal_public_key_read(argv[2], pub, &e) != 0)
		return fail(&e);
	if (file_read(argv[argc == 4 ? 3 : 4], &p, &n) != 0)
		rc = err_set(&e, ERR_NOT_FOUND, 0, "record cannot be read");
	else
		rc = seal_verify((struct bytes){ p, n }, pub, &h, &e);
	if (rc == 0)
		head_print(&h);
	if (rc == 0 && argc == 6)
		rc = open_record(&h, (struct bytes){ p, n }, pub, argv[3], argv[5], &e);
	free(p);
	return rc == 0 ? 0 : fail(&e);
}
