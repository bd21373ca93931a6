/*
 * server.h - take FastCGI requests one at a time.  server.c is the only file
 * that knows libfcgi.
 *
 * One process serves one request at a time and shares a non-blocking listening
 * socket (fd 3 by convention) with its siblings.  SIGTERM and SIGINT are
 * blocked for good and read from a signalfd next to the socket: libfcgi neither
 * retries an interrupted read nor restarts a write, so a request in hand always
 * ends whole, and a busy socket cannot starve the signal (ppoll does not
 * deliver a pending signal while a descriptor is ready).
 *
 * Everything a request brings is copied into the arena before serve() runs:
 * libfcgi's own strings die at the next accept.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "http/reply.h"

#define HTTP_LISTEN_FD	3

/* A request as it came, not looked into.  Absent parameters are "".
 * nginx has to send: REQUEST_METHOD, REQUEST_URI ($request_uri, as the client
 * wrote it), CONTENT_TYPE, CONTENT_LENGTH, REMOTE_ADDR, REQUEST_ID
 * ($request_id); the HTTP_* ones it sends by itself. */
struct http_raw {
	const char	*method;	/* REQUEST_METHOD */
	const char	*uri;		/* REQUEST_URI: path?query, still encoded */
	const char	*content_type;	/* CONTENT_TYPE */
	const char	*remote;	/* REMOTE_ADDR */
	const char	*id;		/* REQUEST_ID, 32 hex digits */
	const char	*host;		/* HTTP_HOST */
	const char	*cookie;	/* HTTP_COOKIE */
	const char	*origin;	/* HTTP_ORIGIN */
	const char	*fetch_site;	/* HTTP_SEC_FETCH_SITE */
	const char	*fetch_dest;	/* HTTP_SEC_FETCH_DEST */
	const char	*fetch_mode;	/* HTTP_SEC_FETCH_MODE */
	const char	*hx_request;	/* HTTP_HX_REQUEST */
	const char	*user_agent;	/* HTTP_USER_AGENT */
	struct bytes	 body;		/* exactly CONTENT_LENGTH bytes, then a NUL */
	bool		 files;		/* a multipart body is welcome; false from the server itself */
	int		 refused;	/* 0, or 400 (cut body, bad length), 413 (too
					 * long): body is empty, answer with that status */
};

struct http_server {
	int		 listen_fd;	/* non-blocking, listening */
	long		 max_requests;	/* end after so many; 0: never */
	size_t		 max_body;	/* bytes */
	size_t		 max_reply;	/* bytes of one answer */
	struct arena	*arena;		/* reset before each request */
	/* Makes the answer.  reply is empty and belongs to the server. */
	void		(*serve)(void *ctx, const struct http_raw *, struct reply *);
	void		*ctx;

	/* Optional: one more descriptor in the same poll.  wants() gives the
	 * descriptor (or -1) and the events before each wait, ready() gets what
	 * came; neither may block. */
	int		(*wants)(void *ctx, short *ret_events);
	void		(*ready)(void *ctx, short revents);
	/* Optional: called at least every tick_ms, also between requests. */
	void		(*tick)(void *ctx);
	int		 tick_ms;
};

enum http_end {
	HTTP_END_SIGNAL,	/* SIGTERM or SIGINT */
	HTTP_END_COUNT,		/* max_requests served: the supervisor starts a new one */
	HTTP_END_ERROR		/* err says why */
};

/* Serves until one of the ends.  ret_served (may be NULL) counts requests. */
enum http_end	 http_serve(const struct http_server *, long *ret_served, struct err *);

#endif
