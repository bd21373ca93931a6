#include "sign/signd_loop.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/day.h"
#include "base/str.h"

#define PATIENCE_US	1000000

struct client {
	int	 fd;		/* -1: free */
	size_t	 n;
	int64_t	 until;		/* mono_us */
	char	 line[SIGND_LINE_MAX + 1];
};

struct loop {
	int		 listen_fd, signal_fd;
	struct client	 client[SIGND_CLIENTS];
	signd_decide	*decide;
	void		*ctx;
};

int64_t
signd_line(const char *line)
{
	size_t n = strlen(line);
	char digits[SIGND_LINE_MAX];
	int64_t id = 0;

	if (n < 7 || n > SIGND_LINE_MAX || !str_starts(line, "SIGN ") || line[n - 1] != '\n' ||
	    line[5] == '0')
		return 0;
	memcpy(digits, line + 5, n - 6);
	digits[n - 6] = '\0';
	return strspn(digits, "0123456789") == n - 6 && str_int(digits, 1, INT64_MAX, &id) ?
	    id : 0;
}

static void
hang_up(struct client *c)
{
	(void)close(c->fd);
	c->fd = -1;
}

static void
answer(struct loop *l, struct client *c)
{
	char text[LETTER_CODE_SIZE + 64], code[LETTER_CODE_SIZE];
	int64_t id = signd_line(c->line);
	enum sign_refusal why = id == 0 ? SIGN_NO_REQUEST : l->decide(l->ctx, id, code);
	int n = why == SIGN_OK ? snprintf(text, sizeof text, "OK %s\n", code) :
	    snprintf(text, sizeof text, "NO %s %s\n", sign_refusal_word(why),
	    sign_refusal_text(why));

	/* so short that it always fits a fresh socket; who left has lost it */
	(void)send(c->fd, text, (size_t)n, MSG_NOSIGNAL);
	hang_up(c);
}

static void
hear(struct loop *l, struct client *c)
{
	ssize_t got = recv(c->fd, c->line + c->n, SIGND_LINE_MAX - c->n, 0);

	if (got == -1 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got <= 0) {
		hang_up(c);
		return;
	}
	c->n += (size_t)got;
	c->line[c->n] = '\0';
	/* A whole line, too long a line, or a NUL in it: there is an answer. */
	if (memchr(c->line, '\n', c->n) != NULL || c->n == SIGND_LINE_MAX ||
	    strlen(c->line) != c->n)
		answer(l, c);
}

static int
meet(struct loop *l, struct err *e)
{
	int fd = accept4(l->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	size_t i = 0;

	if (fd == -1)
		return errno == EAGAIN || errno == EINTR || errno == ECONNABORTED ? 0 :
		    err_set(e, ERR_BROKEN, errno, "accept: %s", strerror(errno));
	while (i < SIGND_CLIENTS && l->client[i].fd != -1)
		i++;
	if (i == SIGND_CLIENTS) {
		(void)close(fd);
		return 0;
	}
	l->client[i] = (struct client){ .fd = fd, .until = mono_us() + PATIENCE_US };
	return 0;
}

static int
patience_ms(const struct loop *l)
{
	int64_t now = mono_us(), first = INT64_MAX;

	for (size_t i = 0; i < SIGND_CLIENTS; i++)
		if (l->client[i].fd != -1 && l->client[i].until < first)
			first = l->client[i].until;
	if (first == INT64_MAX)
		return -1;
	return first <= now ? 0 : (int)((first - now + 999) / 1000);
}

/* 1: go on, 0: told to end, -1: broken */
static int
turn(struct loop *l, struct err *e)
{
	struct pollfd p[2 + SIGND_CLIENTS];

	p[0] = (struct pollfd){ .fd = l->signal_fd, .events = POLLIN };
	p[1] = (struct pollfd){ .fd = l->listen_fd, .events = POLLIN };
	for (size_t i = 0; i < SIGND_CLIENTS; i++)
		p[2 + i] = (struct pollfd){ .fd = l->client[i].fd, .events = POLLIN };
	if (poll(p, 2 + SIGND_CLIENTS, patience_ms(l)) == -1 && errno != EINTR)
		return err_set(e, ERR_BROKEN, errno, "poll: %s", strerror(errno));
	if (p[0].revents != 0)
		return 0;
	for (size_t i = 0; i < SIGND_CLIENTS; i++) {
		if (p[2 + i].fd != -1 && p[2 + i].revents != 0)
			hear(l, &l->client[i]);
		if (l->client[i].fd != -1 && mono_us() >= l->client[i].until)
			hang_up(&l->client[i]);
	}
	return p[1].revents != 0 && meet(l, e) == -1 ? -1 : 1;
}

static int
open_signals(struct err *e)
{
	sigset_t set;
	int fd;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGINT);
	if (sigprocmask(SIG_BLOCK, &set, NULL) == -1 ||
	    (fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) == -1)
		return err_set(e, ERR_BROKEN, errno, "signals: %s", strerror(errno));
	return fd;
}

int
signd_loop(int listen_fd, signd_decide *decide, void *ctx, struct err *e)
{
	struct loop l = { .listen_fd = listen_fd, .decide = decide, .ctx = ctx };
	int flags = fcntl(listen_fd, F_GETFL), rc;

	for (size_t i = 0; i < SIGND_CLIENTS; i++)
		l.client[i].fd = -1;
	if (flags == -1 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) == -1)
		return err_set(e, ERR_BROKEN, errno, "descriptor %d: %s", listen_fd,
		    strerror(errno));
	if ((l.signal_fd = open_signals(e)) == -1)
		return -1;
	while ((rc = turn(&l, e)) == 1)
		;
	for (size_t i = 0; i < SIGND_CLIENTS; i++)
		if (l.client[i].fd != -1)
			hang_up(&l.client[i]);
	(void)close(l.signal_fd);
	return rc;
}
