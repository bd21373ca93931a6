/* THE TABLE: every state, role and move, and the rules of the person. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "sop/duty.h"
#include "sop/finger.h"
#include "sop/nik.h"
#include "sop/number.h"
#include "sop/person.h"
#include "sop/print_job.h"
#include "sop/sop.h"

#define EVERYBODY	ROLE_ANY

static struct sop_facts
fine(enum status s, bool electronic)
{
	return (struct sop_facts){ .status = s, .electronic = electronic, .numbered = true,
	    .reason = "ada" };
}

static void
terminal_states_have_no_way_out(void **state)
{
	(void)state;
	for (enum status s = 0; s < STATUS__MAX; s++) {
		size_t out = 0;
		for (enum move m = 0; m < MOVE__MAX; m++)
			out += sop_from(m, s);
		if (sop_status_open(s))
			assert_true(out > 0);
		else
			assert_int_equal(out, 0);
	}
}

static void
nothing_is_finished_that_was_not_recorded_and_signed_in_this_order(void **state)
{
	(void)state;
	for (enum move m = 0; m < MOVE_CANCEL; m++) {
		if (sop_move[m].to == STATUS_SELESAI)
			assert_int_equal(sop_move[m].from, STATUS_TEREKAM);
		/* TEREKAM is never without the signature, whichever came first */
		if (sop_move[m].to == STATUS_TEREKAM)
			assert_true((sop_move[m].from == STATUS_SEDANG_DIREKAM && sop_move[m].guard == GUARD_FINGERS) ||
			    (sop_move[m].from == STATUS_DITANDATANGANI && sop_move[m].guard == GUARD_RECORDED));
		if (sop_move[m].to == STATUS_SEDANG_DIREKAM)
			assert_true(sop_move[m].from == STATUS_DITANDATANGANI ||
			    sop_move[m].from == STATUS_PEREKAMAN_GAGAL ||
			    sop_move[m].from == STATUS_DIJADWALKAN_ULANG ||
			    (sop_move[m].from == STATUS_MENUNGGU_TTD && sop_move[m].guard == GUARD_FIRST));
		if (sop_move[m].to == STATUS_MENUNGGU_TTD && sop_move[m].from != STATUS_MENUNGGU_TTD &&
		    sop_move[m].from != STATUS_SEDANG_DIREKAM)
			assert_int_equal(sop_move[m].guard, GUARD_NUMBERED);
	}
}

static void
what_is_recorded_can_neither_be_cancelled_nor_expire(void **state)
{
	(void)state;
	assert_false(sop_from(MOVE_CANCEL, STATUS_TEREKAM));
	assert_false(sop_from(MOVE_EXPIRE, STATUS_TEREKAM));
	assert_true(sop_from(MOVE_CANCEL, STATUS_SEDANG_DIREKAM));
	/* nor while it waits for its signature with the recording in it */
	for (enum status s = 0; s < STATUS__MAX; s++)
		for (enum move m = 0; m < MOVE__MAX; m++) {
			struct sop_facts f = fine(s, false);
			f.recorded = true;
			if (sop_may(m, EVERYBODY, &f) == SOP_YES)
				assert_true(sop_status_open(sop_move[m].to) || sop_move[m].to == STATUS_SELESAI);
		}
}

