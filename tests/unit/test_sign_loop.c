/* Both ends of the line to rekam-signd, and callers who misbehave on it. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/day.h"
#include "sign/client.h"
#include "sign/signd_loop.h"

static struct sockaddr_un address = { .sun_family = AF_UNIX };
static struct letter_key key;
static pid_t daemon_pid;

/* 1 is signed, 2 is refused, 3 has no database behind it, 4 never comes back. */
static enum sign_refusal
sign(void *ctx, const struct signd_words *w, char ret_code[SIGND_ANSWER_SIZE])
{
	int64_t id = w->id;
	struct letter_code c = { .agency = "406.08", .no = 7, .year = 2026,
	    .day = { 2026, 11, 23 }, .serial = 1 };

	(void)ctx;
	if (id == 4)
		(void)sleep(5);
	if (id == 3)
		return SIGN_NO_AWAY;
	if (id != 1)
		return SIGN_NO_STATUS;
	char text[LETTER_CODE_SIZE];
	if (letter_code_sign(&c, &key, text, NULL) == -1)
		return SIGN_NO_INTERNAL;
	(void)snprintf(ret_code, SIGND_ANSWER_SIZE, "%s PEMULIHAN", text);
	return SIGN_OK;
}

static enum sign_refusal
check(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	(void)ctx;
	(void)snprintf(ret_answer, SIGND_ANSWER_SIZE, "%s", w->id == 1 && w->hash[31] == 7 ? "TOTP" : "41");
	return w->id == 1 ? SIGN_OK : SIGN_NO_TRIES;
}

static int ticks;

static enum sign_refusal
tick(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	(void)ctx;
	(void)w;
	(void)ret_answer;
	ticks++;
	return SIGN_OK;
}

static enum sign_refusal
count(void *ctx, const struct signd_words *w, char ret_answer[SIGND_ANSWER_SIZE])
{
	(void)ctx;
	(void)w;
	(void)snprintf(ret_answer, SIGND_ANSWER_SIZE, "%d", ticks);
	return SIGN_OK;
}

static const struct signd_command commands[] = {
	{ "SIGN", "ic", sign }, { "CHECK", "ich", check },
	{ "TICKS", "", count }, { NULL, NULL, tick }
};

static int
start(void **state)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	(void)snprintf(address.sun_path, sizeof address.sun_path, "/tmp/rekam-test-loop.%d",
	    (int)getpid());
	(void)unlink(address.sun_path);
	(void)crypto_sign_keypair(key.public_key, key.secret);
	letter_key_id(key.public_key, key.id);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1 || listen(fd, 64) == -1)
		return -1;
	if ((daemon_pid = fork()) == 0)
		_exit(signd_loop(fd, commands, NULL, NULL) == 0 ? 0 : 1);
	return close(fd);
}

static int
stop(void **state)
{
	int status;

	(void)state;
	(void)kill(daemon_pid, SIGTERM);
	if (waitpid(daemon_pid, &status, 0) != daemon_pid || status != 0)
		return -1;
	return unlink(address.sun_path);
}

static int
dial(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
	return fd;
}

static void
lines(void **state)
{
	static const struct {
		const char *sentence, *line;
		int64_t id;
	} table[] = {
		{ "a document", "SIGN 12 123456\n", 12 },
		{ "the largest id", "SIGN 9223372036854775807 123456\n", INT64_MAX },
		{ "past the largest id", "SIGN 9223372036854775808 123456\n", 0 },
		{ "zero", "SIGN 0 123456\n", 0 }, { "a leading zero", "SIGN 012 123456\n", 0 },
		{ "negative", "SIGN -1 123456\n", 0 }, { "a plus sign", "SIGN +1 123456\n", 0 },
		{ "no number", "SIGN 123456\n", 0 }, { "two numbers", "SIGN 1 2 123456\n", 0 },
		{ "two lines", "SIGN 1 2\nSIGN 2 2\n", 0 }, { "no line end", "SIGN 1 123456", 0 },
		{ "another verb", "OPEN 1 123456\n", 0 },
		{ "carriage return", "SIGN 1 123456\r\n", 0 },
		{ "nothing", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct signd_words w = { 0 };
		const struct signd_command *k = signd_line(commands, table[i].line, &w);
		if (w.id != table[i].id || (k == NULL) != (table[i].id == 0))
			fail_msg("%s", table[i].sentence);
	}
}

static void
words_are_of_their_kind(void **state)
{
#define HASH	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	static const struct {
		const char *sentence, *line;
		bool good;
	} table[] = {
		{ "three words", "CHECK 7 123456 " HASH "\n", true },
		{ "a word is missing", "CHECK 7 123456\n", false },
		{ "a word too many", "CHECK 7 123456 " HASH " 1\n", false },
		{ "two blanks", "CHECK 7  123456 " HASH "\n", false },
		{ "a blank at the end", "CHECK 7 123456 " HASH " \n", false },
		{ "small letters in a code", "CHECK 7 abcdef " HASH "\n", false },
		{ "a sign in a code", "CHECK 7 12-456 " HASH "\n", false },
		{ "a long code", "CHECK 7 ABCDEFGHABCDEFGHABCDEFGHABCDEFGHA " HASH "\n", false },
		{ "capital hex", "CHECK 7 123456 AA" HASH "\n", false },
		{ "half a hash", "CHECK 7 123456 0011\n", false },
	};
	struct signd_words w;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if ((signd_line(commands, table[i].line, &w) != NULL) != table[i].good)
			fail_msg("%s", table[i].sentence);
	assert_non_null(signd_line(commands, table[0].line, &w));
	assert_int_equal(w.id, 7);
	assert_string_equal(w.code, "123456");
	assert_int_equal(w.hash[31], 0xff);
}

