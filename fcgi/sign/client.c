#include "sign/client.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/day.h"
#include "base/str.h"

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

/* "OK code\n" or "NO word text\n" and nothing behind it */
static int
understand(char *answer, char ret_code[LETTER_CODE_SIZE], enum sign_refusal *ret_refusal,
    struct err *e)
{
	size_t n = strlen(answer);
	enum sign_refusal why;
	struct letter_code c;

	if (n < 4 || strchr(answer, '\n') != answer + n - 1)
		return broken(e);
	answer[n - 1] = '\0';
	if (str_starts(answer, "OK ")) {
		if (letter_code_read(answer + 3, &c, NULL) == -1 ||
		    !str_copy(ret_code, LETTER_CODE_SIZE, answer + 3))
			return broken(e);
		return 0;
	}
	if (!str_starts(answer, "NO "))
		return broken(e);
	answer[3 + strcspn(answer + 3, " ")] = '\0';
	why = sign_refusal_by_word(answer + 3);
	if (why == SIGN_REFUSAL__MAX)
		return broken(e);
	if (ret_refusal != NULL)
		*ret_refusal = why;
	if (why == SIGN_NO_AWAY)
		return away(e, 0, sign_refusal_text(why));
	return err_set(e, ERR_CONFLICT, (int)why, "rekam-signd refuses: %s",
	    sign_refusal_text(why));
}

int
sign_document(const char *socket_path, int64_t document_id, char ret_code[LETTER_CODE_SIZE],
    enum sign_refusal *ret_refusal, struct err *e)
{
	char line[40], answer[ANSWER_MAX];
	int fd, rc;

	(void)snprintf(line, sizeof line, "SIGN %" PRId64 "\n", document_id);
	if ((fd = dial(socket_path, e)) == -1)
		return -1;
	rc = talk(fd, line, answer, e);
	(void)close(fd);
	return rc == -1 ? -1 : understand(answer, ret_code, ret_refusal, e);
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
