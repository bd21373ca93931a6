#include "page/frozen.h"

#include <sodium.h>

int
frozen_read(struct visit *v, int64_t document, struct document_bytes_row *ret)
{
	const struct document_bytes_in in = { .id = document, .office = v->who.office };
	uint8_t hash[crypto_hash_sha256_BYTES];
	int n = document_bytes(v->db, v->arena, &in, ret, &v->err);

	if (n != 1 || ret->bytes.p == NULL)
		return n < 0 ? -1 : 0;
	crypto_hash_sha256(hash, ret->bytes.p, ret->bytes.n);
	if (ret->sha256.n != sizeof hash || sodium_memcmp(hash, ret->sha256.p, sizeof hash) != 0)
		return err_set(&v->err, ERR_BROKEN, 0, "document %lld: bytes differ from their hash", (long long)ret->id);
	return 1;
}
