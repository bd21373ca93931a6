#include "sign/scan_box.h"

#include <sodium.h>
#include <string.h>

#define TAG		"rekam-scan-1"
#define HEAD_LEN	(sizeof TAG - 1 + 8)

void
scan_key_id(const struct box_key *key, uint8_t ret[SCAN_KEY_ID_LEN])
{
	uint8_t sum[32];

	(void)crypto_generichash(sum, sizeof sum, key->public_key, sizeof key->public_key, NULL, 0);
	memcpy(ret, sum, SCAN_KEY_ID_LEN);
}

struct bytes
scan_seal(struct arena *a, const struct box_key *key, int64_t case_id, struct bytes jpeg)
{
	size_t n = HEAD_LEN + jpeg.n;
	uint8_t *plain = arena_alloc(a, n), *sealed = arena_alloc(a, n + crypto_box_SEALBYTES);

	if (plain == NULL || sealed == NULL)
		return (struct bytes){ 0 };
	box_head(plain, TAG, case_id);
	memcpy(plain + HEAD_LEN, jpeg.p, jpeg.n);
	(void)crypto_box_seal(sealed, plain, n, key->public_key);
	return (struct bytes){ sealed, n + crypto_box_SEALBYTES };
}

struct bytes
scan_open(struct arena *a, const struct box_key *key, int64_t case_id, struct bytes sealed)
{
	uint8_t want[HEAD_LEN], *plain;
	size_t n = sealed.n - crypto_box_SEALBYTES;

	if (sealed.n < crypto_box_SEALBYTES + HEAD_LEN || (plain = arena_alloc(a, n)) == NULL ||
	    crypto_box_seal_open(plain, sealed.p, sealed.n, key->public_key, key->secret) != 0)
		return (struct bytes){ 0 };
	box_head(want, TAG, case_id);
	if (sodium_memcmp(plain, want, sizeof want) != 0)
		return (struct bytes){ 0 };
	return (struct bytes){ plain + HEAD_LEN, n - HEAD_LEN };
}
