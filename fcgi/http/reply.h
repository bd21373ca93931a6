/*
 * reply.h - an answer: status, a few headers, one body.
 *
 * Every answer carries Cache-Control: no-store; the other security headers
 * (CSP, nosniff, ...) are nginx's, so that its own error pages have them too.  A
 * header with CR, LF or another control character, a redirect that leaves the
 * site, a body past its cap: the reply is marked failed and the server sends
 * a bare 500 instead.  Nothing half goes out.
 */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/out.h"

#define REPLY_HEADERS_MAX	24

struct reply {
	int		 status;	/* 0: nobody has answered yet */
	const char	*type;		/* Content-Type */
	struct out	 body;		/* what templates write into */
	struct bytes	 frozen;	/* p != NULL: sent instead of body, not copied */
	struct reply_header {
		const char	*name, *value;
	}		 header[REPLY_HEADERS_MAX];
	size_t		 headers;
	struct arena	*arena;		/* header values are copied here */
	bool		 failed;
};

/* The two cookies of the site; both Secure, HttpOnly, SameSite=Strict, Path=/. */
#define COOKIE_SESSION	"__Host-sesi"
#define COOKIE_PRE	"__Host-pra"	/* before login, see csrf.h */

void	 reply_init(struct reply *, struct arena *, size_t max);	/* once */
void	 reply_reset(struct reply *);	/* before each request; keeps memory */
void	 reply_free(struct reply *);

/* Each of these begins the answer anew (headers and cookies are kept). */
struct out	*reply_page(struct reply *, int status);	/* text/html, write the page here */
struct out	*reply_json(struct reply *, int status);
struct out	*reply_text(struct reply *, int status);	/* text/plain */
/* 303 to a path of this site ("/antrean?x=1"); anything else fails the reply. */
void	 reply_redirect(struct reply *, const char *path);
bool	 reply_path_ok(const char *path);	/* would it redirect there? NULL: no */
/* Shown in the browser; filename [A-Za-z0-9._-], "Simpan" proposes it. */
void	 reply_pdf(struct reply *, struct bytes, const char *filename);
void	 reply_png(struct reply *, struct bytes);
/* type: a literal; the bytes must live until the reply is sent.  Sandboxed in the browser. */
void	 reply_bytes(struct reply *, int status, const char *type, struct bytes);

/* name: token; value: printable.  The same name may be added again. */
void	 reply_header(struct reply *, const char *name, const char *value);
/* max_age in seconds; 0: until the browser closes; -1: delete it. */
void	 reply_cookie(struct reply *, const char *name, const char *value, long max_age);

/* Status line as CGI wants it, headers and body go to wire; frozen bytes do not:
 * they are handed back, to be sent right behind it (n == 0: none).  For HEAD there is
 * neither.  A failed reply becomes a bare 500.  The status that goes out is returned. */
int	 reply_write(const struct reply *, bool head, struct out *wire,
	    struct bytes *ret_rest);
const char	*reply_reason(int status);	/* "Not Found" */

#endif
