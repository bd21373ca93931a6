/* seal.c - see seal.h. */
#include "station/seal.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"

#define MAGIC	"rekam-bio-1\n"

_Static_assert(SEAL_WRAPPED == 64 + crypto_box_SEALBYTES, "size of the wrapped key");
_Static_assert(SEAL_SIGNATURE == crypto_sign_BYTES, "size of the signature");

enum { AT_LENGTH = 12, AT_FINGER = 14, AT_FORMAT = 15, AT_CASE = 16, AT_JOB = 32,
	AT_WIDTH = 48, AT_HEIGHT = 50, AT_PPI = 52, AT_FLAGS = 54, AT_QUALITY = 55,
	AT_TIME = 56, AT_EPOCH = 64, AT_DRIVER = 72, AT_OFFICER = 104, AT_STATION = 168,
	AT_PURPOSE = 200, AT_IMAGE = 216, AT_CIPHER = 220, AT_NONCE = 224, AT_ZERO = 248 };

static void
put(uint8_t *p, size_t n, uint64_t v)
{
	while (n-- > 0) {
		p[n] = (uint8_t)(v & 0xff);
		v >>= 8;
	}
}

static uint64_t
get(const uint8_t *p, size_t n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

/* false: the text does not fit its place (a full place has no NUL). */
static bool
put_text(uint8_t *p, size_t n, const char *s)
{
	size_t len = strlen(s);

	if (len >= n)
		return false;
	memcpy(p, s, len);
	memset(p + len, 0, n - len);
	return true;
}

/* Printable ASCII, then only NULs, at least one. */
static bool
get_text(char *dst, const uint8_t *p, size_t n)
{
	size_t i, len = strnlen((const char *)p, n);

	if (len == n)
		return false;
	for (i = 0; i < n; i++)
		if (i < len ? p[i] < 0x20 || p[i] > 0x7e : p[i] != 0)
			return false;
	memcpy(dst, p, len + 1);
	return true;
}

static bool
put_uuid(uint8_t *p, const char *s)
{
	char hex[33];
	size_t i, n = 0;

	if (strlen(s) != 36)
		return false;
	for (i = 0; i < 36; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (s[i] != '-')
				return false;
		} else if (strchr("0123456789abcdef", s[i]) == NULL)
			return false;
		else
			hex[n++] = s[i];
	}
	hex[n] = '\0';
	return str_unhex(p, 16, hex);
}

static void
get_uuid(char dst[37], const uint8_t *p)
{
	char hex[33];
	size_t i, n = 0;

	str_hex(hex, p, 16);
	for (i = 0; i < 32; i++) {
		if (i == 8 || i == 12 || i == 16 || i == 20)
			dst[n++] = '-';
		dst[n++] = hex[i];
	}
	dst[n] = '\0';
}

static bool
numbers_valid(const struct seal_head *h)
{
	return h->finger >= 0 && h->finger <= 10 && h->format >= SEAL_RAW8 && h->format <= SEAL_JPEG &&
	    h->width >= 1 && h->width <= 65535 && h->height >= 1 && h->height <= 65535 &&
	    h->ppi >= 0 && h->ppi <= 65535 && h->quality >= 0 && h->quality <= 100 &&
	    h->captured.us > 0;
}

bool
seal_is_picture(const char *purpose)
{
	return str_eq(purpose, SEAL_FACE) || str_eq(purpose, SEAL_SIGN) || str_eq(purpose, SEAL_EXCEPTION);
}

/* A finger has its position, a picture has none. */
static bool
purpose_valid(const struct seal_head *h)
{
	return seal_is_picture(h->purpose) == (h->finger == 0);
}

