/*
 * The FastCGI loop, spoken to over a real socket: whole bodies, cut bodies, long
 * bodies, a signal in the middle of a request, a second descriptor, the end
 * after N requests.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "http/server.h"

static char path[64];
static int extra[2];	/* the descriptor that is watched beside the socket */

/* Answers with what came: method, URI, length and sum of the body. */
static void
echo(void *ctx, const struct http_raw *raw, struct reply *reply)
{
	unsigned sum = 0;

	(void)ctx;
	if (raw->cookie[0] == 'B') {	/* more than max_reply, as bytes that are there */
		static const uint8_t big[300000] = { 'x' };
		reply_bytes(reply, 200, "application/octet-stream", (struct bytes){ big, sizeof big });
		return;
	}
	for (size_t i = 0; i < raw->body.n; i++)
		sum += raw->body.p[i];
	out_printf(reply_text(reply, raw->refused == 0 ? 200 : raw->refused),
	    "%s %s %zu %u %s", raw->method, raw->uri, raw->body.n, sum, raw->cookie);
}

static int
wants(void *ctx, short *ret_events)
{
	(void)ctx;
	*ret_events = POLLIN;
	return extra[1];
}

static void
ready(void *ctx, short revents)
{
	char c;

	(void)ctx;
	if ((revents & POLLIN) && read(extra[1], &c, 1) == 1 && write(extra[1], "!", 1) != 1)
		_exit(9);
}

static void
tick(void *ctx)
{
	(*(int *)ctx)++;
}

static pid_t
start(long max)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	pid_t pid;

	memcpy(sun.sun_path, path, strlen(path) + 1);
	(void)unlink(path);
	assert_int_equal(bind(fd, (struct sockaddr *)&sun, sizeof sun), 0);
	assert_int_equal(listen(fd, 16), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, extra), 0);
	if ((pid = fork()) == 0) {
		struct err e = { 0 };
		struct arena *a = arena_create(1 << 20);
		int ticks = 0;
		struct http_server set = { .listen_fd = fd, .max_requests = max,
		    .max_body = 100000, .max_reply = 100000, .arena = a, .serve = echo,
		    .ctx = &ticks, .wants = wants, .ready = ready, .tick = tick, .tick_ms = 20 };
		enum http_end end = http_serve(&set, NULL, &e);
		arena_free(a);
		_exit(end == HTTP_END_ERROR ? 8 : ticks == 0 ? 7 : end == HTTP_END_SIGNAL ? 1 : 2);
	}
	(void)close(fd);
	return pid;
}