static void
recording_before_the_signature_is_off_and_the_kasis_alone(void **state)
{
	struct sop_facts f = fine(STATUS_MENUNGGU_TTD, false);

	(void)state;
	assert_int_equal(sop_may(MOVE_RECORD_FIRST, EVERYBODY, &f), SOP_GUARD);
	f.record_first = true;
	assert_int_equal(sop_may(MOVE_RECORD_FIRST, ROLE_BIT(KASI), &f), SOP_YES);
	assert_int_equal(sop_may(MOVE_RECORD_FIRST, ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR) | ROLE_BIT(ADMIN), &f), SOP_NOT_YOU);
	f.reason = "";
	assert_int_equal(sop_may(MOVE_RECORD_FIRST, ROLE_BIT(KASI), &f), SOP_GUARD);
	f = fine(STATUS_MENUNGGU_TTD, false);
	f.record_first = f.recorded = true;
	assert_int_equal(sop_may(MOVE_RECORD_FIRST, ROLE_BIT(KASI), &f), SOP_GUARD);
	f = fine(STATUS_SEDANG_DIREKAM, false);
	assert_int_equal(sop_may(MOVE_FINISH, EVERYBODY, &f), SOP_GUARD);
	assert_int_equal(sop_may(MOVE_FINISH_FIRST, EVERYBODY, &f), SOP_YES);
	f.is_signed = true;
	assert_int_equal(sop_may(MOVE_FINISH_FIRST, EVERYBODY, &f), SOP_GUARD);
	f = fine(STATUS_DITANDATANGANI, false);
	f.is_signed = true;
	assert_int_equal(sop_may(MOVE_RECORDED, EVERYBODY, &f), SOP_GUARD);
	f.recorded = true;
	assert_int_equal(sop_may(MOVE_RECORDED, EVERYBODY, &f), SOP_YES);
}

/* All triples of state, move and role, in both modes: only what the table lists. */
static void
only_the_listed_moves_are_allowed(void **state)
{
	size_t yes = 0;

	(void)state;
	for (enum status s = 0; s < STATUS__MAX; s++)
		for (enum move m = 0; m < MOVE__MAX; m++)
			for (enum role r = 0; r < ROLE__MAX; r++)
				for (int electronic = 0; electronic < 2; electronic++) {
					const struct sop_facts f = fine(s, electronic);
					bool may = sop_may(m, (role_set)1 << r, &f) == SOP_YES;
					if (!may)
						continue;
					yes++;
					assert_true(sop_from(m, s));
					assert_true(sop_move[m].who & (role_set)1 << r);
				}
	assert_true(yes > 40);
	/* roles without work in the procedure make no move at all */
	for (enum status s = 0; s < STATUS__MAX; s++)
		for (enum move m = 0; m < MOVE__MAX; m++) {
			const struct sop_facts f = fine(s, false);
			assert_int_not_equal(sop_may(m, ROLE_BIT(DINAS) | ROLE_BIT(PEMERIKSA) | ROLE_BIT(ADMIN), &f), SOP_YES);
		}
}

static void
guards_say_no(void **state)
{
	struct sop_facts f = fine(STATUS_DRAF, false);

	(void)state;
	f.missing = 1;
	assert_int_equal(sop_may(MOVE_ACCEPT, EVERYBODY, &f), SOP_GUARD);
	f.missing = 0;
	assert_int_equal(sop_may(MOVE_ACCEPT, EVERYBODY, &f), SOP_YES);
	f.reason = " \n";
	assert_int_equal(sop_may(MOVE_RETURN_PAPERS, EVERYBODY, &f), SOP_GUARD);
	f = fine(STATUS_MENUNGGU_TTD, true);
	assert_int_equal(sop_may(MOVE_SIGNED_INK, EVERYBODY, &f), SOP_GUARD);
	assert_int_equal(sop_may(MOVE_APPROVE, EVERYBODY, &f), SOP_YES);
	f.electronic = false;
	assert_int_equal(sop_may(MOVE_SIGNED_INK, EVERYBODY, &f), SOP_YES);
	assert_int_equal(sop_may(MOVE_APPROVE, EVERYBODY, &f), SOP_GUARD);
	f = fine(STATUS_SEDANG_DIREKAM, false);
	f.fingers_open = 1;
	assert_int_equal(sop_may(MOVE_FINISH, EVERYBODY, &f), SOP_GUARD);
	f.fingers_open = 0;
	f.is_signed = true;
	assert_int_equal(sop_may(MOVE_FINISH, EVERYBODY, &f), SOP_YES);
	f = fine(STATUS_TERAGENDA, false);
	f.numbered = false;
	assert_int_equal(sop_may(MOVE_SUBMIT, EVERYBODY, &f), SOP_GUARD);
}

