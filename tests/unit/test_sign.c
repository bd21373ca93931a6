/* The code on a letter, its key, and when a letter may be signed at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/file.h"
#include "base/str.h"
#include "sign/check.h"
#include "sign/letter_code.h"
#include "sign/letter_public.h"

static char folder[40];
static struct letter_key *key;

static const struct letter_code letter = {
	.agency = "406.08", .no = 123, .year = 2026, .day = { 2026, 11, 23 },
	.case_id = { 1, 2, 3, 4, 5, 6, 7, 8 },
	.text = { 0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb,
	    0xfc, 0xfd, 0xfe, 0xff },
	.serial = 1,
};

static const char *
in_folder(const char *name)
{
	static char path[100];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
a_code_says_what_was_signed(void **state)
{
	char text[LETTER_CODE_SIZE];
	struct letter_code c;
	struct err e;

	(void)state;
	assert_int_equal(letter_code_sign(&letter, key, text, &e), 0);
	assert_int_equal(strlen(text), 150);
	assert_int_equal(letter_code_verify(text, key->public_key, &c, &e), 0);
	assert_string_equal(c.agency, "406.08");
	assert_int_equal(c.no, 123);
	assert_int_equal(c.year, 2026);
	assert_int_equal(c.day.d, 23);
	assert_memory_equal(c.case_id, letter.case_id, 8);
	assert_memory_equal(c.text, letter.text, 16);
	assert_memory_equal(c.key_id, key->id, 4);
	assert_int_equal(c.serial, 1);
}

/* Known answer: the seed, the letter and the code belong together for ever. */
static void
the_format_does_not_drift(void **state)
{
	static const char hex[] = "01" "9a9c6ab3" "06" "3430362e3038" "0000007b" "07ea" "07ea0b17"
	    "0102030405060708" "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff" "0001";
	uint8_t want[sizeof hex / 2], got[200], seed[32] = { 7 };
	struct letter_key k;
	char text[LETTER_CODE_SIZE];
	size_t n;

	(void)state;
	(void)crypto_sign_seed_keypair(k.public_key, k.secret, seed);
	letter_key_id(k.public_key, k.id);
	assert_int_equal(letter_code_sign(&letter, &k, text, NULL), 0);
	assert_int_equal(sodium_base642bin(got, sizeof got, text, strlen(text), NULL, &n, NULL,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING), 0);
	assert_int_equal(n, 48 + 64);
	assert_int_equal(sodium_hex2bin(want, sizeof want, hex, sizeof hex - 1, NULL, &n, NULL), 0);
	memcpy(want + 1, k.id, 4);
	assert_memory_equal(got, want, 48);
}