static int
end_of(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	(void)close(extra[0]);
	(void)close(extra[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

static int
dial(void)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	memcpy(sun.sun_path, path, strlen(path) + 1);
	assert_int_equal(connect(fd, (struct sockaddr *)&sun, sizeof sun), 0);
	return fd;
}

/* One FastCGI record (version 1, request 1). */
static void
record(int fd, uint8_t type, const void *p, size_t n)
{
	uint8_t h[8] = { 1, type, 0, 1, (uint8_t)(n >> 8), (uint8_t)n, 0, 0 };

	assert_int_equal(send(fd, h, 8, MSG_NOSIGNAL), 8);
	if (n > 0)
		assert_int_equal(send(fd, p, n, MSG_NOSIGNAL), (long)n);
}

static size_t
put_param(uint8_t *dst, const char *name, const char *value)
{
	size_t nn = strlen(name), vn = strlen(value);

	dst[0] = (uint8_t)nn;
	dst[1] = (uint8_t)vn;
	memcpy(dst + 2, name, nn);
	memcpy(dst + 2 + nn, value, vn);
	return 2 + nn + vn;
}

static void
begin_with(int fd, const char *method, const char *length, const char *cookie)
{
	static const uint8_t responder[8] = { 0, 1, 0 };
	uint8_t params[600];
	size_t n = put_param(params, "REQUEST_METHOD", method);

	n += put_param(params + n, "REQUEST_URI", "/a?b=c");
	n += put_param(params + n, "CONTENT_LENGTH", length);
	n += put_param(params + n, "HTTP_COOKIE", cookie);
	record(fd, 1, responder, 8);
	record(fd, 4, params, n);
	record(fd, 4, NULL, 0);
}

static void
begin(int fd, const char *method, const char *length)
{
	begin_with(fd, method, length, "k=v");
}

static void
body(int fd, size_t n)
{
	static const uint8_t chunk[5000] = { 1 };

	for (; n > 0; n -= n < sizeof chunk ? n : sizeof chunk)
		record(fd, 5, chunk, n < sizeof chunk ? n : sizeof chunk);
}

static size_t last_answer;	/* bytes of it */

/* What the program wrote, without FastCGI's framing. */
static const char *
answer(int fd)
{
	static char raw[400000], text[400000];
	size_t n = 0, out = 0;
	ssize_t got;

	while ((got = recv(fd, raw + n, sizeof raw - n, 0)) > 0)
		n += (size_t)got;
	for (size_t i = 0; i + 8 <= n;) {
		size_t len = (size_t)(uint8_t)raw[i + 4] << 8 | (uint8_t)raw[i + 5];

		if (raw[i + 1] == 6 && i + 8 + len <= n) {
			memcpy(text + out, raw + i + 8, len);
			out += len;
		}
		i += 8 + len + (uint8_t)raw[i + 6];
	}
	text[out] = '\0';
	last_answer = out;
	(void)close(fd);
	return text;
}

static void
expect(const char *sentence, const char *text, const char *status, const char *end)
{
	size_t n = strlen(text), en = strlen(end);

	if (strncmp(text, status, strlen(status)) != 0 || n < en ||
	    strcmp(text + n - en, end) != 0)
		fail_msg("%s: %s", sentence, text);
}

static void
bodies_are_whole_or_refused(void **state)
{
	static const struct {
		const char *sentence, *method, *length;
		size_t bytes;
		const char *status, *end;
	} table[] = {
		{ "no body", "GET", "", 0, "Status: 200", "GET /a?b=c 0 0 k=v" },
		{ "a body of the stated length", "POST", "20000", 20000, "Status: 200", "POST /a?b=c 20000 4 k=v" },
		{ "the longest body", "POST", "100000", 100000, "Status: 200", "POST /a?b=c 100000 20 k=v" },
		{ "an empty POST", "POST", "0", 0, "Status: 200", "POST /a?b=c 0 0 k=v" },
		{ "a cut body", "POST", "20000", 8000, "Status: 400", "POST /a?b=c 0 0 k=v" },
		{ "a body without a length", "POST", "", 10, "Status: 400", "POST /a?b=c 0 0 k=v" },
		{ "more than the length", "POST", "10", 11, "Status: 400", "POST /a?b=c 0 0 k=v" },
		{ "one byte over the limit", "POST", "100001", 0, "Status: 413", "POST /a?b=c 0 0 k=v" },
		{ "a length past every integer", "POST", "99999999999999999999", 0, "Status: 400", "k=v" },
		{ "a negative length", "POST", "-1", 0, "Status: 400", "k=v" },
		{ "a length in words", "POST", "10x", 10, "Status: 400", "k=v" },
		{ "HEAD gets no body", "HEAD", "", 0, "Status: 200", "\r\n\r\n" },
	};
	pid_t pid = start(0);

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		int fd = dial();

		begin(fd, table[i].method, table[i].length);
		body(fd, table[i].bytes);
		record(fd, 5, NULL, 0);
		expect(table[i].sentence, answer(fd), table[i].status, table[i].end);
	}
	(void)kill(pid, SIGTERM);
	assert_int_equal(end_of(pid), 1);
}

static void
a_signal_in_the_middle_of_a_body_does_not_cut_it(void **state)
{
	pid_t pid = start(0);
	int fd = dial();

	(void)state;
	begin(fd, "POST", "20000");
	body(fd, 8000);
	(void)usleep(50000);
	(void)kill(pid, SIGTERM);
	(void)usleep(50000);
	body(fd, 12000);
	record(fd, 5, NULL, 0);
	expect("after SIGTERM", answer(fd), "Status: 200", "POST /a?b=c 20000 5 k=v");
	assert_int_equal(end_of(pid), 1);
}

static void
it_ends_after_so_many_requests(void **state)
{
	pid_t pid = start(3);

	(void)state;
	for (int i = 0; i < 3; i++) {
		int fd = dial();
		begin(fd, "GET", "");
		record(fd, 5, NULL, 0);
		expect("one of three", answer(fd), "Status: 200", "k=v");
	}
	assert_int_equal(end_of(pid), 2);
}

static void
frozen_bytes_may_be_longer_than_a_page(void **state)
{
	pid_t pid = start(0);
	int fd = dial();

	(void)state;
	begin_with(fd, "GET", "", "B");
	record(fd, 5, NULL, 0);
	const char *text = answer(fd), *end = strstr(text, "\r\n\r\n");
	assert_non_null(strstr(text, "Content-Length: 300000\r\n\r\nx"));
	assert_non_null(end);
	assert_int_equal(last_answer - (size_t)(end + 4 - text), 300000);
	(void)kill(pid, SIGTERM);
	assert_int_equal(end_of(pid), 1);
}

static void
the_other_descriptor_is_watched(void **state)
{
	pid_t pid = start(0);
	char c = 0;

	(void)state;
	assert_int_equal(write(extra[0], "?", 1), 1);
	assert_int_equal(read(extra[0], &c, 1), 1);
	assert_int_equal(c, '!');
	(void)kill(pid, SIGINT);
	assert_int_equal(end_of(pid), 1);
}

static void
one_who_hangs_up_harms_nobody(void **state)
{
	pid_t pid = start(0);
	int fd;

	(void)state;
	(void)close(dial());
	fd = dial();
	begin(fd, "POST", "20000");
	body(fd, 100);
	(void)close(fd);
	fd = dial();
	(void)send(fd, "garbage that is no FastCGI", 26, MSG_NOSIGNAL);
	(void)close(fd);
	fd = dial();
	begin(fd, "GET", "");
	record(fd, 5, NULL, 0);
	expect("the next one", answer(fd), "Status: 200", "k=v");
	(void)kill(pid, SIGTERM);
	assert_int_equal(end_of(pid), 1);
}

static int
setup(void **state)
{
	(void)state;
	(void)snprintf(path, sizeof path, "/tmp/rekam-test-server.%d", (int)getpid());
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	(void)unlink(path);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bodies_are_whole_or_refused),
		cmocka_unit_test(a_signal_in_the_middle_of_a_body_does_not_cut_it),
		cmocka_unit_test(it_ends_after_so_many_requests),
		cmocka_unit_test(frozen_bytes_may_be_longer_than_a_page),
		cmocka_unit_test(the_other_descriptor_is_watched),
		cmocka_unit_test(one_who_hangs_up_harms_nobody),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