static void
a_numbered_case_is_cancelled_by_the_kasi_alone(void **state)
{
	struct sop_facts f = fine(STATUS_TERAGENDA, false);

	(void)state;
	assert_int_equal(sop_may(MOVE_CANCEL, ROLE_BIT(PETUGAS), &f), SOP_NOT_YOU);
	assert_int_equal(sop_may(MOVE_CANCEL, ROLE_BIT(KASI), &f), SOP_YES);
	f = fine(STATUS_BERKAS_DITERIMA, false);
	f.numbered = false;
	assert_int_equal(sop_may(MOVE_CANCEL, ROLE_BIT(PETUGAS), &f), SOP_YES);
}

static void
words_go_there_and_back(void **state)
{
	(void)state;
	for (enum status s = 0; s < STATUS__MAX; s++)
		assert_int_equal(sop_status_by_word(sop_status_word(s)), s);
	assert_int_equal(sop_status_by_word("?"), STATUS__MAX);
	for (enum step s = STEP_INTAKE; s < STEP__MAX; s++)
		assert_int_equal(sop_step_by_path(sop_step_path(s)), s);
	for (enum role r = 0; r < ROLE__MAX; r++)
		assert_int_equal(role_by_word(role_word(r)), r);
	for (enum print_state s = 0; s < PRINT__MAX; s++)
		assert_int_equal(print_state_by_word(print_state_word(s)), s);
	for (enum print_reason r = 0; r < PRINT_REASON__MAX; r++)
		assert_int_equal(print_reason_by_word(print_reason_word(r)), r);
	for (enum finger_reason r = 0; r < FINGER_REASON__MAX; r++)
		assert_int_equal(finger_reason_by_word(finger_reason_word(r)), r);
}

static void
ten_fingers_each_once_thumbs_last(void **state)
{
	unsigned seen = 0;

	(void)state;
	for (int i = 0; i < FINGER_COUNT; i++) {
		assert_true(finger_valid(finger_order[i]));
		seen |= 1u << finger_order[i];
	}
	assert_int_equal(seen, 0x7fe);
	assert_int_equal(finger_order[0], FINGER_RIGHT_INDEX);
	assert_int_equal(finger_order[8] + finger_order[9], 1 + 6);
	assert_false(finger_valid(0));
	assert_false(finger_valid(11));
	assert_string_equal(finger_name(7), "Telunjuk kiri");
}

/* What the vectors call each finding; region findings (W-PROV, W-KAB, W-KEC) are not
 * made in this room: those numbers are structurally right. */
static const char *
expected(enum nik_finding f)
{
	static const char *const word[NIK__MAX] = { "OK", "E-FORMAT", "E-DD", "E-MM", "E-DATE",
	    "E-SERIAL", "W-DOB", "W-SEX", "W-PROV", "W-KAB", "W-KEC" };

	return word[f];
}

static void
nik_vectors_give_their_findings(void **state)
{
	FILE *in = fopen("tests/data/nik_vectors.csv", "r");
	struct arena *a = arena_create(65536);
	char line[128];
	int rows = 0;

	(void)state;
	assert_non_null(in);
	assert_non_null(fgets(line, sizeof line, in));	/* the head */
	while (fgets(line, sizeof line, in) != NULL) {
		char *dob = strchr(line, ','), *sex, *want;
		*dob++ = '\0';
		sex = strchr(dob, ',');
		*sex++ = '\0';
		want = strchr(sex, ',');
		*want++ = '\0';
		want[strcspn(want, "\r\n")] = '\0';
		const char *nik = nik_normal(a, line);
		enum nik_finding f = nik_check(nik);
		struct day d = { 0 };
		if (*dob != '\0')
			assert_true(day_parse(dob, &d));
		if (f == NIK_OK)
			f = nik_compare_birth(nik, d);
		if (f == NIK_OK && *sex != '\0')
			f = nik_compare_sex(nik, *sex == 'P' ? "PEREMPUAN" : "LAKI-LAKI");
		if (f == NIK_OK)
			f = nik_region(nik);
		const char *got = expected(f);
		if (strcmp(got, want) != 0)
			fail_msg("NIK %s: %s, expected %s", line, got, want);
		rows++;
	}
	assert_int_equal(rows, 26);
	(void)fclose(in);
	arena_free(a);
}