static void
every_flipped_bit_is_refused(void **state)
{
	uint8_t bytes[200];
	char text[LETTER_CODE_SIZE], bad[LETTER_CODE_SIZE + 8];
	struct letter_code c;
	size_t n;

	(void)state;
	assert_int_equal(letter_code_sign(&letter, key, text, NULL), 0);
	assert_int_equal(sodium_base642bin(bytes, sizeof bytes, text, strlen(text), NULL, &n,
	    NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING), 0);
	for (size_t i = 0; i < n * 8; i++) {
		bytes[i / 8] ^= (uint8_t)(1u << i % 8);
		(void)sodium_bin2base64(bad, sizeof bad, bytes, n,
		    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		if (letter_code_verify(bad, key->public_key, &c, NULL) == 0)
			fail_msg("bit %zu of the payload may be flipped", i);
		bytes[i / 8] ^= (uint8_t)(1u << i % 8);
	}
	for (size_t i = 0; i < strlen(text) * 8; i++) {
		memcpy(bad, text, sizeof text);
		bad[i / 8] = (char)(bad[i / 8] ^ 1 << i % 8);
		if (letter_code_verify(bad, key->public_key, &c, NULL) == 0)
			fail_msg("bit %zu of the text may be flipped", i);
	}
	for (size_t i = 0; i < strlen(text); i++) {
		memcpy(bad, text, sizeof text);
		bad[i] = '\0';
		if (letter_code_verify(bad, key->public_key, &c, NULL) == 0)
			fail_msg("%zu characters are enough", i);
	}
	(void)snprintf(bad, sizeof bad, "%sA", text);
	assert_int_equal(letter_code_verify(bad, key->public_key, &c, NULL), -1);
	(void)snprintf(bad, sizeof bad, "%s=", text);
	assert_int_equal(letter_code_verify(bad, key->public_key, &c, NULL), -1);
}

static void
another_key_is_told_apart(void **state)
{
	uint8_t pub[32], secret[64];
	char text[LETTER_CODE_SIZE];
	struct letter_code c;
	struct err e;

	(void)state;
	(void)crypto_sign_keypair(pub, secret);
	assert_int_equal(letter_code_sign(&letter, key, text, NULL), 0);
	assert_int_equal(letter_code_verify(text, pub, &c, &e), -1);
	assert_int_equal(e.kind, ERR_NOT_FOUND);
}

static void
impossible_letters_are_not_signed(void **state)
{
	static const struct {
		const char *sentence;
		struct letter_code c;
	} table[] = {
		{ "no agency", { .agency = "", .no = 1, .year = 2026, .day = { 2026, 1, 1 }, .serial = 1 } },
		{ "a blank in the agency", { .agency = "4 6", .no = 1, .year = 2026, .day = { 2026, 1, 1 }, .serial = 1 } },
		{ "number zero", { .agency = "1", .no = 0, .year = 2026, .day = { 2026, 1, 1 }, .serial = 1 } },
		{ "a huge number", { .agency = "1", .no = 1000000, .year = 2026, .day = { 2026, 1, 1 }, .serial = 1 } },
		{ "an old year", { .agency = "1", .no = 1, .year = 1999, .day = { 2026, 1, 1 }, .serial = 1 } },
		{ "no such day", { .agency = "1", .no = 1, .year = 2026, .day = { 2026, 2, 30 }, .serial = 1 } },
		{ "serial zero", { .agency = "1", .no = 1, .year = 2026, .day = { 2026, 1, 1 }, .serial = 0 } },
	};
	char text[LETTER_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (letter_code_sign(&table[i].c, key, text, NULL) == 0)
			fail_msg("%s", table[i].sentence);
}

static void
keys_are_made_once_and_kept_private(void **state)
{
	struct letter_key *again;
	uint8_t pub[32];
	struct stat st;
	struct err e;

	(void)state;
	assert_int_equal(letter_key_create(folder, &e), 0);	/* setup made it */
	assert_non_null(again = letter_key_read(in_folder("letter.key"), &e));
	assert_memory_equal(again->public_key, key->public_key, 32);
	letter_key_free(again);
	assert_int_equal(letter_public_read(in_folder("letter.pub"), pub, &e), 0);
	assert_memory_equal(pub, key->public_key, 32);
	assert_int_equal(stat(in_folder("letter.key"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(chmod(in_folder("letter.key"), 0644), 0);
	assert_null(letter_key_read(in_folder("letter.key"), &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_int_equal(chmod(in_folder("letter.key"), 0600), 0);
	assert_null(letter_key_read(in_folder("none.key"), &e));
	assert_int_equal(e.kind, ERR_NOT_FOUND);
	assert_int_equal(file_write(in_folder("bad.key"), 0600, "rekam-letter-key-1 xx\n", 22, &e), 0);
	assert_null(letter_key_read(in_folder("bad.key"), &e));
	assert_int_equal(e.kind, ERR_BROKEN);
}

/* A key that was replaced still tells a letter apart; the one of today is the last. */
static void
old_keys_are_remembered(void **state)
{
	static const char *const wrong[] = { "x\n", "00", "zz\n" };
	char text[LETTER_CODE_SIZE], hex[65];
	struct letter_public l = { .n = 7 };
	struct letter_code c;
	struct err e = { 0 };
	uint8_t old[32];

	(void)state;
	assert_int_equal(letter_code_sign(&letter, key, text, &e), 0);
	assert_int_equal(letter_public_list("/nowhere", &l, &e), 0);
	assert_int_equal(l.n, 0);
	assert_int_equal(letter_public_verify(&l, text, &c, &e), -1);
	assert_int_equal(e.kind, ERR_NOT_FOUND);
	assert_int_equal(letter_public_verify(&l, "x", &c, &e), -1);
	assert_int_equal(e.kind, ERR_INPUT);

	assert_int_equal(letter_public_list(folder, &l, &e), 0);	/* not noted yet */
	assert_int_equal(l.n, 1);
	assert_int_equal(letter_public_note(folder, &e), 0);
	memcpy(old, key->public_key, sizeof old);
	assert_int_equal(unlink(in_folder("letter.key")), 0);
	assert_int_equal(letter_key_create(folder, &e), 1);
	assert_int_equal(letter_public_note(folder, &e), 0);
	assert_int_equal(letter_public_note(folder, &e), 0);
	assert_int_equal(letter_public_list(folder, &l, &e), 0);
	assert_int_equal(l.n, 2);
	assert_memory_equal(l.at[0], old, 32);
	assert_int_equal(letter_public_verify(&l, text, &c, &e), 0);
	assert_int_equal(c.no, 123);
	text[strlen(text) - 2] = text[strlen(text) - 2] == 'A' ? 'B' : 'A';
	assert_int_equal(letter_public_verify(&l, text, &c, &e), -1);
	assert_int_equal(e.kind, ERR_BROKEN);

	/* the key of before is put back: it is the last, and stands there once */
	str_hex(hex, old, 32);
	hex[64] = '\n';
	assert_int_equal(file_write(in_folder("letter.pub"), 0644, hex, 65, &e), 0);
	assert_int_equal(letter_public_list(folder, &l, &e), 0);
	assert_int_equal(l.n, 2);
	assert_memory_equal(l.at[1], old, 32);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(file_write(in_folder("letter-keys.pub"), 0644, wrong[i], strlen(wrong[i]), &e), 0);
		assert_int_equal(letter_public_list(folder, &l, &e), -1);
		assert_int_equal(e.kind, ERR_BROKEN);
	}
}

static uint8_t text_hash[32];

static struct sign_facts
good_facts(void)
{
	static const char text[] = "nomor: 400.12.2.1/123/406.08/2026\n";

	(void)crypto_hash_sha256(text_hash, (const uint8_t *)text, sizeof text - 1);
	return (struct sign_facts){
		.kind = "REKOMENDASI", .sign_mode = "ELEKTRONIK", .status = "MENUNGGU_TTD",
		.case_uuid = "01020304-0506-4708-890a-0b0c0d0e0f10", .agency = "406.08",
		.letter_no = 123, .letter_year = 2026, .letter_day = { 2026, 11, 23 },
		.canonical = text, .text_hash = { text_hash, 32 },
		.approved_by = 5, .approved_at = utc_from_wib((struct day){ 2026, 11, 23 }, 9, 0, 0),
		.signer_active = true, .signer_roles = ROLE_BIT(CAMAT), .signatory_user = 5,
		.signatory_from = { 2026, 1, 1 }, .signatory_to = { 0 },
		.same_person = "BLOKIR", .verified_by = 4,
	};
}

static void
only_what_was_approved_is_signed(void **state)
{
	struct letter_code c;
	struct sign_facts f = good_facts();

	(void)state;
	assert_int_equal(sign_check(&f, &c), SIGN_OK);
	assert_memory_equal(c.text, text_hash, 16);
	assert_memory_equal(c.case_id, ((uint8_t[]){ 1, 2, 3, 4, 5, 6, 0x47, 8 }), 8);
#define REFUSED(change, why) do { f = good_facts(); change; \
	if (sign_check(&f, &c) != SIGN_NO_##why) \
		fail_msg("%s: %s", #change, sign_refusal_word(sign_check(&f, &c))); } while (0)
	REFUSED(f.kind = "TANDA_TERIMA", KIND);
	REFUSED(f.void_ = true, VOID);
	REFUSED(f.frozen = true, FROZEN);
	REFUSED(f.sign_mode = "TINTA", MODE);
	REFUSED(f.status = "TERAGENDA", STATUS);
	REFUSED(f.status = "DITANDATANGANI", STATUS);
	REFUSED(f.status = "SELESAI", STATUS);
	REFUSED(f.replacing = true, STATUS);
	REFUSED(f.set = ((struct bytes){ text_hash, 32 }), SET);
	REFUSED(f.letter_no = 0, NUMBER);
	REFUSED(f.letter_day.m = 13, NUMBER);
	REFUSED(f.agency = "", NUMBER);
	REFUSED(f.agency = "123456789012345678901", NUMBER);
	REFUSED(f.approved_by = 0, APPROVAL);
	REFUSED(f.approved_at.us = 0, APPROVAL);
	REFUSED(f.approved_by = 6, SIGNER);
	REFUSED(f.signatory_user = 0, SIGNER);
	REFUSED(f.signer_active = false, SIGNER);
	REFUSED(f.signer_roles = ROLE_BIT(PETUGAS) | ROLE_BIT(ADMIN), SIGNER);
	REFUSED(f.signatory_from = ((struct day){ 2026, 11, 24 }), SIGNER);
	REFUSED(f.signatory_to = ((struct day){ 2026, 11, 22 }), SIGNER);
	REFUSED(f.verified_by = 5, SAME);
	REFUSED(f.verified_by = 5; f.same_person = "x", SAME);
	REFUSED(f.canonical = NULL, TEXT);
	REFUSED(f.canonical = "nomor: 400.12.2.1/124/406.08/2026\n", TEXT);
	REFUSED(f.text_hash.n = 31, TEXT);
	REFUSED(f.text_hash = ((struct bytes){ NULL, 0 }), TEXT);
	REFUSED(f.case_uuid = "x", INTERNAL);
	f = good_facts();
	f.signatory_to = (struct day){ 2026, 11, 23 };
	assert_int_equal(sign_check(&f, &c), SIGN_OK);	/* the last day counts */
	f.replacing = true;
	f.status = "SELESAI";
	assert_int_equal(sign_check(&f, &c), SIGN_OK);	/* a surat pengganti */
	f.verified_by = 5;
	f.same_person = "ALASAN";
	assert_int_equal(sign_check(&f, &c), SIGN_OK);	/* the reason is kept by who asks */
}

static void
every_refusal_has_its_word(void **state)
{
	(void)state;
	for (int r = SIGN_OK + 1; r < SIGN_REFUSAL__MAX; r++)
		assert_int_equal(sign_refusal_by_word(sign_refusal_word((enum sign_refusal)r)), r);
	assert_int_equal(sign_refusal_by_word("ok"), SIGN_REFUSAL__MAX);
	assert_int_equal(sign_refusal_by_word(""), SIGN_REFUSAL__MAX);
}

static int
setup(void **state)
{
	struct err e;

	(void)state;
	(void)strcpy(folder, "/tmp/rekam-test-sign.XXXXXX");
	if (mkdtemp(folder) == NULL || letter_key_create(folder, &e) != 1)
		return -1;
	return (key = letter_key_read(in_folder("letter.key"), &e)) == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	static const char *const names[] = { "letter.key", "letter.pub", "letter-keys.pub", "bad.key" };

	(void)state;
	letter_key_free(key);
	for (size_t i = 0; i < 4; i++)
		(void)unlink(in_folder(names[i]));
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_says_what_was_signed),
		cmocka_unit_test(the_format_does_not_drift),
		cmocka_unit_test(every_flipped_bit_is_refused),
		cmocka_unit_test(another_key_is_told_apart),
		cmocka_unit_test(impossible_letters_are_not_signed),
		cmocka_unit_test(keys_are_made_once_and_kept_private),
		cmocka_unit_test(old_keys_are_remembered),
		cmocka_unit_test(only_what_was_approved_is_signed),
		cmocka_unit_test(every_refusal_has_its_word),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
