#include "http/server.h"

#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/day.h"
#include "base/log.h"
#include "base/out.h"
#include "base/str.h"

struct server {
	const struct http_server	*set;
	FCGX_Request			 req;
	struct reply			 reply;
	struct out			 wire;
	int				 signal_fd;
	int64_t				 tick_at;	/* mono_us of the next tick */
	long				 served;
};

static const char *
param(const struct server *s, const char *name)
{
	return arena_strdup(s->set->arena, FCGX_GetParam(name, s->req.envp));
}

/* Exactly CONTENT_LENGTH bytes and then the end, or refused. */
static void
read_body(struct server *s, struct http_raw *raw)
{
	const char *length = FCGX_GetParam("CONTENT_LENGTH", s->req.envp);
	int64_t n = 0;
	uint8_t *p;

	raw->body = (struct bytes){ (const uint8_t *)"", 0 };
	if (length != NULL && *length != '\0' && !str_int(length, 0, INT64_MAX, &n)) {
		raw->refused = 400;
		return;
	}
	if (n > INT_MAX || (size_t)n > s->set->max_body ||
	    (p = arena_alloc(s->set->arena, (size_t)n + 1)) == NULL) {
		raw->refused = 413;
		return;
	}
	if (FCGX_GetStr((char *)p, (int)n, s->req.in) != (int)n ||
	    FCGX_GetChar(s->req.in) != EOF) {
		raw->refused = 400;
		return;
	}
	raw->body = (struct bytes){ p, (size_t)n };
}

static void
read_request(struct server *s, struct http_raw *raw)
{
	*raw = (struct http_raw){
		.method = param(s, "REQUEST_METHOD"),
		.uri = param(s, "REQUEST_URI"),
		.content_type = param(s, "CONTENT_TYPE"),
		.remote = param(s, "REMOTE_ADDR"),
		.id = param(s, "REQUEST_ID"),
		.host = param(s, "HTTP_HOST"),
		.cookie = param(s, "HTTP_COOKIE"),
		.origin = param(s, "HTTP_ORIGIN"),
		.fetch_site = param(s, "HTTP_SEC_FETCH_SITE"),
		.fetch_dest = param(s, "HTTP_SEC_FETCH_DEST"),
		.fetch_mode = param(s, "HTTP_SEC_FETCH_MODE"),
		.hx_request = param(s, "HTTP_HX_REQUEST"),
		.user_agent = param(s, "HTTP_USER_AGENT"),
	};
	read_body(s, raw);
}

static bool
put(struct server *s, const void *p, size_t n)
{
	return n <= INT_MAX && FCGX_PutStr(p, (int)n, s->req.out) == (int)n;
}

static void
wipe(struct out *o)
{
	if (o->p != NULL)
		explicit_bzero(o->p, o->n);
	out_reset(o);
}

static void
serve_one(struct server *s)
{
	struct http_raw raw;
	struct bytes rest;

	reply_reset(&s->reply);
	read_request(s, &raw);
	s->set->serve(s->set->ctx, &raw, &s->reply);
	int status = reply_write(&s->reply, strcmp(raw.method, "HEAD") == 0, &s->wire, &rest);
	bool sent = put(s, s->wire.p, s->wire.n) && (rest.n == 0 || put(s, rest.p, rest.n)) &&
	    FCGX_FFlush(s->req.out) != -1;
	if (status == 500 && s->reply.status != 500)
		log_event(LOG_LEVEL_ERROR, "reply failed", "request", raw.id, NULL);
	if (!sent)
		log_event(LOG_LEVEL_WARN, "reply lost", "request", raw.id, NULL);
	FCGX_Finish_r(&s->req);
	/* bodies hold passwords, pages hold people: neither waits for the next request */
	wipe(&s->wire);
	wipe(&s->reply.body);
	arena_reset(s->set->arena);
	s->served++;
}

/* -1 only when the listening socket itself is unusable. */
static int
accept_one(struct server *s, struct err *e)
{
	int rc = FCGX_Accept_r(&s->req);

	if (rc >= 0) {
		serve_one(s);
		return 0;
	}
	switch (-rc) {
	case EAGAIN:		/* a sibling was faster */
	case EINTR:
	case ECONNABORTED:
	case ECONNRESET:
	case EPROTO:
	case EPIPE:
		return 0;
	default:
		return err_set(e, ERR_BROKEN, -rc, "accept: %s", strerror(-rc));
	}
}

static int
wait_ms(const struct server *s)
{
	int64_t left;

	if (s->set->tick == NULL)
		return -1;
	left = (s->tick_at - mono_us() + 999) / 1000;
	return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static void
run_tick(struct server *s)
{
	if (s->set->tick == NULL || mono_us() < s->tick_at)
		return;
	s->set->tick(s->set->ctx);
	s->tick_at = mono_us() + (int64_t)s->set->tick_ms * 1000;
}

enum step { GO_ON, STOP, FAILED };

/* Waits once and does what came. */
static enum step
turn(struct server *s, struct err *e)
{
	struct pollfd p[3] = {
		{ .fd = s->signal_fd, .events = POLLIN },
		{ .fd = s->set->listen_fd, .events = POLLIN },
		{ .fd = -1 },
	};

	if (s->set->wants != NULL)
		p[2].fd = s->set->wants(s->set->ctx, &p[2].events);
	if (poll(p, 3, wait_ms(s)) == -1 && errno != EINTR) {
		(void)err_set(e, ERR_BROKEN, errno, "poll: %s", strerror(errno));
		return FAILED;
	}
	if (p[0].revents != 0)
		return STOP;
	if (p[2].fd >= 0 && p[2].revents != 0)
		s->set->ready(s->set->ctx, p[2].revents);
	run_tick(s);
	if (p[1].revents != 0 && accept_one(s, e) == -1)
		return FAILED;
	return GO_ON;
}

/* SIGTERM and SIGINT as a descriptor; both stay blocked in this process. */
static int
open_signals(struct err *e)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t set;
	int fd;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGINT);
	/* FCGX_Init would take SIGPIPE, were it still at its default. */
	if (sigaction(SIGPIPE, &ignore, NULL) == -1 ||
	    sigprocmask(SIG_BLOCK, &set, NULL) == -1 ||
	    (fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) == -1)
		return err_set(e, ERR_BROKEN, errno, "signals: %s", strerror(errno));
	return fd;
}

static enum http_end
run(struct server *s, struct err *e)
{
	for (;;) {
		if (s->set->max_requests > 0 && s->served >= s->set->max_requests)
			return HTTP_END_COUNT;
		switch (turn(s, e)) {
		case STOP:
			return HTTP_END_SIGNAL;
		case FAILED:
			return HTTP_END_ERROR;
		case GO_ON:
			break;
		}
	}
}

enum http_end
http_serve(const struct http_server *set, long *ret_served, struct err *e)
{
	struct server s = { .set = set };
	enum http_end end;

	if ((s.signal_fd = open_signals(e)) == -1)
		return HTTP_END_ERROR;
	if (FCGX_Init() != 0 || FCGX_InitRequest(&s.req, set->listen_fd, 0) != 0) {
		(void)err_set(e, ERR_BROKEN, 0, "libfcgi does not start");
		(void)close(s.signal_fd);
		return HTTP_END_ERROR;
	}
	reply_init(&s.reply, set->arena, set->max_reply);
	out_init(&s.wire, set->max_reply + 65536);
	s.tick_at = mono_us();
	end = run(&s, e);
	if (ret_served != NULL)
		*ret_served = s.served;
	reply_free(&s.reply);
	out_free(&s.wire);
	(void)close(s.signal_fd);
	return end;
}
