/* wire.c - see wire.h. */
#include "station/wire.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/day.h"

static uint32_t
u32_get(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void
u32_put(uint8_t *p, size_t n)
{
	p[0] = (uint8_t)(n >> 24 & 0xff);
	p[1] = (uint8_t)(n >> 16 & 0xff);
	p[2] = (uint8_t)(n >> 8 & 0xff);
	p[3] = (uint8_t)(n & 0xff);
}

/* Lengths are known: make room. */
static int
head_done(struct wire *w)
{
	uint32_t json = u32_get(w->head), payload = u32_get(w->head + 4);

	if (json < 2 || json > WIRE_JSON_MAX || payload > WIRE_PAYLOAD_MAX)
		return -1;
	w->json_len = json;
	if (payload > 0 && secret_alloc(&w->payload, payload) != 0)
		return -1;
	return 0;
}

int
wire_read(struct wire *w, int fd)
{
	size_t at, want;
	uint8_t *to;
	ssize_t n;

	for (;;) {
		if (w->have < 8) {
			to = w->head + w->have;
			want = 8 - w->have;
		} else if ((at = w->have - 8) < w->json_len) {
			to = (uint8_t *)w->json + at;
			want = w->json_len - at;
		} else if ((at -= w->json_len) < w->payload.n) {
			to = w->payload.p + at;
			want = w->payload.n - at;
		} else {
			w->json[w->json_len] = '\0';
			return 1;
		}
		n = recv(fd, to, want, MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return 0;
		if (n <= 0)
			return -1;
		w->have += (size_t)n;
		if (w->have == 8 && head_done(w) != 0)
			return -1;
	}
}

void
wire_next(struct wire *w)
{
	secret_free(&w->payload);
	w->json_len = 0;
	w->have = 0;
}

static int
send_all(int fd, const uint8_t *p, size_t n, int64_t until)
{
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };
	int64_t left;
	ssize_t w;

	while (n > 0) {
		w = send(fd, p, n, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (w >= 0) {
			p += w;
			n -= (size_t)w;
			continue;
		}
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
			return -1;
		left = (until - mono_us()) / 1000;
		if (left <= 0 || (poll(&pfd, 1, (int)left) < 0 && errno != EINTR))
			return -1;
	}
	return 0;
}

int
wire_write(int fd, const char *json, struct bytes payload, int wait_ms)
{
	uint8_t head[8 + WIRE_JSON_MAX];
	size_t len = strlen(json);
	int64_t until = mono_us() + (int64_t)wait_ms * 1000;

	if (len < 2 || len > WIRE_JSON_MAX || payload.n > WIRE_PAYLOAD_MAX)
		return -1;
	u32_put(head, len);
	u32_put(head + 4, payload.n);
	memcpy(head + 8, json, len);
	if (send_all(fd, head, 8 + len, until) != 0)
		return -1;
	return send_all(fd, payload.p, payload.n, until);
}
