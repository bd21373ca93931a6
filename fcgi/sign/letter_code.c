#include "sign/letter_code.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/str.h"

#define VERSION		1
#define CONTEXT		"rekam-letter-1"
#define VARIANT		sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define HEAD		6			/* version, key id, length of the agency */
#define TAIL		36			/* number .. serial */
#define SIG		crypto_sign_BYTES

_Static_assert(sodium_base64_ENCODED_LEN(LETTER_CODE_BYTES_MAX, VARIANT) <= LETTER_CODE_SIZE,
    "the longest code fits");

static uint8_t *
put(uint8_t *p, uint64_t v, size_t n)
{
	for (size_t i = n; i-- > 0; v >>= 8)
		p[i] = (uint8_t)v;
	return p + n;
}

static uint64_t
take(const uint8_t **p, size_t n)
{
	uint64_t v = 0;

	for (; n > 0; n--)
		v = v << 8 | *(*p)++;
	return v;
}

static bool
plausible(const struct letter_code *c)
{
	size_t n = strnlen(c->agency, sizeof c->agency);

	return n >= 1 && n <= LETTER_AGENCY_MAX &&
	    strspn(c->agency, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789./-") == n &&
	    c->no >= 1 && c->no <= 999999 && c->year >= 2000 && c->year <= 2199 &&
	    day_valid(c->day) && c->serial >= 1;
}

/* The signed bytes; their count. */
static size_t
pack(const struct letter_code *c, uint8_t *dst)
{
	size_t n = strlen(c->agency);
	uint8_t *p = put(dst, VERSION, 1);

	memcpy(p, c->key_id, LETTER_KEY_ID_LEN);
	p = put(p + LETTER_KEY_ID_LEN, n, 1);
	memcpy(p, c->agency, n);
	p = put(p + n, c->no, 4);
	p = put(p, c->year, 2);
	p = put(p, (uint64_t)c->day.y, 2);
	p = put(p, (uint64_t)c->day.m, 1);
	p = put(p, (uint64_t)c->day.d, 1);
	memcpy(p, c->case_id, sizeof c->case_id);
	p += sizeof c->case_id;
	memcpy(p, c->text, sizeof c->text);
	p = put(p + sizeof c->text, c->serial, 2);
	return (size_t)(p - dst);
}

/* false unless the bytes are what pack() makes, n bytes and no more */
static bool
unpack(const uint8_t *p, size_t n, struct letter_code *ret)
{
	struct letter_code c = { 0 };
	size_t an;

	if (n < HEAD || p[0] != VERSION)
		return false;
	memcpy(c.key_id, p + 1, LETTER_KEY_ID_LEN);
	an = p[HEAD - 1];
	if (an > LETTER_AGENCY_MAX || n != HEAD + an + TAIL)
		return false;
	p += HEAD;
	memcpy(c.agency, p, an);
	if (strlen(c.agency) != an)
		return false;
	p += an;
	c.no = (uint32_t)take(&p, 4);
	c.year = (uint16_t)take(&p, 2);
	c.day.y = (int16_t)take(&p, 2);
	c.day.m = (int8_t)take(&p, 1);
	c.day.d = (int8_t)take(&p, 1);
	memcpy(c.case_id, p, sizeof c.case_id);
	p += sizeof c.case_id;
	memcpy(c.text, p, sizeof c.text);
	p += sizeof c.text;
	c.serial = (uint16_t)take(&p, 2);
	if (!plausible(&c))
		return false;
	*ret = c;
	return true;
}

/* The signature is over this, so that it can never pass for another of ours. */
static size_t
with_context(uint8_t *dst, const uint8_t *bytes, size_t n)
{
	memcpy(dst, CONTEXT, sizeof CONTEXT - 1);
	memcpy(dst + sizeof CONTEXT - 1, bytes, n);
	return sizeof CONTEXT - 1 + n;
}

int
letter_code_sign(const struct letter_code *code, const struct letter_key *key,
    char ret_text[LETTER_CODE_SIZE], struct err *e)
{
	uint8_t bytes[LETTER_CODE_BYTES_MAX], msg[LETTER_CODE_BYTES_MAX + 20];
	struct letter_code c = *code;
	size_t n;

	if (!plausible(&c))
		return err_set(e, ERR_INPUT, 0, "letter code: a field is out of its range");
	memcpy(c.key_id, key->id, sizeof c.key_id);
	n = pack(&c, bytes);
	if (crypto_sign_detached(bytes + n, NULL, msg, with_context(msg, bytes, n),
	    key->secret) != 0)
		return err_set(e, ERR_BROKEN, 0, "letter code: signing failed");
	(void)sodium_bin2base64(ret_text, LETTER_CODE_SIZE, bytes, n + SIG, VARIANT);
	return 0;
}

static int
decode(const char *text, uint8_t bytes[LETTER_CODE_BYTES_MAX], size_t *ret_n,
    struct letter_code *ret, struct err *e)
{
	size_t len = strnlen(text, LETTER_CODE_SIZE), n = 0;

	/* libsodium takes some bytes above 127 for letters */
	if (len >= LETTER_CODE_SIZE || strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_") != len || sodium_base642bin(bytes, LETTER_CODE_BYTES_MAX, text,
	    len, NULL, &n, NULL, VARIANT) != 0 || n <= SIG ||
	    !unpack(bytes, n - SIG, ret))
		return err_set(e, ERR_INPUT, 0, "not a letter code");
	*ret_n = n - SIG;
	return 0;
}

int
letter_code_read(const char *text, struct letter_code *ret, struct err *e)
{
	uint8_t bytes[LETTER_CODE_BYTES_MAX];
	size_t n;

	return decode(text, bytes, &n, ret, e);
}

int
letter_code_verify(const char *text, const uint8_t public_key[32], struct letter_code *ret,
    struct err *e)
{
	uint8_t bytes[LETTER_CODE_BYTES_MAX], msg[LETTER_CODE_BYTES_MAX + 20];
	uint8_t id[LETTER_KEY_ID_LEN];
	struct letter_code c;
	size_t n = 0;

	if (decode(text, bytes, &n, &c, e) == -1)
		return -1;
	letter_key_id(public_key, id);
	if (memcmp(id, c.key_id, sizeof id) != 0)
		return err_set(e, ERR_NOT_FOUND, 0, "letter code: signed with another key");
	if (crypto_sign_verify_detached(bytes + n, msg, with_context(msg, bytes, n),
	    public_key) != 0)
		return err_set(e, ERR_BROKEN, 0, "letter code: the signature does not fit");
	*ret = c;
	return 0;
}

int
letter_code_case(const char *uuid, uint8_t ret[8], struct err *e)
{
	char hex[17];
	size_t n = 0;

	if (uuid == NULL || strlen(uuid) != 36)
		return err_set(e, ERR_INPUT, 0, "not a UUID");
	for (size_t i = 0; n < 16; i++) {
		bool hyphen = i == 8 || i == 13 || i == 18;

		if (hyphen != (uuid[i] == '-'))
			return err_set(e, ERR_INPUT, 0, "not a UUID");
		if (!hyphen)
			hex[n++] = uuid[i];
	}
	hex[16] = '\0';
	if (!str_unhex(ret, 8, hex))
		return err_set(e, ERR_INPUT, 0, "not a UUID");
	return 0;
}