static void
answers_reach_the_caller(void **state)
{
	const uint8_t binding[32] = { [31] = 7 };
	struct sign_answer a;
	struct letter_code c;
	struct err e;

	(void)state;
	assert_int_equal(sign_document(address.sun_path, 1, "123456", &a, &e), 0);
	assert_int_equal(a.why, SIGN_OK);
	assert_int_equal(a.factor, FACTOR_RECOVERY);
	assert_int_equal(letter_code_verify(a.code, key.public_key, &c, &e), 0);
	assert_int_equal(c.no, 7);
	assert_int_equal(sign_document(address.sun_path, 2, "123456", &a, &e), -1);
	assert_int_equal(e.kind, ERR_CONFLICT);
	assert_int_equal(a.why, SIGN_NO_STATUS);
	assert_int_equal(sign_document(address.sun_path, 3, "123456", &a, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_int_equal(sign_document(address.sun_path, -5, "123456", &a, &e), -1);
	assert_int_equal(a.why, SIGN_NO_REQUEST);
	assert_int_equal(sign_document("/tmp/rekam-test-loop.none", 1, "123456", &a, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_int_equal(a.why, SIGN_NO_AWAY);
	assert_int_equal(sign_document(address.sun_path, 1, "1 OR 1", &a, &e), -1);
	assert_int_equal(a.why, SIGN_NO_REQUEST);
	assert_int_equal(sign_check_code(address.sun_path, 1, "123456", binding, &a, &e), 0);
	assert_int_equal(a.factor, FACTOR_TOTP);
	assert_int_equal(sign_check_code(address.sun_path, 2, "123456", binding, &a, &e), -1);
	assert_int_equal(a.why, SIGN_NO_TRIES);
	assert_int_equal(a.wait, 41);
}

static const char *
say(const char *text, size_t n)
{
	static char got[600];
	ssize_t len, have = 0;
	int fd = dial();

	(void)send(fd, text, n, MSG_NOSIGNAL);
	while ((len = recv(fd, got + have, sizeof got - 1 - (size_t)have, 0)) > 0)
		have += len;
	(void)close(fd);
	got[have] = '\0';
	return got;
}

static void
those_who_misbehave_are_turned_away(void **state)
{
	char long_line[4000];

	(void)state;
	memset(long_line, '1', sizeof long_line);
	assert_string_equal(say("SIGN x 1\n", 9), "NO request not a request\n");
	assert_string_equal(say("SIGN 1\0 1\n", 10), "NO request not a request\n");
	assert_string_equal(say("\n", 1), "NO request not a request\n");
	/* the rest of an endless line may reset the connection; nothing is signed */
	assert_null(strstr(say(long_line, sizeof long_line), "OK"));
}

static void
the_minute_of_the_table_comes(void **state)
{
	(void)state;
	for (int i = 0; i < 200 && strcmp(say("TICKS\n", 6), "OK 1\n") != 0; i++)
		(void)usleep(20000);
	assert_string_equal(say("TICKS\n", 6), "OK 1\n");
}

static void
the_silent_do_not_hold_up_the_others(void **state)
{
	struct sign_answer a;
	int fd[SIGND_CLIENTS - 1];
	int64_t begun = mono_us();
	char c;

	(void)state;
	for (size_t i = 0; i < SIGND_CLIENTS - 1; i++) {
		fd[i] = dial();
		assert_int_equal(send(fd[i], "SIG", 3, 0), 3);
	}
	for (int i = 0; i < 20; i++)
		assert_int_equal(sign_document(address.sun_path, 1, "123456", &a, NULL), 0);
	assert_true(mono_us() - begun < 900000);
	for (size_t i = 0; i < SIGND_CLIENTS - 1; i++) {
		assert_int_equal(recv(fd[i], &c, 1, 0), 0);	/* hung up on */
		(void)close(fd[i]);
	}
	assert_true(mono_us() - begun < 2000000);
}

static void
a_caller_waits_two_seconds_and_no_more(void **state)
{
	struct sign_answer a;
	int64_t begun = mono_us();
	struct err e;

	(void)state;
	assert_int_equal(sign_document(address.sun_path, 4, "123456", &a, &e), -1);
	assert_int_equal(e.kind, ERR_AWAY);
	assert_int_equal(e.code, ETIMEDOUT);
	assert_true(mono_us() - begun < 2500000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(words_are_of_their_kind),
		cmocka_unit_test(answers_reach_the_caller),
		cmocka_unit_test(those_who_misbehave_are_turned_away),
		cmocka_unit_test(the_minute_of_the_table_comes),
		cmocka_unit_test(the_silent_do_not_hold_up_the_others),
		cmocka_unit_test(a_caller_waits_two_seconds_and_no_more),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
