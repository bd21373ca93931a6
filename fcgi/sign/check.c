#include "sign/check.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "sop/duty.h"

static const struct {
	const char	*word, *text;
} refusal[SIGN_REFUSAL__MAX] = {
	[SIGN_OK] = { "ok", "signed" },
#define X(id, w, t) [SIGN_NO_##id] = { w, t },
	SIGN_REFUSALS(X)
#undef X
};

const char *
sign_refusal_word(enum sign_refusal r)
{
	return r < SIGN_REFUSAL__MAX ? refusal[r].word : "internal";
}

const char *
sign_refusal_text(enum sign_refusal r)
{
	return r < SIGN_REFUSAL__MAX ? refusal[r].text : "internal error";
}

enum sign_refusal
sign_refusal_by_word(const char *word)
{
	int r = SIGN_OK + 1;

	while (r < SIGN_REFUSAL__MAX && !str_eq(word, refusal[r].word))
		r++;
	return (enum sign_refusal)r;
}

/* The signatory's days, and that he is the one who approved. */
static bool
signer_fits(const struct sign_facts *f)
{
	struct day on = utc_day_wib(f->approved_at);

	return f->signer_active && (f->signer_roles & ROLE_SIGNERS) != 0 &&
	    f->signatory_user == f->approved_by &&
	    day_valid(f->signatory_from) && day_cmp(f->signatory_from, on) <= 0 &&
	    (f->signatory_to.y == 0 || day_cmp(on, f->signatory_to) <= 0);
}

static bool
text_fits(const struct sign_facts *f, uint8_t ret_hash[crypto_hash_sha256_BYTES])
{
	if (f->canonical == NULL || *f->canonical == '\0' || f->text_hash.p == NULL ||
	    f->text_hash.n != crypto_hash_sha256_BYTES)
		return false;
	(void)crypto_hash_sha256(ret_hash, (const uint8_t *)f->canonical,
	    strlen(f->canonical));
	return sodium_memcmp(ret_hash, f->text_hash.p, crypto_hash_sha256_BYTES) == 0;
}

static int
by_document(const void *a, const void *b)
{
	int64_t x = ((const struct sign_set_member *)a)->document, y = ((const struct sign_set_member *)b)->document;

	return (x > y) - (x < y);
}

void
sign_set_digest(struct sign_set_member *m, size_t n, uint8_t ret[32])
{
	static const uint8_t begin[] = "rekam-kumpulan-1";
	crypto_hash_sha256_state h;

	qsort(m, n, sizeof *m, by_document);
	(void)crypto_hash_sha256_init(&h);
	(void)crypto_hash_sha256_update(&h, begin, sizeof begin - 1);
	for (size_t i = 0; i < n; i++) {
		uint8_t id[8];

		for (int k = 0; k < 8; k++)
			id[k] = (uint8_t)((uint64_t)m[i].document >> (56 - 8 * k));
		(void)crypto_hash_sha256_update(&h, id, sizeof id);
		(void)crypto_hash_sha256_update(&h, m[i].text_hash.p, m[i].text_hash.n);
	}
	(void)crypto_hash_sha256_final(&h, ret);
}

/* The set is exactly what the database holds of it, and this letter is in it. */
static bool
set_fits(const struct sign_facts *f)
{
	uint8_t digest[crypto_hash_sha256_BYTES];
	bool in = false;

	if (f->set.n == 0)
		return true;
	if (f->set.n != sizeof digest || f->members_n < 2 || f->members_n > SIGN_SET_MOST)
		return false;
	for (size_t i = 0; i < f->members_n; i++) {
		if (f->members[i].text_hash.n != sizeof digest)
			return false;
		in |= f->members[i].document == f->document;
	}
	sign_set_digest(f->members, f->members_n, digest);
	return in && sodium_memcmp(digest, f->set.p, sizeof digest) == 0;
}

enum sign_refusal
sign_check(const struct sign_facts *f, struct letter_code *ret_code)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	struct letter_code c = { .serial = 1 };

	if (!str_eq(f->kind, "REKOMENDASI"))
		return SIGN_NO_KIND;
	if (f->void_)
		return SIGN_NO_VOID;
	if (f->frozen)
		return SIGN_NO_FROZEN;
	if (!str_eq(f->sign_mode, "ELEKTRONIK"))
		return SIGN_NO_MODE;
	if (!str_eq(f->status, f->replacing ? "SELESAI" : "MENUNGGU_TTD"))
		return SIGN_NO_STATUS;
	if (f->letter_no < 1 || f->letter_no > 999999 || f->letter_year < 2000 ||
	    f->letter_year > 2199 || !day_valid(f->letter_day) ||
	    !str_copy(c.agency, sizeof c.agency, f->agency) || c.agency[0] == '\0')
		return SIGN_NO_NUMBER;
	if (f->approved_by <= 0 || f->approved_at.us <= 0)
		return SIGN_NO_APPROVAL;
	if (!signer_fits(f))
		return SIGN_NO_SIGNER;
	if (duty_of(f->same_person, f->verified_by, f->approved_by) == DUTY_BLOCKED)
		return SIGN_NO_SAME;
	if (!text_fits(f, hash))
		return SIGN_NO_TEXT;
	if (!set_fits(f))
		return SIGN_NO_SET;
	if (letter_code_case(f->case_uuid, c.case_id, NULL) == -1)
		return SIGN_NO_INTERNAL;
	c.no = (uint32_t)f->letter_no;
	c.year = (uint16_t)f->letter_year;
	c.day = f->letter_day;
	memcpy(c.text, hash, sizeof c.text);
	*ret_code = c;
	return SIGN_OK;
}
