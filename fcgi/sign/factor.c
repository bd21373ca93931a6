#include "sign/factor.h"

#include <sodium.h>
#include <string.h>

#include "base/out.h"
#include "base/rnd.h"
#include "base/str.h"

#define TAG		"rekam-factor-1"
#define TAG_LEN		(sizeof TAG - 1)
#define PLAIN_LEN	(TAG_LEN + 8 + TOTP_SECRET_LEN)
#define US		INT64_C(1000000)

enum { FREE = 5, DELAY_FIRST = 30, DELAY_MAX = 300, DAY_MANY = 20, DELAY_DAY = 900 };

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const struct { const char *word, *label; } kind[FACTOR__MAX] = {
#define X(id, w, l) [FACTOR_##id] = { w, l },
	FACTOR_KINDS(X)
#undef X
};

_Static_assert(FACTOR_SEALED_LEN == PLAIN_LEN + crypto_box_SEALBYTES, "length of a sealed secret");

const char *
factor_word(enum factor_kind k)
{
	return k < FACTOR__MAX ? kind[k].word : "";
}

const char *
factor_label(enum factor_kind k)
{
	return k < FACTOR__MAX ? kind[k].label : "";
}

enum factor_kind
factor_by_word(const char *word)
{
	int k = 0;

	while (k < FACTOR__MAX && !str_eq(kind[k].word, word))
		k++;
	return (enum factor_kind)k;
}

int
factor_seal(const uint8_t public_key[32], int64_t user, uint8_t ret_secret[TOTP_SECRET_LEN],
    uint8_t ret_sealed[FACTOR_SEALED_LEN], struct err *e)
{
	uint8_t plain[PLAIN_LEN];
	int rc;

	box_head(plain, TAG, user);
	rnd_bytes(plain + TAG_LEN + 8, TOTP_SECRET_LEN);
	rc = crypto_box_seal(ret_sealed, plain, sizeof plain, public_key);
	memcpy(ret_secret, plain + TAG_LEN + 8, TOTP_SECRET_LEN);
	sodium_memzero(plain, sizeof plain);
	return rc == 0 ? 0 : err_set(e, ERR_BROKEN, 0, "the factor key is no public key");
}

bool
factor_open(const struct box_key *key, int64_t user, struct bytes sealed,
    uint8_t ret_secret[TOTP_SECRET_LEN])
{
	uint8_t plain[PLAIN_LEN], want[TAG_LEN + 8];
	bool good;

	box_head(want, TAG, user);
	good = sealed.n == FACTOR_SEALED_LEN && crypto_box_seal_open(plain, sealed.p, sealed.n,
	    key->public_key, key->secret) == 0 && sodium_memcmp(plain, want, sizeof want) == 0;
	if (good)
		memcpy(ret_secret, plain + TAG_LEN + 8, TOTP_SECRET_LEN);
	sodium_memzero(plain, sizeof plain);
	return good;
}

char *
factor_uri(struct arena *a, const char *issuer, const char *account, const char *base32)
{
	struct out o = { 0 };
	char *uri;

	out_init(&o, 2048);
	OUT_LIT(&o, "otpauth://totp/");
	out_url_part(&o, issuer);
	OUT_LIT(&o, ":");
	out_url_part(&o, account);
	OUT_LIT(&o, "?secret=");
	out_str(&o, base32);
	OUT_LIT(&o, "&issuer=");
	out_url_part(&o, issuer);
	OUT_LIT(&o, "&algorithm=SHA1&digits=6&period=30");
	uri = o.failed ? NULL : arena_strndup(a, o.p, o.n);
	if (o.p != NULL)
		sodium_memzero(o.p, o.n);
	out_free(&o);
	return uri;
}

/* Where the character stands among the 32, 'O', 'I' and 'L' as they are read; -1: nowhere */
static int
digit_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	at = c == '\0' ? NULL : strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

enum factor_kind
factor_code(const char *typed, char ret_code[FACTOR_CODE_SIZE])
{
	char code[FACTOR_CODE_SIZE];
	size_t n = 0, plain = 0;

	for (const char *p = typed == NULL ? "" : typed; *p != '\0'; p++) {
		int d;

		if (strchr(" .-\t", *p) != NULL)
			continue;
		if ((d = digit_of(*p)) == -1 || n == FACTOR_RECOVERY_LEN)
			return FACTOR__MAX;
		plain += *p >= '0' && *p <= '9';
		code[n++] = digits[d];
	}
	code[n] = '\0';
	if (n != FACTOR_RECOVERY_LEN && !(n == TOTP_DIGITS && plain == n))
		return FACTOR__MAX;
	memcpy(ret_code, code, n + 1);
	sodium_memzero(code, sizeof code);
	return n == TOTP_DIGITS ? FACTOR_TOTP : FACTOR_RECOVERY;
}

void
factor_recovery_new(char ret_code[FACTOR_CODE_SIZE])
{
	uint8_t r[FACTOR_RECOVERY_LEN];

	/* 256 is a multiple of 32: the low five bits of a random byte are even */
	rnd_bytes(r, sizeof r);
	for (size_t i = 0; i < sizeof r; i++)
		ret_code[i] = digits[r[i] & 31];
	ret_code[sizeof r] = '\0';
	sodium_memzero(r, sizeof r);
}

void
factor_recovery_hash(int64_t user, const char *code, uint8_t ret_hash[32])
{
	static const char tag[] = "rekam-recovery-1";
	crypto_generichash_state h;

	(void)crypto_generichash_init(&h, NULL, 0, 32);
	(void)crypto_generichash_update(&h, (const uint8_t *)tag, sizeof tag);
	(void)crypto_generichash_update(&h, (const uint8_t *)&user, sizeof user);
	(void)crypto_generichash_update(&h, (const uint8_t *)code, strlen(code));
	(void)crypto_generichash_final(&h, ret_hash, 32);
	sodium_memzero(&h, sizeof h);
}

char *
factor_recovery_show(struct arena *a, const char *code)
{
	return arena_printf(a, "%.4s-%.4s-%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12,
	    code + 16, code + 20);
}

void
factor_binding(const char *act, const uint8_t data[32], uint8_t ret[32])
{
	crypto_generichash_state h;

	(void)crypto_generichash_init(&h, NULL, 0, 32);
	(void)crypto_generichash_update(&h, (const uint8_t *)act, strlen(act) + 1);
	(void)crypto_generichash_update(&h, data, 32);
	(void)crypto_generichash_final(&h, ret, 32);
}

int64_t
factor_wait(int64_t quarter, int64_t day, struct utc last, struct utc now)
{
	int64_t gone = (now.us - last.us) / US, delay = 0;

	if (quarter >= FREE)
		delay = quarter - FREE > 3 ? DELAY_MAX : (int64_t)DELAY_FIRST << (quarter - FREE);
	if (delay > DELAY_MAX)
		delay = DELAY_MAX;
	if (day >= DAY_MANY)
		delay = DELAY_DAY;
	if (gone < 0)		/* the clock was set back */
		gone = 0;
	return gone < delay ? delay - gone : 0;
}
