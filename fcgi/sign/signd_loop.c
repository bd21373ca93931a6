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
	const struct signd_command	*commands;
	signd_serve	*minute;	/* NULL: none */
	int64_t		 next_minute;	/* mono_us */
	void		*ctx;
};

/* The next word of the line into dst; false when it is too long or not there. */
static bool
next_word(const char **at, char *dst, size_t size)
{
	size_t n = strcspn(*at, " \n");

	if (n == 0 || n >= size)
		return false;
	memcpy(dst, *at, n);
	dst[n] = '\0';
	*at += n;
	return true;
}

static bool
read_word(char kind, const char *word, struct signd_words *w)
{
	switch (kind) {
	case 'i':
		return word[0] != '0' && strspn(word, "0123456789") == strlen(word) &&
		    str_int(word, 1, INT64_MAX, &w->id);
	case 'c':
		return strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == strlen(word) &&
		    str_copy(w->code, sizeof w->code, word);
	case 'h':
		return strspn(word, "0123456789abcdef") == 64 && strlen(word) == 64 &&
		    str_unhex(w->hash, sizeof w->hash, word);
	default:
		return false;
	}
}

const struct signd_command *
signd_line(const struct signd_command *c, const char *line, struct signd_words *ret)
{
	struct signd_words w = { 0 };
	char word[SIGND_LINE_MAX];
	const char *at = line, *kind;

	if (!next_word(&at, word, sizeof word))
		return NULL;
	while (c->verb != NULL && !str_eq(c->verb, word))
		c++;
	if (c->verb == NULL)
		return NULL;
	for (kind = c->words; *kind != '\0'; kind++) {
		if (*at++ != ' ' || !next_word(&at, word, sizeof word) ||
		    !read_word(*kind, word, &w))
			return NULL;
	}
	if (!str_eq(at, "\n"))
		return NULL;
	*ret = w;
	return c;
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
	char text[SIGND_ANSWER_SIZE + 64], said[SIGND_ANSWER_SIZE] = "";
	struct signd_words words;
	const struct signd_command *k = signd_line(l->commands, c->line, &words);
	enum sign_refusal why = k == NULL ? SIGN_NO_REQUEST : k->serve(l->ctx, &words, said);
	int n = why == SIGN_OK ? snprintf(text, sizeof text, "OK %s\n", said) :
	    snprintf(text, sizeof text, "NO %s %s\n", sign_refusal_word(why),
	    said[0] != '\0' ? said : sign_refusal_text(why));

	explicit_bzero(c->line, sizeof c->line);	/* a code stood in it */
	explicit_bzero(&words, sizeof words);
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
	int64_t now = mono_us(), first = l->next_minute;

	for (size_t i = 0; i < SIGND_CLIENTS; i++)
		if (l->client[i].fd != -1 && l->client[i].until < first)
			first = l->client[i].until;
	if (first == INT64_MAX)
		return -1;
	return first <= now ? 0 : (int)((first - now + 999) / 1000);
}

static void
minute(struct loop *l)
{
	const struct signd_words none = { 0 };
	char unheard[SIGND_ANSWER_SIZE] = "";

	if (mono_us() < l->next_minute)
		return;
	(void)l->minute(l->ctx, &none, unheard);
	l->next_minute = mono_us() + SIGND_MINUTE * INT64_C(1000000);
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
	if (p[1].revents != 0 && meet(l, e) == -1)
		return -1;
	minute(l);
	return 1;
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
signd_loop(int listen_fd, const struct signd_command *commands, void *ctx, struct err *e)
{
	struct loop l = { .listen_fd = listen_fd, .commands = commands, .ctx = ctx,
	    .next_minute = INT64_MAX };
	int flags = fcntl(listen_fd, F_GETFL), rc;

	for (size_t i = 0; i < SIGND_CLIENTS; i++)
		l.client[i].fd = -1;
	while (commands->verb != NULL)
		commands++;
	if ((l.minute = commands->serve) != NULL)
		l.next_minute = mono_us() + INT64_C(1000000);
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
