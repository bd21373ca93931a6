#include "base/pwhash.h"

#include <sodium.h>
#include <string.h>

#define PASSES	3
#define MEMORY	((size_t)64 << 20)

_Static_assert(PWHASH_SIZE == crypto_pwhash_STRBYTES, "room for the string");

int
pwhash_make(const char *password, char ret_hash[PWHASH_SIZE], struct err *e)
{
	if (sodium_init() == -1)
		return err_set(e, ERR_BROKEN, 0, "libsodium");
	if (crypto_pwhash_str_alg(ret_hash, password, strlen(password), PASSES, MEMORY,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(e, ERR_FULL, 0, "no memory for argon2id");
	return 0;
}

bool
pwhash_right(const char *hash, const char *password)
{
	static char dummy[PWHASH_SIZE];
	bool known = hash != NULL && *hash != '\0';

	if (dummy[0] == '\0' && pwhash_make("x", dummy, NULL) == -1)
		return false;
	return crypto_pwhash_str_verify(known ? hash : dummy, password, strlen(password)) == 0 && known;
}

bool
pwhash_old(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY) != 0;
}
