/*
 * request.h - what a request says, checked before anybody reads it.
 *
 * The path is decoded once and must be canonical: absolute, valid UTF-8, no
 * NUL or other control character, no "//", no "." or ".." segment, no
 * backslash.  Query and urlencoded (or multipart, multipart.h) body are two separate lists of name=value,
 * at most REQUEST_PARAMS_MAX each, valid UTF-8 without NUL.  A name may occur
 * once; a name that ends in "[]" ("syarat[]") declares itself a list and may
 * occur many times.  All strings live in the arena.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"

#define REQUEST_PARAMS_MAX	300
#define REQUEST_COOKIES_MAX	32
#define REQUEST_PATH_MAX	1024
#define REQUEST_QUERY_MAX	4096

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_METHOD__MAX };

struct pair {
	const char	*name, *value;	/* never NULL */
};

struct pairs {
	const struct pair	*at;
	size_t			 n;
};

/* The file of a multipart body; name NULL: none.  No file chosen: no bytes. */
struct file_part {
	const char	*name;		/* of the control */
	struct bytes	 bytes;
};

struct http_raw;

struct request {
	enum http_method	 method;
	const char		*path;		/* decoded, canonical */
	struct pairs		 query;
	struct pairs		 form;		/* empty unless the body is urlencoded or multipart */
	struct file_part	 file;
	struct pairs		 cookies;
	struct bytes		 body;		/* as it came */
	const char		*content_type;	/* lower case, without parameters */
	const char		*remote;	/* address of the client, as nginx saw it */
	const char		*id;		/* 32 hex digits; made here when nginx sent none */
	const char		*host, *origin;			/* "" when absent */
	const char		*fetch_site, *fetch_dest, *fetch_mode;	/* Sec-Fetch-*, "" when absent */
	const char		*user_agent;
	bool			 htmx;		/* wants a fragment */
};

/* Of a field: [A-Za-z0-9_.-]{1,64}, then perhaps "[]". */
bool	 request_name_valid(const char *s, size_t n);

/* 0; or the HTTP status to refuse it with (400, 413, 414, 415, 501) and err.  When
 * refused, ret_req still has id, remote and a method so that a page and a log
 * line can be made. */
int	 request_parse(struct arena *, const struct http_raw *, struct request *ret_req,
	    struct err *);

/* The value, or NULL: from the body of a POST, from the query of a GET. */
const char	*request_param(const struct request *, const char *name);
/* The values of a list, name with its "[]"; n == 0: none. */
struct str_list {
	const char	**at;
	size_t		 n;
};
struct str_list	 request_params_multi(const struct request *, const char *name,
		    struct arena *);
/* From the query, also of a POST; NULL when absent. */
const char	*request_query(const struct request *, const char *name);
/* The first cookie of that name; NULL when absent. */
const char	*request_cookie(const struct request *, const char *name);
const char	*http_method_name(enum http_method);

/* Does a browser ask for it as one may?  Not into a frame, an <object> or an <embed>; and from
 * another site only as a page of its own.  anywhere: other sites may load it (the test picture).
 * Browsers that do not say (and programs) are not browsers that embed. */
bool		 request_fetch_ok(const struct request *, bool anywhere);

/* The parsers themselves (fuzzed); 0 or an HTTP status. */
int	 request_parse_path(struct arena *, const char *s, size_t n, const char **ret_path,
	    struct err *);
int	 request_parse_urlencoded(struct arena *, const char *s, size_t n,
	    struct pairs *ret_pairs, struct err *);
int	 request_parse_cookies(struct arena *, const char *s, struct pairs *ret_pairs,
	    struct err *);

#endif