static int
head_write(uint8_t *p, const struct seal_head *h, size_t image, const char *epoch, struct err *e)
{
	if (!numbers_valid(h) || !purpose_valid(h) || image < 1 || image > SEAL_IMAGE_MAX)
		return err_set(e, ERR_INPUT, 0, "record header: a number is out of range");
	memset(p, 0, SEAL_HEADER);
	memcpy(p, MAGIC, 12);
	put(p + AT_LENGTH, 2, SEAL_HEADER);
	p[AT_FINGER] = (uint8_t)h->finger;
	p[AT_FORMAT] = (uint8_t)h->format;
	if (!put_uuid(p + AT_CASE, h->casefile) || !put_uuid(p + AT_JOB, h->job))
		return err_set(e, ERR_INPUT, 0, "record header: no lower-case uuid");
	put(p + AT_WIDTH, 2, (uint64_t)h->width);
	put(p + AT_HEIGHT, 2, (uint64_t)h->height);
	put(p + AT_PPI, 2, (uint64_t)h->ppi);
	p[AT_FLAGS] = (uint8_t)((h->swipe ? 1 : 0) | (h->forced ? 2 : 0));
	p[AT_QUALITY] = (uint8_t)h->quality;
	put(p + AT_TIME, 8, (uint64_t)h->captured.us);
	if (!put_text(p + AT_EPOCH, 8, epoch) || !put_text(p + AT_DRIVER, 32, h->driver) ||
	    !put_text(p + AT_OFFICER, 64, h->officer) ||
	    !put_text(p + AT_STATION, 32, h->station) ||
	    !put_text(p + AT_PURPOSE, 16, h->purpose))
		return err_set(e, ERR_INPUT, 0, "record header: a text is too long");
	put(p + AT_IMAGE, 4, image);
	put(p + AT_CIPHER, 4, image + 16);
	return 0;
}

static int
head_read(struct bytes r, struct seal_head *h, struct err *e)
{
	static const uint8_t zero[8];
	const uint8_t *p = r.p;

	memset(h, 0, sizeof(*h));
	if (r.n < SEAL_OVERHEAD + 1 || memcmp(p, MAGIC, 12) != 0 ||
	    get(p + AT_LENGTH, 2) != SEAL_HEADER)
		return err_set(e, ERR_BROKEN, 0, "no record of format rekam-bio-1");
	h->image_size = (size_t)get(p + AT_IMAGE, 4);
	if (h->image_size > SEAL_IMAGE_MAX || r.n != seal_size(h->image_size) ||
	    get(p + AT_CIPHER, 4) != h->image_size + 16)
		return err_set(e, ERR_BROKEN, 0, "record of %zu bytes: lengths do not agree", r.n);
	h->finger = p[AT_FINGER];
	h->format = (enum seal_format)p[AT_FORMAT];
	get_uuid(h->casefile, p + AT_CASE);
	get_uuid(h->job, p + AT_JOB);
	h->width = (int)get(p + AT_WIDTH, 2);
	h->height = (int)get(p + AT_HEIGHT, 2);
	h->ppi = (int)get(p + AT_PPI, 2);
	h->swipe = (p[AT_FLAGS] & 1) != 0;
	h->forced = (p[AT_FLAGS] & 2) != 0;
	h->quality = p[AT_QUALITY];
	h->captured.us = (int64_t)(get(p + AT_TIME, 8) & INT64_MAX);
	if (!numbers_valid(h) || p[AT_FLAGS] > 3 || p[AT_TIME] > 0x7f ||
	    memcmp(p + AT_ZERO, zero, 8) != 0)
		return err_set(e, ERR_BROKEN, 0, "record header: a number is out of range");
	if (!get_text(h->epoch, p + AT_EPOCH, 8) || !seal_epoch_valid(h->epoch) ||
	    !get_text(h->driver, p + AT_DRIVER, 32) ||
	    !get_text(h->officer, p + AT_OFFICER, 64) ||
	    !get_text(h->station, p + AT_STATION, 32) ||
	    !get_text(h->purpose, p + AT_PURPOSE, 16) || !purpose_valid(h))
		return err_set(e, ERR_BROKEN, 0, "record header: a text is malformed");
	return 0;
}

/* What the station signs: header || BLAKE2b-256(ciphertext) || wrapped DEK. */
#define SIGNED	(SEAL_HEADER + 32 + SEAL_WRAPPED)

static void
signed_part(uint8_t dst[SIGNED], const uint8_t *record, size_t cipher)
{
	memcpy(dst, record, SEAL_HEADER);
	crypto_generichash(dst + SEAL_HEADER, 32, record + SEAL_HEADER, cipher, NULL, 0);
	memcpy(dst + SEAL_HEADER + 32, record + SEAL_HEADER + cipher, SEAL_WRAPPED);
}

