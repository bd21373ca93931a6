/*
 * reader_link.h - rekam-station's end of the line to rekam-reader.
 *
 * Dials by itself, again every 200 ms; a reader that died is noticed at once
 * (the socket closes) and told as LINK_DOWN.  Never blocks but for a command
 * that a living reader does not take within a second: then the line is dropped.
 */
#ifndef STATION_READER_LINK_H
#define STATION_READER_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "station/word.h"

struct reader_info {
	bool	 present, image, swipe;
	char	 driver[33], name[97];
	int	 ppi;
};

enum link_kind {
	LINK_NONE,	/* nothing now */
	LINK_INFO,	/* reader process there (info): first after connecting, and on change */
	LINK_DOWN,	/* it is gone */
	LINK_STATE,	/* job, state, reason */
	LINK_IMAGE,	/* job, image; ends the capture */
	LINK_FAILED	/* job, reason; ends the capture */
};

struct link_event {
	enum link_kind	 kind;
	char		 job[37];
	struct reader_info info;
	enum station_state state;
	enum station_reason reason;
	int		 w, h, score, like, minutiae;
	struct bytes	 pixels, print;	/* valid until the next reader_link_next */
};

struct reader_link;

struct reader_link	*reader_link_create(const char *socket_path);	/* NULL: no memory */
/* For tests: dial() gives a connected non-blocking socket or -1. */
struct reader_link	*reader_link_create_dial(int (*dial)(void *), void *ctx);
void	 reader_link_free(struct reader_link *);
int	 reader_link_fd(const struct reader_link *);	/* to poll for input; -1: none */
/* The next event; dials when there is no line.  now in microseconds, monotonic. */
void	 reader_link_next(struct reader_link *, int64_t now, struct link_event *ret);
/* 0, or -1: no line (LINK_DOWN follows). */
int	 reader_link_capture(struct reader_link *, const char *job, const char *casefile,
	    int finger, int timeout_s, bool all);
int	 reader_link_cancel(struct reader_link *);
int	 reader_link_keep(struct reader_link *, int finger, struct bytes print);
int	 reader_link_end(struct reader_link *);
void	 reader_link_drop(struct reader_link *);	/* hang up: the reader starts afresh */

#endif
