/* template_box.c - see template_box.h. */
#include "station/template_box.h"

#include <sodium.h>
#include <string.h>

#define MAGIC	"rekam-tpl-1\n"
#define MAGIC_N	12
#define NONCE_N	crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_N	crypto_aead_xchacha20poly1305_ietf_ABYTES
#define BOUND_N	(MAGIC_N + 36 + 1)

_Static_assert(TEMPLATE_OVERHEAD == MAGIC_N + NONCE_N + TAG_N, "size of a box");

static void
key_of(const struct seal_station_key *k, uint8_t ret[32])
{
	static const uint8_t what[] = "rekam template 1";

	crypto_generichash(ret, 32, what, sizeof(what) - 1, k->secret, 32);
}

static int
bound_to(const char *casefile, int finger, uint8_t ret[BOUND_N])
{
	if (strlen(casefile) != 36 || finger < 1 || finger > 10)
		return -1;
	memcpy(ret, MAGIC, MAGIC_N);
	memcpy(ret + MAGIC_N, casefile, 36);
	ret[BOUND_N - 1] = (uint8_t)finger;
	return 0;
}

int
template_box_make(const struct seal_station_key *k, const char *casefile, int finger,
    struct bytes print, struct secret *ret_box, struct err *e)
{
	uint8_t key[32], bound[BOUND_N];
	struct secret box;

	if (print.n < 1 || print.n > TEMPLATE_MAX || bound_to(casefile, finger, bound) != 0)
		return err_set(e, ERR_INPUT, 0, "no template of a finger: %zu bytes", print.n);
	if (secret_alloc(&box, print.n + TEMPLATE_OVERHEAD) != 0)
		return err_set(e, ERR_FULL, 0, "no locked memory for a template");
	memcpy(box.p, MAGIC, MAGIC_N);
	randombytes_buf(box.p + MAGIC_N, NONCE_N);
	key_of(k, key);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(box.p + MAGIC_N + NONCE_N, NULL, print.p,
	    print.n, bound, BOUND_N, NULL, box.p + MAGIC_N, key);
	sodium_memzero(key, sizeof(key));
	*ret_box = box;
	return 0;
}

int
template_box_open(const struct seal_station_key *k, const char *casefile, int finger,
    struct bytes box, struct secret *ret_print, struct err *e)
{
	uint8_t key[32], bound[BOUND_N];
	struct secret print;
	int rc;

	if (box.n <= TEMPLATE_OVERHEAD || box.n > TEMPLATE_MAX + TEMPLATE_OVERHEAD ||
	    memcmp(box.p, MAGIC, MAGIC_N) != 0 || bound_to(casefile, finger, bound) != 0)
		return err_set(e, ERR_BROKEN, 0, "no template of format rekam-tpl-1");
	if (secret_alloc(&print, box.n - TEMPLATE_OVERHEAD) != 0)
		return err_set(e, ERR_FULL, 0, "no locked memory for a template");
	key_of(k, key);
	rc = crypto_aead_xchacha20poly1305_ietf_decrypt(print.p, NULL, NULL, box.p + MAGIC_N + NONCE_N,
	    box.n - MAGIC_N - NONCE_N, bound, BOUND_N, box.p + MAGIC_N, key);
	sodium_memzero(key, sizeof(key));
	if (rc != 0) {
		secret_free(&print);
		return err_set(e, ERR_BROKEN, 0, "template of another station, case or finger");
	}
	*ret_print = print;
	return 0;
}
