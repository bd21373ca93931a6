#include "store/audit_form.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static void
field(crypto_hash_sha256_state *h, const char *s)
{
	size_t n = strlen(s);
	const uint8_t len[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8),
	    (uint8_t)n };

	(void)crypto_hash_sha256_update(h, len, sizeof len);
	(void)crypto_hash_sha256_update(h, (const uint8_t *)s, n);
}

static void
number(crypto_hash_sha256_state *h, int64_t n)
{
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%" PRId64, n);
	field(h, digits);
}

static void
number_or_none(crypto_hash_sha256_state *h, int64_t n)
{
	if (n == 0)
		field(h, "");
	else
		number(h, n);
}

void
audit_form_hash(const uint8_t prev[AUDIT_HASH], const struct audit_form *f,
    uint8_t ret_hash[AUDIT_HASH])
{
	crypto_hash_sha256_state h;

	(void)crypto_hash_sha256_init(&h);
	(void)crypto_hash_sha256_update(&h, prev, AUDIT_HASH);
	field(&h, "rekam-audit-1");
	number(&h, f->strand);
	number(&h, f->seq);
	number(&h, f->at_us);
	number(&h, f->mono_us);
	field(&h, f->boot);
	number_or_none(&h, f->office);
	number_or_none(&h, f->actor);
	number(&h, f->roles);
	field(&h, f->session);
	field(&h, f->address);
	field(&h, f->request);
	field(&h, f->action);
	field(&h, f->object);
	field(&h, f->detail);
	(void)crypto_hash_sha256_final(&h, ret_hash);
}