size_t
seal_size(size_t image_size)
{
	return SEAL_OVERHEAD + image_size;
}

int
seal_make(const struct seal_head *head, struct bytes image, const struct seal_station_key *key,
    const struct seal_export_key *to, uint8_t *r, struct err *e)
{
	uint8_t inner[64], sign[SIGNED];
	size_t cipher = image.n + 16;
	int rc;

	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	if (head_write(r, head, image.n, to->epoch, e) != 0)
		return -1;
	randombytes_buf(r + AT_NONCE, 24);
	crypto_aead_xchacha20poly1305_ietf_keygen(inner);
	crypto_generichash(inner + 32, 32, r, SEAL_HEADER, NULL, 0);
	crypto_aead_xchacha20poly1305_ietf_encrypt(r + SEAL_HEADER, NULL, image.p, image.n,
	    r, SEAL_HEADER, NULL, r + AT_NONCE, inner);
	rc = crypto_box_seal(r + SEAL_HEADER + cipher, inner, sizeof(inner), to->public_key);
	sodium_memzero(inner, sizeof(inner));
	if (rc != 0)
		return err_set(e, ERR_BROKEN, 0, "export key of %s is no usable key", to->epoch);
	signed_part(sign, r, cipher);
	crypto_sign_detached(r + SEAL_HEADER + cipher + SEAL_WRAPPED, NULL, sign, sizeof(sign),
	    key->secret);
	return 0;
}

int
seal_verify(struct bytes record, const uint8_t station_public[32], struct seal_head *ret_head,
    struct err *e)
{
	struct seal_head h;
	uint8_t sign[SIGNED];

	if (sodium_init() < 0)
		return err_set(e, ERR_BROKEN, 0, "libsodium does not start");
	if (head_read(record, &h, e) != 0)
		return -1;
	signed_part(sign, record.p, h.image_size + 16);
	if (crypto_sign_verify_detached(record.p + record.n - SEAL_SIGNATURE, sign, sizeof(sign),
	    station_public) != 0)
		return err_set(e, ERR_BROKEN, 0, "record of station %s: signature is wrong",
		    h.station);
	*ret_head = h;
	return 0;
}

/* The DEK out of its wrapping, only if it was wrapped for this very header. */
static int
dek_open(uint8_t inner[64], const uint8_t *record, size_t cipher, const uint8_t secret[32])
{
	uint8_t public_key[32], hash[32];

	crypto_scalarmult_base(public_key, secret);
	if (crypto_box_seal_open(inner, record + SEAL_HEADER + cipher, SEAL_WRAPPED, public_key,
	    secret) != 0)
		return -1;
	crypto_generichash(hash, sizeof(hash), record, SEAL_HEADER, NULL, 0);
	return sodium_memcmp(hash, inner + 32, sizeof(hash));
}

int
seal_open(struct bytes record, const uint8_t station_public[32], const char *epoch,
    const uint8_t export_secret[32], uint8_t *ret_image, size_t image_size, struct err *e)
{
	struct seal_head h;
	uint8_t inner[64];
	size_t cipher;
	int rc = -1;

	if (seal_verify(record, station_public, &h, e) != 0)
		return -1;
	if (!str_eq(h.epoch, epoch))
		return err_set(e, ERR_INPUT, 0, "record is of epoch %s, the key of %s", h.epoch,
		    epoch);
	if (h.image_size != image_size)
		return err_set(e, ERR_INPUT, 0, "image has %zu bytes, not %zu", h.image_size,
		    image_size);
	cipher = h.image_size + 16;
	if (dek_open(inner, record.p, cipher, export_secret) != 0)
		err_set(e, ERR_BROKEN, 0, "record does not open: key or header is another");
	else if (crypto_aead_xchacha20poly1305_ietf_decrypt(ret_image, NULL, NULL,
	    record.p + SEAL_HEADER, cipher, record.p, SEAL_HEADER, record.p + AT_NONCE,
	    inner) != 0)
		err_set(e, ERR_BROKEN, 0, "record does not open: ciphertext was changed");
	else
		rc = 0;
	sodium_memzero(inner, sizeof(inner));
	return rc;
}
