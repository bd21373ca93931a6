/*
 * err.h - how a function says that it failed.
 *
 * Libraries return, mains log.  A function that can fail takes a struct err
 * last and returns 0 or a count on success, -1 after err_set().  The text is
 * for the log and the administrator (English); what a clerk reads is chosen
 * by the page from the kind.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err_kind {
	ERR_NONE,
	ERR_INPUT,	/* the caller or the user gave something impossible */
	ERR_NOT_FOUND,	/* no such thing */
	ERR_CONFLICT,	/* somebody else was faster: stale version, duplicate */
	ERR_BUSY,	/* in use now, try again */
	ERR_AWAY,	/* a part is not there: database, printer, reader, signd */
	ERR_CLOCK,	/* the server's clock is wrong: what depends on it waits */
	ERR_FULL,	/* no room: disk, arena, limit */
	ERR_BROKEN,	/* a bug or corrupt data */
	ERR__MAX
};

struct err {
	enum err_kind	 kind;
	int		 code;		/* errno, MariaDB error, IPP status; 0: none */
	char		 text[256];	/* one line, NUL-terminated */
};

/* Fills e (which may be NULL) and returns -1, so that a caller can return it. */
int	 err_set(struct err *e, enum err_kind kind, int code, const char *fmt, ...)
	    __attribute__((format(printf, 4, 5)));
/* Puts "what: " in front of the text, keeps the kind; returns -1. */
int	 err_wrap(struct err *e, const char *what);
const char	*err_kind_name(enum err_kind kind);

#endif