static void
digits_of_other_scripts_are_no_digits(void **state)
{
	(void)state;
	assert_int_equal(nik_check("\xd9\xa3" "50308150908990"), NIK_FORMAT);
	assert_int_equal(nik_severity(NIK_FORMAT), NIK_BLOCK);
	assert_int_equal(nik_severity(NIK_BIRTH), NIK_WARN);
	for (enum nik_finding f = NIK_FORMAT; f < NIK__MAX; f++)
		assert_true(strlen(nik_text(f)) > 10);
}

static void
the_right_to_a_card_comes_with_age_or_marriage(void **state)
{
	struct day today = { 2026, 11, 23 }, sixteen = { 2010, 1, 1 }, fifteen = { 2011, 1, 1 };

	(void)state;
	assert_int_equal(person_eligibility((struct day){ 2009, 11, 23 }, "BELUM KAWIN", today), ELIGIBLE_AGE);
	assert_int_equal(person_eligibility(sixteen, "BELUM KAWIN", today), ELIGIBLE_EARLY);
	assert_int_equal(person_eligibility(sixteen, "KAWIN", today), ELIGIBLE_MARRIED);
	assert_int_equal(person_eligibility(fifteen, "CERAI MATI", today), ELIGIBLE_EVER_MARRIED);
	assert_int_equal(person_eligibility(fifteen, "BELUM KAWIN", today), ELIGIBLE_NO);
	assert_int_equal(person_eligibility(fifteen, NULL, today), ELIGIBLE_NO);
}

static void
numbers_are_written_as_the_office_writes_them(void **state)
{
	static const struct { const char *format; bool letter, good; } formats[] = {
		{ NUMBER_AGENDA_FORMAT, false, true }, { NUMBER_LETTER_FORMAT, true, true }, { "KTP-{nomor}/{tahun}", false, true },
		{ "{nomor:6}.{bulan}.{tahun}", true, true }, { "{tahun}/{nomor}", false, true },
		{ "", false, false }, { "{nomor}", false, false }, { "{tahun}", false, false }, { "{nomor}{tahun}", false, false },
		{ "{nomor}/{nomor}/{tahun}", false, false }, { "1{nomor}/{tahun}", false, false }, { "{nomor}/{tahun}0", false, false },
		{ "{nomor:0}/{tahun}", false, false }, { "{nomor:7}/{tahun}", false, false }, { "{nomor/{tahun}", false, false },
		{ "{bulan}/{nomor}/{tahun}", false, false }, { "{hari}/{nomor}/{tahun}", true, false }, { "{nomor}/{tahun} ", false, false },
		{ "<b>{nomor}/{tahun}", false, false }, { "{nomor}\n/{tahun}", false, false }, { "{klasifikasi}{nomor}/{tahun}", true, false },
	};
	static const struct { const char *format, *text; int64_t no, year; } typed[] = {
		{ NUMBER_AGENDA_FORMAT, "0012/2026", 12, 2026 }, { NUMBER_AGENDA_FORMAT, "12 / 2026", 12, 2026 },
		{ "KTP-{nomor}/{tahun}", "ktp-0012/2026", 12, 2026 }, { "{tahun}.{nomor:4}", "2026.0012", 12, 2026 },
		{ "{nomor}/WTL/{tahun}", "2026/wtl/2026", 2026, 2026 }, { "KTP-{nomor}/{tahun}", "12/2026", 0, 0 },
		{ NUMBER_AGENDA_FORMAT, "12/1999", 0, 0 }, { NUMBER_AGENDA_FORMAT, "0/2026", 0, 0 }, { NUMBER_AGENDA_FORMAT, "", 0, 0 },
		{ NUMBER_AGENDA_FORMAT, "99999999999999999999/2026", 0, 0 },
	};
	struct arena *a = arena_create(65536);

	(void)state;
	assert_string_equal(number_agenda(a, NULL, 123, 2026), "0123/2026");
	assert_string_equal(number_agenda(a, "KTP-{nomor:6}/{tahun}", 123, 2026), "KTP-000123/2026");
	const struct number_parts n = { "400.12.2.1", "406.08", 123, 2026, 11 };
	assert_string_equal(number_letter(a, NULL, &n), "400.12.2.1/123/406.08/2026");
	assert_string_equal(number_letter(a, "{klasifikasi}/{nomor:3}/{kode}/{bulan}/{tahun}", &n), "400.12.2.1/123/406.08/XI/2026");
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if ((number_format_trouble(formats[i].format, formats[i].letter) == NULL) != formats[i].good)
			fail_msg("format %s", formats[i].format);
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		int64_t no = 0, year = 0;
		assert_int_equal(number_agenda_read(a, typed[i].format, typed[i].text, &no, &year), typed[i].no != 0);
		assert_int_equal(no, typed[i].no);
		assert_int_equal(year, typed[i].year);
	}
	arena_free(a);
}

