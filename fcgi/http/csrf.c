#include "http/csrf.h"

#include <sodium.h>
#include <string.h>

#include "base/rnd.h"
#include "base/str.h"

#define VARIANT	sodium_base64_VARIANT_URLSAFE_NO_PADDING

_Static_assert(CSRF_TOKEN_SIZE == sodium_base64_ENCODED_LEN(32, VARIANT),
    "a token is 32 bytes in base64url");

static void
keyed(const uint8_t secret[CSRF_SECRET_LEN], const char *purpose, struct bytes binding,
    char ret_token[CSRF_TOKEN_SIZE])
{
	crypto_generichash_state st;
	uint8_t mac[32];

	(void)crypto_generichash_init(&st, secret, CSRF_SECRET_LEN, sizeof mac);
	/* the NUL after purpose keeps purpose and binding apart */
	(void)crypto_generichash_update(&st, (const uint8_t *)purpose, strlen(purpose) + 1);
	(void)crypto_generichash_update(&st, binding.p, binding.n);
	(void)crypto_generichash_final(&st, mac, sizeof mac);
	(void)sodium_bin2base64(ret_token, CSRF_TOKEN_SIZE, mac, sizeof mac, VARIANT);
}

static bool
same(const char want[CSRF_TOKEN_SIZE], const char *got)
{
	return got != NULL && strlen(got) == CSRF_TOKEN_SIZE - 1 &&
	    sodium_memcmp(want, got, CSRF_TOKEN_SIZE - 1) == 0;
}

void
csrf_token(const uint8_t secret[CSRF_SECRET_LEN], struct bytes hash,
    char ret_token[CSRF_TOKEN_SIZE])
{
	keyed(secret, "rekam csrf session", hash, ret_token);
}

bool
csrf_check(const uint8_t secret[CSRF_SECRET_LEN], struct bytes hash, const char *token)
{
	char want[CSRF_TOKEN_SIZE];

	csrf_token(secret, hash, want);
	return same(want, token);
}

void
csrf_pre_new(char ret_pre[CSRF_PRE_SIZE])
{
	uint8_t p[32];

	rnd_bytes(p, sizeof p);
	(void)sodium_bin2base64(ret_pre, CSRF_PRE_SIZE, p, sizeof p, VARIANT);
}

bool
csrf_pre_valid(const char *pre)
{
	uint8_t p[32];
	size_t n;

	return pre != NULL && strlen(pre) == CSRF_PRE_SIZE - 1 &&
	    strspn(pre, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-_") == CSRF_PRE_SIZE - 1 &&
	    sodium_base642bin(p, sizeof p, pre, CSRF_PRE_SIZE - 1, NULL, &n, NULL,
	    VARIANT) == 0 && n == sizeof p;
}

void
csrf_pre_token(const uint8_t secret[CSRF_SECRET_LEN], const char *pre,
    char ret_token[CSRF_TOKEN_SIZE])
{
	keyed(secret, "rekam csrf before login",
	    (struct bytes){ (const uint8_t *)pre, strlen(pre) }, ret_token);
}

bool
csrf_pre_check(const uint8_t secret[CSRF_SECRET_LEN], const char *pre, const char *token)
{
	char want[CSRF_TOKEN_SIZE];

	if (!csrf_pre_valid(pre))
		return false;
	csrf_pre_token(secret, pre, want);
	return same(want, token);
}

/* own: one origin or several with blanks between (host name, .local name, address). */
static bool
one_of(const char *own, const char *origin)
{
	size_t n = strlen(origin);

	for (; *own != '\0'; own += strcspn(own, " ")) {
		own += strspn(own, " ");
		if (strncmp(own, origin, n) == 0 && (own[n] == ' ' || own[n] == '\0') && n > 0)
			return true;
	}
	return false;
}

bool
csrf_origin_ok(const struct request *r, const char *own_origin)
{
	bool site = str_eq(r->fetch_site, "same-origin");

	if (r->fetch_site[0] != '\0' && !site)
		return false;
	/* "null" comes from our own pages under a no-referrer policy; only the
	 * browser's own word can then vouch for them. */
	if (r->origin[0] == '\0' || str_eq(r->origin, "null"))
		return site;
	return one_of(own_origin, r->origin);
}

bool
csrf_secret(const char *hex, uint8_t ret_secret[CSRF_SECRET_LEN])
{
	return hex != NULL && str_unhex(ret_secret, CSRF_SECRET_LEN, hex);
}
