#include "sign/letter_key.h"

#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/rnd.h"
#include "base/str.h"

#define TAG		"rekam-%s-key-1 "
#define TAG_SIZE	48
#define FILE_MAX	200

void
letter_key_id(const uint8_t public_key[32], uint8_t ret_id[LETTER_KEY_ID_LEN])
{
	uint8_t h[32];

	(void)crypto_generichash(h, sizeof h, public_key, 32, NULL, 0);
	memcpy(ret_id, h, LETTER_KEY_ID_LEN);
}

static int
write_public(const char *dir, const char *name, const uint8_t pub[32], struct err *e)
{
	char path[PATH_MAX], text[66];

	str_hex(text, pub, 32);
	text[64] = '\n';
	if ((size_t)snprintf(path, sizeof path, "%s/%s.pub", dir, name) >= sizeof path)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", dir);
	return file_write(path, 0644, text, 65, e);
}

int
key_pair_create(const char *keys_dir, const char *name, const uint8_t secret[32],
    const uint8_t public_key[32], struct err *e)
{
	char path[PATH_MAX], hex[65], text[TAG_SIZE + 66];
	int rc, n;

	if ((size_t)snprintf(path, sizeof path, "%s/%s.key", keys_dir, name) >= sizeof path)
		return err_set(e, ERR_INPUT, 0, "path is too long: %s", keys_dir);
	if (file_there(path))
		return 0;
	str_hex(hex, secret, 32);
	n = snprintf(text, sizeof text, TAG "%s\n", name, hex);
	/* The public half first: a key without it would never be made again. */
	rc = write_public(keys_dir, name, public_key, e);
	if (rc == 0)
		rc = file_write(path, 0600, text, (size_t)n, e);
	sodium_memzero(text, sizeof text);
	sodium_memzero(hex, sizeof hex);
	return rc == 0 ? 1 : -1;
}

int
signing_key_create(const char *keys_dir, const char *name, struct err *e)
{
	uint8_t seed[32], pub[32], secret[64];
	int rc;

	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	rnd_bytes(seed, sizeof seed);
	(void)crypto_sign_seed_keypair(pub, secret, seed);
	rc = key_pair_create(keys_dir, name, seed, pub, e);
	sodium_memzero(seed, sizeof seed);
	sodium_memzero(secret, sizeof secret);
	return rc;
}

int
letter_key_create(const char *keys_dir, struct err *e)
{
	return signing_key_create(keys_dir, "letter", e);
}

/* "HEX\n" behind a tag, and nothing else */
static bool
parse_hex_line(const char *text, size_t n, const char *tag, uint8_t ret[32])
{
	size_t tn = strlen(tag);
	char hex[65];

	if (n != tn + 65 || memcmp(text, tag, tn) != 0 || text[n - 1] != '\n')
		return false;
	memcpy(hex, text + tn, 64);
	hex[64] = '\0';
	bool good = str_unhex(ret, 32, hex);
	sodium_memzero(hex, sizeof hex);
	return good;
}

int
key_secret_read(const char *path, const char *name, uint8_t ret_secret[32], struct err *e)
{
	char tag[TAG_SIZE];
	size_t n;
	char *text;
	bool good;

	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	if ((text = file_read(path, FILE_MAX, true, &n, e)) == NULL)
		return -1;
	(void)snprintf(tag, sizeof tag, TAG, name);
	good = parse_hex_line(text, n, tag, ret_secret);
	file_free(text, n);
	return good ? 0 : err_set(e, ERR_BROKEN, 0, "%s: not a %s key", path, name);
}

struct letter_key *
signing_key_read(const char *path, const char *name, struct err *e)
{
	struct letter_key *key;
	uint8_t seed[32];

	if (key_secret_read(path, name, seed, e) == -1)
		return NULL;
	if ((key = sodium_malloc(sizeof *key)) == NULL)
		(void)err_set(e, ERR_FULL, 0, "no locked memory for the %s key", name);
	else {
		(void)crypto_sign_seed_keypair(key->public_key, key->secret, seed);
		letter_key_id(key->public_key, key->id);
		(void)sodium_mprotect_readonly(key);
	}
	sodium_memzero(seed, sizeof seed);
	return key;
}

struct letter_key *
letter_key_read(const char *path, struct err *e)
{
	return signing_key_read(path, "letter", e);
}

void
letter_key_free(struct letter_key *key)
{
	sodium_free(key);	/* wipes; NULL is fine */
}

int
letter_public_read(const char *path, uint8_t ret_key[32], struct err *e)
{
	uint8_t key[32];
	size_t n;
	char *text = file_read(path, FILE_MAX, false, &n, e);
	bool good;

	if (text == NULL)
		return -1;
	good = parse_hex_line(text, n, "", key);
	file_free(text, n);
	if (!good)
		return err_set(e, ERR_BROKEN, 0, "%s: not a public key", path);
	memcpy(ret_key, key, sizeof key);
	return 0;
}