/*
 * All pairs of roles, a and b: who verified as a signs as b.  Two persons may where the table
 * lets each; one person who holds both is stopped or has to say why.
 */
static void
asvs_v2_3_5_who_verifies_does_not_sign(void **state)
{
	static const struct { const char *rule, *reason; bool may; } table[] = {
		{ "BLOKIR", "", false }, { "BLOKIR", "sendirian hari ini", false },
		{ "ALASAN", "", false }, { "ALASAN", NULL, false }, { "ALASAN", "sendirian hari ini", true },
		{ "", "sendirian hari ini", false }, { NULL, "sendirian hari ini", false },
	};
	size_t pairs = 0;

	(void)state;
	for (enum role a = 0; a < ROLE__MAX; a++)
		for (enum role b = 0; b < ROLE__MAX; b++) {
			struct sop_facts before = fine(STATUS_BERKAS_DITERIMA, true);
			struct sop_facts then = fine(STATUS_MENUNGGU_TTD, true);
			role_set mine = (role_set)1 << a, theirs = (role_set)1 << b;

			if (sop_may(MOVE_VERIFY, mine, &before) != SOP_YES ||
			    sop_may(MOVE_APPROVE, theirs, &then) != SOP_YES)
				continue;
			pairs++;
			assert_int_equal(sop_may(MOVE_APPROVE, mine | theirs, &then), SOP_YES);
			for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
				assert_true(duty_allows(duty_of(table[i].rule, 4, 5), table[i].reason));
				assert_true(duty_allows(duty_of(table[i].rule, 0, 5), table[i].reason));
				assert_int_equal(duty_allows(duty_of(table[i].rule, 5, 5), table[i].reason),
				    table[i].may);
			}
		}
	assert_int_equal(pairs, 3);	/* petugas with kasi, sekcam, camat */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminal_states_have_no_way_out),
		cmocka_unit_test(nothing_is_finished_that_was_not_recorded_and_signed_in_this_order),
		cmocka_unit_test(what_is_recorded_can_neither_be_cancelled_nor_expire),
		cmocka_unit_test(recording_before_the_signature_is_off_and_the_kasis_alone),
		cmocka_unit_test(only_the_listed_moves_are_allowed),
		cmocka_unit_test(guards_say_no),
		cmocka_unit_test(a_numbered_case_is_cancelled_by_the_kasi_alone),
		cmocka_unit_test(words_go_there_and_back),
		cmocka_unit_test(asvs_v2_3_5_who_verifies_does_not_sign),
		cmocka_unit_test(ten_fingers_each_once_thumbs_last),
		cmocka_unit_test(nik_vectors_give_their_findings),
		cmocka_unit_test(digits_of_other_scripts_are_no_digits),
		cmocka_unit_test(the_right_to_a_card_comes_with_age_or_marriage),
		cmocka_unit_test(numbers_are_written_as_the_office_writes_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
