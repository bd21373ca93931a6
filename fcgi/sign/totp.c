#include "sign/totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

bool
totp_code(const uint8_t *secret, size_t n, int64_t step, char ret_code[TOTP_DIGITS + 1])
{
	char key[64];
	bool ok;

	if (n > sizeof key || step < 0 || oath_init() != OATH_OK)
		return false;
	memcpy(key, secret, n);
	ok = oath_totp_generate(key, n, (time_t)(step * TOTP_STEP_SECONDS), TOTP_STEP_SECONDS, 0,
	    TOTP_DIGITS, ret_code) == OATH_OK;
	sodium_memzero(key, sizeof key);
	(void)oath_done();
	return ok;
}

bool
totp_match(const uint8_t *secret, size_t n, int64_t unix_seconds, const char *code,
    int64_t *ret_step)
{
	int64_t now = unix_seconds / TOTP_STEP_SECONDS, found = -1;
	char want[TOTP_DIGITS + 1];

	if (strlen(code) != TOTP_DIGITS)
		return false;
	for (int64_t step = now - TOTP_WINDOW; step <= now + TOTP_WINDOW; step++)
		if (totp_code(secret, n, step, want) &&
		    sodium_memcmp(want, code, TOTP_DIGITS) == 0)
			found = step;
	sodium_memzero(want, sizeof want);
	if (found == -1)
		return false;
	*ret_step = found;
	return true;
}

char *
totp_base32(struct arena *a, const uint8_t *secret, size_t n)
{
	char in[64], *text = NULL, *out = NULL;
	size_t len = 0;

	if (n > sizeof in)
		return NULL;
	memcpy(in, secret, n);
	if (oath_init() == OATH_OK && oath_base32_encode(in, n, &text, &len) == OATH_OK) {
		while (len > 0 && text[len - 1] == '=')
			len--;
		out = arena_strndup(a, text, len);
		sodium_memzero(text, strlen(text));
		free(text);
		(void)oath_done();
	}
	sodium_memzero(in, sizeof in);
	return out;
}
