/* The second factor: codes, secrets, recovery codes, and what rekam-signd lets through. */
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

#include "admin/migrate.h"
#include "private_db.h"
#include "sign/factor_check.h"
#include "store/db.h"

#define US	INT64_C(1000000)
#define NOW	(INT64_C(1795401660) * US)	/* 23-11-2026 09.41 WIB */

static struct private_db *server;
static struct arena *arena;
static struct ctl ctl;
static struct err e;
static struct db *signd;
static struct box_key *key;
static uint8_t secret[TOTP_SECRET_LEN];
static char recovery[FACTOR_CODE_SIZE];

/* RFC 6238, appendix B, SHA-1: the last six of the eight digits. */
static void
codes_are_those_of_rfc_6238(void **state)
{
	static const struct { int64_t at; const char *code; } table[] = {
		{ 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" },
		{ 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
	};
	static const uint8_t rfc[] = "12345678901234567890";
	char code[TOTP_DIGITS + 1];
	int64_t step;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		assert_true(totp_code(rfc, 20, table[i].at / 30, code));
		assert_string_equal(code, table[i].code);
		for (int64_t off = -90; off <= 90; off += 30) {
			bool in = off >= -30 && off <= 30;
			if (table[i].at + off < 0)
				continue;
			step = -7;
			if (totp_match(rfc, 20, table[i].at + off, table[i].code, &step) != in)
				fail_msg("%s at %+d s", table[i].code, (int)off);
			assert_int_equal(step, in ? table[i].at / 30 : -7);
		}
	}
	assert_false(totp_match(rfc, 20, 59, "28708", &step));
	assert_false(totp_match(rfc, 20, 59, "2870822", &step));
	assert_false(totp_match(rfc, 20, 59, "", &step));
	assert_string_equal(totp_base32(arena, rfc, 20), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

static void
a_secret_is_opened_by_its_key_for_its_person_only(void **state)
{
	uint8_t s[TOTP_SECRET_LEN], got[TOTP_SECRET_LEN], sealed[FACTOR_SEALED_LEN];
	struct box_key other;

	(void)state;
	assert_int_equal(factor_seal(key->public_key, 7, s, sealed, &e), 0);
	assert_true(factor_open(key, 7, (struct bytes){ sealed, sizeof sealed }, got));
	assert_memory_equal(s, got, sizeof s);
	assert_null(memmem(sealed, sizeof sealed, s, 4));
	assert_false(factor_open(key, 8, (struct bytes){ sealed, sizeof sealed }, got));
	assert_false(factor_open(key, 7, (struct bytes){ sealed, sizeof sealed - 1 }, got));
	assert_false(factor_open(key, 7, (struct bytes){ NULL, 0 }, got));
	(void)crypto_box_keypair(other.public_key, other.secret);
	assert_false(factor_open(&other, 7, (struct bytes){ sealed, sizeof sealed }, got));
	for (size_t i = 0; i < sizeof sealed; i++) {
		sealed[i] ^= 1;
		assert_false(factor_open(key, 7, (struct bytes){ sealed, sizeof sealed }, got));
		sealed[i] ^= 1;
	}
}

static void
the_key_is_made_once_and_kept_private(void **state)
{
	char path[200];
	struct stat st;
	struct box_key *again;

	(void)state;
	assert_int_equal(box_key_create(private_db_folder(server), FACTOR_KEY, &e), 0);
	(void)snprintf(path, sizeof path, "%s/factor.key", private_db_folder(server));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_non_null(again = box_key_read(path, FACTOR_KEY, &e));
	assert_memory_equal(again->public_key, key->public_key, 32);
	box_key_free(again);
	assert_int_equal(chmod(path, 0644), 0);
	assert_null(box_key_read(path, FACTOR_KEY, &e));
	assert_int_equal(chmod(path, 0600), 0);
}

static void
codes_are_read_as_people_type_them(void **state)
{
	static const struct { const char *typed, *code; enum factor_kind kind; } table[] = {
		{ "123456", "123456", FACTOR_TOTP }, { " 123 456 ", "123456", FACTOR_TOTP },
		{ "123-456", "123456", FACTOR_TOTP }, { "12345", NULL, FACTOR__MAX },
		{ "1234567", NULL, FACTOR__MAX }, { "", NULL, FACTOR__MAX }, { NULL, NULL, FACTOR__MAX },
		{ "12345A", NULL, FACTOR__MAX }, { "\xd9\xa1" "23456", NULL, FACTOR__MAX },
		{ "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01", "ABCDEFGHJKMNPQRSTVWXYZ01", FACTOR_RECOVERY },
		{ "abcd efgh jkmn pqrs tvwx yz01", "ABCDEFGHJKMNPQRSTVWXYZ01", FACTOR_RECOVERY },
		{ "oOiI-lL00-1111-2222-3333-4444", "001111001111222233334444", FACTOR_RECOVERY },
		{ "ABCD-EFGH-JKMN-PQRS-TVWX-YZ0", NULL, FACTOR__MAX }, { "ABCD-EFGH-JKMN-PQRS-TVWX-YZ012", NULL, FACTOR__MAX },
		{ "ABCD-EFGH-JKMN-PQRS-TVWX-YZ0U", NULL, FACTOR__MAX },
	};
	char code[FACTOR_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (factor_code(table[i].typed, code) != table[i].kind)
			fail_msg("%s", table[i].typed);
		if (table[i].code != NULL)
			assert_string_equal(code, table[i].code);
	}
}

/* 24 characters of 32: 120 bits from the system's generator, so a fast hash will do (6.5.2). */
static void
asvs_v6_5_2_v6_5_3_recovery_codes_are_120_random_bits(void **state)
{
	char seen[1000][FACTOR_CODE_SIZE];
	uint8_t mine[32], theirs[32];
	int count[256] = { 0 };

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		factor_recovery_new(seen[i]);
		assert_int_equal(strlen(seen[i]), FACTOR_RECOVERY_LEN);
		for (size_t k = 0; k < FACTOR_RECOVERY_LEN; k++)
			count[(unsigned char)seen[i][k]]++;
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(seen[k], seen[i]);
	}
	for (const char *p = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; *p != '\0'; p++)
		assert_in_range(count[(unsigned char)*p], 600, 900);
	assert_string_equal(factor_recovery_show(arena, "ABCDEFGHJKMNPQRSTVWXYZ01"),
	    "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01");
	factor_recovery_hash(7, seen[0], mine);
	factor_recovery_hash(8, seen[0], theirs);
	assert_memory_not_equal(mine, theirs, 32);
}

static void
waiting_grows_and_ends(void **state)
{
	static const struct { int64_t quarter, day, ago, wait; } table[] = {
		{ 0, 0, 0, 0 }, { 4, 4, 0, 0 }, { 5, 5, 0, 30 }, { 5, 5, 30, 0 }, { 6, 6, 0, 60 },
		{ 7, 7, 0, 120 }, { 8, 8, 0, 240 }, { 9, 9, 0, 300 }, { 15, 15, 299, 1 },
		{ 15, 15, 300, 0 }, { 0, 20, 0, 900 }, { 0, 20, 900, 0 }, { 5, 5, -500, 30 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_int_equal(factor_wait(table[i].quarter, table[i].day,
		    (struct utc){ NOW - table[i].ago * US }, (struct utc){ NOW }), table[i].wait);
}

static int
as(const char *who, const char *sql)
{
	struct db *db = db_open(ctl.conf, who, &e);
	int r = db_script(db, sql, &e);

	db_close(db);
	return r;
}

/* What signd says to user 7's code (or to another's) at that second, for the binding. */
static enum sign_refusal
says(int64_t user, const char *code, uint8_t binding, int64_t second, enum factor_kind *ret_kind)
{
	uint8_t b[32] = { binding };
	const struct factor_ask ask = { .user = user, .code = code, .binding = b, .confirmed = true,
	    .now = { NOW + second * US } };
	enum factor_kind kind = FACTOR__MAX;
	int64_t wait = 0;
	enum sign_refusal why;

	arena_reset(arena);
	why = factor_check(signd, arena, key, &ask, &kind, &wait, &e);
	if (why == SIGN_NO_INTERNAL || why == SIGN_NO_AWAY)
		fail_msg("%s", e.text);
	if ((why == SIGN_NO_TRIES) != (wait > 0))
		fail_msg("wait %d", (int)wait);
	if (ret_kind != NULL)
		*ret_kind = kind;
	return why;
}

static const char *
code_at(int64_t second)
{
	static char code[TOTP_DIGITS + 1];

	assert_true(totp_code(secret, sizeof secret, (NOW / US + second) / 30, code));
	return code;
}

static const char *
code_wrong(void)
{
	static char code[TOTP_DIGITS + 1];

	(void)strcpy(code, "000000");
	for (int64_t s = -30; s <= 30; s += 30)
		if (strcmp(code, code_at(s)) == 0)
			code[5] = '1';
	return code;
}

/* A code works once (ASVS 6.5.1); the same act may be repeated with it. */
static void
asvs_v6_5_1_a_code_is_good_for_one_act(void **state)
{
	char code[TOTP_DIGITS + 1];
	enum factor_kind kind;

	(void)state;
	(void)strcpy(code, code_at(0));
	assert_int_equal(says(7, code, 1, 0, &kind), SIGN_OK);
	assert_int_equal(kind, FACTOR_TOTP);
	assert_int_equal(says(7, code, 1, 5, NULL), SIGN_OK);	/* signd was away after it */
	assert_int_equal(says(7, code, 2, 6, NULL), SIGN_NO_USED);	/* another document */
	assert_int_equal(says(8, code, 3, 7, NULL), SIGN_NO_CODE);	/* another person's */
	assert_int_equal(says(9, code, 3, 7, NULL), SIGN_NO_FACTOR);	/* who has none */
	assert_int_equal(says(7, code_at(30), 2, 8, NULL), SIGN_OK);
}

static void
a_code_lives_for_its_window(void **state)
{
	(void)state;
	assert_int_equal(says(7, code_at(3600), 9, 3600 - 60, NULL), SIGN_NO_CODE);
	assert_int_equal(says(7, code_at(3600), 9, 3600 + 60, NULL), SIGN_NO_CODE);
	assert_int_equal(says(7, code_at(3600), 9, 3600 - 30, NULL), SIGN_OK);
}

static void
a_recovery_code_works_once(void **state)
{
	enum factor_kind kind;

	(void)state;
	assert_int_equal(says(8, recovery, 20, 7200, NULL), SIGN_NO_CODE);	/* is 7's */
	assert_int_equal(says(7, recovery, 20, 7200, &kind), SIGN_OK);
	assert_int_equal(kind, FACTOR_RECOVERY);
	assert_int_equal(says(7, recovery, 20, 7201, NULL), SIGN_OK);
	assert_int_equal(says(7, recovery, 21, 7202, NULL), SIGN_NO_USED);
	assert_int_equal(says(7, "ABCDEFGHJKMNPQRSTVWXYZ01", 21, 7203, NULL), SIGN_NO_CODE);
}

static void
wrong_codes_are_counted_for_their_person_alone(void **state)
{
	int64_t s = 2 * 24 * 3600;

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_int_equal(says(7, code_wrong(), 30, s + i, NULL), SIGN_NO_CODE);
	assert_int_equal(says(7, code_at(s + 5), 30, s + 5, NULL), SIGN_NO_TRIES);
	assert_int_equal(says(8, code_wrong(), 30, s + 5, NULL), SIGN_NO_CODE);
	assert_int_equal(says(7, code_at(s + 60), 30, s + 60, NULL), SIGN_OK);
	/* the right one forgives */
	assert_int_equal(says(7, code_wrong(), 30, s + 61, NULL), SIGN_NO_CODE);
	assert_int_equal(says(7, code_at(s + 90), 31, s + 90, NULL), SIGN_OK);
}

/* What is not confirmed proves nothing; what was removed neither. */
static void
only_a_confirmed_factor_counts(void **state)
{
	int64_t s = 4 * 24 * 3600;

	(void)state;
	assert_int_equal(as("migrate", "UPDATE second_factor SET removed_at = NOW(6), sealed = ''"
	    " WHERE user_id = 7"), 0);
	assert_int_equal(says(7, code_at(s), 40, s, NULL), SIGN_NO_FACTOR);
	assert_int_equal(says(7, recovery, 40, s, NULL), SIGN_NO_FACTOR);
}

static void
nobody_exchanges_a_secret_or_rewrites_a_use(void **state)
{
	static const char *const no[] = {
		"UPDATE second_factor SET sealed = REPEAT('y', 90) WHERE user_id = 8",
		"UPDATE second_factor SET user_id = 9 WHERE user_id = 8",
		"UPDATE second_factor SET confirmed_at = NOW(6) WHERE user_id = 8",
		"UPDATE second_factor SET removed_at = NULL WHERE user_id = 7",
		"UPDATE code_use SET binding = REPEAT('y', 32)", "DELETE FROM code_use",
	};

	(void)state;
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
		if (as("migrate", no[i]) != -1)
			fail_msg("one may: %s", no[i]);
		assert_int_equal(e.code, 1644);
	}
}

/* Users 7 and 8 with a confirmed factor each, 7 with a recovery code; 9 without. */
static int
enrol(void)
{
	uint8_t other[TOTP_SECRET_LEN], sealed[2][FACTOR_SEALED_LEN], hash[32];
	char hex[2][2 * FACTOR_SEALED_LEN + 1], hash_hex[65], sql[2000];

	if (factor_seal(key->public_key, 7, secret, sealed[0], &e) == -1 ||
	    factor_seal(key->public_key, 8, other, sealed[1], &e) == -1)
		return -1;
	factor_recovery_new(recovery);
	factor_recovery_hash(7, recovery, hash);
	for (int i = 0; i < 2; i++)
		(void)sodium_bin2hex(hex[i], sizeof hex[i], sealed[i], sizeof sealed[i]);
	(void)sodium_bin2hex(hash_hex, sizeof hash_hex, hash, sizeof hash);
	(void)snprintf(sql, sizeof sql, "SET foreign_key_checks = 0;"
	    "INSERT INTO user (id, office_id, username, name, password_hash, roles, created_at) VALUES"
	    " (7, 1, 'tujuh', 'Tujuh', '', 1, NOW(6)), (8, 1, 'delapan', 'Delapan', '', 1, NOW(6)),"
	    " (9, 1, 'sembilan', 'Sembilan', '', 1, NOW(6));"
	    "INSERT INTO second_factor (id, user_id, sealed, made_at, confirmed_at) VALUES"
	    " (70, 7, 0x%s, NOW(6), NOW(6)), (80, 8, 0x%s, NOW(6), NOW(6));"
	    "INSERT INTO recovery_code (factor_id, hash, made_at) VALUES (70, 0x%s, NOW(6))",
	    hex[0], hex[1], hash_hex);
	return as("migrate", sql);
}

static int
start(void **state)
{
	char word[] = "migrate", *argv[] = { word, NULL };
	char path[200];

	(void)state;
	arena = arena_create((size_t)4 << 20);
	if ((server = private_db_start()) == NULL)
		return -1;
	ctl = (struct ctl){ .conf = private_db_conf(server), .conf_path = private_db_conf_path(server) };
	(void)snprintf(path, sizeof path, "%s/factor.key", private_db_folder(server));
	if (box_key_create(private_db_folder(server), FACTOR_KEY, &e) != 1 ||
	    (key = box_key_read(path, FACTOR_KEY, &e)) == NULL || ctl_migrate(&ctl, 1, argv, &e) != 0 ||
	    enrol() == -1 || (signd = db_open(ctl.conf, "signd", &e)) == NULL) {
		print_error("%s\n", e.text);
		return -1;
	}
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	db_close(signd);
	box_key_free(key);
	private_db_stop(server);
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_rfc_6238),
		cmocka_unit_test(a_secret_is_opened_by_its_key_for_its_person_only),
		cmocka_unit_test(the_key_is_made_once_and_kept_private),
		cmocka_unit_test(codes_are_read_as_people_type_them),
		cmocka_unit_test(asvs_v6_5_2_v6_5_3_recovery_codes_are_120_random_bits),
		cmocka_unit_test(waiting_grows_and_ends),
		cmocka_unit_test(asvs_v6_5_1_a_code_is_good_for_one_act),
		cmocka_unit_test(a_code_lives_for_its_window),
		cmocka_unit_test(a_recovery_code_works_once),
		cmocka_unit_test(wrong_codes_are_counted_for_their_person_alone),
		cmocka_unit_test(only_a_confirmed_factor_counts),
		cmocka_unit_test(nobody_exchanges_a_secret_or_rewrites_a_use),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
