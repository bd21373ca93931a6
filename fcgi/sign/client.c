#include "sign/client.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/day.h"
#include "base/str.h"
#include "sign/signd_loop.h"

#define TIMEOUT_US	2000000
#define ANSWER_MAX	512

static int
away(struct err *e, int code, const char *why)
{
	return err_set(e, ERR_AWAY, code, "rekam-signd: %s", why);
}

/* 0 when fd is ready for events before the deadline, else -1 */
static int
wait_for(int fd, short events, int64_t deadline, struct err *e)
{
	for (;;) {
		struct pollfd p = { .fd = fd, .events = events };
		int64_t left = (deadline - mono_us() + 999) / 1000;
		int rc = left <= 0 ? 0 : poll(&p, 1, (int)left);

		if (rc > 0)
			return 0;
		if (rc == 0)
			return away(e, ETIMEDOUT, "no answer in 2 s");
		if (errno != EINTR)
			return away(e, errno, strerror(errno));
	}
}

static int
dial(const char *path, struct err *e)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd;

	if (!str_copy(sun.sun_path, sizeof sun.sun_path, path))
		return err_set(e, ERR_INPUT, 0, "path of rekam-signd's socket is too long");
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) == -1)
		return away(e, errno, strerror(errno));
	/* On a Unix socket this is at once or (queue full) not at all. */
	if (connect(fd, (struct sockaddr *)&sun, sizeof sun) == -1) {
		(void)away(e, errno, strerror(errno));
		(void)close(fd);
		return -1;
	}
	return fd;
}

/* Sends the line, reads until the peer closes; the answer is NUL-terminated. */
static int
talk(int fd, const char *line, char answer[ANSWER_MAX], struct err *e)
{
	int64_t deadline = mono_us() + TIMEOUT_US;
	size_t n = 0, len = strlen(line);

	if (wait_for(fd, POLLOUT, deadline, e) == -1)
		return -1;
	if (send(fd, line, len, MSG_NOSIGNAL) != (ssize_t)len)
		return away(e, errno, "the request could not be sent");
	while (n < ANSWER_MAX - 1) {
		ssize_t got;

		if (wait_for(fd, POLLIN, deadline, e) == -1)
			return -1;
		got = recv(fd, answer + n, ANSWER_MAX - 1 - n, 0);
		if (got == -1 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got == -1)
			return away(e, errno, strerror(errno));
		if (got == 0)
			break;
		n += (size_t)got;
	}
	answer[n] = '\0';
	if (n == 0)
		return away(e, 0, "it hung up");
	return 0;
}

static int
broken(struct err *e)
{
	return err_set(e, ERR_BROKEN, 0, "rekam-signd: its answer makes no sense");
}

static bool
understand_yes(const char *words, bool letter, struct sign_answer *ret)
{
	const char *kind = words;
	struct letter_code c;

	if (letter) {
		size_t n = strcspn(words, " ");

		if (n >= sizeof ret->code || words[n] != ' ')
			return false;
		memcpy(ret->code, words, n);
		ret->code[n] = '\0';
		if (letter_code_read(ret->code, &c, NULL) == -1)
			return false;
		kind = words + n + 1;
	}
	ret->factor = factor_by_word(kind);
	ret->why = SIGN_OK;
	return ret->factor == FACTOR_TOTP || ret->factor == FACTOR_RECOVERY;
}

/* "OK ...\n" or "NO word text\n" and nothing behind it */
static int
understand(char *answer, bool letter, struct sign_answer *ret, struct err *e)
{
	size_t n = strlen(answer);
	enum sign_refusal why;
	char *text;

	if (n < 4 || strchr(answer, '\n') != answer + n - 1)
		return broken(e);
	answer[n - 1] = '\0';
	if (str_starts(answer, "OK "))
		return understand_yes(answer + 3, letter, ret) ? 0 : broken(e);
	if (!str_starts(answer, "NO ") || (text = strchr(answer + 3, ' ')) == NULL)
		return broken(e);
	*text++ = '\0';
	why = sign_refusal_by_word(answer + 3);
	if (why == SIGN_REFUSAL__MAX)
		return broken(e);
	ret->why = why;
	if (why == SIGN_NO_TRIES && !str_int(text, 1, 86400, &ret->wait))
		return broken(e);
	if (why == SIGN_NO_AWAY)
		return away(e, 0, sign_refusal_text(why));
	return err_set(e, ERR_CONFLICT, (int)why, "rekam-signd refuses: %s",
	    sign_refusal_text(why));
}

static int
ask(const char *socket_path, char line[SIGND_LINE_MAX], bool letter, struct sign_answer *ret,
    struct err *e)
{
	char answer[ANSWER_MAX];
	int fd, rc;

	*ret = (struct sign_answer){ .why = SIGN_NO_INTERNAL, .factor = FACTOR__MAX };
	if ((fd = dial(socket_path, e)) == -1)
		rc = -1;
	else {
		rc = talk(fd, line, answer, e);
		(void)close(fd);
	}
	sodium_memzero(line, SIGND_LINE_MAX);
	if (rc == 0)
		rc = understand(answer, letter, ret, e);
	if (rc == -1 && e != NULL && e->kind == ERR_AWAY)
		ret->why = SIGN_NO_AWAY;
	return rc;
}

int
sign_document(const char *socket_path, int64_t document_id, const char *code,
    struct sign_answer *ret, struct err *e)
{
	char line[SIGND_LINE_MAX];

	(void)snprintf(line, sizeof line, "SIGN %" PRId64 " %.32s\n", document_id, code);
	return ask(socket_path, line, true, ret, e);
}

int
sign_check_code(const char *socket_path, int64_t user, const char *code,
    const uint8_t binding[32], struct sign_answer *ret, struct err *e)
{
	char line[SIGND_LINE_MAX], hex[65];

	str_hex(hex, binding, 32);
	(void)snprintf(line, sizeof line, "CHECK %" PRId64 " %.32s %s\n", user, code, hex);
	return ask(socket_path, line, false, ret, e);
}

int
sign_anchor(const char *socket_path, int64_t *ret_no, int64_t *ret_rows, char ret_code[20],
    struct err *e)
{
	char answer[ANSWER_MAX], code[20], word[20] = "";
	int64_t no, rows;
	int fd, rc;

	if ((fd = dial(socket_path, e)) == -1)
		return -1;
	rc = talk(fd, "ANCHOR\n", answer, e);
	(void)close(fd);
	if (rc == -1)
		return -1;
	if (sscanf(answer, "OK %" SCNd64 " %19[0-9A-F-] %" SCNd64 "\n", &no, code, &rows) == 3) {
		*ret_no = no;
		*ret_rows = rows;
		(void)str_copy(ret_code, 20, code);
		return 0;
	}
	answer[strcspn(answer, "\n")] = '\0';
	if (sscanf(answer, "NO %19[a-z]", word) != 1)
		return broken(e);
	if (str_eq(word, sign_refusal_word(SIGN_NO_AWAY)))
		return away(e, 0, answer + 3);
	return err_set(e, ERR_CONFLICT, 0, "rekam-signd refuses: %s", answer + 4 + strlen(word));
}
