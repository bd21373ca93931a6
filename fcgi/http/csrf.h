/*
 * csrf.h - that a POST was sent from a page of ours (ASVS 3.5.1).
 *
 * The token is keyed BLAKE2b-256(secret, purpose || binding), base64url: it
 * needs no store and cannot be moved to another session.  Binding is the hash
 * of the session token; before login it is a random value in the cookie
 * COOKIE_PRE.  Checked on every POST without exception, together with Origin
 * and Sec-Fetch-Site.
 */
#ifndef HTTP_CSRF_H
#define HTTP_CSRF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "http/request.h"

#define CSRF_FIELD	"csrf_token"
#define CSRF_SECRET_LEN	32
#define CSRF_TOKEN_SIZE	44	/* 43 characters and the NUL */
#define CSRF_PRE_SIZE	44

/* ret_token for a session of which hash is the BLAKE2b-256 of its token */
void	 csrf_token(const uint8_t secret[CSRF_SECRET_LEN], struct bytes hash,
	    char ret_token[CSRF_TOKEN_SIZE]);
/* constant time; false for NULL or a wrong length */
bool	 csrf_check(const uint8_t secret[CSRF_SECRET_LEN], struct bytes hash,
	    const char *token);

/* A fresh random value for the cookie COOKIE_PRE. */
void	 csrf_pre_new(char ret_pre[CSRF_PRE_SIZE]);
bool	 csrf_pre_valid(const char *pre);	/* has the shape of one */
void	 csrf_pre_token(const uint8_t secret[CSRF_SECRET_LEN], const char *pre,
	    char ret_token[CSRF_TOKEN_SIZE]);
bool	 csrf_pre_check(const uint8_t secret[CSRF_SECRET_LEN], const char *pre,
	    const char *token);

/*
 * Did this POST come from our own origin ("https://rekam.local"; several with blanks
 * between, for a site that has a name and an address)?  Sec-Fetch-Site,
 * when sent, must be same-origin; Origin, when sent, must be ours ("null" counts
 * as not sent).  With neither of the two the answer is no: every browser we
 * serve sends at least Origin.  So pages need Referrer-Policy same-origin or laxer:
 * under no-referrer Firefox before 90 would send nothing usable.
 */
bool	 csrf_origin_ok(const struct request *, const char *own_origin);

/* 64 hex digits of the configuration into the key; false: malformed */
bool	 csrf_secret(const char *hex, uint8_t ret_secret[CSRF_SECRET_LEN]);

#endif
