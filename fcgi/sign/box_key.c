#include "sign/box_key.h"

#include <sodium.h>
#include <string.h>

#include "sign/letter_key.h"

int
box_key_create(const char *keys_dir, const char *name, struct err *e)
{
	uint8_t pub[32], secret[32];
	int rc;

	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	(void)crypto_box_keypair(pub, secret);
	rc = key_pair_create(keys_dir, name, secret, pub, e);
	sodium_memzero(secret, sizeof secret);
	return rc;
}

struct box_key *
box_key_read(const char *path, const char *name, struct err *e)
{
	struct box_key *key;
	uint8_t secret[32];

	if (key_secret_read(path, name, secret, e) == -1)
		return NULL;
	if ((key = sodium_malloc(sizeof *key)) == NULL)
		(void)err_set(e, ERR_FULL, 0, "no locked memory for the %s key", name);
	else {
		memcpy(key->secret, secret, sizeof secret);
		(void)crypto_scalarmult_base(key->public_key, key->secret);
		(void)sodium_mprotect_readonly(key);
	}
	sodium_memzero(secret, sizeof secret);
	return key;
}

void
box_key_free(struct box_key *key)
{
	sodium_free(key);	/* wipes; NULL is fine */
}

void
box_head(uint8_t *dst, const char *tag, int64_t owner)
{
	size_t n = strlen(tag);

	memcpy(dst, tag, n);
	for (size_t i = 0; i < 8; i++)
		dst[n + i] = (uint8_t)((uint64_t)owner >> (56 - 8 * i));
}
