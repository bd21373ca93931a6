#include "print/render.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/day.h"
#include "base/str.h"

#define PATIENCE_US	INT64_C(15000000)
#define CHUNK		((size_t)64 << 10)

static const uint8_t magic[4] = { 'R', 'K', 'R', '1' };

void
render_header(const struct render_request *r, uint8_t ret[RENDER_HEADER])
{
	memset(ret, 0, RENDER_HEADER);
	memcpy(ret, magic, sizeof magic);
	ret[4] = (uint8_t)r->what;
	ret[6] = (uint8_t)(r->page >> 8);
	ret[7] = (uint8_t)r->page;
	ret[8] = (uint8_t)(r->dpi >> 8);
	ret[9] = (uint8_t)r->dpi;
	for (int i = 0; i < 4; i++)
		ret[12 + i] = (uint8_t)(r->size >> (24 - 8 * i));
}

int
render_header_read(const uint8_t h[RENDER_HEADER], struct render_request *ret)
{
	struct render_request r = { .page = h[6] << 8 | h[7], .dpi = h[8] << 8 | h[9] };
	uint8_t again[RENDER_HEADER];

	if (h[4] != RENDER_PICTURE && h[4] != RENDER_TEXT && h[4] != RENDER_FACTS)
		return 0;
	r.what = (enum render_what)h[4];
	for (int i = 0; i < 4; i++)
		r.size = r.size << 8 | h[12 + i];
	if (r.page < 1 || r.page > RENDER_PAGE_MOST || r.dpi < RENDER_DPI_LEAST || r.dpi > RENDER_DPI_MOST ||
	    r.size < 1 || r.size > RENDER_PDF_MOST)
		return 0;
	render_header(&r, again);	/* what is not read must be zero */
	*ret = r;
	return memcmp(h, again, RENDER_HEADER) == 0;
}

/* 0 when the socket is ready for events before the deadline. */
static int
wait_for(int fd, short events, int64_t deadline, struct err *e)
{
	for (;;) {
		int64_t left = (deadline - mono_us()) / 1000;
		struct pollfd p = { .fd = fd, .events = events };
		int n = left <= 0 ? 0 : poll(&p, 1, (int)left);

		if (n > 0)
			return 0;
		if (n == 0)
			return err_set(e, ERR_AWAY, ETIMEDOUT, "rekam-render does not answer");
		if (errno != EINTR)
			return err_set(e, ERR_AWAY, errno, "rekam-render: %s", strerror(errno));
	}
}

static int
dial(const char *path, struct err *e)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd;

	if (!str_copy(to.sun_path, sizeof to.sun_path, path))
		return err_set(e, ERR_AWAY, 0, "rekam-render: the socket's path is too long");
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd != -1 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0)
		return fd;
	(void)err_set(e, ERR_AWAY, errno, "rekam-render: %s", strerror(errno));
	if (fd != -1)
		(void)close(fd);
	return -1;
}

static int
send_all(int fd, struct bytes b, int64_t deadline, struct err *e)
{
	while (b.n > 0) {
		ssize_t n;

		if (wait_for(fd, POLLOUT, deadline, e) == -1)
			return -1;
		n = send(fd, b.p, b.n, MSG_NOSIGNAL);
		if (n == -1 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n == -1)
			return err_set(e, ERR_AWAY, errno, "rekam-render: %s", strerror(errno));
		b.p += n;
		b.n -= (size_t)n;
	}
	return 0;
}

/* Until the other end closes; with a NUL behind it. */
static int
take_all(int fd, struct arena *a, int64_t deadline, struct bytes *ret, struct err *e)
{
	size_t room = CHUNK, n = 0;
	uint8_t *at = arena_alloc(a, room + 1), *more;

	for (;;) {
		ssize_t got;

		if (at == NULL || n > RENDER_ANSWER_MOST)
			return err_set(e, ERR_FULL, 0, "rekam-render: the answer is too large");
		if (wait_for(fd, POLLIN, deadline, e) == -1)
			return -1;
		got = recv(fd, at + n, room - n, 0);
		if (got == -1 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got == -1)
			return err_set(e, ERR_AWAY, errno, "rekam-render: %s", strerror(errno));
		n += (size_t)got;
		if (got == 0)
			break;
		if (n == room) {
			room *= 2;
			if ((more = arena_alloc(a, room + 1)) != NULL)
				memcpy(more, at, n);
			at = more;
		}
	}
	at[n] = '\0';
	*ret = (struct bytes){ at, n };
	return 0;
}

static int
ask(const char *socket, struct arena *a, struct bytes pdf, struct render_request r, struct bytes *ret, struct err *e)
{
	int64_t deadline = mono_us() + PATIENCE_US;
	uint8_t header[RENDER_HEADER];
	int fd, rc;

	r.size = pdf.n;
	if (pdf.n == 0 || pdf.n > RENDER_PDF_MOST)
		return err_set(e, ERR_INPUT, 0, "a PDF of %zu bytes", pdf.n);
	if ((fd = dial(socket, e)) == -1)
		return -1;
	render_header(&r, header);
	rc = send_all(fd, (struct bytes){ header, sizeof header }, deadline, e);
	if (rc == 0)
		rc = send_all(fd, pdf, deadline, e);
	if (rc == 0)
		rc = take_all(fd, a, deadline, ret, e);
	(void)close(fd);
	if (rc == 0 && ret->n == 0)
		rc = err_set(e, ERR_INPUT, 0, "the PDF cannot be read");
	return rc;
}

int
render_picture(const char *socket, struct arena *a, struct bytes pdf, int page, int dpi, struct bytes *ret, struct err *e)
{
	static const uint8_t head[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' },
	    tail[8] = { 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82 };

	if (ask(socket, a, pdf, (struct render_request){ RENDER_PICTURE, page, dpi, 0 }, ret, e) == -1)
		return -1;
	/* cut off when its maker was stopped in the middle; too large a page comes as one pixel */
	if (ret->n < sizeof head + 16 + sizeof tail || memcmp(ret->p, head, sizeof head) != 0 ||
	    memcmp(ret->p + ret->n - sizeof tail, tail, sizeof tail) != 0 ||
	    (ret->p[16] == 0 && ret->p[17] == 0 && ret->p[18] == 0 && ret->p[19] < 16))
		return err_set(e, ERR_INPUT, 0, "page %d of the PDF cannot be drawn", page);
	return 0;
}

static int
words(const char *socket, struct arena *a, struct bytes pdf, enum render_what what, const char **ret, struct err *e)
{
	struct bytes b;

	if (ask(socket, a, pdf, (struct render_request){ what, 1, RENDER_DPI_LEAST, 0 }, &b, e) == -1)
		return -1;
	*ret = (const char *)b.p;
	return 0;
}

int
render_text(const char *socket, struct arena *a, struct bytes pdf, const char **ret, struct err *e)
{
	return words(socket, a, pdf, RENDER_TEXT, ret, e);
}

int
render_facts(const char *socket, struct arena *a, struct bytes pdf, const char **ret, struct err *e)
{
	return words(socket, a, pdf, RENDER_FACTS, ret, e);
}

const char *
render_fact(struct arena *a, const char *facts, const char *name)
{
	size_t n = strlen(name);

	for (const char *line = facts; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
		if (strncmp(line, name, n) == 0 && line[n] == ':') {
			const char *at = line + n + 1;
			at += strspn(at, " \t");
			return arena_strndup(a, at, strcspn(at, "\r\n"));
		}
	return "";
}
